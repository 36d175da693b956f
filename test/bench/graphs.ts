/**
 * From references to an order of the tasks: `TaskGraph`, and all of `plan`, against libraries for graphs. All start from what
 * the tasks read and write. The others are told it as lists of names, find who writes what with a map, and get one edge for
 * each pair of tasks, which no task of these jobs has twice.
 */
import { alg, Graph } from '@dagrejs/graphlib';
import { TaskGraph } from '#src/graph/task-graph.js';
import { lint } from '#src/lint.js';
import type { Job } from '#src/model/job.js';
import { plan } from '#src/plan/plan.js';
import { job, task } from '../helpers/encoding-house.js';
import { shuffledPositions } from '../helpers/jobs.js';
import { contest } from './contest.js';
import { count, duration, markdownTable, times } from './markdown.js';
import { load, whyMissing } from './packages.js';
import { targetTable } from './targets.js';

const SIZES = [100_000];
const UNITS = 4;

/** What a task is called, and the outputs that it reads and writes. */
interface Step {
  readonly name: string;
  readonly reads: readonly string[];
  readonly writes: string;
}

type Edge = readonly [from: string, to: string];
/** Orders the names of tasks. */
type Order = (names: readonly string[], edges: readonly Edge[]) => readonly string[];

/** Which tasks the `n`-th of so many waits for. */
const SHAPES: Readonly<Record<string, (n: number, tasks: number) => readonly number[]>> = {
  layers: (n, tasks) => {
    const width = Math.round(Math.sqrt(tasks));
    const above = (Math.floor(n / width) - 1) * width;
    return above < 0 ? [] : [0, 13].map((step) => above + ((n * 7 + step) % width));
  },
  chain: (n) => (n === 0 ? [] : [n - 1]),
};

/** The tables, line by line, for jobs of so many tasks. */
export async function graphTable(sizes: readonly number[] = SIZES): Promise<readonly string[]> {
  const why = whyMissing();
  const orders: Readonly<Record<string, Order>> = {
    graphlib: orderByGraphlib,
    ...(why === null ? { 'graphology-dag': await orderByGraphology(), toposort: await orderByToposort() } : {}),
  };
  const measured = sizes.flatMap((tasks) =>
    Object.keys(SHAPES).flatMap((shape) =>
      [false, true].map((isShuffled) => ({
        tasks,
        ...measure(stepsOf(shape, tasks, isShuffled), orders),
        shape,
        isShuffled,
      })),
    ),
  );
  const rows = measured.map(({ shape, isShuffled, tasks, edges, graph, planned, others }) => [
    isShuffled ? `${shape}, in no order` : shape,
    count(tasks),
    count(edges),
    duration(graph),
    duration(planned),
    ...Object.keys(orders).map((name) => {
      const ratios = others[name];
      return ratios === undefined ? 'overflows' : `${times(ratios.graph)}, ${times(ratios.plan)}`;
    }),
  ]);
  const layers = measured.find(({ tasks }) => tasks === SIZES[0])?.others ?? {};
  return [
    'How many times as long as `TaskGraph`, ordered, and as `plan` the others take for an order:',
    '',
    ...markdownTable(['graph', 'tasks', 'edges', '`TaskGraph`', '`plan`', ...Object.keys(orders)], rows),
    ...(why === null ? [] : ['', `Others are left out: ${why}.`]),
    '',
    ...targetTable([
      {
        what: 'graphlib against `TaskGraph`, layers',
        is: 'least',
        limit: 100,
        measured: layers.graphlib?.graph ?? Number.NaN,
      },
      {
        what: 'toposort against `TaskGraph`, layers',
        is: 'least',
        limit: 20,
        measured: layers.toposort?.graph ?? Number.NaN,
      },
      {
        what: 'graphlib against `plan`, layers',
        is: 'least',
        limit: 15,
        measured: layers.graphlib?.plan ?? Number.NaN,
      },
    ]),
  ];
}

/** The steps of a job in the order of their numbers, or in none. */
function stepsOf(shape: string, tasks: number, isShuffled: boolean): readonly Step[] {
  const readsOf = SHAPES[shape] as (n: number, tasks: number) => readonly number[];
  const positions = isShuffled ? shuffledPositions(tasks) : [...Array(tasks).keys()];
  return positions.map((n) => ({
    name: `Step ${n}`,
    reads: readsOf(n, tasks).map((other) => `out:${other}`),
    writes: `out:${n}`,
  }));
}

/** Milliseconds of ours, and how many times as long the others take; those that overflow are left out. */
function measure(steps: readonly Step[], orders: Readonly<Record<string, Order>>) {
  const given = jobOf(steps);
  const ours = { graph: () => new TaskGraph(given).order, planned: () => plan(given, { units: UNITS }) };
  const others: Record<string, { readonly graph: number; readonly plan: number }> = {};
  for (const [name, order] of Object.entries(orders)) {
    const theirs = (): readonly string[] => linked(steps, order);
    if (!works(theirs, steps.length)) continue;
    const { graph, planned, other } = contest({ ...ours, other: theirs });
    others[name] = { graph: other / graph, plan: other / planned };
  }
  return { ...contest(ours), edges: steps.reduce((sum, { reads }) => sum + reads.length, 0), others };
}

function jobOf(steps: readonly Step[]): Job {
  const tasks = steps.map(({ name, reads, writes }) => task(name, reads.length === 0 ? ['in:0'] : reads, [writes]));
  return lint(job(tasks)).jobs[0] as Job;
}

/** Links the tasks, and has them ordered. */
function linked(steps: readonly Step[], order: Order): readonly string[] {
  const writers = new Map(steps.map(({ name, writes }) => [writes, name]));
  const edges = steps.flatMap(({ name, reads }) => reads.map((asset): Edge => [writers.get(asset) as string, name]));
  return order(
    steps.map(({ name }) => name),
    edges,
  );
}

/** Whether an order comes out, of all tasks. Some recurse, and overflow where the path is long. */
function works(order: () => readonly string[], tasks: number): boolean {
  try {
    if (order().length !== tasks) throw new Error(`the bench has an order of other than ${tasks} tasks`);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function orderByGraphlib(names: readonly string[], edges: readonly Edge[]): readonly string[] {
  const graph = new Graph({ directed: true });
  for (const name of names) graph.setNode(name);
  for (const [from, to] of edges) graph.setEdge(from, to);
  return alg.topsort(graph);
}

async function orderByGraphology(): Promise<Order> {
  const { DirectedGraph } = await load('graphology');
  const { topologicalSort } = await load('graphology-dag');
  return (names, edges) => {
    const graph = new DirectedGraph();
    for (const name of names) graph.addNode(name);
    for (const [from, to] of edges) graph.addDirectedEdge(from, to);
    return topologicalSort(graph);
  };
}

async function orderByToposort(): Promise<Order> {
  const toposort = await load('toposort');
  return (names, edges) => toposort.array(names, edges);
}
