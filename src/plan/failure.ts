/** What becomes of a job when one of its tasks fails. */
import { at, degree, neighbours } from '../graph/adjacency.js';
import type { JobGraph } from '../graph/job-graph.js';
import { formatReference } from '../model/asset-reference.js';
import type { Job, Task } from '../model/job.js';
import type { PlanOptions } from './options.js';
import { restrict, TAKEN_FIRST } from './part.js';
import { type Prepared, prepare } from './prepare.js';
import { isSpared, keepsOutputs } from './resume.js';
import { type Schedule, schedule } from './schedule.js';

/** What becomes of a task. Times are seconds. */
export interface FailureOutcome {
  readonly task: number;
  readonly name: string | null;
  /**
   * `finished`: before the failure, at its instant, or after it all the same. `canceled`: with the job. `blocked`: not
   * canceled, by its option, but it waits for what never comes.
   */
  readonly outcome: 'finished' | 'failed' | 'canceled' | 'blocked';
  /** Null where it never starts. */
  readonly start: number | null;
  /** When it finished, failed or was canceled; null where it never starts. */
  readonly finish: number | null;
  /** Of a blocked task, one that it waits for and that never finishes. */
  readonly by?: number;
}

/** What becomes of an asset that tasks write. */
export interface AssetFate {
  readonly asset: string;
  /**
   * `complete`: all that write it finish. `deleted` and `kept`: the failed task writes it, and has not, or has, the option to
   * keep it. `incomplete`: it is begun, but not all that write it finish; what the service does with it is not written down. `empty`: no task ever starts to write it.
   */
  readonly fate: 'complete' | 'deleted' | 'kept' | 'incomplete' | 'empty';
}

/** What a job comes to when a task fails. Times are seconds. */
export interface Failure {
  /** The task that fails, at the time when it would have finished. */
  readonly task: number;
  readonly at: number;
  /** The job's State in the end. */
  readonly jobState: 'Error';
  /** When the last task that goes on has finished. */
  readonly end: number;
  readonly tasks: readonly FailureOutcome[];
  /** The job's outputs, by index. */
  readonly assets: readonly AssetFate[];
}

/**
 * Runs a job until a task fails, when it would have finished. Then the rest is canceled, but for tasks with the option
 * DoNotCancelOnJobFailure: those that run run on, and those that wait still start when all that they wait for has finished.
 * That one failure puts the job into Error is in the reference, all else is inferred from the names of the options. Null
 * where the job has no plan.
 * @throws PlanOptionsError for options that make no sense for this job
 */
export function simulateFailure(job: Job | undefined, task: number, options: PlanOptions = {}): Failure | null {
  const prepared = prepare(job, options);
  if (prepared === null) return null;
  const { tasks, graph, ranks, durations, units } = prepared;
  const before = schedule(graph, ranks, durations, units);
  const spread = spreadOf(task, prepared, before);
  const run = runRest(at(before.finish, task), spread.after, prepared, before);
  const outcomes = tasks.map((one) => outcomeOf(one, task, graph, spread, run));
  return {
    task,
    at: at(before.finish, task) / 1000,
    jobState: 'Error',
    end: outcomes.reduce((last, { finish }) => Math.max(last, finish ?? 0), 0),
    tasks: outcomes,
    assets: fatesOf(tasks[task] as Task, graph, spread, run),
  };
}

/** How far a failure reaches. */
interface Spread {
  /** Tasks that have not finished when it happens, and finish all the same; ascending. */
  readonly after: readonly number[];
  /** 1 for each task that finishes, before or after. */
  readonly finishes: Uint8Array;
  /** Per asset a task that writes it and never finishes, or -1. */
  readonly missing: Int32Array;
}

function spreadOf(failed: number, { tasks, graph }: Prepared, { start, finish }: Schedule): Spread {
  const time = at(finish, failed);
  const finishes = new Uint8Array(tasks.length);
  const missing = new Int32Array(graph.assets.length).fill(-1);
  const after: number[] = [];
  for (const task of graph.order) {
    const isDone = at(finish, task) <= time;
    const canGoOn = isSpared(tasks[task] as Task) && (at(start, task) < time || waitsFor(task, graph, missing) < 0);
    if (task !== failed && (isDone || canGoOn)) {
      finishes[task] = 1;
      if (!isDone) after.push(task);
    } else {
      for (const asset of neighbours(graph.writes, task)) missing[asset] = task;
    }
  }
  return { after: after.sort((a, b) => a - b), finishes, missing };
}

/** A task that writes what this one reads and never finishes; -1 for none. */
function waitsFor(task: number, graph: JobGraph, missing: Int32Array): number {
  for (const asset of neighbours(graph.reads, task)) if (at(missing, asset) >= 0) return at(missing, asset);
  return -1;
}

/** When tasks run: NaN where they do not; where a failure cancels them, they finish with it. */
type Run = Readonly<Record<'start' | 'finish', Float64Array>>;

/** What units do after the failure: they go on with what they have begun, and take what goes on as ever. */
function runRest(time: number, after: readonly number[], prepared: Prepared, before: Schedule): Run {
  const isBegun = (task: number): boolean => at(before.start, task) < time;
  const { graph } = restrict(prepared, after);
  const ranks = after.map((task) => (isBegun(task) ? TAKEN_FIRST : at(prepared.ranks, task)));
  const durations = Float64Array.from(after, (task) =>
    isBegun(task) ? at(before.finish, task) - time : at(prepared.durations, task),
  );
  const rest = schedule(graph, ranks, durations, prepared.units);
  const start = before.start.map((began) => (began < time ? began : Number.NaN));
  const finish = before.finish.map((ended, task) => (isBegun(task) ? Math.min(ended, time) : Number.NaN));
  after.forEach((task, place) => {
    if (!isBegun(task)) start[task] = time + at(rest.start, place);
    finish[task] = time + at(rest.finish, place);
  });
  return { start, finish };
}

function outcomeOf(
  { position, name, settings }: Task,
  failed: number,
  graph: JobGraph,
  { finishes, missing }: Spread,
  { start, finish }: Run,
): FailureOutcome {
  const times = { start: seconds(at(start, position)), finish: seconds(at(finish, position)) };
  const facts = { task: position, name };
  if (position === failed) return { ...facts, outcome: 'failed', ...times };
  if (finishes[position] === 1) return { ...facts, outcome: 'finished', ...times };
  if (!isSpared({ settings })) return { ...facts, outcome: 'canceled', ...times };
  return { ...facts, outcome: 'blocked', ...times, by: waitsFor(position, graph, missing) };
}

function fatesOf(failed: Task, graph: JobGraph, { missing }: Spread, { start }: Run): readonly AssetFate[] {
  const own = new Set(neighbours(graph.writes, failed.position));
  const fateOf = (asset: number): AssetFate['fate'] => {
    if (own.has(asset)) return keepsOutputs(failed) ? 'kept' : 'deleted';
    if (at(missing, asset) < 0) return 'complete';
    const isBegun = neighbours(graph.writers, asset).some((task) => !Number.isNaN(at(start, task)));
    return isBegun ? 'incomplete' : 'empty';
  };
  return graph.assets.flatMap((reference, asset) =>
    degree(graph.writers, asset) === 0 ? [] : [{ asset: formatReference(reference), fate: fateOf(asset) }],
  );
}

function seconds(milliseconds: number): number | null {
  return Number.isNaN(milliseconds) ? null : milliseconds / 1000;
}
