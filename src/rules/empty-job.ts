import { diagnostic, valueAt } from '../diagnostics/diagnostic.js';
import type { Rule } from './rule.js';

/** A job must have tasks unless it is made from a template (reference: Tasks are required, the template example has none). */
export const emptyJob: Rule = {
  code: 'empty-job',
  check({ job, tasks, report }) {
    if (tasks.length === 0 && job.isComplete) report(diagnostic('empty-job', valueAt(job.tasksPath), {}));
  },
};
