import { drawGraph, GRAPH_FORMATS, type GraphFormatName, type PictureName, renderGraph } from '../../render/formats.js';
import { PLAIN } from '../../render/paint.js';
import { readArgs } from '../args.js';
import type { Command } from '../command.js';
import { readTargets, writeTargets } from '../format-targets.js';
import { complain, EXIT, type Io } from '../io.js';
import { loadJob, tellErrors } from '../load-job.js';

const HELP = `Usage: taskgraph graph [options] FILE|-

Writes the graph of a job: its tasks, its assets, and who reads and writes what.
A job with a cycle has a graph too; the cycle is marked.

Options
  --format NAME[=FILE]   dot (default, for Graphviz), mermaid, json, svg, a
                         picture, or html, a page with everything about the
                         job; to FILE instead of stdout. May be given several
                         times.
  --stdin-filename NAME  what to call standard input
  -h, --help             show this help

Exit code: 0 a graph, 1 errors in the job (on stderr) or no graph, 2 wrong use.

Example
  taskgraph graph job.json --format mermaid
`;

const FLAGS = { format: { type: 'string', multiple: true }, 'stdin-filename': { type: 'string' } } as const;

const PICTURES: readonly PictureName[] = ['svg', 'html'];
const FORMATS = [...(Object.keys(GRAPH_FORMATS) as GraphFormatName[]), ...PICTURES];

/** `taskgraph graph` */
export const graphCommand: Command = {
  name: 'graph',
  summary: 'write the graph of tasks and assets for other programs',
  help: HELP,
  run: runGraph,
};

async function runGraph(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = readArgs(args, FLAGS);
  const targets = readTargets(values.format ?? ['dot'], FORMATS, io);
  const loaded = await loadJob(positionals, io, values['stdin-filename']);
  const { path, report } = loaded;
  tellErrors(loaded, io);
  const known = report.jobs.filter(({ tasks }) => tasks !== null);
  const hasPage = report.jobs.length > 0;
  const isWritten = (name: string): boolean => known.length > 0 || name === 'json' || (name === 'html' && hasPage);
  await writeTargets(
    targets.filter(({ name }) => isWritten(name)),
    { path, paint: PLAIN },
    (name) => (name === 'svg' || name === 'html' ? drawGraph(report, name, path) : renderGraph(known, name, path)),
    io,
  );
  if (report.jobs.length === 0) return EXIT.usage;
  if (known.length < report.jobs.length) complain(io, `${path}: no graph: the tasks are unknown`);
  return report.ok && known.length === report.jobs.length ? EXIT.ok : EXIT.findings;
}
