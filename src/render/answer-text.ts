/** Answers to questions about a plan, for a person at a terminal. */
import type { AnswerName, PlanAnswer } from '../plan/answer.js';
import type { ResumedPlan } from '../plan/resume.js';
import { type ComparedPlan, compareText } from './compare-text.js';
import { type FailedPlan, failureText } from './failure-text.js';
import type { Paint } from './paint.js';
import { planText } from './plan-text.js';
import { resumeText } from './resume-text.js';
import { type AdvisedPlan, suggestText } from './suggest-text.js';
import { type ExplainedPlan, whyText } from './why-text.js';

type Writer = (fileName: string, plan: PlanAnswer, paint: Paint) => string;

/** How each answer is told. */
const WRITERS: { readonly [A in AnswerName]: Writer } = {
  comparison: (fileName, plan, paint) => compareText(fileName, plan as ComparedPlan, paint),
  suggestion: (fileName, plan, paint) => suggestText(fileName, plan as AdvisedPlan, paint),
  why: (fileName, plan, paint) => whyText(fileName, plan as ExplainedPlan, paint),
  resume: (fileName, plan, paint) => resumeText(fileName, plan as ResumedPlan, paint),
  failure: (fileName, plan, paint) => failureText(fileName, plan as FailedPlan, paint),
};

function answerOf(plan: PlanAnswer): AnswerName | undefined {
  return (Object.keys(WRITERS) as AnswerName[]).find((name) => plan[name] !== undefined);
}

/** Whether a plan carries an answer. */
export function hasAnswer(plan: PlanAnswer | null): plan is PlanAnswer {
  return plan !== null && answerOf(plan) !== undefined;
}

/** The answer that a plan carries, or else the plan. */
export function answerText(fileName: string, plan: PlanAnswer, paint: Paint): string {
  const answer = answerOf(plan);
  return (answer === undefined ? planText : WRITERS[answer])(fileName, plan, paint);
}
