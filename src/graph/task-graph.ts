/** The graph of a job with the walks through it that neither the rules nor a plan take. */
import { type Adjacency, neighbours } from './adjacency.js';
import { JobGraph } from './job-graph.js';
import type { Links } from './links.js';

/** The graph of a job, and what of it can be reached from where. */
export class TaskGraph extends JobGraph {
  /** Groups of tasks that share assets, directly or not, each ascending; by their first task. */
  get components(): readonly (readonly number[])[] {
    return componentsOf(this);
  }

  /** All tasks that one or several wait for, directly or not, ascending; on a cycle the task itself is among them. */
  ancestors(tasks: number | readonly number[]): readonly number[] {
    return ancestorsOf(this, tasks);
  }

  /** All tasks that wait for one or several, directly or not, ascending; on a cycle the task itself is among them. */
  descendants(tasks: number | readonly number[]): readonly number[] {
    return descendantsOf(this, tasks);
  }
}

/** See `TaskGraph`. */
export function componentsOf(graph: Links): readonly (readonly number[])[] {
  const seen = nothingSeen(graph);
  const components: number[][] = [];
  for (let task = 0; task < graph.taskCount; task += 1) {
    if (seen.tasks[task] === 1) continue;
    seen.tasks[task] = 1;
    const others = reach([task], [graph.reads, graph.writes], [graph.readers, graph.writers], seen);
    components.push([task, ...others]);
  }
  return components;
}

/** See `TaskGraph`. */
export function ancestorsOf(graph: Links, tasks: number | readonly number[]): readonly number[] {
  return reach([tasks].flat(), [graph.reads], [graph.writers], nothingSeen(graph));
}

/** See `TaskGraph`. */
export function descendantsOf(graph: Links, tasks: number | readonly number[]): readonly number[] {
  return reach([tasks].flat(), [graph.writes], [graph.readers], nothingSeen(graph));
}

/** What a walk has been to; each asset is passed once, so a walk is linear however many write and read it. */
interface Seen {
  readonly tasks: Uint8Array;
  readonly assets: Uint8Array;
}

/** The tasks not yet seen that can be reached from some over assets, ascending. Marks them as seen. */
function reach(
  starts: readonly number[],
  toAssets: readonly Adjacency[],
  toTasks: readonly Adjacency[],
  seen: Seen,
): number[] {
  const found: number[] = [];
  const visit = (task: number): void => {
    for (const list of toAssets) {
      for (const asset of neighbours(list, task)) {
        if (seen.assets[asset] === 1) continue;
        seen.assets[asset] = 1;
        for (const back of toTasks) {
          for (const other of neighbours(back, asset)) {
            if (seen.tasks[other] === 1) continue;
            seen.tasks[other] = 1;
            found.push(other);
          }
        }
      }
    }
  };
  for (const start of starts) visit(start);
  for (let next = 0; next < found.length; next += 1) visit(found[next] as number);
  return found.sort((a, b) => a - b);
}

function nothingSeen({ taskCount, assetCount }: Links): Seen {
  return { tasks: new Uint8Array(taskCount), assets: new Uint8Array(assetCount) };
}
