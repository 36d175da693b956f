/** From a schedule to priorities: the values that make the service's own rule repeat it. */
import { at, neighbours } from '../graph/adjacency.js';
import type { JobGraph } from '../graph/job-graph.js';
import type { Task } from '../model/job.js';
import { MaxTree } from './max-tree.js';
import type { Schedule } from './schedule.js';
import { Waiting } from './waiting.js';

const INT32_MAX = 2147483647;

/**
 * Priority values, one for each task, with which list scheduling makes exactly the given schedule. A task keeps its own where
 * that will do; the others get the smallest that will, which are never negative. No task has a higher one than a task that it
 * waits for. n log n.
 */
export function replayPriorities(tasks: readonly Task[], graph: JobGraph, made: Schedule): readonly number[] {
  const kept = valuesFor(graph, made, (task, least) => {
    const { priority } = tasks[task] as Task;
    return priority >= least ? priority : Math.max(0, least);
  });
  // With own values near the end of the range, there may be no room above them.
  if (kept.every((value) => value <= INT32_MAX)) return kept;
  return valuesFor(graph, made, (_, least) => Math.max(0, least));
}

/**
 * From the last task taken to the first: a task needs a value that puts it before all that were ready when it was taken (a
 * higher one than those before it in the job), and no lower one than what waits for it.
 */
function valuesFor(
  graph: JobGraph,
  made: Schedule,
  choose: (task: number, least: number) => number,
): readonly number[] {
  const { taskCount } = graph;
  const waiting = new Waiting(graph, made);
  const readyAt = Float64Array.from({ length: taskCount }, (_, task) => waiting.readyAt(task));
  const byReadiness = [...made.order].sort((a, b) => at(readyAt, b) - at(readyAt, a));
  const ready = new MaxTree(taskCount);
  const ofReaders = new Float64Array(graph.assets.length).fill(-Infinity);
  const values = new Array<number>(taskCount).fill(0);
  let gone = 0;
  for (const task of made.order.toReversed()) {
    for (; gone < taskCount && at(readyAt, at(byReadiness, gone)) > at(made.start, task); gone += 1) {
      ready.set(at(byReadiness, gone), -Infinity);
    }
    let least = Math.max(ready.max(0, task) + 1, ready.max(task + 1, taskCount));
    for (const asset of neighbours(graph.writes, task)) least = Math.max(least, at(ofReaders, asset));
    const value = choose(task, least);
    values[task] = value;
    ready.set(task, value);
    for (const asset of neighbours(graph.reads, task)) ofReaders[asset] = Math.max(at(ofReaders, asset), value);
  }
  return values;
}
