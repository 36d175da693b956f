/** What is known of the job around a task that is linted by itself. */
import { describe } from '../schema/shape.js';
import { MAX_ASSET_INDEX, readReference } from './asset-reference.js';
import type { Job } from './job.js';

/** What the rest of a job gives to one of its tasks. */
export interface TaskContext {
  /** How many input assets the job has. */
  readonly inputs: number;
  /** The outputs that other tasks write, by number or as `JobOutputAsset(n)`. */
  readonly producers: readonly (number | string)[];
}

/** A context that was checked. */
export interface Surroundings {
  readonly inputCount: number;
  /** The outputs that other tasks write, by number. */
  readonly elsewhere: ReadonlySet<number>;
}

/**
 * Checks a context.
 * @throws TypeError for inputs that are no whole number from 0, and for producers that are no list of outputs
 */
export function readTaskContext({ inputs, producers }: TaskContext): Surroundings {
  if (!isIndex(inputs)) throw new TypeError(`context.inputs: expected a whole number from 0, found ${shown(inputs)}`);
  if (!Array.isArray(producers))
    throw new TypeError(`context.producers: expected an array, found ${describe(producers)}`);
  return { inputCount: inputs, elsewhere: new Set(producers.map(outputIndex)) };
}

/** A job of one task that has the inputs of the job around it; any other stays as it is. */
export function withContext(job: Job, { inputCount }: Surroundings): Job {
  return job.scope === 'task' ? { ...job, inputCount } : job;
}

function outputIndex(output: number | string): number {
  if (isIndex(output)) return output;
  const reference = typeof output === 'string' ? readReference(output).reference : null;
  if (reference?.kind === 'JobOutputAsset') return reference.index;
  throw new TypeError(`context.producers: expected numbers or JobOutputAsset(n), found ${shown(output)}`);
}

function isIndex(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MAX_ASSET_INDEX;
}

function shown(value: unknown): string {
  return typeof value === 'string'
    ? JSON.stringify(value)
    : typeof value === 'number'
      ? String(value)
      : describe(value);
}
