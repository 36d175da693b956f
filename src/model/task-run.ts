/** How a task ran, as a job read back tells it. */
import { type Entity, readInt32 } from '../schema/shape.js';
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
export function readTaskRun(entity: Entity): TaskRun | null {
  const given = ['State', 'RunningDuration', 'StartTime', 'EndTime'].map((name) => entity.property(name).value);
  if (!given.some(isPresent)) return null;
  const [state, runningDuration, startTime, endTime] = given;
  return {
    state: readInt32(state),
    runningDuration: numberOf(runningDuration),
    startTime: typeof startTime === 'string' ? startTime : null,
    endTime: typeof endTime === 'string' ? endTime : null,
  };
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
