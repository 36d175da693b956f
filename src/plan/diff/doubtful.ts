import { at, neighbours } from '../../graph/adjacency.js';
import type { Matching } from './matching.js';
import type { Side } from './side.js';

/** Steps for all that is asked about one diff; then nothing is doubted any more. */
const MAX_STEPS = 5_000_000;
/** Neighbours that are looked at; with more, the place of a task is no longer compared. */
const MAX_NEIGHBOURS = 1000;

/** A pair of tasks must have more than this share of its links in common: none is dropped first, then all that are no majority. */
const SHARES = [0, 1 / 2];
/** Among how many pairs of what is left a better one is looked for. */
const MAX_PAIRS = 2500;

/** Says something of an old task and a new one. */
type PairTest = (task: number, other: number) => boolean;

/**
 * Parts tasks that were taken for one, but not for their names, and have too little in common to be: of what they read and who
 * waits for them, most must be the same. Else it is the shorter story that one went and another came. Neighbours
 * without counterpart say nothing, and two tasks without any others can be one. Of what is then left, those that do
 * the same and have most in common are paired.
 */
export function settleDoubtful(old: Side, now: Side, matching: Matching, isSure: PairTest, doesSame: PairTest): void {
  const { newOf, oldOf } = matching;
  const shareOf = linkComparer(old, now, matching);
  let isDropped = false;
  for (const share of SHARES) {
    const doubtful = [...newOf.entries()].filter(
      ([task, other]) => other >= 0 && !isSure(task, other) && (shareOf(task, other) ?? 1) <= share,
    );
    for (const [task, other] of doubtful) {
      isDropped = true;
      newOf[task] = -1;
      oldOf[other] = -1;
    }
  }
  if (isDropped) pairLeft(matching, doesSame, shareOf);
}

/** Pairs what is left by what it has in common, if that is not too much to look at. */
function pairLeft({ newOf, oldOf }: Matching, doesSame: PairTest, shareOf: ShareOf): void {
  const [before = [], after = []] = [newOf, oldOf].map((list) => [...list.keys()].filter((task) => list[task] === -1));
  if (before.length * after.length > MAX_PAIRS) return;
  const pairs = before.flatMap((task) =>
    after
      .filter((other) => doesSame(task, other))
      .map((other) => ({ task, other, share: shareOf(task, other) ?? 0 }))
      .filter(({ share }) => share > 1 / 2),
  );
  for (const { task, other } of pairs.sort((a, b) => b.share - a.share)) {
    if (newOf[task] !== -1 || oldOf[other] !== -1) continue;
    newOf[task] = other;
    oldOf[other] = task;
  }
}

/** Which part of the links of two tasks they have in common; null for no links, or too many to compare. */
type ShareOf = (task: number, other: number) => number | null;

function linkComparer(
  old: Side,
  now: Side,
  { newOf, oldOf }: Matching,
): (task: number, other: number) => number | null {
  let steps = 0;
  const keep = (task: number): number => (at(oldOf, task) >= 0 ? task : -1);
  return (task, other) => {
    if (steps > MAX_STEPS) return null;
    const before = linksOf(old, task, (neighbour) => at(newOf, neighbour));
    const after = linksOf(now, other, keep);
    steps += (before?.size ?? MAX_NEIGHBOURS) + (after?.size ?? MAX_NEIGHBOURS);
    if (before === null || after === null || before.size + after.size === 0) return null;
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
