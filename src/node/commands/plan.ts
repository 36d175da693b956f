import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { formatUnreadable } from '../../diagnostics/messages.js';
import type { Job } from '../../model/job.js';
import { PlanOptionsError, taskFinder } from '../../plan/options.js';
import { type ExecutionPlan, plan } from '../../plan/plan.js';
import { drawPlan, type PictureName, PLAN_FORMATS, type PlanFormatName, renderPlan } from '../../render/formats.js';
import type { Paint } from '../../render/paint.js';
import { readArgs, wholeNumber } from '../args.js';
import type { Command } from '../command.js';
import { readTargets, writeTargets } from '../format-targets.js';
import { choosePaint, complain, EXIT, type Io, UsageError } from '../io.js';
import { loadJob, tellErrors } from '../load-job.js';
import { readFailure } from '../read-input.js';

const HELP = `Usage: taskgraph plan [options] FILE|-

Shows in which order, on which unit and when the tasks of a job will run, who
waits for whom and why, and which chain of tasks decides how long it takes.

Options
  --format NAME[=FILE]   text (default), json, svg, a Gantt chart, or html, a
                         page with everything about the job; to FILE instead of
                         stdout. May be given several times.
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
  'stdin-filename': { type: 'string' },
  color: { type: 'boolean' },
} as const;

const PICTURES: readonly PictureName[] = ['svg', 'html'];
const FORMATS = [...(Object.keys(PLAN_FORMATS) as PlanFormatName[]), ...PICTURES];

/** `taskgraph plan` */
export const planCommand: Command = {
  name: 'plan',
  summary: 'show when and where the tasks of a job will run',
  help: HELP,
  run: runPlan,
};

async function runPlan(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = readArgs(args, FLAGS);
  const targets = readTargets(values.format ?? ['text'], FORMATS, io);
  const units = values.units === undefined ? 1 : wholeNumber('--units', values.units);
  const durations = {
    ...(values.durations === undefined ? {} : await readDurationsFile(values.durations, io)),
    ...Object.fromEntries((values.duration ?? []).map(readDuration)),
  };
  const loaded = await loadJob(positionals, io, values['stdin-filename']);
  const { path, report } = loaded;
  const jobDurations = shareDurations(durations, report.jobs);
  const made = report.jobs.map((job, index) =>
    tryPlan(() => plan(job, { units, durations: jobDurations[index] ?? {} })),
  );
  tellErrors(loaded, io);
  for (const [index, { tasks }] of report.jobs.entries()) {
    const why = tasks === null ? 'the tasks are unknown' : 'tasks wait for each other in a cycle';
    if (made[index] === null) complain(io, `${path}: no plan: ${why}`);
  }
  const plans = made.filter((one) => one !== null);
  const hasPage = report.jobs.length > 0;
  const written =
    plans.length > 0 ? targets : targets.filter(({ name }) => name === 'json' || (name === 'html' && hasPage));
  const paint = choosePaint(io, values.color);
  const render = (name: PlanFormatName | PictureName, to: Paint): string | Promise<string> =>
    name === 'svg' || name === 'html' ? drawPlan(report, plans, name, path) : renderPlan(plans, name, path, to);
  await writeTargets(written, { path, paint }, render, io);
  if (report.jobs.length === 0) return EXIT.usage;
  return report.ok && plans.length === report.jobs.length ? EXIT.ok : EXIT.findings;
}

/** To each job the durations of its own tasks. What no job has goes to the first, which refuses it. */
function shareDurations(
  durations: Readonly<Record<string, number>>,
  jobs: readonly Job[],
): readonly Readonly<Record<string, number>>[] {
  const finders = jobs.map(({ tasks }) => taskFinder(tasks ?? []));
  const keys = Object.keys(durations);
  const unknown = new Set(keys.filter((key) => finders.every((find) => find(key) === null)));
  return finders.map((find, index) => {
    const own = keys.filter((key) => find(key) !== null || (index === 0 && unknown.has(key)));
    return Object.fromEntries(own.map((key) => [key, durations[key] as number]));
  });
}

function tryPlan(make: () => ExecutionPlan | null): ExecutionPlan | null {
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
