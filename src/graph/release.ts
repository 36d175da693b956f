import { type Adjacency, degree, first } from './adjacency.js';
import type { Links } from './links.js';

/**
 * Counts down what each task still waits for: an asset is there when its last writer has finished, a task is ready when
 * its last asset is there. An asset that no task writes is not waited for. Each edge is passed once.
 */
export class Release {
  /** Tasks that wait for nothing, ascending. */
  readonly ready: readonly number[];
  readonly #writes: Adjacency;
  readonly #readers: Adjacency;
  readonly #missingAssets: Uint32Array;
  readonly #missingWriters: Uint32Array;

  constructor({ taskCount, assetCount, reads, writes, readers, writers }: Links) {
    this.#writes = writes;
    this.#readers = readers;
    this.#missingAssets = new Uint32Array(taskCount);
    this.#missingWriters = new Uint32Array(assetCount);
    for (let asset = 0; asset < assetCount; asset += 1) this.#missingWriters[asset] = degree(writers, asset);
    const ready: number[] = [];
    for (let task = 0; task < taskCount; task += 1) {
      let missing = 0;
      for (let edge = first(reads, task); edge < first(reads, task + 1); edge += 1) {
        if (degree(writers, reads.targets[edge] as number) > 0) missing += 1;
      }
      this.#missingAssets[task] = missing;
      if (missing === 0) ready.push(task);
    }
    this.ready = ready;
  }

  /** Marks a task as finished and hands over the tasks that are ready because of it. */
  finish(task: number, release: (ready: number) => void): void {
    const writes = this.#writes;
    const readers = this.#readers;
    for (let write = first(writes, task); write < first(writes, task + 1); write += 1) {
      const asset = writes.targets[write] as number;
      if (countDown(this.#missingWriters, asset) > 0) continue;
      for (let read = first(readers, asset); read < first(readers, asset + 1); read += 1) {
        const reader = readers.targets[read] as number;
        if (countDown(this.#missingAssets, reader) === 0) release(reader);
      }
    }
  }
}

function countDown(counts: Uint32Array, index: number): number {
  const left = (counts[index] as number) - 1;
  counts[index] = left;
  return left;
}
