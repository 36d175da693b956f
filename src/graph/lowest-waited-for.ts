import type { Task } from '../model/job.js';
import { neighbours } from './adjacency.js';
import type { TaskGraph } from './task-graph.js';

/** Per task the one of lowest known priority among all it waits for, directly or not; the first of equals. Linear. */
export function lowestWaitedFor(tasks: readonly Task[], graph: TaskGraph): readonly (Task | null)[] {
  const ofTask: (Task | null)[] = tasks.map(() => null);
  const ofAsset: (Task | null)[] = graph.assets.map(() => null);
  for (const position of graph.order) {
    let lowest: Task | null = null;
    for (const asset of neighbours(graph.reads, position)) lowest = lower(lowest, ofAsset[asset] ?? null);
    ofTask[position] = lowest;
    const task = tasks[position] as Task;
    const passedOn = task.priorityPath === null ? lowest : lower(lowest, task);
    for (const asset of neighbours(graph.writes, position)) ofAsset[asset] = lower(ofAsset[asset] ?? null, passedOn);
  }
  return ofTask;
}

function lower(a: Task | null, b: Task | null): Task | null {
  if (a === null || b === null) return a ?? b;
  return a.priority - b.priority < 0 || (a.priority === b.priority && a.position < b.position) ? a : b;
}
