import type { Severity } from '../../diagnostics/codes.js';
import { resolveReport } from '../../render/file-result.js';
import { SummaryCounter } from '../../render/lint-format.js';
import { onlyErrors } from '../../render/only-errors.js';
import { oneOf, readArgs, wholeNumber } from '../args.js';
import type { Command } from '../command.js';
import { readConfig } from '../config.js';
import { findFiles } from '../input.js';
import { choosePaint, complain, EXIT, type Io, UsageError } from '../io.js';
import { type FileReport, lintFile } from '../lint-files.js';
import { packageVersion } from '../package-files.js';
import { openSinks, readTargets, withoutTargets } from '../sinks.js';

const HELP = `Usage: taskgraph lint [options] PATH|GLOB|- ...

Finds everything that is wrong with job definitions, at the exact characters.
Folders and globs give their .json, .xml and .txt files; - reads standard input.

Options
  --format NAME[=FILE]   text (default), json, ndjson, sarif, junit, github,
                         azure-pipelines or msbuild; to FILE instead of stdout.
                         May be given several times.
  --fail-on SEVERITY     exit 1 from error (default), warning or info on
  --max-warnings N       exit 1 if there are more than N warnings
  --quiet                show errors only; warnings still count
  --config FILE          JSON: severities by code, {"severity": {"CODE": "off"}}
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
  const targets = readTargets(values.format ?? ['text'], io);
  if (positionals.length === 0)
    throw new UsageError('name a file, a folder or a pattern to lint, or - for standard input');
  const files = withoutTargets(await findFiles(positionals, io.cwd), targets, io);
  const context = { paint: choosePaint(io, values.color), version: await packageVersion() };
  const sinks = await openSinks(targets, context, io);

  const shownCounter = new SummaryCounter();
  const counter = new SummaryCounter();
  let isUnreadable = false;
  let definitions = 0;
  await sinks.begin();
  for (const input of files) {
    const file = await lintFile(input, io, { stdinName: values['stdin-filename'], severity });
    if (file.status === 'unreadable') {
      isUnreadable = true;
      complain(io, `${file.path}: ${file.message}`);
    }
    if (file.status === 'skipped') shownCounter.skip();
    if (file.status !== 'linted') continue;
    const all = resolveReport(file.path, file.report, sinks.needs);
    const shown = values.quiet ? onlyErrors(all) : all;
    counter.add(all);
    shownCounter.add(shown);
    if (!isNoDefinition(file)) definitions += 1;
    await sinks.file(shown);
  }
  await sinks.end(shownCounter.summary);

  if (isUnreadable) return EXIT.usage;
  if (definitions === 0) {
    complain(io, `no definition among ${positionals.join(', ')}`);
    return EXIT.usage;
  }
  return isFailing(counter, failOn, maxWarnings) ? EXIT.findings : EXIT.ok;
}

type Linted = Extract<FileReport, { status: 'linted' }>;

function isNoDefinition({ report }: Linted): boolean {
  return report.jobs.length === 0 && report.diagnostics.some(({ code }) => code === 'unknown-document');
}

function isFailing(counter: SummaryCounter, failOn: Severity, maxWarnings: number | null): boolean {
  const { errors, warnings, infos } = counter.summary;
  const counts = { error: errors, warning: errors + warnings, info: errors + warnings + infos };
  return counts[failOn] > 0 || (maxWarnings !== null && warnings > maxWarnings);
}
