import type { Diagnostic } from './diagnostics/diagnostic.js';
import { type LintOptions, type LintReport, lint } from './lint.js';
import { applyEdits, chooseApart, compareEdits, composeEdits } from './parse/edits.js';
import { rewriteDocument, type TextEdit } from './parse/rewrite.js';
import { withoutMark } from './text/decode.js';

/** Which fixes to apply. */
export interface FixChoice {
  /** Also those that may change what the definition means; by default only the safe ones. */
  readonly unsafe?: boolean;
}

/** What applying the fixes of one report comes to. */
export interface AppliedFixes {
  /** The text with the fixes, without byte order mark as `document.text` is; null where an object was linted. */
  readonly text: string | null;
  /** The changes of the text that was linted, from left to right; none lies over another. */
  readonly edits: readonly TextEdit[];
  /** Findings whose fixes were applied, in the order of the report. */
  readonly applied: readonly Diagnostic[];
  /** All other findings. Of fixes that lie over each other the first is applied: lint again for the others. */
  readonly left: readonly Diagnostic[];
}

/** Options of `fix`: those of `lint`, and which fixes to apply. */
export interface FixOptions extends LintOptions, FixChoice {}

/** What came of fixing a text. */
export interface FixResult {
  readonly text: string;
  /** The changes of the text that was given, from left to right; none lies over another. */
  readonly edits: readonly TextEdit[];
  /** The findings that were fixed, pass by pass: what a break of syntax hid comes to light only when that is mended. */
  readonly fixed: readonly Diagnostic[];
  /** The text as it now is, linted. */
  readonly report: LintReport;
  /** False where `MAX_PASSES` passes were not enough: another call goes on. */
  readonly isComplete: boolean;
}

/** How often `fix` lints a text and applies what it can. More than three times are rare. */
export const MAX_PASSES = 10;

/** Applies the fixes of a report to the text that was linted, each with all its edits or not at all. */
export function applyFixes(
  { document, diagnostics }: Pick<LintReport, 'document' | 'diagnostics'>,
  { unsafe = false }: FixChoice = {},
): AppliedFixes {
  const wanted = diagnostics.flatMap(({ fix }, index) =>
    fix !== null && (fix.safe || unsafe) ? [{ fix, index }] : [],
  );
  const { text } = document;
  const rewritten = rewriteDocument(
    document,
    wanted.flatMap(({ fix }) => fix.edits),
  );
  if (text === null || rewritten === null) return { text: null, edits: [], applied: [], left: diagnostics };
  const changes = rewritten[Symbol.iterator]();
  const groups = wanted.map(({ fix }) => fix.edits.flatMap(() => changes.next().value ?? []));
  const chosen = chooseApart(groups);
  const edits = groups.flatMap((group, rank) => (chosen.has(rank) ? group : [])).sort(compareEdits);
  const taken = new Set([...chosen].map((rank) => wanted[rank]?.index));
  return {
    text: applyEdits(text, edits),
    edits,
    applied: diagnostics.filter((_, index) => taken.has(index)),
    left: diagnostics.filter((_, index) => !taken.has(index)),
  };
}

/**
 * Fixes a text: lints it, applies what can be applied at once, and does so again until nothing changes. A byte order mark
 * and everything else that no fix is about stays as it is.
 */
export function fix(text: string, options: FixOptions = {}): FixResult {
  const markEnd = text.length - withoutMark(text).length;
  const fixed: Diagnostic[] = [];
  let edits: readonly TextEdit[] = [];
  let now = text.slice(markEnd);
  let report = lint(now, options);
  let step = applyFixes(report, options);
  for (let pass = 0; pass < MAX_PASSES && changes(step, now); pass += 1) {
    for (const finding of step.applied) fixed.push(finding);
    edits = composeEdits(edits, now, step.edits);
    now = step.text;
    options.suppressions?.restart();
    report = lint(now, options);
    step = applyFixes(report, options);
  }
  const moved = edits.map(({ start, end, text }) => ({ start: start + markEnd, end: end + markEnd, text }));
  return { text: text.slice(0, markEnd) + now, edits: moved, fixed, report, isComplete: !changes(step, now) };
}

/** A fix that writes what is there already changes nothing, and would do so for ever. */
function changes(step: AppliedFixes, text: string): step is AppliedFixes & { readonly text: string } {
  return step.text !== null && step.text !== text;
}
