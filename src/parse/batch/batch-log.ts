/** What is found to be wrong with a batch, each break once. */
import type { BatchProblem } from '../../diagnostics/batch-problems.js';
import { type Diagnostic, diagnostic, excerpt, type Fix, type Related } from '../../diagnostics/diagnostic.js';
import type { Span } from '../../text/span.js';

/** What a break may carry beside its place. */
export interface BreakDetails {
  readonly found?: string;
  readonly expected?: string;
  readonly related?: readonly Related[];
  /** The change of the text that mends it; the batch was read as if it had been made. */
  readonly fix?: Span & { readonly title: string; readonly text: string };
}

/** Collects breaks; whether they are told is decided when it is known that the text is a batch at all. */
export class BatchLog {
  readonly findings: Diagnostic[] = [];

  tell(problem: BatchProblem, span: Span, { found = '', expected = '', related = [], fix }: BreakDetails = {}): void {
    const args = { problem, found: excerpt(found, 80), expected: excerpt(expected, 160) };
    const place = placeOf(span);
    const extras = fix === undefined ? { related } : { related, fix: toFix(fix) };
    this.findings.push(diagnostic('batch-syntax', place, args, extras));
  }
}

/** A range of the text as a place. */
export function placeOf({ start, end }: Span): { path: []; on: 'value'; inText: Span } {
  return { path: [], on: 'value', inText: { start, end } };
}

function toFix({ title, text, ...span }: NonNullable<BreakDetails['fix']>): Fix {
  return { title, safe: true, edits: [{ place: placeOf(span), text }] };
}
