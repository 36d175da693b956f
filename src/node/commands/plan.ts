import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { formatUnreadable } from '../../diagnostics/messages.js';
import type { Job } from '../../model/job.js';
import type { PlanAnswer } from '../../plan/answer.js';
import { type PlanOptions, PlanOptionsError, taskFinder } from '../../plan/options.js';
import { subjectTest } from '../../plan/part.js';
import { plan } from '../../plan/plan.js';
import { POLICIES } from '../../plan/priorities.js';
import { PLAN_FORMATS, type PlanFormatName, renderPlan } from '../../render/formats.js';
import { oneOf, readArgs, wholeNumber } from '../args.js';
import type { Command } from '../command.js';
import { readTargets, writeTargets } from '../format-targets.js';
import { choosePaint, complain, EXIT, type Io, UsageError } from '../io.js';
import { loadJob, tellErrors } from '../load-job.js';
import { QUESTION_FLAGS, type Question, readQuestion } from '../plan-questions.js';
import { readFailure } from '../read-input.js';
import { shareNames } from '../share-names.js';

const HELP = `Usage: taskgraph plan [options] FILE|-

Shows in which order, on which unit and when the tasks of a job will run, who
waits for whom and why, and which chain of tasks decides how long it takes.

Options
  --format NAME[=FILE]   text (default) or json; to FILE instead of stdout.
                         May be given several times.
  --units N              reserved units: tasks that run at a time; default 1
  --duration NAME=N      a task, by name or position, takes N seconds; the
                         others take 1. May be given several times.
  --durations FILE       the same for many tasks: JSON, {"NAME": SECONDS}
  --stdin-filename NAME  what to call standard input
  --color, --no-color    colour the text; default: on a terminal
  -h, --help             show this help

Exit code: 0 a plan, 1 errors in the job (on stderr) or no plan, 2 wrong use.

Example
  taskgraph plan job.json --units 3 --duration Encode=120
`;

const FLAGS = {
  format: { type: 'string', multiple: true },
  units: { type: 'string' },
  duration: { type: 'string', multiple: true },
  durations: { type: 'string' },
  priority: { type: 'string' },
  ...QUESTION_FLAGS,
  'stdin-filename': { type: 'string' },
  color: { type: 'boolean' },
} as const;

/** `taskgraph plan` */
export const planCommand: Command = {
  name: 'plan',
  summary: 'show when and where the tasks of a job will run',
  help: HELP,
  run: runPlan,
};

async function runPlan(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = readArgs(args, FLAGS);
  const targets = readTargets(values.format ?? ['text'], Object.keys(PLAN_FORMATS) as PlanFormatName[], io);
  const question = readQuestion(values);
  const units = values.units === undefined ? 1 : wholeNumber('--units', values.units);
  const priority = values.priority === undefined ? 'own' : oneOf('--priority', values.priority, POLICIES);
  const durations = {
    ...(values.durations === undefined ? {} : await readDurationsFile(values.durations, io)),
    ...Object.fromEntries((values.duration ?? []).map(readDuration)),
  };
  const loaded = await loadJob(positionals, io, values['stdin-filename']);
  const { path, report } = loaded;
  const answers = answerJobs(report.jobs, question, { units, priority, durations });
  tellErrors(loaded, io);
  for (const [job, answer] of answers) {
    const why = job.tasks === null ? 'the tasks are unknown' : 'tasks wait for each other in a cycle';
    if (answer === null) complain(io, `${path}: no plan: ${why}`);
  }
  const plans = [...answers.values()].filter((one) => one !== null);
  const written = plans.length > 0 ? targets : targets.filter(({ name }) => name === 'json');
  const paint = choosePaint(io, values.color);
  await writeTargets(written, { path, paint }, (name, to) => renderPlan(plans, name, path, to), io);
  if (report.jobs.length === 0) return EXIT.usage;
  return report.ok && plans.length === answers.size ? EXIT.ok : EXIT.findings;
}

/** The answer for each job that is asked; null where it has no plan. */
function answerJobs(
  jobs: readonly Job[],
  question: Question | null,
  options: PlanOptions,
): ReadonlyMap<Job, PlanAnswer | null> {
  const { durations = {} } = options;
  const keys = shareNames(Object.keys(durations), jobs, durationTest);
  const names = shareNames(question?.names ?? [], jobs, subjectTest);
  const answer = question?.answer ?? plan;
  const answers = new Map<Job, PlanAnswer | null>();
  for (const [index, job] of jobs.entries()) {
    const own = names[index] ?? [];
    if (question !== null && question.names.length > 0 && own.length === 0) continue;
    const ownDurations = Object.fromEntries((keys[index] ?? []).map((key) => [key, durations[key] as number]));
    answers.set(
      job,
      refuse(() => answer(job, { ...options, durations: ownDurations }, own)),
    );
  }
  return answers;
}

function durationTest({ tasks }: Job): (key: string) => boolean {
  const find = taskFinder(tasks ?? []);
  return (key) => find(key) !== null;
}

/** Options that make no sense for a job are wrong use of the command. */
function refuse<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof PlanOptionsError) throw new UsageError(error.message);
    throw error;
  }
}

/** `NAME=SECONDS`; names may hold an equals sign, numbers cannot. */
function readDuration(spec: string): [string, number] {
  const split = spec.lastIndexOf('=');
  const value = spec.slice(split + 1).trim();
  if (split <= 0 || !/^\d+(?:\.\d+)?$/.test(value)) throw new UsageError(`--duration ${spec}: expected NAME=SECONDS`);
  return [spec.slice(0, split), Number(value)];
}

async function readDurationsFile(path: string, io: Io): Promise<Record<string, number>> {
  let parsed: unknown;
  try {
    parsed = JSON.parse((await readFile(resolve(io.cwd, path), 'utf8')).replace(/^\ufeff/, ''));
  } catch (error) {
    throw new UsageError(
      `--durations ${path}: ${error instanceof SyntaxError ? `not JSON: ${error.message}` : formatUnreadable(readFailure(error))}`,
    );
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new UsageError(`--durations ${path}: expected an object of task names or positions and seconds`);
  }
  return parsed as Record<string, number>;
}
