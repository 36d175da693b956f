/** How a task ran, as a job read back tells it. */
import type { JsonObject } from '../parse/definition.js';
import { readInt32 } from '../schema/shape.js';
import { isPresent } from './collection.js';

/** What the service has said of a task's run; what is not there, or of another type, is null. */
export interface TaskRun {
  /** Of `TASK_STATES`, or a number that nobody has written down. */
  readonly state: number | null;
  /** As it is written: the reference says seconds, clients read milliseconds. */
  readonly runningDuration: number | null;
  /** ISO 8601, sometimes without a time zone (live). */
  readonly startTime: string | null;
  readonly endTime: string | null;
}

/** Values of a task's State: 0 to 3 are in the reference, clients read the others. */
export const TASK_STATES = {
  none: 0,
  active: 1,
  running: 2,
  completed: 3,
  error: 4,
  canceled: 5,
  canceling: 6,
} as const;

/** Reads what a task says of its run; null where it says nothing. */
export function readTaskRun({ State, RunningDuration, StartTime, EndTime }: JsonObject): TaskRun | null {
  if (![State, RunningDuration, StartTime, EndTime].some(isPresent)) return null;
  return {
    state: readInt32(State),
    runningDuration: numberOf(RunningDuration),
    startTime: typeof StartTime === 'string' ? StartTime : null,
    endTime: typeof EndTime === 'string' ? EndTime : null,
  };
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
