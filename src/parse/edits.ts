/** Changes of a text: applied, put together, and chosen so that none lies over another. All of it takes one pass. */
import type { Span } from '../text/span.js';
import type { TextEdit } from './rewrite.js';

/** A text after edits, which come from left to right, none over another. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return editedRun(text, { start: 0, end: text.length }, edits);
}

/** A run of a text after edits within it. */
export function editedRun(text: string, { start, end }: Span, edits: Iterable<TextEdit>): string {
  const parts: string[] = [];
  let at = start;
  for (const edit of edits) {
    parts.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  parts.push(text.slice(at, end));
  return parts.join('');
}

/**
 * Two steps as one: `first` made the text `middle`, and `second` changes that. What touches in between becomes one edit.
 */
export function composeEdits(
  first: readonly TextEdit[],
  middle: string,
  second: readonly TextEdit[],
): readonly TextEdit[] {
  const made: TextEdit[] = [];
  /** How much further right the text behind the edits of `first` taken so far is in `middle`. */
  let shift = 0;
  let [taken, done] = [0, 0];
  while (taken < first.length || done < second.length) {
    const start = Math.min((first[taken]?.start ?? Infinity) + shift, second[done]?.start ?? Infinity);
    const [from, startShift] = [done, shift];
    let end = start;
    for (;;) {
      const [one, other] = [first[taken], second[done]];
      if (one !== undefined && one.start + shift <= end) {
        end = Math.max(end, one.start + shift + one.text.length);
        shift += one.text.length - (one.end - one.start);
        taken += 1;
      } else if (other !== undefined && other.start <= end) {
        end = Math.max(end, other.end);
        done += 1;
      } else break;
    }
    const text = editedRun(middle, { start, end }, second.slice(from, done));
    made.push({ start: start - startShift, end: end - shift, text });
  }
  return made;
}

/**
 * Which of some groups of edits can be applied together: of two that meet, the one that starts first. A group is taken with
 * all its edits or not at all; one that meets itself never is.
 */
export function chooseApart(groups: readonly (readonly TextEdit[])[]): ReadonlySet<number> {
  const starts = groups.map((edits) => edits.reduce((least, { start }) => Math.min(least, start), Infinity));
  const chosen = new Set(groups.flatMap((edits, group) => (isApart(edits) ? [group] : [])));
  const isBefore = (one: number, other: number): boolean =>
    ((starts[one] as number) - (starts[other] as number) || one - other) < 0;
  const all = groups.flatMap((edits, group) => edits.map((edit) => ({ edit, group })));
  all.sort((a, b) => compareEdits(a.edit, b.edit) || a.group - b.group);
  let last: (typeof all)[number] | null = null;
  for (const next of all) {
    if (!chosen.has(next.group)) continue;
    if (last !== null && chosen.has(last.group) && meet(last.edit, next.edit)) {
      const isKept = isBefore(last.group, next.group);
      chosen.delete(isKept ? next.group : last.group);
      if (!chosen.has(next.group)) continue;
    }
    last = next;
  }
  return chosen;
}

/** Whether there are edits, none of which meets another. */
function isApart(edits: readonly TextEdit[]): boolean {
  const sorted = edits.toSorted(compareEdits);
  return edits.length > 0 && sorted.every((edit, index) => index === 0 || !meet(sorted[index - 1] as TextEdit, edit));
}

/** The order of the text; an insertion comes before what it stands in front of. */
export function compareEdits(a: TextEdit, b: TextEdit): number {
  return a.start - b.start || a.end - b.end;
}

/** Whether two edits, the earlier one first, change the same characters, or put something into the same place. */
function meet(a: TextEdit, b: TextEdit): boolean {
  return b.start < a.end || (a.start === b.start && a.end === b.end);
}
