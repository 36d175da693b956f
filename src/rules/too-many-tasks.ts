import { diagnostic, keyAt, type Place, valueAt } from '../diagnostics/diagnostic.js';
import type { Job, Task } from '../model/job.js';
import { TASKS_PER_JOB } from '../model/quotas.js';
import type { Rule } from './rule.js';

/** The service takes 30 tasks in a job (quota page: fixed, it cannot be raised). */
export const tooManyTasks: Rule = {
  code: 'too-many-tasks',
  check({ job, tasks, report }) {
    if (tasks.length <= TASKS_PER_JOB) return;
    report(diagnostic('too-many-tasks', listPlace(job, tasks), { count: tasks.length, limit: TASKS_PER_JOB }));
  },
};

/** The name of the list; where it has none, in an array of tasks or a job template, the first task that is too many. */
function listPlace({ tasksPath }: Job, tasks: readonly Task[]): Place {
  const name = tasksPath.lastIndexOf('Tasks');
  return name < 0 ? valueAt((tasks[TASKS_PER_JOB] as Task).path) : keyAt(tasksPath.slice(0, name + 1));
}
