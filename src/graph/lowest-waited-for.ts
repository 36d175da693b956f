import type { Task } from '../model/job.js';
import { first } from './adjacency.js';
import type { JobGraph } from './job-graph.js';

/**
 * Per task the one of lowest known priority among all it waits for, directly or not; the first of equals. Linear. Empty where
 * all tasks have one priority, so that none waits for a lower one.
 */
export function lowestWaitedFor(tasks: readonly Task[], graph: JobGraph): readonly (Task | null)[] {
  if (tasks.every(({ priority }) => priority === tasks[0]?.priority)) return [];
  const { reads, writes } = graph;
  const ofTask = new Array<Task | null>(tasks.length).fill(null);
  const ofAsset = new Array<Task | null>(graph.assetCount).fill(null);
  for (const position of graph.order) {
    let lowest: Task | null = null;
    for (let edge = first(reads, position); edge < first(reads, position + 1); edge += 1) {
      lowest = lower(lowest, ofAsset[reads.targets[edge] as number] as Task | null);
    }
    ofTask[position] = lowest;
    const task = tasks[position] as Task;
    const passedOn = task.priorityPath === null ? lowest : lower(lowest, task);
    for (let edge = first(writes, position); edge < first(writes, position + 1); edge += 1) {
      const asset = writes.targets[edge] as number;
      ofAsset[asset] = lower(ofAsset[asset] as Task | null, passedOn);
    }
  }
  return ofTask;
}

function lower(a: Task | null, b: Task | null): Task | null {
  if (a === null || b === null) return a ?? b;
  return a.priority < b.priority || (a.priority === b.priority && a.position < b.position) ? a : b;
}
