import type { Job } from '../../model/job.js';
import { PlanOptionsError } from '../../plan/options.js';
import { drawGraph, GRAPH_FORMATS, type GraphFormatName, renderGraph } from '../../render/formats.js';
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
  --format NAME[=FILE]   dot (default, for Graphviz), mermaid, json, or svg, a
                         picture; to FILE instead of stdout. May be given
                         several times.
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

/** `taskgraph graph` */
export const graphCommand: Command = {
  name: 'graph',
  summary: 'write the graph of tasks and assets for other programs',
  help: HELP,
  run: runGraph,
};

async function runGraph(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = readArgs(args, FLAGS);
  const targets = readTargets(
    values.format ?? ['dot'],
    [...(Object.keys(GRAPH_FORMATS) as GraphFormatName[]), 'svg' as const],
    io,
  );
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
  const written = known.length > 0 ? targets : targets.filter(({ name }) => name === 'json');
  await writeTargets(written, { path, paint: PLAIN }, (name) => draw(name, known, path, options), io);
  if (report.jobs.length === 0) return EXIT.usage;
  if (known.length < report.jobs.length) complain(io, `${path}: no graph: the tasks are unknown`);
  return report.ok && known.length === report.jobs.length ? EXIT.ok : EXIT.findings;
}

async function draw(
  name: GraphFormatName | 'svg',
  jobs: readonly Job[],
  path: string,
  options: GraphOptions,
): Promise<string> {
  try {
    return name === 'svg' ? await drawGraph({ jobs }, name, path, options) : renderGraph(jobs, name, path, options);
  } catch (error) {
    if (error instanceof PlanOptionsError) throw new UsageError(`--focus: ${error.message}`);
    throw error;
  }
}
