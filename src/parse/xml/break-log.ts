import type { XmlProblem } from '../../diagnostics/syntax-problems.js';
import type { Span } from '../../text/span.js';
import type { XmlBreak } from './xml.js';

/** What a break may carry beside its place. */
export type BreakExtras = Partial<Pick<XmlBreak, 'expected' | 'pair' | 'mend'>>;

/** A break with the text that stands there. */
export function xmlBreak(xml: string, problem: XmlProblem, span: Span, extras: BreakExtras = {}): XmlBreak {
  return { problem, span, found: xml.slice(span.start, span.end), expected: '', ...extras };
}

/** A break that has no name, at one character. */
export function otherBreak(at: number): XmlBreak {
  return { problem: 'other', span: { start: at, end: at + 1 }, found: '', expected: '' };
}

/** The breaks of a text, one at each place: what else is wrong there follows from it. */
export class BreakLog {
  readonly breaks: XmlBreak[] = [];
  readonly #xml: string;
  readonly #told = new Set<number>();

  constructor(xml: string) {
    this.#xml = xml;
  }

  report(problem: XmlProblem, span: Span, extras: BreakExtras = {}): void {
    this.take([xmlBreak(this.#xml, problem, span, extras)]);
  }

  /** Takes breaks that were found elsewhere. */
  take(breaks: readonly XmlBreak[]): void {
    for (const found of breaks) {
      if (this.#told.has(found.span.start)) continue;
      this.#told.add(found.span.start);
      this.breaks.push(found);
    }
  }

  has(...problems: readonly XmlProblem[]): boolean {
    return this.breaks.some(({ problem }) => problems.includes(problem));
  }

  clear(): void {
    this.breaks.length = 0;
    this.#told.clear();
  }
}
