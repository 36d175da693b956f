import { at } from '../graph/adjacency.js';

/** Numbers at places, and the greatest of those in a range: log n each. A place without one has -Infinity. */
export class MaxTree {
  readonly #size: number;
  readonly #nodes: Float64Array;

  constructor(size: number) {
    this.#size = size;
    this.#nodes = new Float64Array(2 * size).fill(-Infinity);
  }

  /** Puts a number at a place. */
  set(place: number, value: number): void {
    let node = place + this.#size;
    this.#nodes[node] = value;
    for (node >>= 1; node > 0; node >>= 1) {
      this.#nodes[node] = Math.max(at(this.#nodes, 2 * node), at(this.#nodes, 2 * node + 1));
    }
  }

  /** The greatest from one place up to another, that one not included. */
  max(from: number, to: number): number {
    let greatest = -Infinity;
    for (let [left, right] = [from + this.#size, to + this.#size]; left < right; left >>= 1, right >>= 1) {
      if (left % 2 === 1) greatest = Math.max(greatest, at(this.#nodes, left++));
      if (right % 2 === 1) greatest = Math.max(greatest, at(this.#nodes, --right));
    }
    return greatest;
  }
}
