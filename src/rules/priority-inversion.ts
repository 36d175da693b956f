import { diagnostic, type Related, valueAt } from '../diagnostics/diagnostic.js';
import { neighbours } from '../graph/adjacency.js';
import type { TaskGraph } from '../graph/task-graph.js';
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

/** Per task the one of lowest known priority among all it waits for, directly or not; the first of equals. Linear. */
function lowestWaitedFor(tasks: readonly Task[], graph: TaskGraph): readonly (Task | null)[] {
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
