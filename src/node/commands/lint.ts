import type { Severity } from '../../diagnostics/codes.js';
import { type FileResult, resolveReport } from '../../render/file-result.js';
import { SummaryCounter } from '../../render/lint-format.js';
import { onlyErrors } from '../../render/only-errors.js';
import { oneOf, readArgs, wholeNumber } from '../args.js';
import type { Command } from '../command.js';
import { readConfig } from '../config.js';
import { findFiles } from '../input.js';
import { choosePaint, complain, EXIT, type Io, UsageError } from '../io.js';
import { type FileReport, lintFile, STDIN_NAME } from '../lint-files.js';
import { packageVersion } from '../package-files.js';
import { openSinks, readTargets, withoutTargets } from '../sinks.js';
import { openSuppressions } from '../suppression-run.js';

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
  --config FILE          JSON: severities, {"severity": {"CODE": "off"}}, and
                         quotas of assets, {"quotas": {"assetsPerJob": N}}
  --suppressions FILE    known findings; default: taskgraph-suppressions.json
  --suppress-all         enter all findings in that file, so that new ones show
  --prune-suppressions   remove entries from that file that fit nothing
  --today YYYY-MM-DD     the day to hold dates of entries against
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
  suppressions: { type: 'string' },
  'suppress-all': { type: 'boolean' },
  'prune-suppressions': { type: 'boolean' },
  today: { type: 'string' },
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
  const { severity, quotas } =
    values.config === undefined ? { severity: {}, quotas: {} } : await readConfig(values.config, io);
  const targets = readTargets(values.format ?? ['text'], io);
  if (positionals.length === 0)
    throw new UsageError('name a file, a folder or a pattern to lint, or - for standard input');
  const stdinName = values['stdin-filename'] ?? STDIN_NAME;
  if (values['suppress-all'] && positionals.includes('-') && values['stdin-filename'] === undefined)
    throw new UsageError('--suppress-all: entries need the name of a file; give --stdin-filename');
  const suppressions = await openSuppressions(
    {
      file: values.suppressions,
      all: values['suppress-all'] ?? false,
      prune: values['prune-suppressions'] ?? false,
      today: values.today,
      severity,
    },
    io,
  );
  const named = withoutTargets(await findFiles(positionals, io.cwd), targets, io);
  const files = named.filter(({ path }) => !suppressions.isOwn(path));
  const context = { paint: choosePaint(io, values.color), version: await packageVersion() };
  const sinks = await openSinks(targets, context, io);

  const shownCounter = new SummaryCounter();
  const counter = new SummaryCounter();
  let isUnreadable = false;
  let definitions = 0;
  const show = async (all: FileResult): Promise<void> => {
    const shown = values.quiet ? onlyErrors(all) : all;
    counter.add(all);
    shownCounter.add(shown);
    await sinks.file(shown);
  };
  await sinks.begin();
  for (const input of files) {
    const matcher = suppressions.matcherFor(input.path === '-' ? stdinName : input.path);
    const file = await lintFile(input, io, { stdinName, severity, quotas, suppressions: matcher });
    if (file.status === 'unreadable') {
      isUnreadable = true;
      complain(io, `${file.path}: ${file.message}`);
    }
    if (file.status === 'skipped') shownCounter.skip();
    if (file.status !== 'linted') continue;
    if (!isNoDefinition(file)) definitions += 1;
    await show(suppressions.settle(resolveReport(file.path, file.report, sinks.needs), matcher.uses));
  }
  const { result, save } = await suppressions.end(sinks.needs, io);
  if (result !== null) await show(result);
  await sinks.end(shownCounter.summary);
  await save();

  if (isUnreadable) return EXIT.usage;
  if (definitions === 0) {
    complain(io, `no definition among ${positionals.join(', ')}`);
    return EXIT.usage;
  }
  return isFailing(counter, failOn, maxWarnings) ? EXIT.findings : EXIT.ok;
}

type Linted = Extract<FileReport, { status: 'linted' }>;

function isNoDefinition({ report }: Linted): boolean {
  return report.document.definitions.length === 0 && report.diagnostics.some(({ code }) => code === 'unknown-document');
}

function isFailing(counter: SummaryCounter, failOn: Severity, maxWarnings: number | null): boolean {
  const { errors, warnings, infos } = counter.summary;
  const counts = { error: errors, warning: errors + warnings, info: errors + warnings + infos };
  return counts[failOn] > 0 || (maxWarnings !== null && warnings > maxWarnings);
}
