import { neighbours } from '../../graph/adjacency.js';
import type { Matching } from './matching.js';
import type { Side } from './side.js';

/** Steps for all that is asked about one diff; then all is taken for convincing. */
const MAX_STEPS = 5_000_000;
/** Neighbours that are looked at; with more, the place of a task is no longer compared. */
const MAX_NEIGHBOURS = 1000;

/**
 * Says whether two tasks of different names, or without any and with different settings, have so much in common that they
 * are one: more than half of what they read and who waits for them. Else it is the shorter story that one went and
 * another came. Neighbours without counterpart say nothing, and two tasks without any others can be one.
 */
export function isConvincing(
  old: Side,
  now: Side,
  { newOf, oldOf }: Matching,
): (task: number, other: number) => boolean {
  let steps = 0;
  const keep = (task: number): number => ((oldOf[task] ?? -1) >= 0 ? task : -1);
  return (task, other) => {
    if (steps > MAX_STEPS) return true;
    const before = linksOf(old, task, (neighbour) => newOf[neighbour] ?? -1);
    const after = linksOf(now, other, keep);
    steps += (before?.size ?? MAX_NEIGHBOURS) + (after?.size ?? MAX_NEIGHBOURS);
    if (before === null || after === null || before.size + after.size === 0) return true;
    let common = 0;
    for (const link of before) if (after.has(link)) common += 1;
    return 2 * common > Math.max(before.size, after.size);
  };
}

/** What a task reads of the job's inputs, whom it waits for and who for it, in the numbers of the new job; null for too many. */
function linksOf(
  { graph, reads }: Side,
  task: number,
  counterpart: (task: number) => number,
): ReadonlySet<string> | null {
  const dependencies = graph.dependencies(task, MAX_NEIGHBOURS);
  const dependents = graph.dependents(task, MAX_NEIGHBOURS);
  if (dependencies.length === MAX_NEIGHBOURS || dependents.length === MAX_NEIGHBOURS) return null;
  const links = new Set<string>();
  for (const asset of neighbours(reads, task)) {
    const reference = graph.assets[asset];
    if (reference?.kind === 'JobInputAsset') links.add(`input ${reference.index}`);
  }
  const add = (kind: string, tasks: readonly number[]): void => {
    for (const one of tasks) if (counterpart(one) >= 0) links.add(`${kind} ${counterpart(one)}`);
  };
  add('waits for', dependencies);
  add('before', dependents);
  return links;
}
