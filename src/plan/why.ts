/** What held a task until its start, step by step back to the start of the job. */
import { at } from '../graph/adjacency.js';
import type { JobGraph } from '../graph/job-graph.js';
import { type AssetReference, formatReference } from '../model/asset-reference.js';
import type { Job } from '../model/job.js';
import type { PlanOptions } from './options.js';
import { type Prepared, prepare } from './prepare.js';
import { type Schedule, schedule } from './schedule.js';
import { Waiting } from './waiting.js';

/** Why a task did not start earlier. Times are seconds. */
export type Hold =
  /** It starts with the job. */
  | { readonly by: 'nothing' }
  /** It waited for an asset, which this task was the last to write. */
  | { readonly by: 'dependency'; readonly task: number; readonly asset: string }
  /** It was ready, but all units were taken until this task freed the unit that it then took. */
  | {
      readonly by: 'unit';
      readonly task: number;
      /** Since when it was ready. */
      readonly readyAt: number;
      /** Tasks that units took while it was ready, because of a higher priority or an earlier position; the first ones. */
      readonly overtakenBy: readonly number[];
      readonly overtakenCount: number;
    };

/** One step of the answer: a task, its start, and what held it until then. */
export interface HeldTask {
  readonly task: number;
  readonly name: string | null;
  readonly priority: number;
  readonly start: number;
  readonly finish: number;
  readonly hold: Hold;
}

/** How many tasks that went first an answer lists. */
const LISTED = 20;

/**
 * From a task back to the start of the job: each step names what held it, and the next step is that task. Null where the
 * job has no plan.
 * @throws PlanOptionsError for options that make no sense for this job
 */
export function whyThen(job: Job | undefined, task: number, options: PlanOptions = {}): readonly HeldTask[] | null {
  const prepared = prepare(job, options);
  if (prepared === null) return null;
  const made = schedule(prepared.graph, prepared.ranks, prepared.durations, prepared.units);
  const waiting = new Waiting(prepared.graph, made);
  const before = takenBefore(made);
  const steps: HeldTask[] = [];
  for (let next: number | null = task; next !== null; ) {
    const hold = holdOf(next, prepared.graph, { made, waiting, before });
    const { name, priority } = prepared.tasks[next] as Prepared['tasks'][number];
    const [start, finish] = [at(made.start, next) / 1000, at(made.finish, next) / 1000];
    steps.push({ task: next, name, priority, start, finish, hold });
    next = hold.by === 'nothing' ? null : hold.task;
  }
  return steps;
}

/** Per task, the one that its unit ran before; -1 for the first of a unit. */
function takenBefore({ order, unit }: Schedule): Int32Array {
  const before = new Int32Array(unit.length).fill(-1);
  const lastOf = new Map<number, number>();
  for (const task of order) {
    const own = at(unit, task);
    before[task] = lastOf.get(own) ?? -1;
    lastOf.set(own, task);
  }
  return before;
}

function holdOf(
  task: number,
  graph: JobGraph,
  { made, waiting, before }: { readonly made: Schedule; readonly waiting: Waiting; readonly before: Int32Array },
): Hold {
  const start = at(made.start, task);
  if (start === 0) return { by: 'nothing' };
  const last = waiting.lastDependency(task);
  const readyAt = last === null ? 0 : at(made.finish, last.task);
  if (last !== null && readyAt === start) {
    return { by: 'dependency', task: last.task, asset: formatReference(graph.assets[last.asset] as AssetReference) };
  }
  const [from, to] = [waiting.firstFrom(readyAt), waiting.firstFrom(start)];
  const overtakenBy = made.order.slice(from, Math.min(to, from + LISTED));
  return { by: 'unit', task: at(before, task), readyAt: readyAt / 1000, overtakenBy, overtakenCount: to - from };
}
