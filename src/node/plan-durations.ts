/** How long tasks take, as `plan` is told: by flags, in a file, or by a job read back. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { counted, listed } from '../diagnostics/words.js';
import { lint } from '../lint.js';
import type { Job } from '../model/job.js';
import { processorKey } from '../model/processors.js';
import { secondsByTask } from '../plan/durations.js';
import { type DurationUnit, durationsFrom, type MeasuredRuns, measureRuns } from '../plan/measured.js';
import { knownTasks, taskFinder } from '../plan/options.js';
import { type Flags, oneOf } from './args.js';
import { complain, type Io, UsageError } from './io.js';
import { failureText, readFileBytes } from './read-input.js';

/** The flags of `plan` that are about durations. */
export const DURATION_FLAGS = {
  duration: { type: 'string', multiple: true },
  durations: { type: 'string' },
  'durations-from': { type: 'string' },
  'durations-unit': { type: 'string' },
} as const satisfies Flags;

/** What the flags say. */
interface DurationValues {
  readonly duration?: readonly string[] | undefined;
  readonly durations?: string | undefined;
  readonly 'durations-from'?: string | undefined;
  readonly 'durations-unit'?: string | undefined;
}

/** Durations that were said, in the order in which they count: what comes later counts more, whatever it is said by. */
export interface SaidDurations {
  readonly measured: MeasuredRuns | null;
  /** The file that they were measured in, as it was named. */
  readonly measuredIn: string;
  readonly layers: readonly DurationLayer[];
}

/** Seconds by task name, position or processor. */
interface DurationLayer {
  readonly seconds: Readonly<Record<string, number>>;
  /** A list may be one for many jobs, and name processors that this one does not need. */
  readonly isList: boolean;
}

/** Seconds of each task of a job by position; null where nobody said. */
export type JobDurations = readonly (number | null)[];

/** Reads the flags, and the files that they name. */
export async function readDurationFlags(values: DurationValues, io: Io): Promise<SaidDurations> {
  const { durations: list, 'durations-from': from, 'durations-unit': unit } = values;
  if (unit !== undefined && from === undefined)
    throw new UsageError('--durations-unit says how to read --durations-from: give that too');
  const wanted = unit === undefined ? undefined : oneOf<DurationUnit>('--durations-unit', unit, ['s', 'ms']);
  const flags = Object.fromEntries((values.duration ?? []).map(readDuration));
  const file = list === undefined ? {} : await readDurationsFile(list, io);
  return {
    measured: from === undefined ? null : await readRuns(from, wanted, io),
    measuredIn: from ?? '',
    layers: [
      { seconds: file, isList: true },
      { seconds: flags, isList: false },
    ],
  };
}

/**
 * The durations of the tasks of each job.
 * @throws UsageError for what stands for no task of any job, PlanOptionsError for what is no duration
 */
export function shareDurations({ measured, layers }: SaidDurations, jobs: readonly Job[]): readonly JobDurations[] {
  const start = jobs.map((job) => (measured === null ? [] : durationsFrom(measured, job)));
  return layers.reduce((below: readonly JobDurations[], layer) => addLayer(layer, jobs, below), start);
}

/** Says what was taken from a job read back, and which tasks nothing is known of. */
export function tellMeasured(
  { measured, measuredIn }: SaidDurations,
  jobs: readonly Job[],
  durations: readonly JobDurations[],
  io: Io,
): void {
  if (measured === null) return;
  const tasks = jobs.flatMap((job) => job.tasks ?? []);
  const taken = jobs.flatMap((job) => durationsFrom(measured, job)).filter((seconds) => seconds !== null).length;
  const unknown = jobs.flatMap((job, index) =>
    (job.tasks ?? []).filter(({ position }) => (durations[index]?.[position] ?? null) === null),
  );
  const unit = measured.unit === 's' ? 'seconds' : 'milliseconds';
  const names = unknown.slice(0, 5).map(({ label }) => label);
  if (unknown.length > names.length) names.push(`${unknown.length - names.length} more`);
  const left =
    names.length === 0 ? '' : `. Nothing is known of ${listed(names)}: 1 s${unknown.length > 1 ? ' each' : ''}`;
  const known = `durations of ${taken} of ${counted(tasks.length, 'task', 'tasks')}`;
  complain(io, `${measuredIn}: ${known}, in ${unit}, ${reasonOf(measured)}${left}`);
}

function reasonOf({ decidedBy, agreeing }: MeasuredRuns): string {
  if (decidedBy === 'option') return 'as --durations-unit says';
  if (decidedBy === 'reference') return 'as documented, because no StartTime and EndTime tell';
  return `as the StartTime and EndTime of ${counted(agreeing, 'task', 'tasks')} tell`;
}

function addLayer(
  { seconds, isList }: DurationLayer,
  jobs: readonly Job[],
  below: readonly JobDurations[],
): readonly JobDurations[] {
  const meanings = jobs.map(meaningOf);
  const entries = Object.entries(seconds);
  for (const [key] of entries) {
    const isMeant = meanings.some((meaning) => meaning(key) !== null) || (isList && processorKey(key) !== null);
    if (!isMeant) refuse(key, jobs);
  }
  return jobs.map(({ tasks }, index) => {
    const of = (meaning: 'task' | 'processor'): Record<string, number> =>
      Object.fromEntries(entries.filter(([key]) => meanings[index]?.(key) === meaning));
    const given = { durations: of('task'), processorDurations: of('processor') };
    return secondsByTask(tasks ?? [], { ...given, measuredDurations: below[index] ?? [] });
  });
}

/** What a name stands for in a job: a task's name or position, else the processor of some task. */
function meaningOf({ tasks }: Job): (key: string) => 'task' | 'processor' | null {
  const find = taskFinder(tasks ?? []);
  const processors = new Set((tasks ?? []).map(({ settings }) => processorKey(settings?.processorId ?? '')));
  return (key) => {
    if (find(key) !== null) return 'task';
    const processor = processorKey(key);
    return processor !== null && processors.has(processor) ? 'processor' : null;
  };
}

/** Of jobs whose tasks nobody knows, nobody knows whether they have one. */
function refuse(key: string, jobs: readonly Job[]): void {
  const tasks = jobs.find((job) => job.tasks !== null)?.tasks ?? null;
  if (tasks !== null)
    throw new UsageError(`no task has the name, position or processor ${JSON.stringify(key)}${knownTasks(tasks)}`);
}

/** `NAME=SECONDS`; names may hold an equals sign, numbers cannot. */
function readDuration(spec: string): [string, number] {
  const split = spec.lastIndexOf('=');
  const value = spec.slice(split + 1).trim();
  if (split <= 0 || !/^\d+(?:\.\d+)?$/.test(value)) throw new UsageError(`--duration ${spec}: expected NAME=SECONDS`);
  return [spec.slice(0, split), Number(value)];
}

async function readDurationsFile(path: string, io: Io): Promise<Record<string, number>> {
  let parsed: unknown;
  try {
    parsed = JSON.parse((await readFile(resolve(io.cwd, path), 'utf8')).replace(/^\ufeff/, ''));
  } catch (error) {
    const reason = error instanceof SyntaxError ? `not JSON: ${error.message}` : failureText(error);
    throw new UsageError(`--durations ${path}: ${reason}`);
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new UsageError(`--durations ${path}: expected an object of task names, positions or processors and seconds`);
  }
  return parsed as Record<string, number>;
}

async function readRuns(path: string, unit: DurationUnit | undefined, io: Io): Promise<MeasuredRuns> {
  let bytes: Uint8Array;
  try {
    bytes = await readFileBytes(resolve(io.cwd, path));
  } catch (error) {
    throw new UsageError(`--durations-from ${path}: ${failureText(error)}`);
  }
  const { jobs } = lint(bytes, { fileName: path });
  const measured = measureRuns(jobs, unit);
  if (!measured.runs.some(({ tasks }) => tasks.some(({ seconds }) => seconds !== null)))
    throw new UsageError(`--durations-from ${path}: no task in it says how long it ran`);
  return measured;
}
