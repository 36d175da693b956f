import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Severity } from '../../diagnostics/codes.js';
import { type FileResult, resolveReport } from '../../render/file-result.js';
import { LINT_FORMATS, type LintFormat, type LintFormatName } from '../../render/formats.js';
import { SummaryCounter } from '../../render/lint-format.js';
import { type Paint, PLAIN } from '../../render/paint.js';
import { oneOf, readArgs, wholeNumber } from '../args.js';
import type { Command } from '../command.js';
import { readConfig } from '../config.js';
import { FIX_FLAGS, makeFixer } from '../fix-files.js';
import { findFiles } from '../input.js';
import { choosePaint, complain, EXIT, type Io, UsageError } from '../io.js';
import { type FileReport, lintFile } from '../lint-files.js';

const HELP = `Usage: taskgraph lint [options] PATH|GLOB|- ...

Finds everything that is wrong with job definitions, at the exact characters.
Folders and globs give their .json, .xml and .txt files; - reads standard input.

Options
  --format NAME[=FILE]   text (default) or json; to FILE instead of stdout.
                         May be given several times.
  --fail-on SEVERITY     exit 1 from error (default), warning or info on
  --max-warnings N       exit 1 if there are more than N warnings
  --quiet                show errors only; warnings still count
  --config FILE          JSON: severities by code, {"severity": {"CODE": "off"}}
  --fix                  apply the safe fixes, and show what is left
  --fix-dry-run          show them as a diff; findings go to standard error
  --unsafe               with these: fixes that may change the meaning too
  --stdin-filename NAME  what to call standard input
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
  config: { type: 'string' },
  ...FIX_FLAGS,
  'stdin-filename': { type: 'string' },
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
  const { severity } = values.config === undefined ? { severity: {} } : await readConfig(values.config, io);
  const fixer = makeFixer(values, io);
  const findingsIo = fixer?.findingsIo(positionals) ?? io;
  const sinks = openSinks(values.format ?? ['text'], choosePaint(findingsIo, values.color), findingsIo);
  if (positionals.length === 0)
    throw new UsageError('name a file, a folder or a pattern to lint, or - for standard input');
  const files = await findFiles(positionals, io.cwd);

  const shownCounter = new SummaryCounter();
  const counter = new SummaryCounter();
  let isUnreadable = false;
  let definitions = 0;
  const needs = { frames: sinks.some(({ format }) => format.needs.frames) };
  for (const sink of sinks) sink.write(sink.format.begin());
  for (const input of files) {
    const options = { stdinName: values['stdin-filename'], severity };
    const file = await (fixer?.file(input, options) ?? lintFile(input, io, options));
    if (file.status === 'unreadable') {
      isUnreadable = true;
      complain(io, `${file.path}: ${file.message}`);
    }
    if (file.status === 'skipped') shownCounter.skip();
    if (file.status !== 'linted') continue;
    const all = resolveReport(file.path, file.report, needs);
    const shown = values.quiet ? onlyErrors(all) : all;
    counter.add(all);
    shownCounter.add(shown);
    if (!isNoDefinition(file)) definitions += 1;
    for (const sink of sinks) sink.write(sink.format.file(shown));
  }
  for (const sink of sinks) sink.write(sink.format.end(shownCounter.summary));
  await Promise.all(sinks.map((sink) => sink.close()));
  fixer?.tell();

  if (isUnreadable) return EXIT.usage;
  if (definitions === 0) {
    complain(io, `no definition among ${positionals.join(', ')}`);
    return EXIT.usage;
  }
  return isFailing(counter, failOn, maxWarnings) ? EXIT.findings : EXIT.ok;
}

interface Sink {
  readonly format: LintFormat;
  readonly write: (text: string) => void;
  readonly close: () => Promise<void>;
}

/** Where each format goes. Only one can have standard output; a file gets no colours. */
function openSinks(specs: readonly string[], paint: Paint, io: Io): readonly Sink[] {
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
    return { format: make(PLAIN), write: (text: string) => parts.push(text), close };
  });
}

type Linted = Extract<FileReport, { status: 'linted' }>;

function onlyErrors(result: FileResult): FileResult {
  const findings = result.findings.filter(({ severity }) => severity === 'error');
  const counts = { ...result.counts, warning: 0, info: 0 };
  return { ...result, findings, counts, omitted: counts.error - findings.length };
}

function isNoDefinition({ report }: Linted): boolean {
  return report.jobs.length === 0 && report.diagnostics.some(({ code }) => code === 'unknown-document');
}

function isFailing(counter: SummaryCounter, failOn: Severity, maxWarnings: number | null): boolean {
  const { errors, warnings, infos } = counter.summary;
  const counts = { error: errors, warning: errors + warnings, info: errors + warnings + infos };
  return counts[failOn] > 0 || (maxWarnings !== null && warnings > maxWarnings);
}
