import { at } from '../graph/adjacency.js';
import { PriorityQueue } from '../graph/priority-queue.js';
import { Release } from '../graph/release.js';
import type { TaskGraph } from '../graph/task-graph.js';

/** When and where each task runs, in whole milliseconds. */
export interface Schedule {
  /** Tasks in the order in which units take them. */
  readonly order: readonly number[];
  readonly start: Float64Array;
  readonly finish: Float64Array;
  readonly unit: Uint32Array;
  readonly makespan: number;
}

/**
 * List scheduling on identical units, non-preemptive: what the service does. At each instant all finishes come first;
 * then free units, lowest number first, take ready tasks by highest priority, then by position. n log n.
 */
export function schedule(
  graph: TaskGraph,
  priorities: ArrayLike<number>,
  durations: Float64Array,
  units: number,
): Schedule {
  const { taskCount } = graph;
  const start = new Float64Array(taskCount);
  const finish = new Float64Array(taskCount);
  const unit = new Uint32Array(taskCount);
  const order: number[] = [];
  const release = new Release(graph);
  const ready = new PriorityQueue([...release.ready], (a, b) => at(priorities, b) - at(priorities, a) || a - b);
  const running = new PriorityQueue<number>([], (a, b) => at(finish, a) - at(finish, b) || a - b);
  // More units than tasks never run: the numbers of those that do are the lowest.
  const free = new PriorityQueue<number>([...Array(Math.min(units, taskCount)).keys()], (a, b) => a - b);
  let now = 0;
  while (ready.length > 0 || running.length > 0) {
    while (ready.length > 0 && free.length > 0) {
      const task = ready.pop() as number;
      unit[task] = free.pop() as number;
      start[task] = now;
      finish[task] = now + at(durations, task);
      order.push(task);
      running.push(task);
    }
    now = at(finish, running.peek() as number);
    while (running.length > 0 && finish[running.peek() as number] === now) {
      const done = running.pop() as number;
      free.push(at(unit, done));
      release.finish(done, (task) => ready.push(task));
    }
  }
  return { order, start, finish, unit, makespan: now };
}
