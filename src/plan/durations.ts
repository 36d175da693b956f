/** How long tasks take: what options say of them, by whichever way counts most. */
import type { Task } from '../model/job.js';
import { processorKey } from '../model/processors.js';
import { type DurationOptions, knownTasks, PlanOptionsError, taskFinder } from './options.js';

const DEFAULT_MS = 1000;
/** About 115 days. Keeps sums over a million tasks exact. */
export const MAX_SECONDS = 10_000_000;

/** Whole milliseconds per task. */
export function readDurations(tasks: readonly Task[], options: DurationOptions = {}): Float64Array {
  const milliseconds = new Float64Array(tasks.length).fill(DEFAULT_MS);
  const ofTask = secondsByTask(tasks, options);
  for (let task = 0; task < ofTask.length; task += 1) {
    const seconds = ofTask[task] ?? null;
    if (seconds !== null) milliseconds[task] = Math.round(seconds * 1000);
  }
  return milliseconds;
}

/**
 * Seconds per task as options have them; null where they say nothing.
 * @throws PlanOptionsError for what stands for no task or processor, and for what is no duration
 */
export function secondsByTask(tasks: readonly Task[], options: DurationOptions): readonly (number | null)[] {
  const { durations = {}, processorDurations = {}, measuredDurations = [] } = options;
  const ofTask = new Array<number | null>(tasks.length).fill(null);
  for (let task = 0; task < tasks.length && task < measuredDurations.length; task += 1) {
    const measured = measuredDurations[task] ?? null;
    if (measured !== null) ofTask[task] = checked(`task ${task}`, measured);
  }
  const byProcessor = readProcessors(processorDurations);
  for (const { position, settings } of byProcessor.size === 0 ? [] : tasks) {
    const key = processorKey(settings?.processorId ?? '');
    ofTask[position] = byProcessor.get(key) ?? (ofTask[position] as number | null);
  }
  const find = taskFinder(tasks);
  const byName: [readonly number[], number][] = [];
  for (const [key, given] of Object.entries(durations)) {
    const found = find(key);
    const quoted = JSON.stringify(key);
    if (found === null) throw new PlanOptionsError(`no task has the name or position ${quoted}${knownTasks(tasks)}`);
    const seconds = checked(quoted, given);
    if (tasks[found[0] as number]?.name === key) byName.push([found, seconds]);
    else for (const position of found) ofTask[position] = seconds;
  }
  for (const [positions, seconds] of byName) for (const position of positions) ofTask[position] = seconds;
  return ofTask;
}

function readProcessors(given: NonNullable<DurationOptions['processorDurations']>): ReadonlyMap<string | null, number> {
  const seconds = new Map<string | null, number>();
  for (const [name, duration] of Object.entries(given)) {
    const key = processorKey(name);
    if (key === null)
      throw new PlanOptionsError(`${JSON.stringify(name)} is no id of a media processor, and no name that is known`);
    seconds.set(key, checked(JSON.stringify(name), duration));
  }
  return seconds;
}

/** Whether a number of seconds is one that plans can count with. */
export function isDuration(seconds: unknown): seconds is number {
  return typeof seconds === 'number' && Math.round(seconds * 1000) >= 1 && seconds <= MAX_SECONDS;
}

function checked(whose: string, seconds: unknown): number {
  if (isDuration(seconds)) return seconds;
  throw new PlanOptionsError(
    `the duration of ${whose} must be a number of seconds from 0.001 to ${MAX_SECONDS}, found ${String(seconds)}`,
  );
}
