/** Priority policies: by which number ready tasks are taken. The service knows only the first; the others show what it costs. */
import { at, neighbours } from '../graph/adjacency.js';
import type { TaskGraph } from '../graph/task-graph.js';
import type { Task } from '../model/job.js';

/** Names of the policies. */
export const POLICIES = ['own', 'inherited', 'critical'] as const;

/**
 * `own`: each task's Priority, which is what the service does (reference). `inherited`: the highest Priority among the task
 * and all that wait for it, so that nothing urgent waits behind something that is not. `critical`: the longest remaining
 * path, from the task's start to the end of the job.
 */
export type Policy = (typeof POLICIES)[number];

/** What each task counts under a policy: higher goes first. Linear. */
export function ranks(policy: Policy, tasks: readonly Task[], graph: TaskGraph, durations: Float64Array): Float64Array {
  const own = Float64Array.from(tasks, ({ priority }) => priority);
  if (policy === 'own') return own;
  return policy === 'inherited'
    ? backwards(graph, -Infinity, (task, behind) => Math.max(at(own, task), behind))
    : backwards(graph, 0, (task, behind) => at(durations, task) + behind);
}

/** A number per task, made from its own and the greatest of those that wait for it; `none` where nobody does. */
function backwards(graph: TaskGraph, none: number, combine: (task: number, behind: number) => number): Float64Array {
  const ofTask = new Float64Array(graph.taskCount);
  const ofAsset = new Float64Array(graph.assets.length).fill(none);
  for (const task of graph.order.toReversed()) {
    let behind = none;
    for (const asset of neighbours(graph.writes, task)) behind = Math.max(behind, at(ofAsset, asset));
    ofTask[task] = combine(task, behind);
    for (const asset of neighbours(graph.reads, task)) ofAsset[asset] = Math.max(at(ofAsset, asset), at(ofTask, task));
  }
  return ofTask;
}
