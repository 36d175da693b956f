/** The priority policies side by side, for a person at a terminal. */
import type { PolicyOutcome } from '../plan/compare.js';
import type { ExecutionPlan } from '../plan/plan.js';
import { table } from './columns.js';
import { inversionsSection } from './inversions-text.js';
import { type Paint, PLAIN } from './paint.js';
import { count, jobTitle, POLICY_WORDS, seconds, titled } from './plan-words.js';

/** A plan, and what each policy makes of it. */
export interface ComparedPlan extends ExecutionPlan {
  readonly comparison: readonly PolicyOutcome[];
}

/** How many classes of priority have a column: the highest. */
const SHOWN = 6;

/** Makespan, utilisation and the end of each class of priority under every policy; and what is inverted. */
export function compareText(fileName: string, plan: ComparedPlan, paint: Paint = PLAIN): string {
  const { job, comparison, tasks, units, lowerBound } = plan;
  const size = `${count(tasks.length, 'task')} on ${count(units, 'unit')}`;
  const sections = [
    [paint.strong(`${jobTitle(fileName, job)} ${size}: at least ${seconds(lowerBound)} in any order`)],
    titled('Policies, and when the last task of each priority has finished', policiesTable(comparison), paint),
    comparison.map(({ priority }) => `  ${priority.padEnd(9)}  ready tasks are taken ${POLICY_WORDS[priority]}`),
    ...inversionsSection(plan, paint),
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function policiesTable(comparison: readonly PolicyOutcome[]): string[] {
  const classes = comparison[0]?.classes ?? [];
  const shown = classes.slice(0, SHOWN);
  const head = shown.map(({ priority, tasks }) => `priority ${priority} (${count(tasks, 'task')})`);
  const rows = comparison.map(({ priority, makespan, utilisation, classes: own }) => [
    `  ${priority}`,
    seconds(makespan),
    `${Math.round(utilisation * 100)} %`,
    ...own.slice(0, SHOWN).map(({ finish }) => seconds(finish)),
  ]);
  const right = new Set([1, 2, ...shown.map((_, index) => index + 3)]);
  const lines = table([['  policy', 'makespan', 'units busy', ...head], ...rows], right);
  const hidden = classes.length - shown.length;
  if (hidden > 0) lines.push(`  … and ${hidden} lower priorities`);
  return lines;
}
