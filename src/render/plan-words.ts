/** Words that texts about plans share. */
import { excerpt } from '../diagnostics/diagnostic.js';
import { oneLine } from '../diagnostics/messages.js';
import { listed } from '../diagnostics/words.js';
import type { ExecutionPlan } from '../plan/plan.js';
import type { Policy } from '../plan/priorities.js';
import { namesByTask } from './label.js';
import type { Paint } from './paint.js';

/** How many tasks a cell or line names before it says how many more there are. */
const SHOWN = 6;

/** A task as texts name it: by its position where it has no name. */
export function taskName({ task, name }: { readonly task: number; readonly name: string | null }): string {
  return name === null ? `Task ${task}` : oneLine(excerpt(name, 40));
}

/** How texts name the task at a position. */
export type Labels = (task: number) => string;

/** The names of a plan's tasks, of which it may have only some of the job's. */
export function labelsOf({ tasks }: Pick<ExecutionPlan, 'tasks'>): Labels {
  return namesByTask(tasks, taskName);
}

/** Names in a row; how many more there are behind the first ones. */
export function names(all: readonly string[], shown = SHOWN, separator = ', '): string {
  const hidden = all.length - shown;
  return all.slice(0, shown).join(separator) + (hidden > 0 ? `${separator}… ${hidden} more` : '');
}

/** A section of a text: its title, and what stands under it. */
export function titled(title: string, lines: readonly string[], paint: Paint): string[] {
  return [paint.strong(title), ...lines];
}

/** Which tasks a plan is limited to, and which it leaves out. */
export function partNote({ part, tasks }: ExecutionPlan): string[] {
  if (part === undefined || part.reason === 'resume') return [];
  const named = (part.names ?? []).map((name) => oneLine(excerpt(name, 40)));
  const hidden = named.length - SHOWN;
  const about = listed(hidden > 0 ? [...named.slice(0, SHOWN), `${hidden} more`] : named);
  const isOne = part.names?.length === 1;
  const what =
    part.reason === 'target'
      ? `what ${about} ${isOne ? 'needs' : 'need'}`
      : `what must run again when ${about} ${isOne ? 'has' : 'have'} changed`;
  const leftOut = names((part.leftOut ?? []).map(taskName));
  const left = leftOut === '' ? '' : ` Left out: ${leftOut}.`;
  return [`Only ${what}: ${tasks.length} of ${count(part.of, 'task')}.${left}`];
}

/** How each policy chooses. */
export const POLICY_WORDS: { readonly [P in Policy]: string } = {
  own: 'by their own Priority, as the service does',
  inherited: 'by the highest Priority among the task and all that wait for it',
  critical: 'by the longest path from the task to the end of the job',
};

/** What a plan goes by, where it is not what the service does. */
export function policyNote({ priority }: Pick<ExecutionPlan, 'priority'>): string[] {
  return priority === 'own'
    ? []
    : [`Ready tasks are taken ${POLICY_WORDS[priority]}; the service takes them by their own.`];
}

/** The file, and the job by its name, if it has one. */
export function jobTitle(fileName: string, job: string | null): string {
  return `${oneLine(fileName)}:${job === null ? '' : ` "${oneLine(excerpt(job))}",`}`;
}

/** Seconds as people write them, to the millisecond. */
export function seconds(value: number): string {
  return `${Number(value.toFixed(3))} s`;
}

/** A number of things: `1 task`, `2 tasks`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** How sure it is what a failure does. */
export const FAILURE_NOTE = [
  'One failed task puts the job into Error. What is canceled and deleted then is inferred from the names of the options',
  'DoNotCancelOnJobFailure and DoNotDeleteOutputAssetOnFailure.',
].join('\n');
