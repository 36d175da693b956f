import type { Place } from './diagnostics/diagnostic.js';
import type { LintReport } from './lint.js';
import { lineIndex, type Position } from './text/line-index.js';

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
  const { text, locate: find } = report.document;
  if (text === null || find === null) return places.map(() => null);
  if (places.length === 0) return [];
  const lines = lineIndex(text);
  return find(places).map(({ start, end }) => ({ start: lines.position(start), end: lines.position(end) }));
}
