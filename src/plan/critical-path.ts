import { first } from '../graph/adjacency.js';
import type { JobGraph } from '../graph/job-graph.js';

/** How long things take where units are no limit, in whole milliseconds. */
export interface CriticalPath {
  /** One longest path; of several, the one with the smallest positions. */
  readonly tasks: readonly number[];
  readonly length: number;
  /** How early a task can start. */
  readonly start: Float64Array;
  /** How much later a task may start without making the job longer. */
  readonly slack: Float64Array;
}

/** Longest paths by dynamic programming over assets, forwards and backwards: linear. */
export function criticalPath(graph: JobGraph, durations: Float64Array): CriticalPath {
  const { taskCount, assetCount, order, reads, writes } = graph;
  const start = new Float64Array(taskCount);
  const availableAt = new Float64Array(assetCount);
  let length = 0;
  for (let place = 0; place < order.length; place += 1) {
    const task = order[place] as number;
    let earliest = 0;
    for (let edge = first(reads, task); edge < first(reads, task + 1); edge += 1) {
      earliest = Math.max(earliest, availableAt[reads.targets[edge] as number] as number);
    }
    start[task] = earliest;
    const finish = earliest + (durations[task] as number);
    length = Math.max(length, finish);
    for (let edge = first(writes, task); edge < first(writes, task + 1); edge += 1) {
      const asset = writes.targets[edge] as number;
      availableAt[asset] = Math.max(availableAt[asset] as number, finish);
    }
  }
  const slack = new Float64Array(taskCount);
  const neededAt = new Float64Array(assetCount).fill(length);
  for (let place = order.length - 1; place >= 0; place -= 1) {
    const task = order[place] as number;
    let latest = length;
    for (let edge = first(writes, task); edge < first(writes, task + 1); edge += 1) {
      latest = Math.min(latest, neededAt[writes.targets[edge] as number] as number);
    }
    latest -= durations[task] as number;
    slack[task] = latest - (start[task] as number);
    for (let edge = first(reads, task); edge < first(reads, task + 1); edge += 1) {
      const asset = reads.targets[edge] as number;
      neededAt[asset] = Math.min(neededAt[asset] as number, latest);
    }
  }
  return { tasks: walk(graph, durations, { start, slack, availableAt }), length, start, slack };
}

/** From the first critical task that waits for nothing, always on to the first critical task that starts as it ends. */
function walk(
  graph: JobGraph,
  durations: Float64Array,
  { start, slack, availableAt }: Readonly<Record<'start' | 'slack' | 'availableAt', Float64Array>>,
): number[] {
  const { writes, readers } = graph;
  const tasks: number[] = [];
  let task = slack.findIndex((own, position) => own === 0 && start[position] === 0);
  while (task >= 0) {
    tasks.push(task);
    const finish = (start[task] as number) + (durations[task] as number);
    let next = -1;
    for (let write = first(writes, task); write < first(writes, task + 1); write += 1) {
      const asset = writes.targets[write] as number;
      // Each asset is looked at once on the way: by the writer that makes it available.
      if (availableAt[asset] !== finish) continue;
      for (let read = first(readers, asset); read < first(readers, asset + 1); read += 1) {
        const reader = readers.targets[read] as number;
        if (slack[reader] === 0 && start[reader] === finish && (next < 0 || reader < next)) next = reader;
      }
    }
    task = next;
  }
  return tasks;
}
