/** How many keys are remembered; more make room when the next part of a file begins. */
const REMEMBERED = 100_000;

/** Counts equal things, so that each gets a number of its own where consumers want unique ones. */
export class Occurrences {
  readonly #counts = new Map<string, number>();

  /**
   * Goes on to a new file, or to the next part of one. Parts are lines of NDJSON: what is in different ones differs by its
   * line already, so that forgetting keeps memory bounded and hardly ever repeats a number.
   */
  next({ continues }: { readonly continues: boolean }): void {
    if (!continues || this.#counts.size > REMEMBERED) this.#counts.clear();
  }

  /** The number of this occurrence of a key, from 1. */
  count(key: string): number {
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    return count;
  }
}
