/** What every picture of a graph shows: tasks, assets, edges, and which are on the critical path or on a cycle. */
import { at, degree, neighbours } from '../graph/adjacency.js';
import { JobGraph } from '../graph/job-graph.js';
import { cyclicComponents } from '../graph/strong-components.js';
import { formatReference } from '../model/asset-reference.js';
import type { Job } from '../model/job.js';
import { criticalPath } from '../plan/critical-path.js';

/** How something is marked. */
export interface Marks {
  /** On the critical path; never where the job has a cycle. */
  readonly isCritical: boolean;
  /** Among tasks that wait for each other, or between two of them. */
  readonly isOnCycle: boolean;
}

/** A task in a picture. */
export interface GraphTask extends Marks {
  readonly task: number;
  readonly name: string | null;
  readonly priority: number;
  /** Null for a task on a cycle or behind one. */
  readonly wave: number | null;
}

/** An asset in a picture. */
export interface GraphAsset extends Marks {
  /** Its number in the job, also where only some assets are shown. */
  readonly number: number;
  readonly asset: string;
  readonly name: string | null;
}

/** A task reads or writes an asset; both by their places in the lists of the model. */
export interface GraphEdge extends Marks {
  readonly task: number;
  readonly asset: number;
  readonly direction: 'reads' | 'writes';
}

/** Tasks that are left out next to an asset that is shown: how many of them read it, how many write it. */
export interface GraphCut {
  /** Its place in the list of the model. */
  readonly asset: number;
  readonly readers: number;
  readonly writers: number;
}

/** What a graph is limited to. */
export interface GraphFocus {
  /** The task or asset in the middle, as it was asked for. */
  readonly on: string;
  /** What that is, by places in the lists of the model: tasks, which may share a name, or an asset. */
  readonly tasks: readonly number[];
  readonly asset: number | null;
  /** How many dependencies away a task may be. */
  readonly depth: number;
  /** How many tasks the job has. */
  readonly of: number;
  readonly cut: readonly GraphCut[];
}

/** The graph of a job, ready to draw. */
export interface GraphModel {
  readonly job: string | null;
  /** Whether the critical path is that of a plan; else it is the one where all tasks take equally long. */
  readonly isPlanned: boolean;
  readonly tasks: readonly GraphTask[];
  readonly assets: readonly GraphAsset[];
  /** By task: what it reads, then what it writes, each by asset. */
  readonly edges: readonly GraphEdge[];
  /** Set where only what is around a task or an asset is shown. */
  readonly focus?: GraphFocus;
}

/**
 * The graph of a job, cycles and dangling references included; null where the tasks are unknown.
 * @param path the tasks of the critical path, in their order; by default the one where all tasks take equally long
 */
export function graphModel(job: Job, path?: readonly number[]): GraphModel | null {
  if (job.tasks === null) return null;
  const graph = new JobGraph(job);
  const onPath = pathMarks(path ?? unitPath(graph), graph);
  const groups = cycleGroups(graph);
  const names = assetNames(job);
  const edges: GraphEdge[] = [];
  for (let task = 0; task < graph.taskCount; task += 1) {
    for (const direction of ['reads', 'writes'] as const) {
      for (const asset of neighbours(graph[direction], task)) {
        const isCritical = at(onPath[direction], asset) === task;
        const isOnCycle = groups.ofAsset[asset] !== -1 && groups.ofAsset[asset] === groups.ofTask[task];
        edges.push({ task, asset, direction, isCritical, isOnCycle });
      }
    }
  }
  return {
    job: job.name,
    isPlanned: path !== undefined,
    tasks: job.tasks.map(({ position, name, priority }) => ({
      task: position,
      name,
      priority,
      wave: at(graph.waveOf, position) < 0 ? null : at(graph.waveOf, position),
      isCritical: onPath.tasks.has(position),
      isOnCycle: groups.ofTask[position] !== -1,
    })),
    assets: graph.assets.map(formatReference).map((asset, index) => ({
      number: index,
      asset,
      name: names.get(asset) ?? null,
      isCritical: onPath.reads[index] !== -1,
      isOnCycle: groups.ofAsset[index] !== -1,
    })),
    edges,
  };
}

function unitPath(graph: JobGraph): readonly number[] {
  return graph.isAcyclic ? criticalPath(graph, new Float64Array(graph.taskCount).fill(1)).tasks : [];
}

/** What lies on a path of tasks: them, and for each asset between two of them which one writes and which one reads it. */
function pathMarks(path: readonly number[], graph: JobGraph) {
  const reads = new Int32Array(graph.assets.length).fill(-1);
  const writes = new Int32Array(graph.assets.length).fill(-1);
  path.forEach((task, step) => {
    const before = path[step - 1];
    if (before === undefined) return;
    const written = new Set(neighbours(graph.writes, before));
    for (const asset of neighbours(graph.reads, task)) {
      if (!written.has(asset)) continue;
      writes[asset] = before;
      reads[asset] = task;
    }
  });
  return { tasks: new Set(path), reads, writes };
}

/** The group of tasks that wait for each other that each task and asset is in; -1 for none. */
function cycleGroups(graph: JobGraph) {
  const ofTask = new Int32Array(graph.taskCount).fill(-1);
  const ofAsset = new Int32Array(graph.assets.length).fill(-1);
  if (graph.isAcyclic) return { ofTask, ofAsset };
  cyclicComponents(graph).forEach((tasks, group) => {
    for (const task of tasks) ofTask[task] = group;
  });
  for (let asset = 0; asset < graph.assets.length; asset += 1) {
    if (degree(graph.writers, asset) === 0) continue;
    const writing = new Set<number>();
    for (const task of neighbours(graph.writers, asset)) if (ofTask[task] !== -1) writing.add(at(ofTask, task));
    const shared = neighbours(graph.readers, asset).find((task) => writing.has(at(ofTask, task)));
    if (shared !== undefined) ofAsset[asset] = at(ofTask, shared);
  }
  return { ofTask, ofAsset };
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

/** What stands for the tasks that are left out: one for all that read an asset, one for all that write it. */
export interface GraphStub {
  readonly asset: number;
  readonly direction: GraphEdge['direction'];
  readonly text: string;
}

/** The stubs of a graph, in the order of its assets. */
export function graphStubs({ focus }: GraphModel): readonly GraphStub[] {
  return (focus?.cut ?? []).flatMap(({ asset, readers, writers }) => [
    ...(writers > 0 ? [{ asset, direction: 'writes' as const, text: `… ${writers} more` }] : []),
    ...(readers > 0 ? [{ asset, direction: 'reads' as const, text: `… ${readers} more` }] : []),
  ]);
}
