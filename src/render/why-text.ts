/** What held a task until its start, for a person at a terminal. */
import type { ExecutionPlan } from '../plan/plan.js';
import type { HeldTask, Hold } from '../plan/why.js';
import { table } from './columns.js';
import { type Paint, PLAIN } from './paint.js';
import { count, jobTitle, type Labels, labelsOf, names, policyNote, seconds, taskName } from './plan-words.js';

/** A plan, and why one of its tasks starts when it does. */
export interface ExplainedPlan extends ExecutionPlan {
  readonly why: readonly HeldTask[];
}

/** How many steps a text lists. */
const SHOWN = 30;

/** From the task back to the start of the job: what held each, which is the next line. */
export function whyText(fileName: string, plan: ExplainedPlan, paint: Paint = PLAIN): string {
  const { job, units, why } = plan;
  const [asked] = why as [HeldTask, ...HeldTask[]];
  const labels = labelsOf(plan);
  const hidden = why.length - SHOWN;
  const rows = why
    .slice(0, SHOWN)
    .map((step) => [
      `  ${taskName(step)}`,
      String(step.priority),
      seconds(step.start),
      seconds(step.finish),
      holdText(step.hold, labels),
    ]);
  const lines = [
    paint.strong(
      `${jobTitle(fileName, job)} ${taskName(asked)} starts at ${seconds(asked.start)} on ${count(units, 'unit')}`,
    ),
    ...policyNote(plan),
    '',
    ...table([['  task', 'priority', 'start', 'finish', 'held until its start by'], ...rows], new Set([1, 2, 3])),
    ...(hidden > 0 ? [`  … ${count(hidden, 'more step')} back to the start of the job`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function holdText(hold: Hold, labels: Labels): string {
  switch (hold.by) {
    case 'nothing':
      return 'nothing, it starts with the job';
    case 'dependency':
      return `${labels(hold.task)}, which writes ${hold.asset}`;
    case 'unit': {
      const hidden = hold.overtakenCount - hold.overtakenBy.length;
      const before = names([...hold.overtakenBy.map(labels), ...Array<string>(hidden).fill('')]);
      const why = before === '' ? 'no unit was free' : `units took ${before} first`;
      return `${labels(hold.task)}, which frees a unit; ready at ${seconds(hold.readyAt)}, but ${why}`;
    }
  }
}
