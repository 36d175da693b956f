/**
 * What tasks read and write in numbers that are the same before and after: an output is known by who writes it and as which
 * of his outputs, since its own number may be any.
 */
import { at, neighbours } from '../../graph/adjacency.js';
import { Interner } from './interner.js';
import type { Matching } from './matching.js';
import { outputProperties } from './properties.js';
import type { Side } from './side.js';

/** One side's assets and tasks in common numbers. */
export interface Wired {
  readonly side: Side;
  /** Task → its number: that of its counterpart in the new job; those that have none come behind the new job's. */
  readonly numberOf: (task: number) => number;
  /** Asset → its number; equal where the same tasks write it as the same of their outputs. */
  readonly assets: Int32Array;
}

/** Numbers the assets and tasks of both sides. */
export function wire(old: Side, now: Side, { newOf }: Matching): { readonly old: Wired; readonly now: Wired } {
  const ids = new Interner();
  const newTasks = now.tasks.length;
  const oldNumber = (task: number): number => (at(newOf, task) >= 0 ? at(newOf, task) : newTasks + task);
  const oldSlots = (task: number): readonly number[] | null => {
    const other = at(newOf, task);
    return other < 0 ? null : alignOutputs(old, task, now, other);
  };
  const newNumber = (task: number): number => task;
  return {
    old: { side: old, numberOf: oldNumber, assets: numberAssets(old, oldNumber, oldSlots, ids) },
    now: { side: now, numberOf: newNumber, assets: numberAssets(now, newNumber, () => null, ids) },
  };
}

/** Null where outputs stand as they are. */
type SlotsOf = (task: number) => readonly number[] | null;

function numberAssets(side: Side, numberOf: (task: number) => number, slotsOf: SlotsOf, ids: Interner): Int32Array {
  const { assets } = side.graph;
  const writers: string[][] = assets.map(() => []);
  for (let task = 0; task < side.tasks.length; task += 1) {
    const slots = slotsOf(task);
    neighbours(side.writes, task).forEach((asset, output) => {
      writers[asset]?.push(`${numberOf(task)}.${slots?.[output] ?? output}`);
    });
  }
  return Int32Array.from(assets, ({ kind, index }, asset) => {
    if (kind === 'JobInputAsset') return ids.id(`input ${index}`);
    return ids.id((writers[asset] ?? []).sort().join(' '));
  });
}

/**
 * Which output of a task each one was, where there are more or fewer than before: equal ones from the start, then from the
 * end. Null where they are as many.
 */
function alignOutputs(old: Side, task: number, now: Side, other: number): readonly number[] | null {
  const before = (old.outputs[task] ?? []).map((output) => JSON.stringify(outputProperties(output)));
  const after = (now.outputs[other] ?? []).map((output) => JSON.stringify(outputProperties(output)));
  if (before.length === after.length) return null;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return before.map((_, slot) => {
    if (slot < start) return slot;
    const fromEnd = before.length - slot;
    return fromEnd <= end ? after.length - fromEnd : after.length + slot;
  });
}
