import type { JobGraph } from '../graph/job-graph.js';
import { NumberHeap } from '../graph/number-heap.js';
import { Release } from '../graph/release.js';

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
  graph: JobGraph,
  priorities: ArrayLike<number>,
  durations: Float64Array,
  units: number,
): Schedule {
  const { taskCount } = graph;
  const start = new Float64Array(taskCount);
  const finish = new Float64Array(taskCount);
  const unit = new Uint32Array(taskCount);
  const order = new Array<number>(taskCount);
  const release = new Release(graph);
  const ready = new NumberHeap(negated(priorities));
  const running = new NumberHeap(finish);
  // More units than tasks never run: the numbers of those that do are the lowest.
  const free = new NumberHeap(new Float64Array(Math.min(units, taskCount)));
  const putReady = (task: number): void => ready.push(task);
  for (const task of release.ready) putReady(task);
  for (let number = 0; number < units && number < taskCount; number += 1) free.push(number);
  let taken = 0;
  let now = 0;
  while (ready.length > 0 || running.length > 0) {
    while (ready.length > 0 && free.length > 0) {
      const task = ready.pop();
      unit[task] = free.pop();
      start[task] = now;
      finish[task] = now + (durations[task] as number);
      order[taken] = task;
      taken += 1;
      running.push(task);
    }
    now = finish[running.peek()] as number;
    while (running.length > 0 && finish[running.peek()] === now) {
      const done = running.pop();
      free.push(unit[done] as number);
      release.finish(done, putReady);
    }
  }
  return { order, start, finish, unit, makespan: now };
}

/** The highest becomes the least. */
function negated(numbers: ArrayLike<number>): Float64Array {
  const opposite = new Float64Array(numbers.length);
  for (let place = 0; place < numbers.length; place += 1) opposite[place] = -(numbers[place] as number);
  return opposite;
}
