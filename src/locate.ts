import type { Edit, Place } from './diagnostics/diagnostic.js';
import type { LintReport } from './lint.js';
import type { Origin } from './parse/document.js';
import { rewriteDocument } from './parse/rewrite.js';
import { lineIndex, type Position } from './text/line-index.js';
import type { Span } from './text/span.js';

/** A range of the text, `end` behind its last character. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/**
 * The ranges of places in the text that was linted, through the escapes of JSON and the references of XML. All places of a
 * report take one pass together, so ask for all at once. Null for each where the input was an object without text.
 */
export function locate(report: Pick<LintReport, 'document'>, places: readonly Place[]): (Range | null)[] {
  const { text, locate: find, origin } = report.document;
  if (text === null || find === null) return places.map(() => null);
  return places.length === 0 ? [] : toRanges(find(places), text, origin);
}

/** A change of the text in a range. */
export interface LocatedEdit extends Range {
  readonly text: string;
}

/**
 * The changes of the text that edits come to, a list for each, escaped for what carries them: the quotes of a JSON string,
 * the markup of Atom. Ask for all at once. Null for each where the input was an object without text.
 */
export function locateEdits(report: Pick<LintReport, 'document'>, edits: readonly Edit[]): (LocatedEdit[] | null)[] {
  const { text, origin } = report.document;
  const changes = edits.length === 0 ? [] : rewriteDocument(report.document, edits);
  if (text === null || changes === null) return edits.map(() => null);
  const ranges = toRanges(changes.flat(), text, origin)[Symbol.iterator]();
  return changes.map((list) => list.map((change) => ({ ...(ranges.next().value as Range), text: change.text })));
}

function toRanges(spans: readonly Span[], text: string, origin: Origin): Range[] {
  const lines = lineIndex(text);
  const position = (at: number): Position => inFile(lines.position(at), origin);
  return spans.map(({ start, end }) => ({ start: position(start), end: position(end) }));
}

function inFile({ line, column, offset }: Position, origin: Origin): Position {
  return { line: line + origin.line, column, offset: offset + origin.offset };
}
