/** The report of a text: what is asked of one text, one after the other, reads it once. */
import { type LintReport, lint } from 'media-taskgraph';
import type { Source } from './protocol.js';

let last: { readonly source: Source; readonly report: LintReport } | null = null;

/** Lints a text, or remembers what came of it. */
export function reportOf({ text, fileName }: Source): LintReport {
  if (last === null || last.source.text !== text || last.source.fileName !== fileName) {
    last = { source: { text, fileName }, report: lint(text, { fileName }) };
  }
  return last.report;
}
