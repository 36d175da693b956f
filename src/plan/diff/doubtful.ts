import { at, neighbours } from '../../graph/adjacency.js';
import type { Matching } from './matching.js';
import type { Side } from './side.js';

/** Steps for all that is asked about one diff; then nothing is doubted. */
const MAX_STEPS = 5_000_000;
/** Neighbours that are looked at; with more, the place of a task is no longer compared. */
const MAX_NEIGHBOURS = 1000;

/** A pair of tasks must have more than this share of its links in common: none is dropped first, then all that are no majority. */
const SHARES = [0, 1 / 2];

/**
 * Parts tasks that were taken for one, but not for their names, and have too little in common to be: of what they read and who
 * waits for them, most must be the same. Else it is the shorter story that one went and another came. Neighbours
 * without counterpart say nothing, and two tasks without any others can be one.
 */
export function dropDoubtful(
  old: Side,
  now: Side,
  matching: Matching,
  isSure: (task: number, other: number) => boolean,
): void {
  const { newOf, oldOf } = matching;
  const shareOf = linkComparer(old, now, matching);
  for (const share of SHARES) {
    const doubtful = [...newOf.entries()].filter(
      ([task, other]) => other >= 0 && !isSure(task, other) && shareOf(task, other) <= share,
    );
    for (const [task, other] of doubtful) {
      newOf[task] = -1;
      oldOf[other] = -1;
    }
  }
}

/** Which part of the links of two tasks they have in common; 1 for no links, or too many to compare. */
function linkComparer(old: Side, now: Side, { newOf, oldOf }: Matching): (task: number, other: number) => number {
  let steps = 0;
  const keep = (task: number): number => (at(oldOf, task) >= 0 ? task : -1);
  return (task, other) => {
    if (steps > MAX_STEPS) return 1;
    const before = linksOf(old, task, (neighbour) => at(newOf, neighbour));
    const after = linksOf(now, other, keep);
    steps += (before?.size ?? MAX_NEIGHBOURS) + (after?.size ?? MAX_NEIGHBOURS);
    if (before === null || after === null || before.size + after.size === 0) return 1;
    let common = 0;
    for (const link of before) if (after.has(link)) common += 1;
    return common / Math.max(before.size, after.size);
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
