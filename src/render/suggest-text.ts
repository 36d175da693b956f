/** Advice on priorities, for a person at a terminal. */
import type { ExecutionPlan } from '../plan/plan.js';
import type { Suggestion } from '../plan/suggest.js';
import { table } from './columns.js';
import { type Paint, PLAIN } from './paint.js';
import { count, jobTitle, seconds, taskName, titled } from './plan-words.js';

/** A plan, and the advice on its priorities. */
export interface AdvisedPlan extends ExecutionPlan {
  readonly suggestion: Suggestion;
}

/** Which priorities to change, what that gains, and how far it may be from the best. */
export function suggestText(fileName: string, plan: AdvisedPlan, paint: Paint = PLAIN): string {
  const { job, tasks, units, suggestion } = plan;
  const { changes, before, makespan } = suggestion;
  const size = `${count(tasks.length, 'task')} on ${count(units, 'unit')}`;
  const gain = makespan < before ? ` instead of ${seconds(before)}` : '';
  const sections = [
    [paint.strong(`${jobTitle(fileName, job)} ${size}: ${seconds(makespan)}${gain}, ${proof(suggestion)}`)],
    ...(changes.length === 0 ? [] : [titled('Priorities to change', changesTable(suggestion), paint)]),
    [closing(suggestion)],
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** What the gap proves. */
function proof({ gap, lowerBound }: Suggestion): string {
  if (gap === 0) return 'and no order can be shorter';
  const percent = Math.ceil(gap * 1000) / 10;
  return `at most ${percent} % above the shortest possible, which is at least ${seconds(lowerBound)}`;
}

function changesTable({ changes }: Suggestion): string[] {
  const rows = changes.map(({ task, name, priority, suggested }) => [
    `  ${task}`,
    taskName({ task, name }),
    String(priority),
    String(suggested),
  ]);
  return table([['#', 'task', 'priority', 'suggested'], ...rows], new Set([0, 2, 3]));
}

function closing({ changes, gap, tried, exhausted }: Suggestion): string {
  const nothing = gap === 0 ? 'The priorities are as good as any. ' : 'No better priorities are known. ';
  const end = exhausted ? ', until the steps of the search were used up' : '';
  return `${changes.length === 0 ? nothing : ''}${count(tried, 'schedule')} tried${end}.`;
}
