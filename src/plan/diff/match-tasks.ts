/**
 * Which task of the new job is which of the old one: by name, then by what it does and by its place in the graph. Names that
 * several tasks bear, and tasks that bear none or another one than before, are told apart by structure; what is alike in
 * everything is taken in the order of the jobs.
 */
import { at } from '../../graph/adjacency.js';
import { addTo } from '../../text/add-to.js';
import { settleDoubtful } from './doubtful.js';
import type { Matching } from './matching.js';
import { Partition } from './partition.js';
import { type DiffedTasks, readTraits, type Traits } from './traits.js';
import { isNew, type Union, unite } from './union.js';

/** How often what is left is refined again, held against all that was matched before. */
const ROUNDS = 4;

/** Matches the tasks of two jobs. n log n in tasks and mentions. */
export function matchTasks(old: DiffedTasks, now: DiffedTasks): Matching {
  const matching: Matching = {
    newOf: new Int32Array(old.side.tasks.length).fill(-1),
    oldOf: new Int32Array(now.side.tasks.length).fill(-1),
  };
  const search: Search = { union: unite(old.side, now.side), traits: readTraits(old, now), matching };
  let isLeft = true;
  for (let round = 0; round <= ROUNDS && isLeft; round += 1) {
    isLeft = matchRound(search, byNameOrDeeds(search), round < ROUNDS);
  }
  matchRound(search, (node) => (search.traits.names[node] === null ? 'nameless' : null), true);
  const { does, names } = search.traits;
  const nodeOf = (other: number): number => old.side.tasks.length + other;
  const isNamesake = (task: number, other: number): boolean => names[task] === names[nodeOf(other)];
  const doesSame = (task: number, other: number): boolean => does[task] === does[nodeOf(other)];
  const isSure = (task: number, other: number): boolean =>
    isNamesake(task, other) && (names[task] !== null || doesSame(task, other));
  settleDoubtful(old.side, now.side, matching, isSure, doesSame);
  return matching;
}

/** What a search for counterparts goes by; `matching` is what it has found so far. */
interface Search {
  readonly union: Union;
  readonly traits: Traits;
  readonly matching: Matching;
}

/** What two tasks must have in common to be matched in a round; null for a task that takes no part. */
type ClassOf = (node: number) => string | null;

/**
 * By the name, where tasks on both sides are left that bear it; else by processor and configuration, those without a name for
 * themselves as long as both sides have some.
 */
function byNameOrDeeds({ union, traits, matching }: Search): ClassOf {
  const keyOf = (node: number): string => {
    const name = traits.names[node] ?? null;
    return name === null ? `nameless ${traits.does[node]}` : `name ${name}`;
  };
  const sides = new Map<string, number>();
  for (const node of unmatched(union, matching)) {
    sides.set(keyOf(node), (sides.get(keyOf(node)) ?? 0) | (isNew(union, node) ? 2 : 1));
  }
  return (node) => (sides.get(keyOf(node)) === 3 ? keyOf(node) : `does ${traits.does[node]}`);
}

function unmatched({ tasks, oldTasks }: Union, { newOf, oldOf }: Matching): number[] {
  const open: number[] = [];
  for (let node = 0; node < tasks; node += 1) {
    if ((node < oldTasks ? newOf[node] : oldOf[node - oldTasks]) === -1) open.push(node);
  }
  return open;
}

/** Matches what it can within the classes of what is unmatched. Whether it found anything. */
function matchRound(search: Search, classOf: ClassOf, refines: boolean): boolean {
  const { union, matching } = search;
  const open = unmatched(union, matching);
  const classes = [...classesOf(search, open, classOf).values()];
  const isPair = (nodes: readonly number[]): boolean => nodes.length === 2 && isMixed(union, nodes);
  for (const nodes of classes) if (isPair(nodes)) match(search, nodes[0] as number, nodes[1] as number);
  const ambiguous = classes.filter((nodes) => nodes.length > 2 && isMixed(union, nodes));
  if (ambiguous.length === 0) return classes.some(isPair);
  const cells = [...pairs(search), ...classes.filter((nodes) => !isPair(nodes)), ...assetCells(search)];
  const partition = new Partition(union, cells);
  const tasks = ambiguous.flat().sort((a, b) => a - b);
  if (refines) {
    partition.refine();
    const isOpen = (task: number): boolean => !partition.isSettled(partition.cellOf(task));
    for (const trait of tasks.some(isOpen) ? search.traits.telling() : []) {
      splitBy(partition, tasks, trait);
      partition.refine();
    }
  }
  for (const task of tasks) {
    if (isNew(union, task)) break;
    const node = partition.counterpart(task);
    if (node === null) continue;
    match(search, task, node);
    partition.split(partition.cellOf(task), [[task, node]]);
    if (refines) partition.refine();
  }
  return true;
}

function match({ union: { oldTasks }, matching }: Search, task: number, node: number): void {
  matching.newOf[task] = node - oldTasks;
  matching.oldOf[node - oldTasks] = task;
}

/** Whether some of ascending nodes are of the old job, and some of the new one. */
function isMixed(union: Union, nodes: readonly number[]): boolean {
  return !isNew(union, nodes[0] as number) && isNew(union, nodes.at(-1) as number);
}

/** Tasks by what they must have in common; those that take no part are in two of their own, so that nothing is matched with them. */
function classesOf(
  { union }: Search,
  open: readonly number[],
  classOf: ClassOf,
): ReadonlyMap<string, readonly number[]> {
  const classes = new Map<string, number[]>();
  for (const node of open) addTo(classes, classOf(node) ?? (isNew(union, node) ? 'new' : 'old'), node);
  return classes;
}

/** The nodes of those that are matched, two and two. */
function pairs({ union, matching }: Search): number[][] {
  const found: number[][] = [];
  matching.newOf.forEach((other, task) => {
    if (other >= 0) found.push([task, union.oldTasks + other]);
  });
  return found;
}

/** Inputs of the job are known by their numbers; those of outputs mean nothing. */
function assetCells({ union: { tasks, nodes }, traits: { inputs } }: Search): number[][] {
  const outputs: number[] = [];
  const byNumber = new Map<number, number[]>();
  for (let node = tasks; node < nodes; node += 1) {
    const input = at(inputs, node - tasks);
    if (input < 0) outputs.push(node);
    else addTo(byNumber, input, node);
  }
  return [...byNumber.values(), outputs];
}

/** Splits the cells of some tasks by one of their traits. */
function splitBy(partition: Partition, tasks: readonly number[], trait: Int32Array): void {
  const cells = new Map<number, Map<number, number[]>>();
  for (const task of tasks) {
    const cell = partition.cellOf(task);
    const groups = cells.get(cell) ?? new Map<number, number[]>();
    cells.set(cell, groups);
    addTo(groups, at(trait, task), task);
  }
  for (const [cell, groups] of cells) partition.split(cell, [...groups.values()]);
}
