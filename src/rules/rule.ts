import type { Code } from '../diagnostics/codes.js';
import type { Report } from '../diagnostics/diagnostic.js';
import type { TaskGraph } from '../graph/task-graph.js';
import type { Job, Task } from '../model/job.js';
import type { Quotas } from '../model/quotas.js';

/** What a rule may look at. */
export interface RuleContext {
  readonly job: Job;
  /** The tasks, known: rules are not asked about a job whose tasks are not. */
  readonly tasks: readonly Task[];
  readonly graph: TaskGraph;
  readonly quotas: Quotas;
  readonly report: Report;
}

/** One thing that can be wrong with a job as a whole. No state, no input or output, no words. */
export interface Rule {
  readonly code: Code;
  readonly check: (context: RuleContext) => void;
}
