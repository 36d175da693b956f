/**
 * A part of a graph from which tasks and reads are taken away, and with them everything that then is on no cycle's way:
 * tasks that nothing alive leads to, or that lead to nothing alive. What is left is empty exactly when no cycle is left.
 */
import { neighbours } from './adjacency.js';
import type { Links } from './links.js';

export class CyclicPart {
  readonly graph: Links;
  readonly tasks: readonly number[];
  readonly #alive = new Map<number, boolean>();
  /** Alive writers, and alive readers that have not been cut off, of each asset. */
  readonly #writers = new Map<number, number>();
  readonly #readers = new Map<number, number>();
  /** Assets with alive writers that an alive task reads, and with alive readers that it writes. */
  readonly #ways = new Map<number, { into: number; out: number }>();
  readonly #cut = new Set<string>();
  /** Edges passed so far. */
  steps = 0;

  constructor(graph: Links, tasks: readonly number[], cut: readonly { task: number; asset: number }[] = []) {
    this.graph = graph;
    this.tasks = tasks;
    for (const { task, asset } of cut) this.#cut.add(readKey(task, asset));
    for (const task of tasks) this.#alive.set(task, true);
    for (const task of tasks) {
      for (const asset of this.#writesOf(task)) count(this.#writers, asset, 1);
      for (const asset of this.readsOf(task)) count(this.#readers, asset, 1);
    }
    const dead: number[] = [];
    for (const task of tasks) {
      const into = this.readsOf(task).filter((asset) => (this.#writers.get(asset) ?? 0) > 0).length;
      const out = this.#writesOf(task).filter((asset) => (this.#readers.get(asset) ?? 0) > 0).length;
      this.#ways.set(task, { into, out });
      if (into === 0 || out === 0) dead.push(task);
    }
    for (const task of dead) this.remove(task);
  }

  isAlive(task: number): boolean {
    return this.#alive.get(task) === true;
  }

  /** The first task that is still on some cycle's way. */
  firstAlive(): number | undefined {
    return this.tasks.find((task) => this.isAlive(task));
  }

  /** The assets that a task reads, without those cut off. */
  readsOf(task: number): number[] {
    const reads = neighbours(this.graph.reads, task);
    this.steps += reads.length;
    return this.#cut.size === 0 ? [...reads] : [...reads].filter((asset) => !this.#cut.has(readKey(task, asset)));
  }

  #writesOf(task: number): Uint32Array {
    const writes = neighbours(this.graph.writes, task);
    this.steps += writes.length;
    return writes;
  }

  isCut(task: number, asset: number): boolean {
    return this.#cut.has(readKey(task, asset));
  }

  /** Takes a task away, and all that then is on no cycle's way. */
  remove(start: number): void {
    if (!this.isAlive(start)) return;
    const pending = [start];
    this.#alive.set(start, false);
    const lose = (task: number, way: 'into' | 'out'): void => {
      const ways = this.#ways.get(task);
      if (ways === undefined || !this.isAlive(task)) return;
      ways[way] -= 1;
      if (ways[way] > 0) return;
      this.#alive.set(task, false);
      pending.push(task);
    };
    for (let task = pending.pop(); task !== undefined; task = pending.pop()) {
      for (const asset of this.#writesOf(task)) {
        if (count(this.#writers, asset, -1) > 0) continue;
        for (const reader of neighbours(this.graph.readers, asset))
          if (!this.isCut(reader, asset)) lose(reader, 'into');
      }
      for (const asset of this.readsOf(task)) {
        if (count(this.#readers, asset, -1) > 0) continue;
        for (const writer of neighbours(this.graph.writers, asset)) lose(writer, 'out');
      }
    }
  }

  /** Some cycle as the reads on it, or null where none is left: walks back from the first task until it meets itself. */
  someCycle(): readonly { task: number; asset: number }[] | null {
    let task = this.firstAlive();
    this.steps += this.tasks.length;
    const walked: { task: number; asset: number }[] = [];
    const seenAt = new Map<number, number>();
    while (task !== undefined) {
      const known = seenAt.get(task);
      if (known !== undefined) return walked.slice(known);
      seenAt.set(task, walked.length);
      const step = this.#stepBack(task);
      if (step === null) return null;
      walked.push({ task, asset: step.asset });
      task = step.writer;
    }
    return null;
  }

  #stepBack(task: number): { asset: number; writer: number } | null {
    for (const asset of this.readsOf(task)) {
      if ((this.#writers.get(asset) ?? 0) === 0) continue;
      const writer = neighbours(this.graph.writers, asset).find((other) => this.isAlive(other));
      if (writer !== undefined) return { asset, writer };
    }
    return null;
  }
}

function readKey(task: number, asset: number): string {
  return `${task}:${asset}`;
}

function count(counts: Map<number, number>, key: number, change: number): number {
  const next = (counts.get(key) ?? 0) + change;
  counts.set(key, next);
  return next;
}
