/** What `plan` can be asked: each flag becomes what answers it for a job. One question at a time. */
import type { Job } from '../model/job.js';
import type { AnswerName, PlanAnswer } from '../plan/answer.js';
import { comparePolicies } from '../plan/compare.js';
import { simulateFailure } from '../plan/failure.js';
import { type PlanOptions, PlanOptionsError, taskFinder } from '../plan/options.js';
import { planChanged, planTarget, subjectTest } from '../plan/part.js';
import { plan } from '../plan/plan.js';
import { planResume } from '../plan/resume.js';
import { suggest } from '../plan/suggest.js';
import { whyThen } from '../plan/why.js';
import type { Flags } from './args.js';
import { UsageError } from './io.js';

/** The flags that ask something. */
export const QUESTION_FLAGS = {
  compare: { type: 'boolean' },
  suggest: { type: 'boolean' },
  why: { type: 'string' },
  target: { type: 'string', multiple: true },
  changed: { type: 'string', multiple: true },
  resume: { type: 'boolean' },
  'simulate-failure': { type: 'string' },
} as const satisfies Flags;

/** A flag that asks something. */
export type QuestionName = keyof typeof QUESTION_FLAGS;

/**
 * Answers for a job, about those of the names that it has; null where it has no plan.
 * @throws PlanOptionsError for what the job does not have
 */
type Answer = (job: Job, options: PlanOptions, names: readonly string[]) => PlanAnswer | null;

const ANSWERS: { readonly [Q in QuestionName]: Answer } = {
  compare: withPlan((job, options) => ({ comparison: comparePolicies(job, options) })),
  suggest: withPlan((job, options) => ({ suggestion: suggest(job, options) })),
  why: withPlan((job, options, [name = '']) => ({ why: whyThen(job, onlyTask(job, name), options) })),
  target: (job, options, names) => planTarget(job, names, options),
  changed: (job, options, names) => planChanged(job, names, options),
  resume: (job, options) => planResume(job, options),
  'simulate-failure': withPlan((job, options, [name = '']) => ({
    failure: simulateFailure(job, onlyTask(job, name), options),
  })),
};

/** Questions about the tasks' own priorities, which make no sense with another policy. */
const OWN_ONLY: ReadonlySet<QuestionName> = new Set(['compare', 'suggest']);

/** What was asked. */
export interface Question {
  readonly name: QuestionName;
  /** The tasks and assets that it names, if any. */
  readonly names: readonly string[];
  readonly answer: Answer;
}

type Values = { readonly [Q in QuestionName]?: boolean | string | readonly string[] | undefined };

/**
 * The question that flags ask; null for none, which is a plan.
 * @throws UsageError for two questions, and for one that makes no sense with a policy
 */
export function readQuestion(values: Values & { readonly priority?: string | undefined }): Question | null {
  const asked = (Object.keys(QUESTION_FLAGS) as QuestionName[]).filter((flag) => (values[flag] ?? false) !== false);
  const [name, other] = asked;
  if (name === undefined) return null;
  if (other !== undefined) throw new UsageError(`--${name} and --${other} are two questions: ask one at a time`);
  if (OWN_ONLY.has(name) && values.priority !== undefined)
    throw new UsageError(`--${name} is about the priorities that the tasks have: it goes without --priority`);
  const value = values[name];
  const names = typeof value === 'boolean' || value === undefined ? [] : [value].flat();
  return { name, names, answer: ANSWERS[name] };
}

/**
 * Which of its names a question means in each job of a file: those that the job has. What no job has goes to the first, which
 * refuses it.
 */
export function shareNames(names: readonly string[], jobs: readonly Job[]): readonly (readonly string[])[] {
  const tests = jobs.map(subjectTest);
  const isUnknown = new Set(names.filter((name) => !tests.some((test) => test(name))));
  return tests.map((test, index) => names.filter((name) => test(name) || (index === 0 && isUnknown.has(name))));
}

/** A plan with an answer beside it. Who answers gives null only where there is no plan. */
function withPlan(
  answer: (
    job: Job,
    options: PlanOptions,
    names: readonly string[],
  ) => { readonly [A in AnswerName]?: PlanAnswer[A] | null },
): Answer {
  return (job, options, names) => {
    const made = plan(job, options);
    return made && ({ ...made, ...answer(job, options, names) } as PlanAnswer);
  };
}

/** The one task that a name or position stands for. */
function onlyTask({ tasks }: Job, key: string): number {
  const [task, ...others] = taskFinder(tasks ?? [])(key) ?? [];
  if (task === undefined) throw new PlanOptionsError(`no task has the name or position ${JSON.stringify(key)}`);
  if (others.length > 0)
    throw new PlanOptionsError(
      `${others.length + 1} tasks have the name ${JSON.stringify(key)}: give a position, such as ${task}`,
    );
  return task;
}
