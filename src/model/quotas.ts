/** How much the service takes. What was fixed is a constant; what could be raised on request is an option. */
import { describe } from '../schema/shape.js';

/** Tasks in one job: 30, fixed (quota page of the v2 documentation, which calls them chained tasks). */
export const TASKS_PER_JOB = 30;

/** Limits that an account could have raised. */
export interface Quotas {
  /** Distinct assets that one task reads and writes (inferred: the quota page says "assets per task"). */
  readonly assetsPerTask: number;
  /** Distinct assets of one job, its inputs and all that its tasks read and write. */
  readonly assetsPerJob: number;
}

/** The quotas of an account that never asked for more (quota page). */
export const DEFAULT_QUOTAS: Quotas = { assetsPerTask: 50, assetsPerJob: 100 };

/**
 * All quotas, from those that somebody set.
 * @throws TypeError for a name that is no quota or a value that is no number
 * @throws RangeError for a number that is negative or not whole
 */
export function readQuotas(given: Readonly<Partial<Record<keyof Quotas, number | undefined>>>): Quotas {
  const quotas = { ...DEFAULT_QUOTAS };
  for (const [name, value] of Object.entries(given)) {
    if (!isQuota(name)) throw new TypeError(`quotas: there is no quota ${JSON.stringify(name)}`);
    if (value === undefined) continue;
    const expected = `quotas.${name}: expected a whole number from 0`;
    if (typeof value !== 'number') throw new TypeError(`${expected}, found ${describe(value)}`);
    if (!Number.isInteger(value) || value < 0) throw new RangeError(`${expected}, found ${value}`);
    quotas[name] = value;
  }
  return quotas;
}

/** Whether a quota of this name can be set. */
export function isQuota(name: string): name is keyof Quotas {
  return Object.hasOwn(DEFAULT_QUOTAS, name);
}
