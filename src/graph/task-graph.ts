/**
 * The graph of a job: tasks on one side, assets on the other. A task depends on another where it reads an asset that the
 * other writes; those edges are never listed, because an asset with many writers and readers would make a product of
 * them. Everything is flat, iterative and linear: a chain of a million tasks is no problem.
 */
import { type AssetReference, MAX_ASSET_INDEX } from '../model/asset-reference.js';
import type { Job } from '../model/job.js';
import { type Adjacency, adjacency, at, neighbours, reversed } from './adjacency.js';
import type { Cycle } from './cycle.js';
import { findCycles } from './cycles.js';
import type { Links } from './links.js';
import { Release } from './release.js';

/** Assets and tasks of a job, and who writes and reads what. Tasks are numbered by position, assets by `assets`. */
export class TaskGraph implements Links {
  readonly taskCount: number;
  /** Job inputs, then outputs, each by index: all inputs that the job has, and all assets that a task mentions. */
  readonly assets: readonly AssetReference[];
  /** Task → assets it reads, task → assets it writes, and back, ascending; a repeated mention counts once. */
  readonly reads: Adjacency;
  readonly writes: Adjacency;
  readonly readers: Adjacency;
  readonly writers: Adjacency;
  #waveOf: Int32Array | null = null;
  #waves: readonly (readonly number[])[] | null = null;
  #cycles: readonly Cycle[] | null = null;

  /** Builds the graph from references that are valid; others make no edge. A job with unknown tasks has none. */
  constructor(job: Pick<Job, 'tasks' | 'inputCount'>) {
    const tasks = job.tasks ?? [];
    const { assets, idOf } = numberAssets(job);
    const reads = new PairList(assets.length);
    const writes = new PairList(assets.length);
    tasks.forEach(({ body }, task) => {
      for (const { reference } of body?.inputs ?? []) if (reference !== null) reads.add(task, idOf(reference));
      for (const { reference } of body?.outputs ?? []) {
        if (reference?.kind === 'JobOutputAsset') writes.add(task, idOf(reference));
      }
    });
    this.taskCount = tasks.length;
    this.assets = assets;
    this.readers = adjacency(assets.length, reads.assets, reads.tasks);
    this.writers = adjacency(assets.length, writes.assets, writes.tasks);
    this.reads = reversed(this.readers, tasks.length);
    this.writes = reversed(this.writers, tasks.length);
  }

  /**
   * Per task, its wave: the longest distance in dependencies from a task that depends on none; -1 for a task on a cycle
   * or behind one.
   */
  get waveOf(): Int32Array {
    this.#waveOf ??= computeWaves(this);
    return this.#waveOf;
  }

  /** Tasks by wave, ascending within each. Tasks on or behind a cycle are in none. */
  get waves(): readonly (readonly number[])[] {
    if (this.#waves !== null) return this.#waves;
    const waves: number[][] = [];
    this.waveOf.forEach((wave, task) => {
      if (wave < 0) return;
      while (waves.length <= wave) waves.push([]);
      (waves[wave] as number[]).push(task);
    });
    this.#waves = waves;
    return waves;
  }

  /** A topological order: wave by wave, ascending within each. Tasks on or behind a cycle are left out. */
  get order(): readonly number[] {
    return this.waves.flat();
  }

  get isAcyclic(): boolean {
    return !this.waveOf.includes(-1);
  }

  /** Groups of tasks that share assets, directly or not, each ascending; by their first task. */
  get components(): readonly (readonly number[])[] {
    const seen: Seen = { tasks: new Uint8Array(this.taskCount), assets: new Uint8Array(this.assets.length) };
    const components: number[][] = [];
    for (let task = 0; task < this.taskCount; task += 1) {
      if (seen.tasks[task] === 1) continue;
      seen.tasks[task] = 1;
      const others = reach([task], [this.reads, this.writes], [this.readers, this.writers], seen);
      components.push([task, ...others]);
    }
    return components;
  }

  /** One cycle for each group of tasks that wait for each other, by their first task. Computed once. */
  get cycles(): readonly Cycle[] {
    const cycles = this.#cycles ?? (this.isAcyclic ? [] : findCycles(this));
    this.#cycles = cycles;
    return cycles;
  }

  /** The tasks that write what a task reads, ascending; at most the first `limit` that are found. */
  dependencies(task: number, limit?: number): readonly number[] {
    return adjacentTasks(task, this.reads, this.writers, limit);
  }

  /** The tasks that read what a task writes, ascending; at most the first `limit` that are found. */
  dependents(task: number, limit?: number): readonly number[] {
    return adjacentTasks(task, this.writes, this.readers, limit);
  }

  /** All tasks that one or several wait for, directly or not, ascending; on a cycle the task itself is among them. */
  ancestors(tasks: number | readonly number[]): readonly number[] {
    return this.#reach(tasks, this.reads, this.writers);
  }

  /** All tasks that wait for one or several, directly or not, ascending; on a cycle the task itself is among them. */
  descendants(tasks: number | readonly number[]): readonly number[] {
    return this.#reach(tasks, this.writes, this.readers);
  }

  #reach(tasks: number | readonly number[], toAssets: Adjacency, toTasks: Adjacency): readonly number[] {
    const seen: Seen = { tasks: new Uint8Array(this.taskCount), assets: new Uint8Array(this.assets.length) };
    return reach(typeof tasks === 'number' ? [tasks] : tasks, [toAssets], [toTasks], seen);
  }
}

/** What a walk has been to; each asset is passed once, so a walk is linear however many write and read it. */
interface Seen {
  readonly tasks: Uint8Array;
  readonly assets: Uint8Array;
}

/** Pairs of task and asset, each once; a task's pairs must come together. */
class PairList {
  readonly tasks: number[] = [];
  readonly assets: number[] = [];
  readonly #lastTask: Int32Array;

  constructor(assetCount: number) {
    this.#lastTask = new Int32Array(assetCount).fill(-1);
  }

  add(task: number, asset: number): void {
    if (this.#lastTask[asset] === task) return;
    this.#lastTask[asset] = task;
    this.tasks.push(task);
    this.assets.push(asset);
  }
}

/** A template only states the number of its inputs; beyond this many, inputs that nobody reads are left out. */
const LISTED_INPUTS = 1_000_000;

/** Numbers the assets of a job: known inputs and mentions, inputs before outputs, by index. */
function numberAssets({ tasks, inputCount }: Pick<Job, 'tasks' | 'inputCount'>): {
  assets: readonly AssetReference[];
  idOf: (reference: AssetReference) => number;
} {
  const keys = new Set<number>();
  const listed = inputCount === null || inputCount > LISTED_INPUTS ? 0 : inputCount;
  for (let index = 0; index < listed; index += 1) keys.add(index);
  for (const { body } of tasks ?? []) {
    for (const { reference } of body?.inputs ?? []) if (reference !== null) keys.add(keyOf(reference));
    for (const { reference } of body?.outputs ?? []) {
      if (reference?.kind === 'JobOutputAsset') keys.add(keyOf(reference));
    }
  }
  const sorted = Float64Array.from(keys).sort();
  const ids = new Map<number, number>();
  const assets: AssetReference[] = [];
  sorted.forEach((key, id) => {
    ids.set(key, id);
    const isInput = key <= MAX_ASSET_INDEX;
    assets.push({
      kind: isInput ? 'JobInputAsset' : 'JobOutputAsset',
      index: isInput ? key : key - MAX_ASSET_INDEX - 1,
    });
  });
  return { assets, idOf: (reference) => ids.get(keyOf(reference)) as number };
}

/** A number that sorts references as assets are numbered. */
function keyOf({ kind, index }: AssetReference): number {
  return kind === 'JobInputAsset' ? index : index + MAX_ASSET_INDEX + 1;
}

/** Kahn's algorithm: who becomes ready takes the wave after the task that was waited for last. */
function computeWaves(graph: TaskGraph): Int32Array {
  const waveOf = new Int32Array(graph.taskCount).fill(-1);
  const release = new Release(graph);
  const queue = [...release.ready];
  for (const task of queue) waveOf[task] = 0;
  for (let next = 0; next < queue.length; next += 1) {
    const task = queue[next] as number;
    release.finish(task, (ready) => {
      waveOf[ready] = at(waveOf, task) + 1;
      queue.push(ready);
    });
  }
  return waveOf;
}

/** The tasks not yet seen that can be reached from some over assets, ascending. Marks them as seen. */
function reach(
  starts: readonly number[],
  toAssets: readonly Adjacency[],
  toTasks: readonly Adjacency[],
  seen: Seen,
): number[] {
  const found: number[] = [];
  const visit = (task: number): void => {
    for (const list of toAssets) {
      for (const asset of neighbours(list, task)) {
        if (seen.assets[asset] === 1) continue;
        seen.assets[asset] = 1;
        for (const back of toTasks) {
          for (const other of neighbours(back, asset)) {
            if (seen.tasks[other] === 1) continue;
            seen.tasks[other] = 1;
            found.push(other);
          }
        }
      }
    }
  };
  for (const start of starts) visit(start);
  for (let next = 0; next < found.length; next += 1) visit(found[next] as number);
  return found.sort((a, b) => a - b);
}

function adjacentTasks(task: number, toAssets: Adjacency, toTasks: Adjacency, limit = Infinity): readonly number[] {
  const assets = neighbours(toAssets, task);
  // The tasks of one asset stand in order, each once.
  if (assets.length <= 1) return assets.length === 0 ? [] : [...neighbours(toTasks, at(assets, 0)).subarray(0, limit)];
  const found = new Set<number>();
  for (const asset of assets) {
    for (const other of neighbours(toTasks, asset)) {
      if (found.size >= limit) break;
      found.add(other);
    }
  }
  return [...found].sort((a, b) => a - b);
}
