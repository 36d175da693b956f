import { degree, neighbours } from './adjacency.js';
import type { Budget, Cycle, Read } from './cycle.js';
import { CyclicPart } from './cyclic-part.js';
import type { Links } from './links.js';
import { NumberHeap } from './number-heap.js';

type Cut = Pick<Cycle, 'cut' | 'isSmallestCut'>;

/**
 * A smallest set of reads without which a group of tasks has no cycle; of several, the one with the smallest positions,
 * then assets. Tries sets of one read, of two, and so on: every set must hold a read of any cycle that is left, so each
 * step branches over the reads of one cycle. Beyond the budget a greedy order decides, and `isSmallestCut` is false.
 */
export function smallestCut(graph: Links, component: readonly number[], budget: Budget): Cut {
  for (let size = 1; budget.left > 0; size += 1) {
    const cut = smallestOfSize(graph, component, size, budget);
    if (cut !== null) return { cut, isSmallestCut: true };
  }
  const cut = greedyCut(graph, component);
  return { cut, isSmallestCut: cut.length === 1 };
}

interface Branch {
  readonly reads: readonly Read[];
  next: number;
}

/** The first cut of a size in order, or null where there is none or the budget ran out before one was found. */
function smallestOfSize(graph: Links, component: readonly number[], size: number, budget: Budget): Read[] | null {
  const branchOver = (cut: readonly Read[]): Branch | null => {
    const part = new CyclicPart(graph, component, cut);
    const cycle = part.someCycle();
    budget.left -= part.steps;
    return cycle === null ? null : { reads: [...cycle].sort(compareReads), next: 0 };
  };
  let best: Read[] | null = null;
  const chosen: Read[] = [];
  const first = branchOver([]);
  const stack: Branch[] = first === null ? [] : [first];
  for (let branch = stack.at(-1); branch !== undefined && budget.left > 0; branch = stack.at(-1)) {
    const read = branch.reads[branch.next];
    if (read === undefined) {
      stack.pop();
      chosen.pop();
      continue;
    }
    branch.next += 1;
    chosen.push(read);
    const rest = branchOver(chosen);
    if (rest === null) {
      const cut = [...chosen].sort(compareReads);
      if (best === null || compareCuts(cut, best) < 0) best = cut;
      // Any later read in its place only gives a later set.
      branch.next = branch.reads.length;
    }
    if (rest !== null && chosen.length < size) stack.push(rest);
    else chosen.pop();
  }
  return best;
}

function compareReads(a: Read, b: Read): number {
  return a.task - b.task || a.asset - b.asset;
}

function compareCuts(a: readonly Read[], b: readonly Read[]): number {
  for (let index = 0; index < a.length; index += 1) {
    const order = compareReads(a[index] as Read, b[index] as Read);
    if (order !== 0) return order;
  }
  return 0;
}

/**
 * Puts the tasks in an order, always next the one with the fewest reads that nothing before it writes in full, of these
 * the one whose outputs free the most readers, and cuts those reads. No cycle can be left, because every read that stays
 * points back. n log n.
 */
function greedyCut(graph: Links, component: readonly number[]): Read[] {
  const writersLeft = new Map<number, number>();
  const openReads = new Map<number, number>();
  for (const task of component) {
    for (const asset of neighbours(graph.writes, task)) writersLeft.set(asset, (writersLeft.get(asset) ?? 0) + 1);
  }
  const isOpen = (asset: number): boolean => (writersLeft.get(asset) ?? 0) > 0;
  for (const task of component) openReads.set(task, [...neighbours(graph.reads, task)].filter(isOpen).length);
  const queue = new GreedyQueue(graph, component);
  for (const [task, open] of openReads) queue.push(task, open);
  const cut: Read[] = [];
  for (let next = queue.pop(); next !== null; next = queue.pop()) {
    const { task, open } = next;
    if (openReads.get(task) !== open) continue;
    openReads.delete(task);
    for (const asset of neighbours(graph.reads, task)) if (isOpen(asset)) cut.push({ task, asset });
    for (const asset of neighbours(graph.writes, task)) {
      const left = (writersLeft.get(asset) as number) - 1;
      writersLeft.set(asset, left);
      if (left > 0) continue;
      for (const reader of neighbours(graph.readers, asset)) {
        const before = openReads.get(reader);
        if (before === undefined) continue;
        openReads.set(reader, before - 1);
        queue.push(reader, before - 1);
      }
    }
  }
  return cut.sort(compareReads);
}

/** Tasks with the reads that are open to them: the fewest come first, of equals the task that frees the most readers. */
class GreedyQueue {
  /** From the task that is preferred among equals to the last. */
  readonly #tasks: readonly number[];
  readonly #rankOf: ReadonlyMap<number, number>;
  /** Of each entry its open reads times the number of tasks, and the rank of its task. */
  readonly #keys: Float64Array;
  readonly #heap: NumberHeap;
  #entries = 0;

  /** Has room for each task, and for it again at each of its reads. */
  constructor(graph: Links, component: readonly number[]) {
    const frees = new Map(component.map((task) => [task, readersFreed(graph, task)]));
    this.#tasks = component.toSorted((a, b) => (frees.get(b) as number) - (frees.get(a) as number) || a - b);
    this.#rankOf = new Map(this.#tasks.map((task, rank) => [task, rank]));
    this.#keys = new Float64Array(component.reduce((room, task) => room + 1 + degree(graph.reads, task), 0));
    this.#heap = new NumberHeap(this.#keys);
  }

  push(task: number, open: number): void {
    this.#keys[this.#entries] = open * this.#tasks.length + (this.#rankOf.get(task) as number);
    this.#heap.push(this.#entries);
    this.#entries += 1;
  }

  pop(): { task: number; open: number } | null {
    if (this.#heap.length === 0) return null;
    const key = this.#keys[this.#heap.pop()] as number;
    const rank = key % this.#tasks.length;
    return { task: this.#tasks[rank] as number, open: (key - rank) / this.#tasks.length };
  }
}

/** How many readers a task helps along: those of each output, shared among its writers. */
function readersFreed(graph: Links, task: number): number {
  let freed = 0;
  for (const asset of neighbours(graph.writes, task))
    freed += degree(graph.readers, asset) / degree(graph.writers, asset);
  return freed;
}
