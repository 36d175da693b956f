/** Random jobs with durations and units, and their plans in whole milliseconds. */
import fc from 'fast-check';
import { type ExecutionPlan, plan } from '#src/plan/plan.js';
import { acyclicJob, type JobSpec, modelJob } from '../helpers/jobs.js';

export interface Planned {
  readonly spec: JobSpec;
  readonly units: number;
  /** Milliseconds by position. */
  readonly durations: readonly number[];
  readonly result: ExecutionPlan;
}

/** Often equal, so that tasks finish together; sometimes of any length that is allowed. */
const anyDuration = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 1, max: 4 }) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 10_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 10_000_000_000 }) },
);

/** Jobs of nameless tasks, so that keys of durations are positions. */
export function plannedJob(maxTasks: number): fc.Arbitrary<Planned> {
  const durations = fc.array(anyDuration, { minLength: maxTasks, maxLength: maxTasks });
  return fc
    .tuple(acyclicJob({ maxTasks }), fc.integer({ min: 1, max: 5 }), durations)
    .map(([{ inputs, tasks }, units, all]) => {
      const nameless = tasks.map(({ name, ...task }) => task);
      const spec = { ...(inputs === undefined ? {} : { inputs }), tasks: nameless };
      const own = all.slice(0, tasks.length);
      return { spec, units, durations: own, result: planOf(spec, own, units) };
    });
}

/** The plan of a job that has one. */
export function planOf(spec: JobSpec, milliseconds: readonly number[], units: number): ExecutionPlan {
  const durations = Object.fromEntries(milliseconds.map((time, position) => [position, time / 1000]));
  const result = plan(modelJob(spec), { units, durations });
  if (result === null) throw new Error('the job has no plan');
  return result;
}

/** Seconds of a plan as the whole milliseconds that they must be. */
export function milliseconds(seconds: number): number {
  const whole = Math.round(seconds * 1000);
  if (whole / 1000 !== seconds) throw new Error(`${seconds} s are no whole milliseconds`);
  return whole;
}
