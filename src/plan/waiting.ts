/** What tasks of a schedule wait for: the dependency that ends last, and the tasks that units take meanwhile. */

import { at, neighbours } from '../graph/adjacency.js';
import type { JobGraph } from '../graph/job-graph.js';
import { countWhile } from '../text/count-while.js';
import type { Schedule } from './schedule.js';

/** Looks up what tasks wait for; times are whole milliseconds. */
export class Waiting {
  readonly #graph: JobGraph;
  readonly #made: Schedule;
  /** Per asset the writer that finishes last, the first of several; -1 for none. */
  readonly #lastWriter: Int32Array;

  constructor(graph: JobGraph, made: Schedule) {
    this.#graph = graph;
    this.#made = made;
    this.#lastWriter = new Int32Array(graph.assets.length).fill(-1);
    for (const asset of graph.assets.keys()) {
      for (const writer of neighbours(graph.writers, asset)) {
        const last = at(this.#lastWriter, asset);
        if (last < 0 || at(made.finish, writer) > at(made.finish, last)) this.#lastWriter[asset] = writer;
      }
    }
  }

  /** The dependency that finished last, and an asset that it writes and the task reads; the first of several. */
  lastDependency(task: number): { readonly task: number; readonly asset: number } | null {
    const { finish } = this.#made;
    let last: { task: number; asset: number } | null = null;
    for (const asset of neighbours(this.#graph.reads, task)) {
      const writer = at(this.#lastWriter, asset);
      if (writer >= 0 && (last === null || at(finish, writer) > at(finish, last.task))) last = { task: writer, asset };
    }
    return last;
  }

  /** When all that a task waits for has finished. */
  readyAt(task: number): number {
    const last = this.lastDependency(task);
    return last === null ? 0 : at(this.#made.finish, last.task);
  }

  /** Where in the order the tasks begin that start at a time or later; tasks stand there by their start. */
  firstFrom(time: number): number {
    const { order, start } = this.#made;
    return countWhile(order.length, (rank) => at(start, at(order, rank)) < time);
  }
}
