/** Plans of some of a job's tasks: all others count as done, and what they write is there. */
import { degree, neighbours } from '../graph/adjacency.js';
import { JobGraph } from '../graph/job-graph.js';
import { ancestorsOf, descendantsOf } from '../graph/task-graph.js';
import { type AssetReference, formatReference, readReference } from '../model/asset-reference.js';
import { bodyWith } from '../model/body-assets.js';
import { type Job, type Task, taskWith } from '../model/job.js';
import type { AssetMention } from '../model/task-body.js';
import type { Inversion } from './inversions.js';
import { peakOfIntermediates } from './lifetimes.js';
import { type PlanOptions, PlanOptionsError, taskFinder } from './options.js';
import { type ExecutionPlan, isComplete, type PlanPart, planPrepared } from './plan.js';
import { type Prepared, prepare } from './prepare.js';
import { ranks } from './priorities.js';

/**
 * The plan of only what is needed for tasks or assets, each given by a task's name or position, or as `JobOutputAsset(n)`.
 * Null where the job has no plan.
 * @throws PlanOptionsError for what the job does not have
 */
export function planTarget(
  job: Job | undefined,
  targets: readonly string[],
  options: PlanOptions = {},
): ExecutionPlan | null {
  return planPart(job, options, { reason: 'target', names: targets }, (prepared) => {
    const wanted = targets.flatMap((target) => tasksOf(target, prepared, 'writers'));
    return [...wanted, ...ancestorsOf(prepared.graph, wanted)];
  });
}

/**
 * The plan of only what must run again when tasks or assets have changed: the tasks, those that read the assets, and all
 * that wait for them. Null where the job has no plan.
 * @throws PlanOptionsError for what the job does not have
 */
export function planChanged(
  job: Job | undefined,
  changed: readonly string[],
  options: PlanOptions = {},
): ExecutionPlan | null {
  return planPart(job, options, { reason: 'changed', names: changed }, (prepared) => {
    const touched = changed.flatMap((one) => tasksOf(one, prepared, 'readers'));
    return [...touched, ...descendantsOf(prepared.graph, touched)];
  });
}

function planPart(
  job: Job | undefined,
  options: PlanOptions,
  about: Pick<PlanPart, 'reason' | 'names'>,
  choose: (prepared: Prepared) => readonly number[],
): ExecutionPlan | null {
  const prepared = prepare(job, options);
  if (prepared === null) return null;
  const made = planTasks(prepared, choose(prepared), about.reason);
  const planned = new Set(made.tasks.map(({ task }) => task));
  const leftOut = prepared.tasks.flatMap(({ position, name }) =>
    planned.has(position) ? [] : { task: position, name },
  );
  return { ...made, part: { ...about, of: prepared.tasks.length, leftOut } };
}

/** Tells whether a job has a task of a name or position, or an asset of a reference. */
export function subjectTest({ tasks }: Job): (key: string) => boolean {
  const find = taskFinder(tasks ?? []);
  let assets: ReadonlySet<string> | null = null;
  return (key) => {
    const { reference } = readReference(key);
    if (reference === null) return find(key) !== null;
    assets ??= new Set((tasks ?? []).flatMap(mentionedAssets));
    return assets.has(formatReference(reference));
  };
}

function mentionedAssets({ body }: Task): readonly string[] {
  const mentions = [...(body?.inputs ?? []), ...(body?.outputs ?? [])];
  return mentions.flatMap(({ reference }) => (reference === null ? [] : formatReference(reference)));
}

/** Tasks that a name, a position or a reference to an asset stands for. */
function tasksOf(key: string, { graph, tasks }: Prepared, side: 'readers' | 'writers'): readonly number[] {
  const { reference } = readReference(key);
  if (reference !== null) {
    const asset = graph.assets.findIndex(({ kind, index }) => kind === reference.kind && index === reference.index);
    if (asset < 0) throw new PlanOptionsError(`no task reads or writes ${formatReference(reference)}`);
    return [...neighbours(graph[side], asset)];
  }
  const found = taskFinder(tasks)(key);
  if (found === null) throw new PlanOptionsError(`no task has the name or position ${JSON.stringify(key)}`);
  return found;
}

const NONE: ReadonlySet<number> = new Set();
/** A rank higher than any that a policy gives, for tasks that have their unit already. */
export const TAKEN_FIRST = Number.MAX_VALUE;

/**
 * Plans some tasks; numbers are those of the whole job. Those in `running` have what they read and their unit: they start
 * before any other.
 */
export function planTasks(
  prepared: Prepared,
  chosen: readonly number[],
  reason: PlanPart['reason'],
  running: ReadonlySet<number> = NONE,
): ExecutionPlan {
  const positions = [...new Set(chosen)].sort((a, b) => a - b);
  const { job, tasks, graph } = restrict(released(prepared, positions, running), positions);
  const durations = Float64Array.from(positions, (task) => prepared.durations[task] as number);
  const own = ranks(prepared.policy, tasks, graph, durations);
  const ranked = own.map((rank, place) => (running.has(positions[place] as number) ? TAKEN_FIRST : rank));
  const made = planPrepared({ ...prepared, job, tasks, graph, durations, ranks: ranked });
  return { ...inWhole(made, positions, prepared), part: { reason, of: prepared.tasks.length } };
}

/** The job, but that its running tasks no longer read what others among those at the positions are still to write. */
function released(
  { job, tasks, graph }: Prepared,
  positions: readonly number[],
  running: ReadonlySet<number>,
): Pick<Prepared, 'job' | 'tasks'> {
  if (running.size === 0) return { job, tasks };
  const assets = positions.flatMap((task) => [...neighbours(graph.writes, task)]);
  const unwritten = new Set(assets.map((asset) => formatReference(graph.assets[asset] as AssetReference)));
  const isThere = ({ reference }: AssetMention): boolean =>
    reference === null || !unwritten.has(formatReference(reference));
  const release = (task: Task): Task =>
    task.body === null
      ? task
      : taskWith(task, { body: bodyWith(task.body, { inputs: task.body.inputs.filter(isThere) }) });
  return { job, tasks: tasks.map((task) => (running.has(task.position) ? release(task) : task)) };
}

/** A plan of tasks that were numbered anew, with their numbers in the whole job. */
function inWhole(made: ExecutionPlan, positions: readonly number[], prepared: Prepared): ExecutionPlan {
  const written = writtenAssets(prepared);
  const one = (task: number): number => positions[task] as number;
  const whole = (list: readonly number[]): number[] => list.map(one);
  const { inversions } = made;
  const assets = made.assets.map((asset) => ({
    ...asset,
    producers: whole(asset.producers),
    consumers: whole(asset.consumers),
    availableAt: asset.availableAt ?? (written.has(asset.asset) ? 0 : null),
  }));
  return {
    ...made,
    complete: isComplete(prepared),
    order: whole(made.order),
    waves: made.waves.map(whole),
    tasks: made.tasks.map((task) => ({
      ...task,
      task: one(task.task),
      dependsOn: whole(task.dependsOn),
      requiredBy: whole(task.requiredBy),
    })),
    criticalPath: whole(made.criticalPath),
    ...(inversions === undefined ? {} : { inversions: inversions.map((inversion) => inversionOf(inversion, one)) }),
    assets,
    peak: peakOfIntermediates(assets),
  };
}

function inversionOf(inversion: Inversion, one: (task: number) => number): Inversion {
  const { task, waitsFor, overtakenBy } = inversion;
  return { ...inversion, task: one(task), waitsFor: one(waitsFor), overtakenBy: overtakenBy.map(one) };
}

/** Some tasks of a job, in ascending order, as a job of their own, in which they are numbered anew. */
export function restrict(
  { job, tasks: all }: Pick<Prepared, 'job' | 'tasks'>,
  positions: readonly number[],
): Pick<Prepared, 'job' | 'tasks' | 'graph'> {
  const tasks = positions.map((task, position) => taskWith(all[task] as Task, { position }));
  const part = { ...job, tasks };
  return { job: part, tasks, graph: new JobGraph(part) };
}

/** The assets that some task of the job writes. */
function writtenAssets({ graph }: Prepared): ReadonlySet<string> {
  return new Set(graph.assets.filter((_, asset) => degree(graph.writers, asset) > 0).map(formatReference));
}
