/** What the sections of a page say of one job, collected once. */
import { at, neighbours } from '../../graph/adjacency.js';
import { JobGraph } from '../../graph/job-graph.js';
import type { Job, Task } from '../../model/job.js';
import type { PlanAnswer } from '../../plan/answer.js';
import type { PlannedAsset, PlannedTask } from '../../plan/plan.js';
import { type GraphModel, graphModel } from '../graph-model.js';
import { taskName } from '../label.js';
import { type Markup, markup } from '../markup.js';

/** A job whose tasks are known, ready to show. */
export interface JobView {
  /** Begins the ids of everything in its section. */
  readonly id: string;
  readonly title: string;
  readonly job: Job;
  readonly tasks: readonly Task[];
  readonly graph: JobGraph;
  readonly model: GraphModel;
  readonly plan: PlanAnswer | null;
  /** Tasks and assets in the plan, by their numbers in the job. */
  readonly planned: ReadonlyMap<number, PlannedTask>;
  readonly plannedAssets: ReadonlyMap<number, PlannedAsset>;
  /** The tasks and assets that have a row, in the order of the rows. */
  readonly listedTasks: ReadonlySet<number>;
  readonly listedAssets: ReadonlySet<number>;
  readonly onCycle: ReadonlySet<number>;
}

/** Names in a cell before it says how many more there are. */
const SHOWN = 6;

/** Collects what a page shows of a job; at most `limit` tasks and assets get rows. Null where the tasks are unknown. */
export function jobView(job: Job, plan: PlanAnswer | null, number: number, limit: number): JobView | null {
  const model = graphModel(job, plan?.criticalPath);
  if (job.tasks === null || model === null) return null;
  const graph = new JobGraph(job);
  const order = plan?.order ?? job.tasks.keys();
  const listedTasks = new Set([...order].slice(0, limit));
  const numbers = new Map(model.assets.map(({ asset }, index) => [asset, index]));
  const planned = plan?.assets.map((asset) => [numbers.get(asset.asset) ?? -1, asset] as const) ?? [];
  return {
    id: `j${number}`,
    title: job.name ?? (number === 0 ? 'Job' : `Job ${number}`),
    job,
    tasks: job.tasks,
    graph,
    model,
    plan,
    planned: new Map(plan?.tasks.map((task) => [task.task, task])),
    plannedAssets: new Map(planned),
    listedTasks,
    listedAssets: assetsOf(listedTasks, graph, limit),
    onCycle: new Set(graph.cycles.flatMap(({ tasks }) => tasks)),
  };
}

/** The first assets that some tasks read or write, ascending. */
function assetsOf(tasks: ReadonlySet<number>, graph: JobGraph, limit: number): ReadonlySet<number> {
  const found = new Set<number>();
  for (const list of [graph.reads, graph.writes]) {
    for (const task of tasks) for (const asset of neighbours(list, task)) found.add(asset);
  }
  return new Set([...found].sort((a, b) => a - b).slice(0, limit));
}

/** The wave of a task; null on or behind a cycle. */
export function waveOf({ planned, graph }: JobView, task: number): number | null {
  const wave = planned.get(task)?.wave ?? at(graph.waveOf, task);
  return wave < 0 ? null : wave;
}

/** The name of a task, leading to its row if there is one. */
export function taskLink(view: JobView, task: number): Markup {
  const name = markup`<bdi>${taskName({ task, name: view.tasks[task]?.name ?? null })}</bdi>`;
  return view.listedTasks.has(task) ? nodeLink(view, `t${task}`, name) : name;
}

/** An asset as `JobOutputAsset(0)`, leading to its row if there is one. */
export function assetLink(view: JobView, asset: number): Markup {
  const name = markup`${view.model.assets[asset]?.asset ?? ''}`;
  return view.listedAssets.has(asset) ? nodeLink(view, `a${asset}`, name) : name;
}

function nodeLink({ id }: JobView, node: string, name: Markup): Markup {
  return markup`<a href="#${id}${node}" data-node="${node}">${name}</a>`;
}

/** Links in a cell, the first ones of many; what stands there instead where there are none. */
export function links(
  numbers: readonly number[],
  link: (number: number) => Markup,
  none: string,
  shown = SHOWN,
): Markup {
  if (numbers.length === 0) return markup`<span class="none">${none}</span>`;
  const hidden = numbers.length - shown;
  const made = numbers.slice(0, shown).map((number, index) => markup`${index > 0 && ', '}${link(number)}`);
  return markup`${made}${hidden > 0 && ` and ${hidden} more`}`;
}
