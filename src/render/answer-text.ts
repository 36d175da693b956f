/** Answers to questions about a plan, for a person at a terminal. */
import type { AnswerName, PlanAnswer } from '../plan/answer.js';
import type { Paint } from './paint.js';
import { planText } from './plan-text.js';

type Writer = (fileName: string, plan: PlanAnswer, paint: Paint) => string;

/** How each answer is told. */
const WRITERS: { readonly [A in AnswerName]: Writer } = {
  comparison: planText,
  suggestion: planText,
  why: planText,
};

/** The answer that a plan carries, or else the plan. */
export function answerText(fileName: string, plan: PlanAnswer, paint: Paint): string {
  const answer = (Object.keys(WRITERS) as AnswerName[]).find((name) => plan[name] !== undefined);
  return (answer === undefined ? planText : WRITERS[answer])(fileName, plan, paint);
}
