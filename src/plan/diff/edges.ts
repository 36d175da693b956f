/** Who waits for whom, before and after: dependencies between tasks, and inputs of the job that tasks read. */
import { at, degree, neighbours } from '../../graph/adjacency.js';
import type { Matching } from './matching.js';
import type { Wired } from './wiring.js';

/** A task waits for another, or reads an input of the job. Positions are those of the old job in what was removed. */
export interface Edge {
  /** The task that is waited for; null for an input. */
  readonly from: number | null;
  /** The number of the input; null for a task. */
  readonly input: number | null;
  readonly to: number;
}

/** Edges that are only in one of two jobs, by the task that waits. */
export interface EdgeChanges {
  readonly added: readonly Edge[];
  readonly removed: readonly Edge[];
  /** Set where assets have so many writers and readers that not all pairs were looked at. */
  readonly cut?: true;
}

/** Pairs of tasks that are looked at in one diff. */
export const MAX_COMPARED_EDGES = 5_000_000;

/** Compares the edges of two jobs. Tasks that read the same as before cost nothing. */
export function compareEdges(old: Wired, now: Wired, { newOf, oldOf }: Matching): EdgeChanges {
  const added: Edge[] = [];
  const removed: Edge[] = [];
  let left = MAX_COMPARED_EDGES;
  let isCut = false;
  const compare = (task: number | null, other: number | null): void => {
    const [before, after] = [readsOf(old, task), readsOf(now, other)];
    if (isSame(before, after)) return;
    const cost = pairsOf(old, task) + pairsOf(now, other);
    isCut ||= cost > left;
    if (cost > left) return;
    left -= cost;
    const [sources, targets] = [sourcesOf(old, task), sourcesOf(now, other)];
    for (const [key, edge] of sources) if (!targets.has(key)) removed.push(edge);
    for (const [key, edge] of targets) if (!sources.has(key)) added.push(edge);
  };
  newOf.forEach((other, task) => {
    if (other < 0) compare(task, null);
  });
  oldOf.forEach((task, other) => {
    compare(task < 0 ? null : task, other);
  });
  return { added: added.sort(byTask), removed: removed.sort(byTask), ...(isCut ? { cut: true } : {}) };
}

/** What a task reads in common numbers, each once, ascending. */
function readsOf({ side, assets }: Wired, task: number | null): readonly number[] {
  if (task === null) return [];
  return [...new Set(Array.from(neighbours(side.reads, task), (asset) => at(assets, asset)))].sort((a, b) => a - b);
}

function isSame(before: readonly number[], after: readonly number[]): boolean {
  return before.length === after.length && before.every((asset, index) => asset === after[index]);
}

/** How many pairs of this task and another there are at most. */
function pairsOf({ side }: Wired, task: number | null): number {
  if (task === null) return 0;
  let pairs = 0;
  for (const asset of neighbours(side.graph.reads, task)) pairs += 1 + degree(side.graph.writers, asset);
  return pairs;
}

/** The edges that end at a task, by what they come from in common numbers. */
function sourcesOf({ side, numberOf }: Wired, task: number | null): ReadonlyMap<number, Edge> {
  const sources = new Map<number, Edge>();
  if (task === null) return sources;
  for (const asset of neighbours(side.graph.reads, task)) {
    const reference = side.graph.assets[asset];
    if (reference?.kind === 'JobInputAsset')
      sources.set(-1 - reference.index, { from: null, input: reference.index, to: task });
    for (const writer of neighbours(side.graph.writers, asset))
      sources.set(numberOf(writer), { from: writer, input: null, to: task });
  }
  return sources;
}

/** By the task that waits, then inputs before tasks, each by number. */
function byTask(a: Edge, b: Edge): number {
  return a.to - b.to || (a.from ?? -1) - (b.from ?? -1) || (a.input ?? 0) - (b.input ?? 0);
}
