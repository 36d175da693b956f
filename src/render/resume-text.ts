/** What is left of a job read back, for a person at a terminal. */
import { TASK_STATES } from '../model/task-run.js';
import type { Resume, ResumedPlan, ResumedTask } from '../plan/resume.js';
import { table } from './columns.js';
import { type Paint, PLAIN } from './paint.js';
import { planText } from './plan-text.js';
import { count, FAILURE_NOTE, jobTitle, names, taskName } from './plan-words.js';

const STATE_NAMES: ReadonlyMap<number, string> = new Map(
  Object.entries(TASK_STATES).map(([name, state]) => [state, `${name[0]?.toUpperCase()}${name.slice(1)}`]),
);

/** How far each task has come, and the plan of what must still run. */
export function resumeText(fileName: string, plan: ResumedPlan, paint: Paint = PLAIN): string {
  const { resume, job, tasks } = plan;
  const done = resume.tasks.length - tasks.length;
  const title = `${jobTitle(fileName, job)} ${done} of ${count(resume.tasks.length, 'task')} done, ${tasks.length} still to run`;
  const states = [paint.strong('Tasks, as they were read back'), ...statesTable(resume)];
  const isFailed = resume.tasks.some(({ status }) => status === 'failed');
  const sections = [
    paint.strong(title),
    (resume.readBack ? states : [NEVER_RUN]).join('\n'),
    ...(isFailed ? [paint.warning(FAILURE_NOTE)] : []),
    ...(tasks.length > 0 ? [planText(fileName, plan, paint).trimEnd()] : []),
  ];
  return `${sections.join('\n\n')}\n`;
}

const NEVER_RUN = 'No task has a State: nothing says that the job ever ran, so everything remains.';

function statesTable({ tasks }: Resume): string[] {
  const named = (list: readonly number[]): string => names(list.map((task) => taskName(tasks[task] as ResumedTask)));
  const rows = tasks.map((task) => [`  ${task.task}`, taskName(task), stateName(task.state), statusOf(task, named)]);
  return table([['#', 'task', 'state', 'what that means'], ...rows], new Set([0]));
}

function stateName(state: number | null): string {
  return state === null ? '' : (STATE_NAMES.get(state) ?? String(state));
}

function statusOf(
  { status, by = [], outputs, stops }: ResumedTask,
  named: (tasks: readonly number[]) => string,
): string {
  switch (status) {
    case 'done':
      return 'done';
    case 'lost':
      return `done, but its output is deleted with that of ${named(by)}: runs again`;
    case 'failed':
      return `failed, runs again; its output is ${outputs}`;
    case 'running':
      return stops ? 'runs now; canceled with the job, runs again' : 'runs now';
    case 'blocked':
      return `blocked by ${named(by)}`;
    case 'canceled':
      return 'canceled, still to run';
    case 'remaining':
      return stops ? 'remains; canceled with the job' : 'remains';
    case 'unknown':
      return 'unknown: taken as not done';
  }
}
