/** What keeps the text of an inputAsset or outputAsset from being a reference, as a finding. */
import { diagnostic, excerpt, type Fix, type Path, type Report, valueAt } from '../diagnostics/diagnostic.js';
import type { Span } from '../text/span.js';
import { formatReference, type ReadReference } from './asset-reference.js';

/** Where the text stands, in the string at `path`. */
export interface ReferencePlace {
  readonly path: Path;
  /** The text without white space around it. */
  readonly range: Span;
  /** What the correct reference would stand instead of: the white space goes too. */
  readonly replaced: Span;
}

/** Reports the fault of a text that was read as a reference, if it has one; `found` is the text without white space around it. */
export function reportReference(found: string, read: ReadReference, place: ReferencePlace, report: Report): void {
  const { reference, guess, fault } = read;
  if (fault === null) return;
  const at = valueAt(place.path, place.range);
  const meant = reference ?? guess;
  const correct = meant === null ? null : formatReference(meant);
  // Safe where the text links as the reference already.
  const extras = correct === null ? {} : { fix: fixOf(correct, place, reference !== null) };
  const text = excerpt(found);
  report(
    fault === 'padding'
      ? diagnostic('padded-reference', at, { found: text, reference: correct ?? '' }, extras)
      : diagnostic('invalid-reference', at, { found: text, problem: fault, suggestion: correct }, extras),
  );
}

function fixOf(correct: string, { path, replaced }: ReferencePlace, safe: boolean): Fix {
  return { title: `Write ${correct}`, safe, edits: [{ place: valueAt(path, replaced), text: correct }] };
}
