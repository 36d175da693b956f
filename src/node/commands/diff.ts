import type { Job } from '../../model/job.js';
import { diff } from '../../plan/diff/diff.js';
import type { PlanOptions } from '../../plan/options.js';
import { POLICIES } from '../../plan/priorities.js';
import { DIFF_FORMATS, type DiffFormatName, renderDiff } from '../../render/formats.js';
import { oneOf, readArgs, wholeNumber } from '../args.js';
import type { Command } from '../command.js';
import { readTargets, writeTargets } from '../format-targets.js';
import { choosePaint, EXIT, type Io, UsageError } from '../io.js';
import { loadJob, tellErrors } from '../load-job.js';
import { DURATION_FLAGS, readDurationFlags, shareDurations, tellMeasured } from '../plan-durations.js';
import { refuse } from '../refuse.js';

const HELP = `Usage: taskgraph diff [options] OLD NEW

Tells what has changed from one definition to another: tasks that came, went,
were renamed, moved or changed, who waits for whom, and what that does to the
plan. Tasks are known by their names, then by what they do and where they stand
in the graph; numbers of outputs mean nothing. One of the files may be -.

Options
  --format NAME[=FILE]   text (default), json or markdown, for a comment on a
                         pull request; to FILE instead of stdout. May be given
                         several times.
  --units N              reserved units: tasks that run at a time; default 1
  --priority POLICY      own (default), inherited or critical, as for plan
  --duration NAME=N      a task, by name or position, or all of a processor
                         take N seconds; the others take 1. May be given
                         several times.
  --durations FILE       the same for many tasks: JSON, {"NAME": SECONDS}
  --durations-from FILE  durations of a job read back, as for plan
  --durations-unit UNIT  s or ms: how to read its RunningDuration
  --stdin-filename NAME  what to call standard input
  --color, --no-color    colour the text; default: on a terminal
  -h, --help             show this help

Exit code: 0 no difference, 1 differences, 2 wrong use or unreadable input.
Errors in the definitions go to stderr; they are for lint and change no code.

Example
  taskgraph diff nightly.json changed.json --units 2
`;

const FLAGS = {
  format: { type: 'string', multiple: true },
  units: { type: 'string' },
  priority: { type: 'string' },
  ...DURATION_FLAGS,
  'stdin-filename': { type: 'string' },
  color: { type: 'boolean' },
} as const;

/** `taskgraph diff` */
export const diffCommand: Command = {
  help: HELP,
  run: runDiff,
};

async function runDiff(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = readArgs(args, FLAGS);
  const targets = readTargets(values.format ?? ['text'], Object.keys(DIFF_FORMATS) as DiffFormatName[], io);
  const units = values.units === undefined ? 1 : wholeNumber('--units', values.units);
  const priority = values.priority === undefined ? 'own' : oneOf('--priority', values.priority, POLICIES);
  const said = await readDurationFlags(values, io);
  const [oldName, newName] = readNames(positionals);
  const old = await loadJob([oldName], io, values['stdin-filename']);
  const now = await loadJob([newName], io, values['stdin-filename']);
  const jobs = [...old.report.jobs, ...now.report.jobs];
  const durations = refuse(() => shareDurations(said, jobs));
  const optionsOf = new Map<Job, PlanOptions>(
    jobs.map((job, index) => [job, { units, priority, measuredDurations: durations[index] ?? [] }]),
  );
  tellMeasured(said, jobs, durations, io);
  for (const loaded of [old, now]) tellErrors(loaded, io);
  if (old.report.jobs.length === 0 || now.report.jobs.length === 0) return EXIT.usage;
  const diffs = refuse(() => diff(old.report, now.report, (job) => optionsOf.get(job) ?? {}));
  const files = { old: old.path, new: now.path };
  const paint = choosePaint(io, values.color);
  const source = { path: [old, now].filter(({ isStdin }) => !isStdin).map(({ path }) => path), paint };
  await writeTargets(targets, source, (name, tint) => renderDiff(diffs, name, files, tint), io);
  return diffs.every(({ equal }) => equal) ? EXIT.ok : EXIT.findings;
}

function readNames(positionals: readonly string[]): readonly [string, string] {
  const [old, now, ...more] = positionals;
  if (old === undefined || now === undefined) throw new UsageError('name two files, the old one and the new one');
  if (more.length > 0) throw new UsageError(`expected two files, found ${positionals.length}`);
  if (old === '-' && now === '-') throw new UsageError('only one of the files can be standard input');
  return [old, now];
}
