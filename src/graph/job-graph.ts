/**
 * The graph of a job: tasks on one side, assets on the other. A task depends on another where it reads an asset that the
 * other writes; those edges are never listed, because an asset with many writers and readers would make a product of
 * them. Everything is flat, iterative and linear: a chain of a million tasks is no problem.
 */
import type { AssetReference } from '../model/asset-reference.js';
import type { Job } from '../model/job.js';
import { type Adjacency, degree, first, neighbours, reversed } from './adjacency.js';
import type { Cycle } from './cycle.js';
import { findCycles } from './cycles.js';
import type { Links } from './links.js';
import { putInOrder } from './put-in-order.js';
import { firstOutput, nameOf, readLinks, referenceOf } from './read-links.js';
import { TaskLists } from './task-lists.js';
import { computeWaves, groupByWave, orderByWave } from './waves.js';

/** Assets and tasks of a job, and who writes and reads what. Tasks are numbered by position, assets by `assets`. */
export class JobGraph implements Links {
  readonly taskCount: number;
  readonly assetCount: number;
  /** Task → assets it reads, task → assets it writes, ascending; a repeated mention counts once. */
  readonly reads: Adjacency;
  readonly writes: Adjacency;
  /** Whether every task has a TaskBody that could be read, and all that they mention makes an edge. */
  readonly isWhole: boolean;
  /** What each asset is; see `referenceOf`. */
  readonly #keys: Int32Array;
  #assets: readonly AssetReference[] | null = null;
  #listsOfTasks: TaskLists | null = null;
  #readers: Adjacency | null = null;
  #writers: Adjacency | null = null;
  #waveOf: Int32Array | null = null;
  #waves: readonly (readonly number[])[] | null = null;
  #order: readonly number[] | null = null;
  #cycles: readonly Cycle[] | null = null;

  /** Builds the graph from references that are valid; others make no edge. A job with unknown tasks has none. */
  constructor(job: Pick<Job, 'tasks' | 'inputCount'>) {
    const { keys, reads, writes, isWhole } = readLinks(job);
    this.taskCount = reads.offsets.length - 1;
    this.assetCount = keys.length;
    this.reads = reads;
    this.writes = writes;
    this.isWhole = isWhole;
    this.#keys = keys;
  }

  /** Job inputs, then outputs, each by index: all inputs that the job has, and all assets that a task mentions. */
  get assets(): readonly AssetReference[] {
    this.#assets ??= Array.from(this.#keys, referenceOf);
    return this.#assets;
  }

  /** How many of the assets are inputs; they come first. */
  get inputAssets(): number {
    return firstOutput(this.#keys);
  }

  /** What asset a number stands for. */
  asset(number: number): AssetReference {
    return referenceOf(this.#keys[number] as number);
  }

  /** The name of an asset. */
  nameOf(asset: number): string {
    return nameOf(this.#keys[asset] as number);
  }

  /** Asset → tasks that read it, ascending. */
  get readers(): Adjacency {
    this.#readers ??= reversed(this.reads, this.assetCount);
    return this.#readers;
  }

  /** Asset → tasks that write it, ascending. */
  get writers(): Adjacency {
    this.#writers ??= reversed(this.writes, this.assetCount);
    return this.#writers;
  }

  /** The tasks that read an asset, ascending, as a list. */
  readersOf(asset: number): readonly number[] {
    return this.#lists.ofAsset(this.readers, asset);
  }

  /** The tasks that write an asset, ascending, as a list. */
  writersOf(asset: number): readonly number[] {
    return this.#lists.ofAsset(this.writers, asset);
  }

  get #lists(): TaskLists {
    this.#listsOfTasks ??= new TaskLists(this.taskCount);
    return this.#listsOfTasks;
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
    this.#waves ??= groupByWave(this.waveOf, this.order, this.#lists);
    return this.#waves;
  }

  /** A topological order: wave by wave, ascending within each. Tasks on or behind a cycle are left out. */
  get order(): readonly number[] {
    this.#order ??= orderByWave(this.waveOf);
    return this.#order;
  }

  get isAcyclic(): boolean {
    return !this.waveOf.includes(-1);
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
}

/** The tasks of one asset stand in order, each once; those of several are put in order. */
function adjacentTasks(task: number, toAssets: Adjacency, toTasks: Adjacency, limit = Infinity): readonly number[] {
  let count = 0;
  for (let edge = first(toAssets, task); edge < first(toAssets, task + 1); edge += 1) {
    count += degree(toTasks, toAssets.targets[edge] as number);
  }
  if (count > limit) return firstAdjacentTasks(task, toAssets, toTasks, limit);
  const found = new Array<number>(count);
  let length = 0;
  for (let edge = first(toAssets, task); edge < first(toAssets, task + 1); edge += 1) {
    const asset = toAssets.targets[edge] as number;
    for (let back = first(toTasks, asset); back < first(toTasks, asset + 1); back += 1) {
      found[length] = toTasks.targets[back] as number;
      length += 1;
    }
  }
  const end = putInOrder(found, 0, length);
  if (end < length) found.length = end;
  return found;
}

function firstAdjacentTasks(task: number, toAssets: Adjacency, toTasks: Adjacency, limit: number): readonly number[] {
  const found = new Set<number>();
  for (const asset of neighbours(toAssets, task)) {
    for (const other of neighbours(toTasks, asset)) {
      if (found.size >= limit) break;
      found.add(other);
    }
  }
  return [...found].sort((a, b) => a - b);
}
