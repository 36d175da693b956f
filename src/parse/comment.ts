import type { Span } from '../text/span.js';

/** A comment of a text, with the signs that begin and end it. */
export interface Comment {
  readonly span: Span;
  /** What follows it: a property or item of JSON, an element of XML; null where nothing does. */
  readonly next: Span | null;
}
