/** How a break of syntax is mended, for JSON and XML alike: changes of the text, and what they are called. */
import type { Fix, Place } from '../diagnostics/diagnostic.js';
import { isLineEnd, type Span, withSpaces } from '../text/span.js';
import { editedRun } from './edits.js';
import type { TextEdit } from './rewrite.js';

/** Changes that take a break away. A safe one makes the text what it was read as, and loses nothing of it. */
export interface Mend {
  readonly safe: boolean;
  /** From left to right, none over another. */
  readonly edits: readonly TextEdit[];
}

/** A mend with a name for people: `Escape the quotes`. */
export interface Repair extends Mend {
  readonly title: string;
}

/** Beyond so many edits a fix is one edit from the first to the last: each has its own place in a report. */
const MAX_EDITS = 100;

/** A fix of a text, which stands where `placeOf` says. */
export function toFix(text: string, { title, safe, edits }: Repair, placeOf: (span: Span) => Place): Fix {
  const listed = edits.length > MAX_EDITS ? joined(text, edits) : edits;
  return {
    title,
    safe,
    edits: listed.map(({ start, end, text: put }) => ({ place: placeOf({ start, end }), text: put })),
  };
}

/** Several edits, from left to right, as one. */
function joined(text: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  const span = { start: edits[0]?.start ?? 0, end: edits.at(-1)?.end ?? 0 };
  return [{ ...span, text: editedRun(text, span, edits) }];
}

/** Puts a text in the place of a span. */
export function replacing({ start, end }: Span, text: string, safe = true): Mend {
  return { safe, edits: [{ start, end, text }] };
}

/** What to take out so that a span is gone and leaves no blanks or empty line behind. */
export function removalOf(text: string, { start, end }: Span): TextEdit {
  const { start: before, end: behind } = withSpaces(text, { start, end });
  const endsLine = behind >= text.length || isLineEnd(text[behind]);
  if (!endsLine) return { start, end, text: '' };
  const isAlone = before === 0 || isLineEnd(text[before - 1]);
  if (!isAlone) return { start: before, end: behind, text: '' };
  const next = text[behind] === '\r' && text[behind + 1] === '\n' ? behind + 2 : Math.min(behind + 1, text.length);
  return { start: before, end: next, text: '' };
}

/** Whether a text can go without a loss: it has no letters and no digits. */
export function saysNothing(text: string): boolean {
  return !/[\p{L}\p{N}]/u.test(text);
}
