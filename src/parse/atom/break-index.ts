import { countWhile } from '../../text/count-while.js';
import type { Span } from '../../text/span.js';

/** Where XML is broken, to ask which element a break lies in. */
export class BreakIndex {
  readonly #offsets: readonly number[];

  constructor(offsets: readonly number[]) {
    this.#offsets = offsets.toSorted((a, b) => a - b);
  }

  /** Whether a break lies in a range and in none of the ranges within it. */
  isIn(outer: Span, inner: Iterable<Span>): boolean {
    let count = this.#count(outer);
    for (const span of inner) count -= this.#count(span);
    return count > 0;
  }

  #count({ start, end }: Span): number {
    return this.#before(end) - this.#before(start);
  }

  #before(offset: number): number {
    return countWhile(this.#offsets.length, (index) => (this.#offsets[index] as number) < offset);
  }
}
