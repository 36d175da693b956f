/** From the mentions of a job's tasks to numbered assets, and to who reads and writes which. */
import { type AssetReference, MAX_ASSET_INDEX } from '../model/asset-reference.js';
import type { Job } from '../model/job.js';
import { PlainTaskBody } from '../model/plain-task-body.js';
import type { AssetMention } from '../model/task-body.js';
import type { Adjacency } from './adjacency.js';
import { putInOrder } from './put-in-order.js';

/** A template only states the number of its inputs; beyond this many, inputs that nobody reads are left out. */
const LISTED_INPUTS = 1_000_000;

/** Outputs come behind all inputs: a key, Uint32, sorts as assets are numbered. */
const FIRST_OUTPUT = MAX_ASSET_INDEX + 1;

/** What the tasks of a job read and write. Assets are numbered by `keys`: inputs, then outputs, each by index. */
export interface NumberedLinks {
  readonly keys: Uint32Array;
  readonly reads: Adjacency;
  readonly writes: Adjacency;
}

/** Links valid references; others make no edge. The known inputs of the job have numbers too. */
export function readLinks({ tasks, inputCount }: Pick<Job, 'tasks' | 'inputCount'>): NumberedLinks {
  const count = tasks?.length ?? 0;
  const inputs = new MentionList(count);
  const outputs = new MentionList(count);
  for (let task = 0; task < count; task += 1) {
    const body = tasks?.[task]?.body ?? null;
    if (body instanceof PlainTaskBody) {
      inputs.addPlain(task, body.assets, 0, body.reads);
      outputs.addPlain(task, body.assets, body.reads, body.assets.length);
      continue;
    }
    inputs.add(task, body === null ? NONE : body.inputs, true);
    outputs.add(task, body === null ? NONE : body.outputs, false);
  }
  const listed = inputCount === null || inputCount > LISTED_INPUTS ? 0 : inputCount;
  const keys = numberAssets(listed, [inputs, outputs]);
  return { keys, reads: inputs.toAdjacency(), writes: outputs.toAdjacency() };
}

/** The reference that a key stands for. */
export function referenceOf(key: number): AssetReference {
  return key < FIRST_OUTPUT
    ? { kind: 'JobInputAsset', index: key }
    : { kind: 'JobOutputAsset', index: key - FIRST_OUTPUT };
}

const NONE: readonly AssetMention[] = [];

/** The assets that tasks mention on one side, by key: each task's behind those of the task before. */
class MentionList {
  /** Grows by doubling: to count the mentions beforehand takes as long as to read them. */
  keys: Uint32Array;
  length = 0;
  /** One more than the highest index of each kind. */
  inputs = 0;
  outputs = 0;
  readonly offsets: Uint32Array;

  constructor(tasks: number) {
    this.offsets = new Uint32Array(tasks + 1);
    this.keys = new Uint32Array(tasks);
  }

  /** Adds what a task mentions; tasks must come in order. That a task cannot write inputs of the job is told elsewhere. */
  add(task: number, mentions: readonly AssetMention[], takesInputs: boolean): void {
    if (this.length + mentions.length > this.keys.length) this.#grow(mentions.length);
    const { keys } = this;
    let { length } = this;
    for (const { reference } of mentions) {
      if (reference === null) continue;
      const { kind, index } = reference;
      if (kind === 'JobInputAsset') {
        if (!takesInputs) continue;
        keys[length] = index;
        this.inputs = Math.max(this.inputs, index + 1);
      } else {
        keys[length] = index + FIRST_OUTPUT;
        this.outputs = Math.max(this.outputs, index + 1);
      }
      length += 1;
    }
    this.length = length;
    this.offsets[task + 1] = length;
  }

  /** The same for some of the assets of a plain TaskBody, in its code. */
  addPlain(task: number, assets: readonly number[], from: number, to: number): void {
    if (this.length + to - from > this.keys.length) this.#grow(to - from);
    const { keys } = this;
    let { length, inputs, outputs } = this;
    for (let place = from; place < to; place += 1) {
      const asset = assets[place] as number;
      const index = asset < 0 ? ~asset : asset;
      keys[length] = asset < 0 ? index + FIRST_OUTPUT : index;
      if (asset < 0) outputs = Math.max(outputs, index + 1);
      else inputs = Math.max(inputs, index + 1);
      length += 1;
    }
    this.length = length;
    this.inputs = inputs;
    this.outputs = outputs;
    this.offsets[task + 1] = length;
  }

  #grow(by: number): void {
    const grown = new Uint32Array(2 * (this.length + by));
    grown.set(this.keys);
    this.keys = grown;
  }

  /** The lists, each ascending and without repetition. */
  toAdjacency(): Adjacency {
    const { offsets, keys } = this;
    let [start, kept] = [0, 0];
    for (let task = 0; task + 1 < offsets.length; task += 1) {
      const end = offsets[task + 1] as number;
      const sorted = putInOrder(keys, start, end);
      for (let place = start; place < sorted; place += 1) {
        keys[kept] = keys[place] as number;
        kept += 1;
      }
      offsets[task + 1] = kept;
      start = end;
    }
    return { offsets, targets: keys.subarray(0, kept) };
  }
}

/**
 * Numbers the listed inputs and all that is mentioned, by key, and puts the numbers in the place of the keys. Where indexes
 * are dense, as they nearly always are, a table of them is counted off; else keys are sorted and looked up, so that memory
 * is bounded by the number of mentions, whatever the indexes.
 */
function numberAssets(listed: number, lists: readonly MentionList[]): Uint32Array {
  let [inputs, outputs, count] = [listed, 0, listed];
  for (const list of lists) {
    inputs = Math.max(inputs, list.inputs);
    outputs = Math.max(outputs, list.outputs);
    count += list.length;
  }
  const isDense = inputs + outputs <= 4 * count + 64;
  return isDense ? numberByTable(listed, inputs, outputs, lists) : numberBySearch(listed, count, lists);
}

function numberByTable(listed: number, inputs: number, outputs: number, lists: readonly MentionList[]): Uint32Array {
  const table = new Uint32Array(inputs + outputs).fill(1, 0, listed);
  const outputsFrom = FIRST_OUTPUT - inputs;
  let assets = listed;
  for (const { keys, length } of lists) {
    for (let place = 0; place < length; place += 1) {
      const key = keys[place] as number;
      const row = key < FIRST_OUTPUT ? key : key - outputsFrom;
      keys[place] = row;
      if (table[row] === 0) assets += 1;
      table[row] = 1;
    }
  }
  const numbered = new Uint32Array(assets);
  let number = 0;
  for (let row = 0; row < table.length; row += 1) {
    if (table[row] === 0) continue;
    numbered[number] = row < inputs ? row : row + outputsFrom;
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

function numberBySearch(listed: number, count: number, lists: readonly MentionList[]): Uint32Array {
  const all = new Uint32Array(count);
  for (let index = 0; index < listed; index += 1) all[index] = index;
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
function placeOf(wanted: number, list: Uint32Array): number {
  let [low, high] = [0, list.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
