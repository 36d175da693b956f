import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Severity } from '../../diagnostics/codes.js';
import { LINT_FORMATS, type LintFormatName } from '../../render/formats.js';
import type { SummaryCounter } from '../../render/lint-format.js';
import { type Paint, PLAIN } from '../../render/paint.js';
import { oneOf, readArgs, wholeNumber } from '../args.js';
import type { Command } from '../command.js';
import { settingsFinder } from '../config/file-settings.js';
import { findConfigs } from '../config/find-config.js';
import { readFileList } from '../files-from.js';
import { findFiles } from '../find-files.js';
import { choosePaint, complain, EXIT, type Io, UsageError } from '../io.js';
import { lintRun, type Sink } from '../lint-run.js';
import { printConfig } from '../print-config.js';
import { chooseWorkers, MAX_WORKERS } from '../workers.js';
import { isLinesName } from '../works.js';

const HELP = `Usage: taskgraph lint [options] PATH|GLOB|- ...

Finds everything that is wrong with job definitions, at the exact characters.
Folders and globs give their .json, .jsonc, .ndjson, .xml and .txt files;
- reads standard input.

Options
  --format NAME[=FILE]   text (default) or json, to FILE instead of stdout;
                         may be given several times
  --fail-on SEVERITY     exit 1 from error (default), warning or info on
  --max-warnings N       exit 1 if there are more than N warnings
  --quiet                show errors only; warnings still count
  --files-from FILE|-    lint the files in this list too, one a line
  --no-gitignore         lint what .gitignore files hide in folders, too
  --config FILE          a configuration other than the nearest one
  --no-config            none
  --print-config FILE    print what the configuration comes to for a file
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
  'stdin-filename': { type: 'string' },
  workers: { type: 'string' },
  stats: { type: 'boolean' },
  color: { type: 'boolean' },
} as const;

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** `taskgraph lint` */
export const lintCommand: Command = {
  name: 'lint',
  summary: 'find everything that is wrong with definitions',
  help: HELP,
  run: runLint,
};

async function runLint(args: readonly string[], io: Io): Promise<number> {
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
  const sinks = openSinks(values.format ?? ['text'], choosePaint(io, values.color), io);
  const stdinName = values['stdin-filename'];
  const settingsOf = settingsFinder(findConfig, io.cwd, {}, stdinName);
  const listed = await listFiles(positionals, values['files-from'], io);
  const note = (message: string): void => complain(io, message);
  const files = await findFiles(positionals, {
    cwd: io.cwd,
    listed,
    gitignore: values.gitignore ?? true,
    settingsOf,
    findConfig,
    note,
  });

  const stdin = { name: stdinName ?? '<stdin>', isLines: values.ndjson === true || isLinesName(stdinName ?? '') };
  const how = { stdin, settingsOf, isQuiet: values.quiet === true, workers: workers ?? chooseWorkers(files, io.cwd) };
  const { counter, stats, definitions, isUnreadable } = await lintRun(files, sinks, how, io);
  await Promise.all(sinks.map((sink) => sink.close()));
  if (values.stats) io.err(stats.text(io.now() - start));
  if (isUnreadable) return EXIT.usage;
  if (definitions > 0) return isFailing(counter, failOn, maxWarnings) ? EXIT.findings : EXIT.ok;
  const list = values['files-from'] === undefined ? [] : [`the files in ${values['files-from']}`];
  complain(io, `no definition among ${[...positionals, ...list].join(', ')}`);
  return EXIT.usage;
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

interface FileSink extends Sink {
  readonly close: () => Promise<void>;
}

/** Where each format goes. Only one can have standard output; a file gets no colours. */
function openSinks(specs: readonly string[], paint: Paint, io: Io): readonly FileSink[] {
  const names = Object.keys(LINT_FORMATS) as LintFormatName[];
  if (specs.filter((spec) => !spec.includes('=')).length > 1)
    throw new UsageError('only one --format can go to standard output');
  return specs.map((spec) => {
    const [name = '', path] = spec.split(/=(.*)/s);
    const make = LINT_FORMATS[oneOf('--format', name, names)];
    if (path === undefined) return { format: make(paint), write: io.out, close: async () => {} };
    if (path === '') throw new UsageError(`--format ${spec}: name a file behind the =`);
    const parts: string[] = [];
    const close = (): Promise<void> =>
      writeFile(resolve(io.cwd, path), parts.join('')).catch((error: Error) => {
        throw new UsageError(`--format ${spec}: ${error.message}`);
      });
    return { format: make(PLAIN), write: (text: string) => void parts.push(text), close };
  });
}

function isFailing(counter: SummaryCounter, failOn: Severity, maxWarnings: number | null): boolean {
  const { errors, warnings, infos } = counter.summary;
  const counts = { error: errors, warning: errors + warnings, info: errors + warnings + infos };
  return counts[failOn] > 0 || (maxWarnings !== null && warnings > maxWarnings);
}
