/** Which findings somebody has said to be fine, in a comment or in a suppressions file. */

import { CODE_NAMES, type Code, isFixed, isSuppressible, isSyntax } from './diagnostics/codes.js';
import { type Diagnostic, diagnostic, excerpt, type Path, type Report } from './diagnostics/diagnostic.js';
import { nearest } from './diagnostics/nearest.js';
import type { Suppression, SuppressionMatcher } from './diagnostics/suppression-matcher.js';
import type { Document } from './parse/document.js';
import { type CommentedCode, suppressionComments } from './suppression-comments.js';
import { addTo } from './text/add-to.js';
import { NestedSpans, type Spanned } from './text/nested-spans.js';

/** What was linted, and what may suppress findings in it. */
export interface Subject {
  readonly document: Document;
  /** Where XML stands in which there may be comments. */
  readonly commented: readonly Path[];
  /** What a suppressions file says; null without one. */
  readonly matcher: SuppressionMatcher | null;
  /** Whether findings of a code are not made at all. */
  readonly isOff: (code: Code) => boolean;
  /** False where there are more findings than anybody can look through. */
  readonly isWhole: boolean;
}

/**
 * The suppressions of findings, by finding; those that are not in it stay. What is wrong with the comments is reported; what
 * is left of the entries, the matcher knows.
 */
export function suppress(
  findings: readonly Diagnostic[],
  subject: Subject,
  report: Report,
): ReadonlyMap<Diagnostic, Suppression> {
  const { document, commented, matcher } = subject;
  const made = new Map<Diagnostic, Suppression>();
  const comments = suppressionComments(document, commented);
  if (comments.length > 0) suppressByComments(comments, findings, subject, made, report);
  if (matcher === null) return made;
  for (const finding of findings) {
    if (made.has(finding)) continue;
    const entry = matcher.match(finding, document.value);
    if (entry !== null) made.set(finding, { finding, by: 'file', reason: entry.reason ?? null });
  }
  return made;
}

function suppressByComments(
  comments: readonly CommentedCode[],
  findings: readonly Diagnostic[],
  subject: Subject,
  made: Map<Diagnostic, Suppression>,
  report: Report,
): void {
  const coverOf = covers(comments, findings, subject.document);
  const used = new Set<CommentedCode>();
  for (const finding of findings) {
    const comment = isSuppressible(finding.code) ? coverOf(finding) : null;
    if (comment === null) continue;
    used.add(comment);
    made.set(finding, { finding, by: 'comment', reason: comment.reason });
  }
  const isHidden = hiddenParts(findings, subject);
  for (const comment of comments) if (!used.has(comment)) reportUnused(comment, isHidden(comment), subject, report);
}

/** Finds the comment that covers a finding, the innermost of several. */
function covers(
  comments: readonly CommentedCode[],
  findings: readonly Diagnostic[],
  document: Document,
): (finding: Diagnostic) => CommentedCode | null {
  const groups = new Map<string, Spanned<CommentedCode>[]>();
  const inText = new Set<string>();
  for (const comment of comments) {
    const { name, path, covered: span } = comment;
    if (span === null) continue;
    const key = groupKey(name, path);
    if (path === null) inText.add(name);
    addTo(groups, key, { span, value: comment });
  }
  const spans = new Map([...groups].map(([key, group]) => [key, new NestedSpans(group)]));
  const starts = startsOf(
    findings.filter(({ code }) => inText.has(code)),
    document,
  );
  return (finding) => {
    const { code, place } = finding;
    const inXml = place.within && spans.get(groupKey(code, place.path))?.innermost(place.within);
    const start = starts.get(finding);
    if (inXml || start === undefined) return inXml ?? null;
    return spans.get(groupKey(code, null))?.innermost({ start, end: start + 1 }) ?? null;
  };
}

function groupKey(code: string, path: Path | null): string {
  return `${code} ${JSON.stringify(path)}`;
}

/** Where findings begin in the text. */
function startsOf(findings: readonly Diagnostic[], { locate }: Document): ReadonlyMap<Diagnostic, number> {
  if (locate === null || findings.length === 0) return new Map();
  const spans = locate(findings.map(({ place }) => place));
  return new Map(spans.map(({ start }, index) => [findings[index] as Diagnostic, start]));
}

/**
 * Whether findings that a comment would suppress may be hidden: because there are too many, or by a break of syntax in the
 * same definition, or in what is around the definitions.
 */
function hiddenParts(
  findings: readonly Diagnostic[],
  { document, isWhole }: Subject,
): (comment: CommentedCode) => boolean {
  if (!isWhole) return () => true;
  const depth = document.definitions.reduce(
    (least, { path }) => Math.min(least, path.length),
    Number.POSITIVE_INFINITY,
  );
  const partOf = (path: Path): string | null => (path.length < depth ? null : JSON.stringify(path.slice(0, depth)));
  const breaks = findings.filter(({ code }) => isSyntax(code));
  const broken = new Set(breaks.map(({ place }) => partOf(place.path)));
  return ({ path }) => (path === null ? broken.size > 0 : broken.has(null) || broken.has(partOf(path)));
}

function reportUnused({ name, place }: CommentedCode, isHidden: boolean, { isOff }: Subject, report: Report): void {
  const code = CODE_NAMES.find((known) => known === name);
  const reason = code === undefined ? 'unknown-code' : isFixed(code) ? 'always-error' : 'nothing';
  // Where findings may be hidden, or are not looked for, nobody knows whether there are any.
  if (reason === 'nothing' && (isHidden || (code !== undefined && isOff(code)))) return;
  const suggestion = reason === 'unknown-code' ? nearest(name, CODE_NAMES.filter(isSuppressible)) : null;
  const args = { code: excerpt(name), reason, suggestion, file: null } as const;
  const fix = { title: `Write ${suggestion}`, safe: false, edits: [{ place, text: suggestion ?? '' }] };
  report(diagnostic('unused-suppression', place, args, suggestion === null ? {} : { fix }));
}
