/** Priority policies: by which number ready tasks are taken. The service knows only the first; the others show what it costs. */
import { at, first } from '../graph/adjacency.js';
import type { JobGraph } from '../graph/job-graph.js';
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
export function ranks(policy: Policy, tasks: readonly Task[], graph: JobGraph, durations: Float64Array): Float64Array {
  const own = new Float64Array(tasks.length);
  for (let task = 0; task < tasks.length; task += 1) own[task] = (tasks[task] as Task).priority;
  if (policy === 'own') return own;
  return policy === 'inherited'
    ? backwards(graph, -Infinity, (task, behind) => Math.max(at(own, task), behind))
    : backwards(graph, 0, (task, behind) => at(durations, task) + behind);
}

/** A number per task, made from its own and the greatest of those that wait for it; `none` where nobody does. */
function backwards(graph: JobGraph, none: number, combine: (task: number, behind: number) => number): Float64Array {
  const { taskCount, assetCount, order, reads, writes } = graph;
  const ofTask = new Float64Array(taskCount);
  const ofAsset = new Float64Array(assetCount).fill(none);
  for (let place = order.length - 1; place >= 0; place -= 1) {
    const task = order[place] as number;
    let behind = none;
    for (let edge = first(writes, task); edge < first(writes, task + 1); edge += 1) {
      behind = Math.max(behind, ofAsset[writes.targets[edge] as number] as number);
    }
    const rank = combine(task, behind);
    ofTask[task] = rank;
    for (let edge = first(reads, task); edge < first(reads, task + 1); edge += 1) {
      const asset = reads.targets[edge] as number;
      ofAsset[asset] = Math.max(ofAsset[asset] as number, rank);
    }
  }
  return ofTask;
}
