/** From the mentions of a job's tasks to numbered assets, and to who reads and writes which. */
import { type AssetReference, formatReference, MAX_ASSET_INDEX } from '../model/asset-reference.js';
import type { Job } from '../model/job.js';
import { type Assets, SoundTaskBody } from '../model/sound-task-body.js';
import type { AssetMention } from '../model/task-body.js';
import type { Adjacency } from './adjacency.js';
import { putInOrder } from './put-in-order.js';

/** A template only states the number of its inputs; beyond this many, inputs that nobody reads are left out. */
const LISTED_INPUTS = 1_000_000;

/** The key of an input, Int32, is negative, so that keys sort as assets are numbered. Of any key, the index is what is not this. */
const INPUT = ~MAX_ASSET_INDEX;

/** What the tasks of a job read and write. Assets are numbered by `keys`: inputs, then outputs, each by index. */
export interface NumberedLinks {
  readonly keys: Int32Array;
  readonly reads: Adjacency;
  readonly writes: Adjacency;
  /** Whether every task has a TaskBody that could be read, and all that they mention makes an edge. */
  readonly isWhole: boolean;
}

/** Links valid references; others make no edge. The known inputs of the job have numbers too. */
export function readLinks({ tasks, inputCount }: Pick<Job, 'tasks' | 'inputCount'>): NumberedLinks {
  const count = tasks?.length ?? 0;
  const inputs = new MentionList(count);
  const outputs = new MentionList(count);
  let isWhole = true;
  for (let task = 0; task < count; task += 1) {
    const body = tasks?.[task]?.body ?? NO_BODY;
    if (body instanceof SoundTaskBody) {
      inputs.addSound(task, body.reads);
      outputs.addSound(task, body.writes);
      continue;
    }
    inputs.add(task, body.inputs, true);
    outputs.add(task, body.outputs, false);
    if (!body.isComplete) isWhole = false;
  }
  if (inputs.hasFaults || outputs.hasFaults) isWhole = false;
  const listed = inputCount === null || inputCount > LISTED_INPUTS ? 0 : inputCount;
  const keys = numberAssets(listed, [inputs, outputs]);
  return { keys, reads: inputs.toAdjacency(), writes: outputs.toAdjacency(), isWhole };
}

/** Where in ascending keys those of outputs begin. */
export function firstOutput(keys: Int32Array): number {
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle] as number) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The reference that a key stands for. */
export function referenceOf(key: number): AssetReference {
  return { kind: key < 0 ? 'JobInputAsset' : 'JobOutputAsset', index: key & MAX_ASSET_INDEX };
}

/** Its name. */
export function nameOf(key: number): string {
  return formatReference(referenceOf(key));
}

const NO_BODY = { inputs: [], outputs: [], isComplete: false };

/** The assets that tasks mention on one side, by key: each task's behind those of the task before. */
class MentionList {
  /** Grows by doubling: to count the mentions beforehand takes as long as to read them. */
  keys: Int32Array;
  length = 0;
  /** One more than the highest index of each kind. */
  inputs = 0;
  outputs = 0;
  /** Whether there was a mention that makes no edge. */
  hasFaults = false;
  readonly offsets: Uint32Array;

  constructor(tasks: number) {
    this.offsets = new Uint32Array(tasks + 1);
    this.keys = new Int32Array(tasks);
  }

  /** Adds what a task mentions; tasks must come in order. That a task cannot write inputs of the job is told elsewhere. */
  add(task: number, mentions: readonly AssetMention[], takesInputs: boolean): void {
    if (this.length + mentions.length > this.keys.length) this.#grow(mentions.length);
    const { keys } = this;
    let { length, inputs, outputs } = this;
    for (let place = 0; place < mentions.length; place += 1) {
      const { reference } = mentions[place] as AssetMention;
      if (reference?.kind === 'JobOutputAsset') {
        keys[length] = reference.index;
        if (reference.index >= outputs) outputs = reference.index + 1;
        length += 1;
      } else if (reference !== null && takesInputs) {
        keys[length] = reference.index | INPUT;
        if (reference.index >= inputs) inputs = reference.index + 1;
        length += 1;
      } else this.hasFaults = true;
    }
    this.length = length;
    this.inputs = inputs;
    this.outputs = outputs;
    this.offsets[task + 1] = length;
  }

  /** The same for what a sound TaskBody mentions. */
  addSound(task: number, assets: Assets): void {
    if (typeof assets === 'number') this.#put(assets);
    else for (let place = 0; place < assets.length; place += 1) this.#put(assets[place] as number);
    this.offsets[task + 1] = this.length;
  }

  /** Adds an asset in the code of `Assets`. */
  #put(asset: number): void {
    if (this.length === this.keys.length) this.#grow(1);
    const index = asset < 0 ? ~asset : asset;
    this.keys[this.length] = asset < 0 ? index : index | INPUT;
    if (asset < 0) this.outputs = Math.max(this.outputs, index + 1);
    else this.inputs = Math.max(this.inputs, index + 1);
    this.length += 1;
  }

  #grow(by: number): void {
    const grown = new Int32Array(2 * (this.length + by));
    grown.set(this.keys);
    this.keys = grown;
  }

  /** The lists, each ascending and without repetition. */
  toAdjacency(): Adjacency {
    const { keys, offsets, length } = this;
    // A copy: a view of a few numbers takes V8 longer to make.
    const targets = new Uint32Array(length);
    for (let place = 0; place < length; place += 1) targets[place] = keys[place] as number;
    let [start, kept] = [0, 0];
    for (let task = 0; task + 1 < offsets.length; task += 1) {
      const end = offsets[task + 1] as number;
      const ordered = end - start > 1 ? putInOrder(targets, start, end) : end;
      if (kept < start) targets.copyWithin(kept, start, ordered);
      kept += ordered - start;
      offsets[task + 1] = kept;
      start = end;
    }
    return { offsets, targets: kept === length ? targets : targets.slice(0, kept) };
  }
}

/**
 * Numbers the listed inputs and all that is mentioned, by key, and puts the numbers in the place of the keys. Where indexes
 * are dense, as they nearly always are, a table of them is counted off; else keys are sorted and looked up, so that memory
 * is bounded by the number of mentions, whatever the indexes.
 */
function numberAssets(listed: number, lists: readonly MentionList[]): Int32Array {
  let [inputs, outputs, count] = [listed, 0, listed];
  for (const list of lists) {
    inputs = Math.max(inputs, list.inputs);
    outputs = Math.max(outputs, list.outputs);
    count += list.length;
  }
  const isDense = inputs + outputs <= 4 * count + 64;
  return isDense ? numberByTable(listed, inputs, outputs, lists) : numberBySearch(listed, count, lists);
}

function numberByTable(listed: number, inputs: number, outputs: number, lists: readonly MentionList[]): Int32Array {
  const table = new Uint32Array(inputs + outputs).fill(1, 0, listed);
  let assets = listed;
  for (const { keys, length } of lists) {
    for (let place = 0; place < length; place += 1) {
      const key = keys[place] as number;
      const row = key < 0 ? key & MAX_ASSET_INDEX : key + inputs;
      keys[place] = row;
      if (table[row] === 0) assets += 1;
      table[row] = 1;
    }
  }
  const numbered = new Int32Array(assets);
  let number = 0;
  for (let row = 0; row < table.length; row += 1) {
    if (table[row] === 0) continue;
    numbered[number] = row < inputs ? row | INPUT : row - inputs;
    table[row] = number;
    number += 1;
  }
  // Without gaps, rows are numbers.
  if (assets === table.length) return numbered;
  for (const { keys, length } of lists) {
    for (let place = 0; place < length; place += 1) keys[place] = table[keys[place] as number] as number;
  }
  return numbered;
}

function numberBySearch(listed: number, count: number, lists: readonly MentionList[]): Int32Array {
  const all = new Int32Array(count);
  for (let index = 0; index < listed; index += 1) all[index] = index | INPUT;
  let filled = listed;
  for (const { keys, length } of lists) {
    all.set(keys.subarray(0, length), filled);
    filled += length;
  }
  const numbered = all.sort().filter((key, place) => place === 0 || key !== all[place - 1]);
  for (const { keys, length } of lists) {
    for (let place = 0; place < length; place += 1) keys[place] = placeOf(keys[place] as number, numbered);
  }
  return numbered;
}

/** Where a number stands in an ascending list that has it. */
function placeOf(wanted: number, list: Int32Array): number {
  let [low, high] = [0, list.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
