import { neighbours } from './adjacency.js';
import type { Budget, Cycle } from './cycle.js';
import { CyclicPart } from './cyclic-part.js';
import type { Links } from './links.js';

type ShortestCycle = Pick<Cycle, 'tasks' | 'assets' | 'isShortest'>;

/**
 * A shortest cycle within a group of tasks that wait for each other. For each task in turn, breadth-first back to itself
 * among the tasks after it, never further than the best cycle so far; then the task is taken away, and all that then is on
 * no cycle. A plain ring thus costs one pass. Beyond the budget the best so far stands, and `isShortest` is false.
 */
export function shortestCycle(graph: Links, component: readonly number[], budget: Budget): ShortestCycle {
  const part = new CyclicPart(graph, component);
  let best: { start: number; length: number; tasks: number[]; assets: number[] } | null = null;
  let isShortest = true;
  for (const start of component) {
    if (!part.isAlive(start)) continue;
    if (best !== null && (best.length === 1 || budget.left <= 0)) {
      isShortest = best.length === 1;
      break;
    }
    const isFirst = best === null;
    part.steps = 0;
    const distance = distancesBack(part, start, best?.length ?? Number.POSITIVE_INFINITY);
    const length = distance.get(start);
    if (length !== undefined && length > 0) best = { start, length, ...forward(part, start, length, distance) };
    if (!isFirst) budget.left -= part.steps;
    part.remove(start);
  }
  return { tasks: best?.tasks ?? [], assets: best?.assets ?? [], isShortest };
}

/**
 * How many dependencies lead from each alive task to `start`, found backwards, shorter than `limit` only. The entry of
 * `start` itself is the length of the shortest cycle through it, if there is one.
 */
function distancesBack(part: CyclicPart, start: number, limit: number): Map<number, number> {
  const { graph } = part;
  const distance = new Map<number, number>();
  const seenAssets = new Set<number>();
  let layer = [start];
  for (let length = 1; length < limit && layer.length > 0; length += 1) {
    const next: number[] = [];
    for (const task of layer) {
      for (const asset of part.readsOf(task)) {
        if (seenAssets.has(asset)) continue;
        seenAssets.add(asset);
        for (const writer of neighbours(graph.writers, asset)) {
          part.steps += 1;
          if (!part.isAlive(writer) || distance.has(writer)) continue;
          distance.set(writer, length);
          if (writer === start) return distance;
          next.push(writer);
        }
      }
    }
    layer = next;
  }
  return distance;
}

/** The cycle that goes to the smallest task each time, over the smallest asset that leads there. */
function forward(
  part: CyclicPart,
  start: number,
  length: number,
  distance: ReadonlyMap<number, number>,
): { tasks: number[]; assets: number[] } {
  const smallestReader = readersByDistance(part, start, distance);
  const tasks: number[] = [];
  const assets: number[] = [];
  let task = start;
  for (let left = length - 1; left >= 0; left -= 1) {
    let next = Number.POSITIVE_INFINITY;
    let over = -1;
    for (const asset of neighbours(part.graph.writes, task)) {
      part.steps += 1;
      const reader = smallestReader.get(asset)?.get(left) ?? Number.POSITIVE_INFINITY;
      if (reader >= next) continue;
      next = reader;
      over = asset;
    }
    tasks.push(task);
    assets.push(over);
    task = next;
  }
  return { tasks, assets };
}

/** Asset → distance back to `start` → the smallest task at that distance that reads it; `start` itself is at 0. */
function readersByDistance(
  part: CyclicPart,
  start: number,
  distance: ReadonlyMap<number, number>,
): ReadonlyMap<number, ReadonlyMap<number, number>> {
  const readers = new Map<number, Map<number, number>>();
  for (const [task, far] of distance) {
    const left = task === start ? 0 : far;
    for (const asset of part.readsOf(task)) {
      const known = readers.get(asset) ?? new Map<number, number>();
      known.set(left, Math.min(known.get(left) ?? task, task));
      readers.set(asset, known);
    }
  }
  return readers;
}
