/**
 * To and from the Graph of @dagrejs/graphlib, for interfaces and layouts that take one. The only importer of it. Its
 * algorithms recurse and are never run on a user's graph here.
 */
import { Graph } from '@dagrejs/graphlib';
import { formatReference } from '../model/asset-reference.js';
import type { Job } from '../model/job.js';
import { neighbours } from './adjacency.js';
import { JobGraph } from './job-graph.js';

/** Label of a node: what it stands for. */
export type NodeLabel =
  | { readonly kind: 'task'; readonly task: number; readonly name: string | null; readonly priority: number }
  | { readonly kind: 'asset'; readonly asset: string };

/** A task of a graph that came from elsewhere: what it reads and writes, by asset number. */
export interface GraphTask {
  readonly name: string | null;
  readonly priority: number;
  readonly reads: readonly string[];
  readonly writes: readonly string[];
}

/** A job as a directed graph of tasks and assets; ids are `task:0` and `asset:JobOutputAsset(0)`. */
export function toGraphlib(job: Job): Graph<unknown, NodeLabel, undefined> {
  const own = new JobGraph(job);
  const graph = new Graph<unknown, NodeLabel, undefined>({ directed: true });
  for (const { position, name, priority } of job.tasks ?? []) {
    graph.setNode(`task:${position}`, { kind: 'task', task: position, name, priority });
  }
  const ids = own.assets.map((reference) => `asset:${formatReference(reference)}`);
  own.assets.forEach((reference, asset) => {
    graph.setNode(ids[asset] as string, { kind: 'asset', asset: formatReference(reference) });
  });
  for (let task = 0; task < own.taskCount; task += 1) {
    for (const asset of neighbours(own.reads, task)) graph.setEdge(ids[asset] as string, `task:${task}`);
    for (const asset of neighbours(own.writes, task)) graph.setEdge(`task:${task}`, ids[asset] as string);
  }
  return graph;
}

/**
 * The tasks of a graph as `toGraphlib` makes it, by their numbers, with the assets they read and write.
 * @throws TypeError for a node that is neither task nor asset, or an edge that does not join one of each
 */
export function fromGraphlib(graph: Graph<unknown, NodeLabel, undefined>): readonly GraphTask[] {
  const tasks = new Map<string, { number: number; reads: string[]; writes: string[]; label: NodeLabel }>();
  const assets = new Map<string, string>();
  for (const id of graph.nodes()) {
    const label = graph.node(id) as NodeLabel | undefined;
    if (label?.kind === 'task') tasks.set(id, { number: label.task, reads: [], writes: [], label });
    else if (label?.kind === 'asset') assets.set(id, label.asset);
    else throw new TypeError(`node ${JSON.stringify(id)} is neither a task nor an asset`);
  }
  for (const { v, w } of graph.edges()) {
    const [writer, reader, from, to] = [tasks.get(v), tasks.get(w), assets.get(v), assets.get(w)];
    if (writer !== undefined && to !== undefined) writer.writes.push(to);
    else if (reader !== undefined && from !== undefined) reader.reads.push(from);
    else throw new TypeError(`edge ${JSON.stringify(v)} → ${JSON.stringify(w)} does not join a task and an asset`);
  }
  return [...tasks.values()]
    .sort((a, b) => a.number - b.number)
    .map(({ label, reads, writes }) => {
      const { name, priority } = label as Extract<NodeLabel, { kind: 'task' }>;
      return { name, priority, reads, writes };
    });
}
