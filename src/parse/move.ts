/** Findings of a part of a text as findings of the text. */
import type { Diagnostic, Path, Place, Report } from '../diagnostics/diagnostic.js';
import type { Span } from '../text/span.js';

/** A finding whose every place (its own, those that are related, those of its fix) has been moved. */
export function moveFinding(finding: Diagnostic, move: (place: Place) => Place): Diagnostic {
  const { place, related, fix } = finding;
  return {
    ...finding,
    place: move(place),
    related: related.map((other) => ({ ...other, place: move(other.place) })),
    fix: fix && { ...fix, edits: fix.edits.map((edit) => ({ ...edit, place: move(edit.place) })) },
  };
}

/** A place of a part that begins at an offset, at its path in the whole. */
export function movePlace(place: Place, offset: number, path: Path): Place {
  return place.inText === undefined ? { ...place, path } : { ...place, path, inText: moveSpan(place.inText, offset) };
}

/** Moves a range behind so many units. */
export function moveSpan({ start, end }: Span, offset: number): Span {
  return { start: start + offset, end: end + offset };
}

/** For a string that is the text itself: what counts within it counts in the text. */
export function inText(report: Report): Report {
  return (finding) =>
    report(
      moveFinding(finding, ({ within, ...place }) => (within === undefined ? place : { ...place, inText: within })),
    );
}
