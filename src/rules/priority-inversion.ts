import { diagnostic, type Related, valueAt } from '../diagnostics/diagnostic.js';
import { at } from '../graph/adjacency.js';
import type { JobGraph } from '../graph/job-graph.js';
import { lowestWaitedFor } from '../graph/lowest-waited-for.js';
import type { Task } from '../model/job.js';
import type { Rule } from './rule.js';

/**
 * A task that waits for one of lower priority gains nothing from its own: a dependency outranks any priority (reference:
 * the tasks it depends on are processed first). One finding for each such task, naming the lowest it waits for. A priority
 * that could not be read is held against none: it is told as such, and will change.
 */
export const priorityInversion: Rule = {
  code: 'priority-inversion',
  check({ tasks, graph, report }) {
    if (isOrdered(tasks, graph)) return;
    lowestWaitedFor(tasks, graph).forEach((lowest, position) => {
      const task = tasks[position] as Task;
      const path = task.priorityPath;
      if (lowest === null || path === null || lowest.priority >= task.priority) return;
      const place = valueAt(lowest.priorityPath ?? lowest.path);
      const related: readonly Related[] = [{ role: 'waited-for', name: lowest.label, place }];
      const args = {
        task: task.label,
        priority: task.priority,
        waitsFor: lowest.label,
        waitsForPriority: lowest.priority,
      };
      report(diagnostic('priority-inversion', valueAt(path), args, { related }));
    });
  },
};

/** Whether no task reads what one of lower priority writes: then none waits for such a one indirectly either. */
function isOrdered(tasks: readonly Task[], { assetCount, reads, writes }: JobGraph): boolean {
  if (tasks.every(({ priority }) => priority === tasks[0]?.priority)) return true;
  // No typed array: for few assets V8 takes longer to make one than all the rest of this takes.
  const lowest = new Array<number>(assetCount).fill(Number.POSITIVE_INFINITY);
  for (let task = 0; task < tasks.length; task += 1) {
    const { priority } = tasks[task] as Task;
    for (let edge = at(writes.offsets, task); edge < at(writes.offsets, task + 1); edge += 1) {
      const asset = at(writes.targets, edge);
      if (priority < at(lowest, asset)) lowest[asset] = priority;
    }
  }
  for (let task = 0; task < tasks.length; task += 1) {
    const { priority } = tasks[task] as Task;
    for (let edge = at(reads.offsets, task); edge < at(reads.offsets, task + 1); edge += 1) {
      if (at(lowest, at(reads.targets, edge)) < priority) return false;
    }
  }
  return true;
}
