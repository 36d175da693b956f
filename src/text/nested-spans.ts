import { countWhile } from './count-while.js';
import type { Span } from './span.js';

/** A run of a text, and what it stands for. */
export interface Spanned<T> {
  readonly span: Span;
  readonly value: T;
}

/**
 * Runs of a text of which any two are apart or one within the other, as elements of XML and values of JSON are. Asked for
 * the innermost one around another run. Of equal runs the first given counts.
 */
export class NestedSpans<T> {
  readonly #items: readonly Spanned<T>[];
  /** The index of the innermost one around each; -1 for none. */
  readonly #parents: number[] = [];

  constructor(items: Iterable<Spanned<T>>) {
    const sorted = [...items].sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
    this.#items = sorted.filter(({ span }, index) => {
      const before = sorted[index - 1]?.span;
      return before === undefined || before.start !== span.start || before.end !== span.end;
    });
    const open: number[] = [];
    for (const [index, { span }] of this.#items.entries()) {
      while (open.length > 0 && this.#span(open.at(-1) as number).end < span.end) open.pop();
      this.#parents.push(open.at(-1) ?? -1);
      open.push(index);
    }
  }

  /**
   * What the innermost run around another stands for; null where none is around it. An empty run between two that touch is
   * in the one that begins there.
   */
  innermost({ start, end }: Span): T | null {
    let at = countWhile(this.#items.length, (index) => this.#span(index).start <= start) - 1;
    while (at >= 0 && this.#span(at).end < end) at = this.#parents[at] as number;
    return at < 0 ? null : (this.#items[at] as Spanned<T>).value;
  }

  #span(index: number): Span {
    return (this.#items[index] as Spanned<T>).span;
  }
}
