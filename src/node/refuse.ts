import { PlanOptionsError } from '../plan/options.js';
import { UsageError } from './io.js';

/** Options that make no sense for a job are wrong use of the command. */
export function refuse<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof PlanOptionsError) throw new UsageError(error.message);
    throw error;
  }
}
