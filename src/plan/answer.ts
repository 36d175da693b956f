import type { PolicyOutcome } from './compare.js';
import type { Failure } from './failure.js';
import type { ExecutionPlan } from './plan.js';
import type { Resume } from './resume.js';
import type { Suggestion } from './suggest.js';
import type { HeldTask } from './why.js';

/** A plan with the answer to what was asked about it; at most one of the answers is there. */
export interface PlanAnswer extends ExecutionPlan {
  /** What each priority policy comes to. */
  readonly comparison?: readonly PolicyOutcome[];
  /** Which priorities would finish the job earlier. */
  readonly suggestion?: Suggestion;
  /** What held a task until its start, back to the start of the job. */
  readonly why?: readonly HeldTask[];
  /** How far a job read back has come: the plan is of what must still run. */
  readonly resume?: Resume;
  /** What becomes of the job when a task fails. */
  readonly failure?: Failure;
}

/** The names of the answers. */
export type AnswerName = Exclude<keyof PlanAnswer, keyof ExecutionPlan>;
