import type { LintReport } from '../../lint.js';
import { PlanOptionsError } from '../../plan/options.js';
import { drawGraph, GRAPH_FORMATS, type GraphFormatName, type PictureName, renderGraph } from '../../render/formats.js';
import type { GraphOptions } from '../../render/graph-of-jobs.js';
import { PLAIN } from '../../render/paint.js';
import { readArgs, wholeNumber } from '../args.js';
import type { Command } from '../command.js';
import { readTargets, writeTargets } from '../format-targets.js';
import { complain, EXIT, type Io, UsageError } from '../io.js';
import { loadJob, tellErrors } from '../load-job.js';

const HELP = `Usage: taskgraph graph [options] FILE|-

Writes the graph of a job: its tasks, its assets, and who reads and writes what.
A job with a cycle has a graph too; the cycle is marked.

Options
  --format NAME[=FILE]   dot (default, for Graphviz), mermaid, json, svg, a
                         picture, or html, a page with everything about the
                         job; to FILE instead of stdout. May be given several
                         times.
  --focus TASK           only what is around a task, by name or position, or an
                         asset, as JobOutputAsset(3)
  --depth N              how many dependencies away from there; default 1
  --stdin-filename NAME  what to call standard input
  -h, --help             show this help

Exit code: 0 a graph, 1 errors in the job (on stderr) or no graph, 2 wrong use.

Example
  taskgraph graph job.json --format svg=job.svg --focus Encode --depth 2
`;

const FLAGS = {
  format: { type: 'string', multiple: true },
  focus: { type: 'string' },
  depth: { type: 'string' },
  'stdin-filename': { type: 'string' },
} as const;

const PICTURES: readonly PictureName[] = ['svg', 'html'];
const FORMATS = [...(Object.keys(GRAPH_FORMATS) as GraphFormatName[]), ...PICTURES];

/** `taskgraph graph` */
export const graphCommand: Command = {
  help: HELP,
  run: runGraph,
};

async function runGraph(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = readArgs(args, FLAGS);
  const targets = readTargets(values.format ?? ['dot'], FORMATS, io);
  const { focus } = values;
  if (focus === undefined && values.depth !== undefined) throw new UsageError('--depth goes with --focus');
  const depth = values.depth === undefined ? 1 : wholeNumber('--depth', values.depth);
  const loaded = await loadJob(positionals, io, values['stdin-filename']);
  const { path, report } = loaded;
  const known = report.jobs.filter(({ tasks }) => tasks !== null);
  const options: GraphOptions = {
    ...(focus === undefined ? {} : { focus, depth }),
    onNote: (note) => complain(io, `${path}: ${note}`),
  };
  tellErrors(loaded, io);
  const hasPage = report.jobs.length > 0;
  const isWritten = (name: string): boolean => known.length > 0 || name === 'json' || (name === 'html' && hasPage);
  await writeTargets(
    targets.filter(({ name }) => isWritten(name)),
    { path, paint: PLAIN },
    (name) => draw(name, report, path, options),
    io,
  );
  if (report.jobs.length === 0) return EXIT.usage;
  if (known.length < report.jobs.length) complain(io, `${path}: no graph: the tasks are unknown`);
  return report.ok && known.length === report.jobs.length ? EXIT.ok : EXIT.findings;
}

async function draw(
  name: GraphFormatName | PictureName,
  report: LintReport,
  path: string,
  options: GraphOptions,
): Promise<string> {
  try {
    const isPicture = name === 'svg' || name === 'html';
    return isPicture ? await drawGraph(report, name, path, options) : renderGraph(report.jobs, name, path, options);
  } catch (error) {
    if (error instanceof PlanOptionsError) throw new UsageError(`--focus: ${error.message}`);
    throw error;
  }
}
