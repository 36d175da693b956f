import type { Path } from '../diagnostics/diagnostic.js';
import { degree, onlyNeighbour } from '../graph/adjacency.js';
import type { JobGraph } from '../graph/job-graph.js';
import type { Job, Task } from '../model/job.js';
import { type CriticalPath, criticalPath } from './critical-path.js';
import { type Inversion, inversionsOf } from './inversions.js';
import { type AssetPeak, peakOfIntermediates } from './lifetimes.js';
import type { PlanOptions } from './options.js';
import { type Prepared, prepare } from './prepare.js';
import type { Policy } from './priorities.js';
import { type Schedule, schedule } from './schedule.js';

/** A task in a plan. Times are seconds from the start of the job. */
export interface PlannedTask {
  readonly task: number;
  readonly name: string | null;
  readonly priority: number;
  /** Longest distance in dependencies from a task that depends on none. */
  readonly wave: number;
  /** Tasks that write what it reads, ascending. */
  readonly dependsOn: readonly number[];
  /** Tasks that read what it writes, ascending. */
  readonly requiredBy: readonly number[];
  readonly duration: number;
  readonly start: number;
  readonly finish: number;
  readonly unit: number;
  /** How much later it could start, units being no limit, without making the job longer. */
  readonly slack: number;
  /** Slack 0. */
  readonly critical: boolean;
}

/** An asset in a plan: who writes and reads it, and from when until when it is needed. */
export interface PlannedAsset {
  readonly asset: string;
  readonly producers: readonly number[];
  readonly consumers: readonly number[];
  /** 0 for an input of the job, the finish of the last producer for an output; null for what is not there or unproduced. */
  readonly availableAt: number | null;
  /** The finish of the last consumer; null if nobody reads it. */
  readonly lastUsedAt: number | null;
}

/** How a job will run. */
export interface ExecutionPlan {
  /** Where the job stands in its document. */
  readonly at: Path;
  readonly job: string | null;
  /** False where a reference led nowhere: the plan then lacks a dependency. */
  readonly complete: boolean;
  readonly units: number;
  /** By which number ready tasks were taken. */
  readonly priority: Policy;
  /** Tasks in the order in which units take them. */
  readonly order: readonly number[];
  readonly waves: readonly (readonly number[])[];
  readonly tasks: readonly PlannedTask[];
  /** One longest path through the dependencies. */
  readonly criticalPath: readonly number[];
  /** Seconds until the last task has finished. */
  readonly makespan: number;
  /** No schedule is shorter: the critical path, or all work shared among the units. */
  readonly lowerBound: number;
  readonly assets: readonly PlannedAsset[];
  /** The most assets at once that tasks write and others still read. */
  readonly peak: AssetPeak;
  /**
   * Set where assets have so many writers and readers that the pairs of tasks exceed `MAX_LISTED_DEPENDENCIES`: then
   * `dependsOn` and `requiredBy` list the first `CUT_DEPENDENCIES` each. The schedule is not affected.
   */
  readonly dependenciesCut?: true;
  /**
   * Tasks that wait for others of lower priority, and what that costs them; those that it costs most, at most
   * `LISTED_INVERSIONS`, come first. Not there where nothing is inverted, or another policy than `own` decides.
   */
  readonly inversions?: readonly Inversion[];
  /** How many there are, where there are more than are listed. */
  readonly inversionCount?: number;
  /** Set where only some of the job's tasks are planned; `of` is how many it has. */
  readonly part?: PlanPart;
}

/** Which tasks a plan is limited to: what a target needs, what a change affects, what a job read back has still to do. */
export interface PlanPart {
  readonly reason: 'target' | 'changed' | 'resume';
  /** The tasks and assets that were named, as they were given. */
  readonly names?: readonly string[];
  /** How many tasks the job has. */
  readonly of: number;
  /** Of a target or a change, those that are not planned, ascending. */
  readonly leftOut?: readonly { readonly task: number; readonly name: string | null }[];
}

/** Pairs of tasks that a plan lists at most. */
export const MAX_LISTED_DEPENDENCIES = 5_000_000;
/** How many dependencies each task lists where there are more pairs than that. */
export const CUT_DEPENDENCIES = 100;

/**
 * Plans a job the way the service runs it. Null where there is no plan: the tasks are unknown (made from a template,
 * behind a link), or some wait for each other in a cycle.
 * @throws PlanOptionsError for units or durations that make no sense for this job
 */
export function plan(job: Job | undefined, options: PlanOptions = {}): ExecutionPlan | null {
  const prepared = prepare(job, options);
  return prepared && planPrepared(prepared);
}

/** The plan of a job that is ready to be planned. */
export function planPrepared(prepared: Prepared): ExecutionPlan {
  const { graph, durations, units, policy } = prepared;
  const path = criticalPath(graph, durations);
  const dispatch = schedule(graph, prepared.ranks, durations, units);
  let work = 0;
  for (let task = 0; task < durations.length; task += 1) work += durations[task] as number;
  const assets = planAssets(prepared, dispatch);
  const isCut = countPairs(graph) > MAX_LISTED_DEPENDENCIES;
  return {
    at: prepared.job.at,
    job: prepared.job.name,
    complete: isComplete(prepared),
    units,
    priority: policy,
    order: dispatch.order,
    waves: graph.waves,
    tasks: planTasks(prepared, dispatch, path, assets, isCut),
    criticalPath: path.tasks,
    makespan: seconds(dispatch.makespan),
    lowerBound: seconds(Math.max(path.length, work / units)),
    assets,
    peak: peakOfIntermediates(assets),
    ...(isCut ? { dependenciesCut: true } : {}),
    ...(policy === 'own' ? inversionsIn(prepared, dispatch) : {}),
  };
}

function inversionsIn(prepared: Prepared, dispatch: Schedule): Pick<ExecutionPlan, 'inversions' | 'inversionCount'> {
  const { listed, count } = inversionsOf(prepared, dispatch);
  return count === 0 ? {} : { inversions: listed, ...(count > listed.length ? { inversionCount: count } : {}) };
}

/** A task that reads or writes one asset has the list of that: lists are most of what a plan takes. */
function dependenciesOf(
  task: number,
  graph: JobGraph,
  assets: readonly PlannedAsset[],
  limit?: number,
): readonly number[] {
  const read = limit === undefined ? onlyNeighbour(graph.reads, task) : null;
  return read === null ? graph.dependencies(task, limit) : (assets[read] as PlannedAsset).producers;
}

function dependentsOf(
  task: number,
  graph: JobGraph,
  assets: readonly PlannedAsset[],
  limit?: number,
): readonly number[] {
  const written = limit === undefined ? onlyNeighbour(graph.writes, task) : null;
  return written === null ? graph.dependents(task, limit) : (assets[written] as PlannedAsset).consumers;
}

function planTasks(
  { tasks, graph, durations }: Prepared,
  { start, finish, unit }: Schedule,
  { slack }: CriticalPath,
  assets: readonly PlannedAsset[],
  isCut: boolean,
): readonly PlannedTask[] {
  const { waveOf } = graph;
  const limit = isCut ? CUT_DEPENDENCIES : undefined;
  const planned = new Array<PlannedTask>(tasks.length);
  for (let task = 0; task < tasks.length; task += 1) {
    const { name, priority } = tasks[task] as Task;
    planned[task] = {
      task,
      name,
      priority,
      wave: waveOf[task] as number,
      dependsOn: dependenciesOf(task, graph, assets, limit),
      requiredBy: dependentsOf(task, graph, assets, limit),
      duration: seconds(durations[task] as number),
      start: seconds(start[task] as number),
      finish: seconds(finish[task] as number),
      unit: unit[task] as number,
      slack: seconds(slack[task] as number),
      critical: slack[task] === 0,
    };
  }
  return planned;
}

function planAssets({ job, graph }: Prepared, { finish }: Schedule): readonly PlannedAsset[] {
  const { assetCount, inputAssets } = graph;
  const planned = new Array<PlannedAsset>(assetCount);
  for (let asset = 0; asset < assetCount; asset += 1) {
    const isThere = asset < inputAssets && hasInput(job, graph, asset);
    const producers = graph.writersOf(asset);
    const consumers = graph.readersOf(asset);
    planned[asset] = {
      asset: graph.nameOf(asset),
      producers,
      consumers,
      availableAt: isThere ? 0 : lastFinish(producers, finish),
      lastUsedAt: lastFinish(consumers, finish),
    };
  }
  return planned;
}

/** Seconds until the last of some tasks has finished; null for none. */
function lastFinish(tasks: readonly number[], finish: Float64Array): number | null {
  if (tasks.length === 0) return null;
  let last = 0;
  for (const task of tasks) last = Math.max(last, finish[task] as number);
  return seconds(last);
}

/** Whether every reference of every task leads somewhere, and every TaskBody could be read. */
export function isComplete({ job, graph }: Prepared): boolean {
  if (!job.isComplete || !graph.isWhole) return false;
  if (job.scope === 'task') return true;
  const { assetCount, inputAssets, writers } = graph;
  // Inputs stand by index: where the last is there, all are.
  if (inputAssets > 0 && !hasInput(job, graph, inputAssets - 1)) return false;
  for (let asset = inputAssets; asset < assetCount; asset += 1) if (degree(writers, asset) === 0) return false;
  return true;
}

/** Whether a job has what an asset among the inputs stands for, as far as is known. */
function hasInput({ inputCount }: Job, graph: JobGraph, asset: number): boolean {
  return inputCount === null || graph.asset(asset).index < inputCount;
}

/** How many pairs of tasks share an asset as writer and reader, at most. */
function countPairs(graph: JobGraph): number {
  let pairs = 0;
  for (let asset = 0; asset < graph.assetCount; asset += 1) {
    pairs += degree(graph.writers, asset) * degree(graph.readers, asset);
  }
  return pairs;
}

/** Whole seconds become integers for V8 too, which take no memory of their own. */
function seconds(milliseconds: number): number {
  const time = milliseconds / 1000;
  const whole = time | 0;
  return whole === time ? whole : time;
}
