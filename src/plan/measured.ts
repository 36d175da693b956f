/** How long tasks took, as jobs read back tell: from their RunningDuration, whose unit is decided by their own times. */

import type { Job, Task } from '../model/job.js';
import { TASK_STATES, type TaskRun } from '../model/task-run.js';
import { addTo } from '../text/add-to.js';
import { isDuration } from './durations.js';

/** In what RunningDuration is counted: the reference says seconds, clients read milliseconds. */
export type DurationUnit = 's' | 'ms';

/** The durations of jobs read back. */
export interface MeasuredRuns {
  readonly unit: DurationUnit;
  /** What the unit was decided by: the caller, StartTime and EndTime of tasks, or, where these say nothing, the reference. */
  readonly decidedBy: 'option' | 'times' | 'reference';
  /** How many tasks have times that agree with the unit. */
  readonly agreeing: number;
  readonly runs: readonly MeasuredRun[];
}

/** One job read back. */
export interface MeasuredRun {
  readonly name: string | null;
  readonly tasks: readonly { readonly name: string | null; readonly seconds: number | null }[];
}

/** Reads the durations of jobs; the unit is one for all. */
export function measureRuns(jobs: readonly Job[], unit?: DurationUnit): MeasuredRuns {
  const tasks = jobs.flatMap((job) => job.tasks ?? []);
  const votes = { s: 0, ms: 0 };
  for (const { run } of tasks) {
    const shown = run === null ? null : unitShownBy(run);
    if (shown !== null) votes[shown] += 1;
  }
  const shown = votes.ms > votes.s ? 'ms' : 's';
  const decided = unit ?? shown;
  const decidedBy = unit !== undefined ? 'option' : votes[shown] > 0 && votes.ms !== votes.s ? 'times' : 'reference';
  const runs = jobs.map((job) => ({
    name: job.name,
    tasks: (job.tasks ?? []).map((task) => ({ name: task.name, seconds: secondsOf(task, decided) })),
  }));
  return { unit: decided, decidedBy, agreeing: votes[decided], runs };
}

/**
 * Seconds for each task of a job, null where nothing is known: the option `measuredDurations`. Of several runs the last one of
 * the job's name counts. Its tasks are matched by position where it has the same names at the same positions, else by name:
 * the first that bears a name with the first, and so on.
 */
export function durationsFrom({ runs }: MeasuredRuns, job: Job): readonly (number | null)[] {
  const tasks = job.tasks ?? [];
  const run = runs.length === 1 ? runs[0] : runs.findLast(({ name }) => name !== null && name === job.name);
  if (run === undefined) return tasks.map(() => null);
  const isSame = run.tasks.length === tasks.length && run.tasks.every(({ name }, at) => name === tasks[at]?.name);
  if (isSame) return run.tasks.map(({ seconds }) => seconds);
  const byName = new Map<string, (number | null)[]>();
  for (const { name, seconds } of run.tasks) {
    if (name !== null) addTo(byName, name, seconds);
  }
  const taken = new Map<string, number>();
  return tasks.map(({ name }) => {
    if (name === null) return null;
    const rank = taken.get(name) ?? 0;
    taken.set(name, rank + 1);
    return byName.get(name)?.[rank] ?? null;
  });
}

/** What interrupts a task, or has not let it end, makes its duration that of a part. */
const PARTIAL: ReadonlySet<number | null> = new Set([
  TASK_STATES.active,
  TASK_STATES.running,
  TASK_STATES.error,
  TASK_STATES.canceled,
  TASK_STATES.canceling,
]);

/** Zero is what the service says of a task that it has not measured. */
function secondsOf({ run }: Task, unit: DurationUnit): number | null {
  if (run === null || run.runningDuration === null || PARTIAL.has(run.state)) return null;
  const seconds = unit === 's' ? run.runningDuration : run.runningDuration / 1000;
  return isDuration(seconds) ? seconds : null;
}

/** Times are often whole seconds, and include what comes before and after the work. */
const SLACK_SECONDS = 2;
const SLACK_SHARE = 0.25;

/** The unit in which a task's RunningDuration fits the time from its start to its end; null where none or both do. */
function unitShownBy({ runningDuration, startTime, endTime }: TaskRun): DurationUnit | null {
  const [start, end] = [parseTime(startTime), parseTime(endTime)];
  if (start === null || end === null || runningDuration === null || runningDuration <= 0 || end < start) return null;
  const elapsed = (end - start) / 1000;
  const fits = (seconds: number): boolean =>
    Math.abs(seconds - elapsed) <= Math.max(SLACK_SECONDS, SLACK_SHARE * Math.max(seconds, elapsed));
  const [isSeconds, isMilliseconds] = [fits(runningDuration), fits(runningDuration / 1000)];
  return isSeconds === isMilliseconds ? null : isSeconds ? 's' : 'ms';
}

const TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(\.\d{1,9})?)?(?:Z|([+-])(\d\d):?(\d\d))?$/i;

/** Milliseconds of an ISO 8601 time, UTC where it names no zone (some clients write none); null for what is none. */
export function parseTime(text: string | null): number | null {
  const found = text === null || text.length > 40 ? null : TIME.exec(text);
  if (found === null) return null;
  const [, year, month, day, hour, minute, second, fraction, sign, zoneHours, zoneMinutes] = found;
  const zone = (sign === '-' ? -1 : 1) * (Number(zoneHours ?? 0) * 60 + Number(zoneMinutes ?? 0));
  const whole = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute) - zone,
    Number(second ?? 0),
  );
  return whole + Number(`0${fraction ?? ''}`) * 1000;
}
