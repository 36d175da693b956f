/** What every picture of a graph shows: nodes with ids that stay the same from run to run, edges, and which are on a cycle. */
import { neighbours } from '../graph/adjacency.js';
import { TaskGraph } from '../graph/task-graph.js';
import { formatReference } from '../model/asset-reference.js';
import type { Job } from '../model/job.js';

export interface GraphEdge {
  readonly task: number;
  /** Number of the asset in `assets`. */
  readonly asset: number;
  readonly direction: 'reads' | 'writes';
  readonly isOnCycle: boolean;
}

/** The graph of a job, ready to draw. */
export interface GraphModel {
  readonly tasks: readonly { readonly task: number; readonly name: string | null; readonly priority: number }[];
  readonly assets: readonly { readonly asset: string; readonly name: string | null }[];
  /** By task: what it reads, then what it writes, each by asset. */
  readonly edges: readonly GraphEdge[];
}

/** The graph of a job, cycles and dangling references included; null where the tasks are unknown. */
export function graphModel(job: Job): GraphModel | null {
  if (job.tasks === null) return null;
  const graph = new TaskGraph(job);
  const onCycle = new Set<string>();
  for (const { tasks, assets } of graph.cycles) {
    assets.forEach((asset, step) => {
      onCycle.add(`writes:${tasks[step]}:${asset}`).add(`reads:${tasks[(step + 1) % tasks.length]}:${asset}`);
    });
  }
  const edges: GraphEdge[] = [];
  for (let task = 0; task < graph.taskCount; task += 1) {
    for (const direction of ['reads', 'writes'] as const) {
      for (const asset of neighbours(graph[direction], task)) {
        edges.push({ task, asset, direction, isOnCycle: onCycle.has(`${direction}:${task}:${asset}`) });
      }
    }
  }
  const names = assetNames(job);
  return {
    tasks: job.tasks.map(({ position, name, priority }) => ({ task: position, name, priority })),
    assets: graph.assets.map(formatReference).map((asset) => ({ asset, name: names.get(asset) ?? null })),
    edges,
  };
}

/** What the tasks call the assets that they write; the first name counts. */
function assetNames(job: Job): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { body } of job.tasks ?? []) {
    for (const { reference, assetName } of body?.outputs ?? []) {
      if (reference === null || assetName === undefined) continue;
      const key = formatReference(reference);
      if (!names.has(key)) names.set(key, assetName);
    }
  }
  return names;
}
