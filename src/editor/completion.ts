import type { Span } from '../text/span.js';

/** Something that can be written at a cursor. */
export interface Completion {
  /** What is shown, and what the letters before the cursor are held against. */
  readonly label: string;
  /** What those letters may also be the beginning of: the id of a processor. */
  readonly alias?: string;
  /** What else is to be seen in a list, in a few words. */
  readonly detail?: string;
  /** What it is, in sentences. */
  readonly documentation?: string;
  readonly kind: 'asset' | 'element' | 'attribute' | 'property' | 'value';
  /** What is written before the cursor and behind it, as the text that carries it has it. */
  readonly text: readonly [before: string, after: string];
}

/** What can be written in the place of a run of the text. */
export interface Completions {
  readonly span: Span;
  readonly items: readonly Completion[];
}
