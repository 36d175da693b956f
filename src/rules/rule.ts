import type { Code } from '../diagnostics/codes.js';
import type { Report } from '../diagnostics/diagnostic.js';
import type { JobGraph } from '../graph/job-graph.js';
import type { Job, Task } from '../model/job.js';
import type { Quotas } from '../model/quotas.js';
import type { TaskSettings } from '../model/task-settings.js';
import type { JobTemplate } from '../model/template.js';

/** What a rule may look at. */
export interface RuleContext {
  readonly job: Job;
  /** The tasks, known: rules are not asked about a job whose tasks are not. */
  readonly tasks: readonly Task[];
  readonly graph: JobGraph;
  /** For a bare task: which outputs the other tasks of its job write; null where nobody said. */
  readonly elsewhere: ReadonlySet<number> | null;
  readonly quotas: Quotas;
  readonly report: Report;
}

/** One thing that can be wrong with a job as a whole. No state, no input or output, no words. */
export interface Rule {
  readonly code: Code;
  readonly check: (context: RuleContext) => void;
}

/** One thing that can be wrong with how a task is done, in a job, by itself, or as a TaskTemplate. */
export interface SettingsRule {
  readonly code: Code;
  readonly check: (settings: TaskSettings, report: Report) => void;
}

/** One thing that can be wrong between the parts of a job template. */
export interface TemplateRule {
  readonly code: Code;
  readonly check: (template: JobTemplate, report: Report) => void;
}
