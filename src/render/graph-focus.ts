/** The part of a graph around a task or an asset: what a person looks at where the whole is too large. */
import { type Adjacency, adjacency, at, neighbours, reversed } from '../graph/adjacency.js';
import { formatReference, readReference } from '../model/asset-reference.js';
import type { Job } from '../model/job.js';
import { taskFinder } from '../plan/options.js';
import type { GraphCut, GraphModel } from './graph-model.js';

/** Where a walk starts: tasks that bear a name, or one asset, by their places in the model. */
type Start = { readonly tasks: readonly number[] } | { readonly asset: number };

/**
 * The tasks at most `depth` dependencies away from a task, given by its name or position, or from an asset, given as
 * `JobOutputAsset(3)`, whose writers and readers are one away; with all assets that they read or write, and how many
 * tasks are left out next to each. Null where the job has no such task or asset.
 */
export function focusGraph(job: Job, model: GraphModel, on: string, depth: number): GraphModel | null {
  const start = findStart(job, model, on);
  if (start === null) return null;
  const links = linksOf(model);
  const kept = walk(links, start, depth);
  const assets = new Set<number>('asset' in start ? [start.asset] : []);
  for (const { task, asset } of model.edges) if (kept[task] === 1) assets.add(asset);
  const assetAt = places(model.assets.length, (asset) => assets.has(asset));
  const taskAt = places(model.tasks.length, (task) => kept[task] === 1);
  const cut = model.assets.flatMap((_, asset): GraphCut[] => {
    if (!assets.has(asset)) return [];
    const left = (list: Adjacency): number => neighbours(list, asset).filter((task) => kept[task] === 0).length;
    const [readers, writers] = [left(links.readers), left(links.writers)];
    return readers + writers === 0 ? [] : [{ asset: at(assetAt, asset), readers, writers }];
  });
  return {
    job: model.job,
    isPlanned: model.isPlanned,
    tasks: model.tasks.filter((_, task) => kept[task] === 1),
    assets: model.assets.filter((_, asset) => assets.has(asset)),
    edges: model.edges
      .filter(({ task }) => kept[task] === 1)
      .map((edge) => ({ ...edge, task: at(taskAt, edge.task), asset: at(assetAt, edge.asset) })),
    focus: {
      on,
      tasks: 'tasks' in start ? start.tasks.map((task) => at(taskAt, task)) : [],
      asset: 'asset' in start ? at(assetAt, start.asset) : null,
      depth,
      of: model.tasks.length,
      cut,
    },
  };
}

function findStart(job: Job, model: GraphModel, on: string): Start | null {
  const tasks = taskFinder(job.tasks ?? [])(on);
  if (tasks !== null) return { tasks };
  const { reference } = readReference(on);
  if (reference === null) return null;
  const name = formatReference(reference);
  const asset = model.assets.findIndex((one) => one.asset === name);
  return asset < 0 ? null : { asset };
}

interface Sides {
  readonly reads: Adjacency;
  readonly writes: Adjacency;
  readonly readers: Adjacency;
  readonly writers: Adjacency;
}

function linksOf({ tasks, assets, edges }: GraphModel): Sides {
  const side = (direction: 'reads' | 'writes'): Adjacency => {
    const own = edges.filter((edge) => edge.direction === direction);
    return adjacency(
      assets.length,
      own.map(({ asset }) => asset),
      own.map(({ task }) => task),
    );
  };
  const [readers, writers] = [side('reads'), side('writes')];
  return { readers, writers, reads: reversed(readers, tasks.length), writes: reversed(writers, tasks.length) };
}

/** Marks the tasks that are near, step by step; each asset is passed once in each direction, so this is linear. */
function walk({ reads, writes, readers, writers }: Sides, start: Start, depth: number): Uint8Array {
  const kept = new Uint8Array(reads.offsets.length - 1);
  const passed = { up: new Uint8Array(readers.offsets.length), down: new Uint8Array(readers.offsets.length) };
  let next: number[] = [];
  const take = (tasks: Iterable<number>): void => {
    for (const task of tasks) {
      if (kept[task] === 1) continue;
      kept[task] = 1;
      next.push(task);
    }
  };
  const pass = (asset: number, seen: Uint8Array, tasks: Adjacency): void => {
    if (seen[asset] === 1) return;
    seen[asset] = 1;
    take(neighbours(tasks, asset));
  };
  let step = 0;
  if ('tasks' in start) take(start.tasks);
  else if (depth > 0) {
    pass(start.asset, passed.up, writers);
    pass(start.asset, passed.down, readers);
    step = 1;
  }
  for (; step < depth && next.length > 0; step += 1) {
    const here = next;
    next = [];
    for (const task of here) {
      for (const asset of neighbours(reads, task)) pass(asset, passed.up, writers);
      for (const asset of neighbours(writes, task)) pass(asset, passed.down, readers);
    }
  }
  return kept;
}

/** The place of each kept item in a list of only those. */
function places(count: number, isKept: (item: number) => boolean): Int32Array {
  const made = new Int32Array(count).fill(-1);
  let place = 0;
  for (let item = 0; item < count; item += 1) {
    if (!isKept(item)) continue;
    made[item] = place;
    place += 1;
  }
  return made;
}
