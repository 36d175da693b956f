import type { Path } from '../../diagnostics/diagnostic.js';
import { at, neighbours } from '../../graph/adjacency.js';
import type { Job } from '../../model/job.js';
import type { PlanOptions } from '../options.js';
import { type ExecutionPlan, plan } from '../plan.js';
import { compareEdges, type EdgeChanges } from './edges.js';
import { pairJobs } from './match-jobs.js';
import { matchTasks } from './match-tasks.js';
import type { Matching } from './matching.js';
import { outOfOrder } from './moves.js';
import { compareInputs, compareProperties, jobProperties, type PropertyChange, taskProperties } from './properties.js';
import { type Definitions, readSide, type Side } from './side.js';
import { taskComparer } from './task-changes.js';
import { wire } from './wiring.js';

/** A job that was compared. */
export interface DiffedJob {
  /** Where it stands in its document. */
  readonly at: Path;
  readonly name: string | null;
  /** The names of its tasks by position; null where its tasks are unknown. */
  readonly tasks: readonly (string | null)[] | null;
}

/** A task that only one of the jobs has, by its position there. */
export interface DiffedTask {
  readonly task: number;
  readonly name: string | null;
}

/** A task that both jobs have, by its positions, and its name in the new one. */
export interface TaskPair {
  readonly old: number;
  readonly new: number;
  readonly name: string | null;
}

/** A task that had another name. */
export interface RenamedTask extends TaskPair {
  readonly oldName: string | null;
}

/** A task that has changed by itself. */
export interface ChangedTask extends TaskPair {
  readonly changes: readonly PropertyChange[];
}

/** A task that is in another wave than it was. */
export interface WaveMove extends TaskPair {
  readonly oldWave: number;
  readonly newWave: number;
}

/** What a diff tells of a plan. Times are seconds. */
export type PlanFigures = Pick<ExecutionPlan, 'units' | 'priority' | 'makespan' | 'lowerBound' | 'criticalPath'> & {
  readonly waves: number;
  /** How long the tasks of the critical path take one after the other. */
  readonly criticalPathLength: number;
};

/** What has changed from one definition of a job to another: as a list of tasks, as a graph, and as a plan. */
export interface JobDiff {
  /** Null where only the new document has the job. */
  readonly old: DiffedJob | null;
  /** Null where only the old document has the job. */
  readonly new: DiffedJob | null;
  /** Whether there is no difference. Numbers of outputs make none, and what follows from one is in `waves` and `plan`. */
  readonly equal: boolean;
  /** What has changed about the job itself. */
  readonly properties: readonly PropertyChange[];
  readonly added: readonly DiffedTask[];
  readonly removed: readonly DiffedTask[];
  readonly renamed: readonly RenamedTask[];
  /** The fewest tasks that must be moved to come from one order to the other. */
  readonly moved: readonly TaskPair[];
  readonly changed: readonly ChangedTask[];
  readonly edges: EdgeChanges;
  /** How many tasks write to outputs of other numbers than before, which means nothing by itself. */
  readonly renumbered: number;
  /** Empty where one of the jobs has no plan. */
  readonly waves: readonly WaveMove[];
  /** Null for a job without plan: its tasks are unknown, or some wait for each other in a cycle. */
  readonly plan: { readonly old: PlanFigures | null; readonly new: PlanFigures | null };
}

/** Options for all jobs, or for each one: durations by name may fit only one of two. */
export type DiffOptions = PlanOptions | ((job: Job) => PlanOptions);

/**
 * Compares two documents, such as two lint reports: a diff for each job, paired by name, then by position.
 * @throws PlanOptionsError for options that make no sense for a job
 */
export function diff(old: Definitions, now: Definitions, options: DiffOptions = {}): readonly JobDiff[] {
  const figuresOf = (job: Job | null): PlanFigures | null => {
    const made = job && plan(job, typeof options === 'function' ? options(job) : options);
    return made && figures(made);
  };
  return pairJobs(old.jobs, now.jobs).map(([before, after]) => {
    const plans = { old: figuresOf(before), new: figuresOf(after) };
    const found =
      before === null || after === null
        ? NOTHING
        : compareJobs(readSide(before, old), readSide(after, now), plans.old !== null && plans.new !== null);
    const isSame = EVIDENCE.every((name) => found[name].length === 0);
    const isWired = found.edges.added.length + found.edges.removed.length === 0 && found.edges.cut !== true;
    const equal = before !== null && after !== null && isSame && isWired;
    return { old: diffed(before), new: diffed(after), equal, ...found, plan: plans };
  });
}

type Found = Omit<JobDiff, 'old' | 'new' | 'equal' | 'plan'>;

const NOTHING: Found = {
  properties: [],
  added: [],
  removed: [],
  renamed: [],
  moved: [],
  changed: [],
  edges: { added: [], removed: [] },
  renumbered: 0,
  waves: [],
};

/** What makes two jobs different; the rest follows from it. */
const EVIDENCE = ['properties', 'added', 'removed', 'renamed', 'moved', 'changed'] as const;

function compareJobs(old: Side, now: Side, arePlanned: boolean): Found {
  const properties = [...compareProperties(jobProperties(old), jobProperties(now)), ...compareInputs(old, now)];
  const [before, after] = [old.job.tasks?.length ?? null, now.job.tasks?.length ?? null];
  if (before === null && after === null) return { ...NOTHING, properties };
  if (before === null || after === null)
    return { ...NOTHING, properties: [...properties, { property: 'Tasks', old: before, new: after }] };
  return { ...compareTasks(old, now, arePlanned), properties };
}

function compareTasks(old: Side, now: Side, arePlanned: boolean): Found {
  const oldTasks = { side: old, properties: old.tasks.map((task) => taskProperties(task, old)) };
  const newTasks = { side: now, properties: now.tasks.map((task) => taskProperties(task, now)) };
  const matching = matchTasks(oldTasks, newTasks);
  const wired = wire(old, now, matching);
  const edges = compareEdges(wired.old, wired.now, matching);
  const changesOf = taskComparer({ old: oldTasks, now: newTasks, wired, matching, edges });
  const pairs = pairsOf(matching, now);
  const nameOf = (task: number): string | null => old.tasks[task]?.name ?? null;
  const inOldOrder = pairs.toSorted((a, b) => a.old - b.old);
  const moved = outOfOrder(inOldOrder.map((pair) => pair.new)).map((index) => inOldOrder[index] as TaskPair);
  return {
    properties: [],
    added: unmatched(now, matching.oldOf),
    removed: unmatched(old, matching.newOf),
    renamed: pairs.flatMap((pair) => (pair.name === nameOf(pair.old) ? [] : [{ ...pair, oldName: nameOf(pair.old) }])),
    moved: moved.sort((a, b) => a.new - b.new),
    changed: pairs.flatMap((pair) => {
      const changes = changesOf(pair.old, pair.new);
      return changes.length === 0 ? [] : [{ ...pair, changes }];
    }),
    edges,
    renumbered: pairs.filter((pair) => isRenumbered(old, now, pair)).length,
    waves: arePlanned ? pairs.flatMap((pair) => waveMove(old, now, pair)) : [],
  };
}

/** The tasks that both jobs have, in the order of the new one. */
function pairsOf({ oldOf }: Matching, now: Side): TaskPair[] {
  const pairs: TaskPair[] = [];
  oldOf.forEach((old, task) => {
    if (old >= 0) pairs.push({ old, new: task, name: now.tasks[task]?.name ?? null });
  });
  return pairs;
}

function unmatched({ tasks }: Side, counterparts: Int32Array): DiffedTask[] {
  return tasks.flatMap(({ position, name }) => (at(counterparts, position) < 0 ? [{ task: position, name }] : []));
}

function isRenumbered(old: Side, now: Side, pair: TaskPair): boolean {
  const [before, after] = [neighbours(old.writes, pair.old), neighbours(now.writes, pair.new)];
  if (before.length !== after.length) return false;
  return before.some((asset, index) => old.graph.assets[asset]?.index !== now.graph.assets[at(after, index)]?.index);
}

function waveMove(old: Side, now: Side, pair: TaskPair): WaveMove[] {
  const [oldWave, newWave] = [at(old.graph.waveOf, pair.old), at(now.graph.waveOf, pair.new)];
  return oldWave === newWave ? [] : [{ ...pair, oldWave, newWave }];
}

function figures({ units, priority, makespan, lowerBound, criticalPath, waves, tasks }: ExecutionPlan): PlanFigures {
  const milliseconds = criticalPath.reduce((sum, task) => sum + Math.round((tasks[task]?.duration ?? 0) * 1000), 0);
  const criticalPathLength = milliseconds / 1000;
  return { units, priority, makespan, lowerBound, waves: waves.length, criticalPath, criticalPathLength };
}

function diffed(job: Job | null): DiffedJob | null {
  return job && { at: job.at, name: job.name, tasks: job.tasks?.map(({ name }) => name) ?? null };
}
