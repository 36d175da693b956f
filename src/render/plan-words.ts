/** Words that texts about plans share. */
import { excerpt } from '../diagnostics/diagnostic.js';
import { oneLine } from '../diagnostics/messages.js';

/** How many tasks a cell or line names before it says how many more there are. */
const SHOWN = 6;

/** A task as texts name it: by its position where it has no name. */
export function taskName({ task, name }: { readonly task: number; readonly name: string | null }): string {
  return name === null ? `Task ${task}` : oneLine(excerpt(name, 40));
}

/** Names in a row; how many more there are behind the first ones. */
export function names(all: readonly string[]): string {
  const hidden = all.length - SHOWN;
  return all.slice(0, SHOWN).join(', ') + (hidden > 0 ? `, … ${hidden} more` : '');
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
