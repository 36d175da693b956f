import type { Severity } from '../../diagnostics/codes.js';
import type { SummaryCounter } from '../../render/lint-format.js';
import { LINT_WRITERS, type LintFormatName } from '../../render/lint-writers.js';
import { day, oneOf, readArgs, wholeNumber } from '../args.js';
import { chooseWorkers, MAX_WORKERS } from '../choose-workers.js';
import type { Command } from '../command.js';
import { settingsFinder } from '../config/file-settings.js';
import { findConfigs } from '../config/find-config.js';
import { readFileList } from '../files-from.js';
import { findFiles } from '../find-files.js';
import { makeFixer } from '../fix-files.js';
import { readTargets } from '../format-targets.js';
import { choosePaint, complain, EXIT, type Io, UsageError } from '../io.js';
import { lintRun } from '../lint-run.js';
import { packageVersion } from '../package-files.js';
import { printConfig } from '../print-config.js';
import { Progress } from '../progress.js';
import { openSinks, withoutTargets } from '../sinks.js';
import { openSuppressions, type SuppressionFlags } from '../suppression-run.js';
import { isLinesName } from '../works.js';

const HELP = `Usage: taskgraph lint [options] PATH|GLOB|- ...

Finds everything that is wrong with job definitions, at the exact characters.
Folders and globs give their .json, .jsonc, .ndjson, .xml and .txt files;
- reads standard input.

Options
  --format NAME[=FILE]   text (default), json, ndjson, sarif, junit, github,
                         azure-pipelines or msbuild; to FILE instead of stdout.
                         May be given several times.
  --fail-on SEVERITY     exit 1 from error (default), warning or info on
  --max-warnings N       exit 1 if there are more than N warnings
  --quiet                show errors only; warnings still count
  --files-from FILE|-    lint the files in this list too, one a line
  --no-gitignore         lint what .gitignore files hide in folders, too
  --config FILE          a configuration other than the nearest one
  --no-config            none
  --print-config FILE    print what the configuration comes to for a file
  --suppressions FILE    known findings; default: taskgraph-suppressions.json
  --suppress-all         enter all findings in that file, so that new ones show
  --prune-suppressions   remove entries from that file that fit nothing
  --today YYYY-MM-DD     the day to hold dates of entries against
  --fix                  apply the safe fixes, and show what is left
  --fix-dry-run          show them as a diff; findings go to standard error
  --unsafe               with these: fixes that may change the meaning too
  --ndjson               each line of standard input is a definition
  --stdin-filename NAME  what to call standard input
  --workers N|auto       lint in N threads; default: some, where that pays
  --stats                tell on stderr what was read and how long it took
  --color, --no-color    colour the text; default: on a terminal
  -h, --help             show this help

Exit code: 0 nothing to fail on, 1 findings, 2 wrong use or unreadable input.

Example
  taskgraph lint jobs/ --fail-on warning
`;

const FLAGS = {
  format: { type: 'string', multiple: true },
  'fail-on': { type: 'string' },
  'max-warnings': { type: 'string' },
  quiet: { type: 'boolean' },
  'files-from': { type: 'string' },
  gitignore: { type: 'boolean' },
  config: { type: 'string' },
  'no-config': { type: 'boolean' },
  'print-config': { type: 'string' },
  ndjson: { type: 'boolean' },
  suppressions: { type: 'string' },
  'suppress-all': { type: 'boolean' },
  'prune-suppressions': { type: 'boolean' },
  today: { type: 'string' },
  fix: { type: 'boolean' },
  'fix-dry-run': { type: 'boolean' },
  unsafe: { type: 'boolean' },
  'stdin-filename': { type: 'string' },
  workers: { type: 'string' },
  stats: { type: 'boolean' },
  color: { type: 'boolean' },
} as const;

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** `taskgraph lint` */
export const lintCommand: Command = {
  help: HELP,
  run: async (args, io) => {
    const progress = new Progress(io);
    return runLint(args, progress).finally(() => progress.clear());
  },
};

async function runLint(args: readonly string[], progress: Progress): Promise<number> {
  const { io } = progress;
  const { values, positionals } = readArgs(args, FLAGS);
  const failOn = oneOf('--fail-on', values['fail-on'] ?? 'error', SEVERITIES);
  const maxWarnings =
    values['max-warnings'] === undefined ? null : wholeNumber('--max-warnings', values['max-warnings']);
  const workers = readWorkers(values.workers ?? 'auto');
  const findConfig = findConfigs(configChoice(values), io.cwd);
  if (values['print-config'] !== undefined) {
    await io.out(await printConfig(values['print-config'], findConfig, io));
    return EXIT.ok;
  }
  const start = io.now();
  const isFixing = values.fix || values['fix-dry-run'] || values.unsafe;
  const fixer = isFixing ? makeFixer(values, io) : null;
  const findingsIo = fixer?.findingsIo(positionals) ?? io;
  const targets = readTargets(values.format ?? ['text'], Object.keys(LINT_WRITERS) as LintFormatName[], io);
  const stdinName = values['stdin-filename'];
  const settingsOf = settingsFinder(findConfig, io.cwd, {}, stdinName);
  const listed = await listFiles(positionals, values['files-from'], io);
  if (values['suppress-all'] && positionals.includes('-') && stdinName === undefined)
    throw new UsageError('--suppress-all: entries need the name of a file; give --stdin-filename');
  const own = await settingsOf({ path: '-' });
  const flags = suppressionFlags(values);
  const suppressions = await openSuppressions(
    { ...flags, file: flags.file ?? own.suppressions ?? undefined, severity: own.severity },
    io,
  );
  const gitignore = values.gitignore ?? true;
  const found = await findFiles(positionals, { cwd: io.cwd, listed, gitignore, settingsOf, findConfig });
  const files = withoutTargets(found, targets, io).filter(({ path }) => !suppressions.isOwn(path));
  // Only SARIF names it.
  const version = targets.some(({ name }) => name === 'sarif') ? packageVersion() : null;
  const context = { paint: choosePaint(findingsIo, values.color), version };
  const sinks = await openSinks(targets, context, findingsIo);

  const stdin = { name: stdinName ?? '<stdin>', isLines: values.ndjson === true || isLinesName(stdinName ?? '') };
  if (stdin.isLines || files.some(({ path }) => isLinesName(path))) await io.onStream?.();
  const threads = suppressions.isInUse ? 0 : (workers ?? (await chooseWorkers(files, io.cwd)));
  const how = { stdin, settingsOf, isQuiet: values.quiet === true, workers: threads, suppressions, fixer };
  const { counter, stats, definitions, isUnreadable } = await lintRun(files, sinks, how, progress);
  if (values.stats) io.err(stats.text(io.now() - start));
  if (isUnreadable) return EXIT.usage;
  if (definitions > 0) return isFailing(counter, failOn, maxWarnings) ? EXIT.findings : EXIT.ok;
  const list = values['files-from'] === undefined ? [] : [`the files in ${values['files-from']}`];
  complain(io, `no definition among ${[...positionals, ...list].join(', ')}`);
  return EXIT.usage;
}

/** What the flags say of suppressions. */
function suppressionFlags(values: {
  readonly suppressions?: string;
  readonly 'suppress-all'?: boolean;
  readonly 'prune-suppressions'?: boolean;
  readonly today?: string;
}): Omit<SuppressionFlags, 'severity'> {
  const { suppressions, today, 'suppress-all': all = false, 'prune-suppressions': prune = false } = values;
  return { file: suppressions, all, prune, today: today === undefined ? undefined : day('--today', today) };
}

/** `--no-config` and `--config FILE`, the last of which counts; without either, the nearest. */
function configChoice(values: { readonly config?: unknown; readonly 'no-config'?: boolean }): boolean | string {
  if (typeof values.config === 'string') return values.config;
  return values.config !== false && values['no-config'] !== true;
}

/** The number of threads; null where it is ours to choose. */
function readWorkers(value: string): number | null {
  if (value === 'auto') return null;
  if (/^\d{1,3}$/.test(value) && Number(value) <= MAX_WORKERS) return Number(value);
  throw new UsageError(`--workers ${value}: expected auto or a whole number from 0 to ${MAX_WORKERS}`);
}

/** The paths of `--files-from`. Something must be named, and standard input can be one thing only. */
async function listFiles(positionals: readonly string[], list: string | undefined, io: Io): Promise<readonly string[]> {
  if (positionals.length === 0 && list === undefined)
    throw new UsageError('name a file, a folder or a pattern to lint, or - for standard input');
  if (list === undefined) return [];
  if (list === '-' && positionals.includes('-'))
    throw new UsageError('standard input can be a definition or the list of files, not both');
  return readFileList(list, io);
}

function isFailing(counter: SummaryCounter, failOn: Severity, maxWarnings: number | null): boolean {
  const { errors, warnings, infos } = counter.summary;
  const counts = { error: errors, warning: errors + warnings, info: errors + warnings + infos };
  return counts[failOn] > 0 || (maxWarnings !== null && warnings > maxWarnings);
}
