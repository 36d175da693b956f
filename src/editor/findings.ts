/** What editors are told of a report: findings with ranges of the text, and changes of it. */
import type { LintReport } from '../lint.js';
import { chooseApart, compareEdits } from '../parse/edits.js';
import { type FileResult, type ResolvedEdit, type ResolvedFinding, resolveReport } from '../render/file-result.js';

/** The name of the action that takes all fixes that keep the meaning. */
export const FIX_ALL = 'Fix all that is safe to fix';

/** A report, or what `resolveReport` made of one, which can come from a worker. */
export type Findings = LintReport | Pick<FileResult, 'findings'>;

/** A finding that has a range of the text. */
export type ShownFinding = ResolvedFinding & Required<Pick<ResolvedFinding, 'start' | 'end'>>;

/** A change of the text. */
export type ShownEdit = ResolvedEdit & Required<Pick<ResolvedEdit, 'start' | 'end'>>;

/** The findings in the text; none where an object was linted, which has none. */
export function shownFindings(given: Findings): readonly ShownFinding[] {
  const { findings } = 'findings' in given ? given : resolveReport('', given, { frames: false });
  return findings.filter(isShown);
}

/** What the way out of a finding comes to in the text; null where there is none, or none that its form can write. */
export function editsOf({ fix }: ResolvedFinding): readonly ShownEdit[] | null {
  const edits = fix?.edits.filter(isShown) ?? [];
  return edits.length === 0 ? null : edits;
}

/** All fixes that keep the meaning, as `applyFixes` takes them: of those that lie over each other the first. From left to right. */
export function safeEdits(findings: readonly ShownFinding[]): readonly ShownEdit[] {
  const groups = findings.map((finding) =>
    finding.fix?.safe === true ? (editsOf(finding) ?? []).map((edit) => ({ edit, ...toTextEdit(edit) })) : [],
  );
  const chosen = chooseApart(groups);
  const edits = groups.flatMap((group, rank) => (chosen.has(rank) ? group : []));
  return edits.sort(compareEdits).map(({ edit }) => edit);
}

/** The same change by offsets alone. */
export function toTextEdit({ start, end, text }: ShownEdit): { start: number; end: number; text: string } {
  return { start: start.offset, end: end.offset, text };
}

function isShown<T extends { readonly start?: unknown; readonly end?: unknown }>(
  item: T,
): item is T & { start: NonNullable<T['start']>; end: NonNullable<T['end']> } {
  return item.start !== undefined && item.end !== undefined;
}
