import { at, degree, neighbours } from './adjacency.js';
import type { Links } from './links.js';

/**
 * Counts down what each task still waits for: an asset is there when its last writer has finished, a task is ready when
 * its last asset is there. An asset that no task writes is not waited for. Each edge is passed once.
 */
export class Release {
  /** Tasks that wait for nothing, ascending. */
  readonly ready: readonly number[];
  readonly #graph: Links;
  readonly #missingAssets: Uint32Array;
  readonly #missingWriters: Uint32Array;

  constructor(graph: Links) {
    const { taskCount, assets, reads, writers } = graph;
    this.#graph = graph;
    this.#missingAssets = new Uint32Array(taskCount);
    this.#missingWriters = new Uint32Array(assets.length);
    for (let asset = 0; asset < assets.length; asset += 1) this.#missingWriters[asset] = degree(writers, asset);
    const ready: number[] = [];
    for (let task = 0; task < taskCount; task += 1) {
      let missing = 0;
      for (const asset of neighbours(reads, task)) if (at(this.#missingWriters, asset) > 0) missing += 1;
      this.#missingAssets[task] = missing;
      if (missing === 0) ready.push(task);
    }
    this.ready = ready;
  }

  /** Marks a task as finished and hands over the tasks that are ready because of it. */
  finish(task: number, release: (ready: number) => void): void {
    for (const asset of neighbours(this.#graph.writes, task)) {
      const writersLeft = at(this.#missingWriters, asset) - 1;
      this.#missingWriters[asset] = writersLeft;
      if (writersLeft > 0) continue;
      for (const reader of neighbours(this.#graph.readers, asset)) {
        const assetsLeft = at(this.#missingAssets, reader) - 1;
        this.#missingAssets[reader] = assetsLeft;
        if (assetsLeft === 0) release(reader);
      }
    }
  }
}
