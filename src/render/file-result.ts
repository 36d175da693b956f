/**
 * What came of a file as plain data: every place looked up, every sentence written. Formats only lay it out, several of
 * them can share it, and it can be sent from one thread to another.
 */
import type { Code, Severity } from '../diagnostics/codes.js';
import type { Diagnostic, Edit, Place } from '../diagnostics/diagnostic.js';
import { fingerprint } from '../diagnostics/fingerprint.js';
import { formatDiagnostic, formatRelated } from '../diagnostics/messages.js';
import type { LintReport } from '../lint.js';
import { locate, locateEdits, type Range } from '../locate.js';
import type { DocumentKind } from '../parse/definition.js';
import { FrameSource, type ShownLine } from './code-frame.js';

/** Where something is. The positions are not there where the input was an object without text. */
export interface ResolvedPlace extends Pick<Place, 'path' | 'within'>, Partial<Range> {}

/** Another place that a finding has to do with. */
export interface ResolvedRelated extends ResolvedPlace {
  readonly message: string;
}

/** A change that takes a finding away. `text` is as the file has it, escapes and all, where there is a file. */
export interface ResolvedEdit extends ResolvedPlace {
  /** What is meant, where that is not the value or characters within it. */
  readonly on?: 'key' | 'member';
  readonly text: string;
}

/** A finding, ready to show. */
export interface ResolvedFinding extends ResolvedPlace {
  readonly code: Code;
  readonly severity: Severity;
  readonly message: string;
  readonly args: Diagnostic['args'];
  readonly related: readonly ResolvedRelated[];
  readonly relatedOmitted: number;
  readonly fix: { readonly title: string; readonly safe: boolean; readonly edits: readonly ResolvedEdit[] } | null;
  /** Stays the same when lines move: see `diagnostics/fingerprint.ts`. */
  readonly fingerprint: string;
  /** The lines that it is in, where a format shows them. */
  readonly frame: readonly ShownLine[];
}

/** A finding that somebody has said to be fine. */
export interface ResolvedSuppression {
  readonly finding: ResolvedFinding;
  /** A comment in the source, or an entry of a suppressions file. */
  readonly by: 'comment' | 'file';
  readonly reason: string | null;
}

/** What came of a file, or of the next lines of one that is read in parts. */
export interface FileResult {
  readonly path: string;
  readonly kind: DocumentKind;
  readonly findings: readonly ResolvedFinding[];
  readonly suppressed: readonly ResolvedSuppression[];
  readonly counts: LintReport['counts'];
  readonly omitted: number;
  /** Whether this goes on with the file of the result before. */
  readonly continues: boolean;
}

/** What a format needs of each finding beyond what all do. */
export interface ResultNeeds {
  readonly frames: boolean;
}

/** Looks up all places of a report in one pass over its text. */
export function resolveReport(path: string, report: LintReport, needs: ResultNeeds, continues = false): FileResult {
  const { kind, counts, omitted } = report;
  // Most files by far.
  if (report.diagnostics.length + report.suppressed.length === 0)
    return { path, kind, findings: [], suppressed: [], counts, omitted, continues };
  const suppressed = report.suppressed.map(({ finding }) => finding);
  const all = [...report.diagnostics, ...suppressed];
  const resolve = resolver(report, all, needs);
  return {
    path,
    kind,
    findings: report.diagnostics.map(resolve),
    suppressed: report.suppressed.map(({ finding, by, reason }) => ({ finding: resolve(finding), by, reason })),
    counts,
    omitted,
    continues,
  };
}

/** Takes findings in the order in which they were given: the ranges come in that order too. */
function resolver(
  report: LintReport,
  findings: readonly Diagnostic[],
  needs: ResultNeeds,
): (finding: Diagnostic) => ResolvedFinding {
  const places = findings.flatMap(({ place, related }) => [place, ...related.map((other) => other.place)]);
  const ranges = locate(report, places)[Symbol.iterator]();
  const next = (): Range | null => ranges.next().value ?? null;
  const edits = locateEdits(
    report,
    findings.flatMap(({ fix }) => fix?.edits ?? []),
  )[Symbol.iterator]();
  const nextEdits = ({ place, text }: Edit): readonly ResolvedEdit[] => {
    const what = place.on === 'value' ? {} : { on: place.on };
    const changes = edits.next().value ?? null;
    return changes === null
      ? [{ ...resolved(place, null), ...what, text }]
      : changes.map((change) => ({ ...resolved(place, change), ...what, text: change.text }));
  };
  const frames = needs.frames && findings.length > 0 ? new FrameSource(report.document) : null;
  return (finding) => {
    const { code, severity, args, place, related, relatedOmitted, fix } = finding;
    const range = next();
    return {
      code,
      severity,
      message: formatDiagnostic(finding),
      args,
      ...resolved(place, range),
      related: related.map((other) => ({ message: formatRelated(other), ...resolved(other.place, next()) })),
      relatedOmitted,
      fix: fix && { title: fix.title, safe: fix.safe, edits: fix.edits.flatMap(nextEdits) },
      fingerprint: fingerprint(finding, report.document.value),
      frame: frames === null || range === null ? [] : frames.linesAt(place, range),
    };
  };
}

function resolved({ path, within }: Place, range: Range | null): ResolvedPlace {
  const at = range === null ? {} : { start: range.start, end: range.end };
  return { path, ...(within === undefined ? {} : { within }), ...at };
}
