import { at, neighbours } from '../graph/adjacency.js';
import type { TaskGraph } from '../graph/task-graph.js';

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
export function criticalPath(graph: TaskGraph, durations: Float64Array): CriticalPath {
  const { taskCount, order } = graph;
  const start = new Float64Array(taskCount);
  const availableAt = new Float64Array(graph.assets.length);
  let length = 0;
  for (const task of order) {
    for (const asset of neighbours(graph.reads, task)) start[task] = Math.max(at(start, task), at(availableAt, asset));
    const finish = at(start, task) + at(durations, task);
    length = Math.max(length, finish);
    for (const asset of neighbours(graph.writes, task)) availableAt[asset] = Math.max(at(availableAt, asset), finish);
  }
  const latestStart = new Float64Array(taskCount);
  const neededAt = new Float64Array(graph.assets.length).fill(length);
  for (const task of order.toReversed()) {
    let latestFinish = length;
    for (const asset of neighbours(graph.writes, task)) latestFinish = Math.min(latestFinish, at(neededAt, asset));
    latestStart[task] = latestFinish - at(durations, task);
    for (const asset of neighbours(graph.reads, task))
      neededAt[asset] = Math.min(at(neededAt, asset), at(latestStart, task));
  }
  const slack = latestStart.map((latest, task) => latest - at(start, task));
  return { tasks: walk(graph, durations, { start, slack, availableAt }), length, start, slack };
}

/** From the first critical task that waits for nothing, always on to the first critical task that starts as it ends. */
function walk(
  graph: TaskGraph,
  durations: Float64Array,
  { start, slack, availableAt }: Readonly<Record<'start' | 'slack' | 'availableAt', Float64Array>>,
): number[] {
  const tasks: number[] = [];
  let task = slack.findIndex((own, position) => own === 0 && start[position] === 0);
  while (task >= 0) {
    tasks.push(task);
    const finish = at(start, task) + at(durations, task);
    let next = -1;
    for (const asset of neighbours(graph.writes, task)) {
      // Each asset is looked at once on the way: by the writer that makes it available.
      if (availableAt[asset] !== finish) continue;
      for (const reader of neighbours(graph.readers, asset)) {
        if (slack[reader] === 0 && start[reader] === finish && (next < 0 || reader < next)) next = reader;
      }
    }
    task = next;
  }
  return tasks;
}
