import { diagnostic, type Related, valueAt } from '../diagnostics/diagnostic.js';
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
    if (tasks.every(({ priority }) => priority === tasks[0]?.priority)) return;
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
