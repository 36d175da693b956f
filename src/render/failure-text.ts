/** What becomes of a job when a task fails, for a person at a terminal. */

import type { AssetFate, Failure, FailureOutcome } from '../plan/failure.js';
import type { ExecutionPlan } from '../plan/plan.js';
import { table } from './columns.js';
import { type Paint, PLAIN } from './paint.js';
import { count, FAILURE_NOTE, jobTitle, seconds, taskName } from './plan-words.js';

/** A plan, and what a failure makes of it. */
export interface FailedPlan extends ExecutionPlan {
  readonly failure: Failure;
}

const FATES: { readonly [F in AssetFate['fate']]: string } = {
  complete: 'complete',
  deleted: 'deleted, with all that was written to it',
  kept: 'kept, as far as it was written',
  incomplete: 'incomplete; whether it is deleted is not known',
  empty: 'empty: nobody starts to write it',
};

/** Who has finished when the task fails, who goes on and who never starts, and which assets are there in the end. */
export function failureText(fileName: string, { job, failure }: FailedPlan, paint: Paint = PLAIN): string {
  const { task, at, end, jobState, tasks, assets } = failure;
  const failed = taskName(tasks[task] as FailureOutcome);
  const finished = tasks.filter(({ outcome }) => outcome === 'finished').length;
  const sections = [
    paint.strong(
      `${jobTitle(fileName, job)} if ${failed} fails at ${seconds(at)}: ${jobState}, ${finished} of ${count(tasks.length, 'task')} finished by ${seconds(end)}`,
    ),
    [paint.strong('Tasks'), ...tasksTable(failure)].join('\n'),
    [
      paint.strong('Assets that tasks write'),
      ...table(
        assets.map(({ asset, fate }) => [`  ${asset}`, FATES[fate]]),
        new Set(),
      ),
    ].join('\n'),
    paint.warning(FAILURE_NOTE),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** By their start, and by position where they never start. */
function tasksTable(failure: Failure): string[] {
  const tasks = failure.tasks.toSorted((a, b) => (a.start ?? Infinity) - (b.start ?? Infinity) || a.task - b.task);
  const rows = tasks.map((one) => [
    `  ${one.task}`,
    taskName(one),
    one.start === null ? '' : seconds(one.start),
    one.finish === null ? '' : seconds(one.finish),
    outcomeOf(one, failure),
  ]);
  return table([['#', 'task', 'start', 'end', 'what becomes of it'], ...rows], new Set([0, 2, 3]));
}

function outcomeOf({ outcome, start, finish, by }: FailureOutcome, { at, tasks }: Failure): string {
  switch (outcome) {
    case 'failed':
      return 'fails';
    case 'canceled':
      return start === null ? 'never starts: canceled' : 'runs, and is canceled';
    case 'blocked':
      return `never starts: not canceled, but waits for ${taskName(tasks[by as number] as FailureOutcome)}`;
    case 'finished':
      if ((finish as number) <= at) return 'finishes before';
      return (start as number) < at ? 'runs on, and finishes' : 'starts all the same, and finishes';
  }
}
