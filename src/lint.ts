import { type Code, isFixed, type Severity } from './diagnostics/codes.js';
import type { Diagnostic } from './diagnostics/diagnostic.js';
import { sortDiagnostics } from './diagnostics/sort.js';
import { TaskGraph } from './graph/task-graph.js';
import type { Job } from './model/job.js';
import type { Quotas } from './model/quotas.js';
import { readJobs } from './model/read-jobs.js';
import type { DocumentKind } from './parse/definition.js';
import { type Document, FILE_START, type Input, type Origin, readDocument } from './parse/document.js';
import { RULES } from './rules/index.js';

/** What `lint` may be told beside its input. */
export interface LintOptions {
  /**
   * Name of the file that the input came from. `.xml` says that it is XML even if it does not look like it, `.jsonc` that
   * comments and trailing commas are fine, `.ndjson` that each line is a definition of its own.
   */
  readonly fileName?: string;
  /** Where a text begins in its file, for lines of NDJSON that are read in parts: positions and paths count from there. */
  readonly origin?: Origin;
  /** Severities other than the defaults, by code; `off` leaves a code out. Syntax and cycles stay errors. */
  readonly severity?: Readonly<Partial<Record<Code, Severity | 'off'>>>;
  /** Limits other than the defaults, where the service had raised them for an account. */
  readonly quotas?: Readonly<Partial<Quotas>>;
}

/** What `lint` found. */
export interface LintReport {
  readonly kind: DocumentKind;
  /** Whether there is no error; warnings are fine. */
  readonly ok: boolean;
  /** In the order of the document. */
  readonly diagnostics: readonly Diagnostic[];
  /** Findings that somebody has said to be fine; they count nowhere else. */
  readonly suppressed: readonly Suppression[];
  /** How many findings there are of each severity, listed or not. */
  readonly counts: Readonly<Record<Severity, number>>;
  /** How many findings are not listed, because there are more than `MAX_DIAGNOSTICS`; errors are the last to be left out. */
  readonly omitted: number;
  /** The jobs, for `plan` and `TaskGraph`. A bare task or TaskBody is a job of one task. */
  readonly jobs: readonly Job[];
  /** What was read; `locate` finds the ranges of findings in it. */
  readonly document: Document;
}

/** A finding that somebody has said to be fine, where, and why. */
export interface Suppression {
  readonly finding: Diagnostic;
  /** A comment in the source, or an entry of a suppressions file. */
  readonly by: 'comment' | 'file';
  readonly reason: string | null;
}

/** How many findings a report lists for one document. */
export const MAX_DIAGNOSTICS = 100_000;

/**
 * Reads a definition and finds everything that is wrong with it: text, bytes, or a plain object as a form would hold it.
 * Never throws for what is in it; an object whose own getters throw does.
 */
export function lint(input: Input, options: LintOptions = {}): LintReport {
  const found: Record<Severity, Diagnostic[]> = { error: [], warning: [], info: [] };
  const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  const report = (made: Diagnostic): void => {
    const finding = withSeverity(made, options.severity ?? {});
    if (finding === null || isDamaged(finding, document)) return;
    counts[finding.severity] += 1;
    const listed = found[finding.severity];
    if (listed.length < MAX_DIAGNOSTICS) listed.push(finding);
  };
  let document: Document | null = null;
  document = readDocument(input, { fileName: options.fileName ?? '', origin: options.origin ?? FILE_START }, report);
  const jobs = readJobs(document, report);
  for (const job of jobs) {
    if (job.tasks === null) continue;
    const context = { job, tasks: job.tasks, graph: new TaskGraph(job), report };
    for (const rule of RULES) rule.check(context);
  }
  const listed = [...found.error, ...found.warning, ...found.info].slice(0, MAX_DIAGNOSTICS);
  const diagnostics = inTextOrder(sortDiagnostics(listed, document.value), document);
  const omitted = counts.error + counts.warning + counts.info - listed.length;
  const suppressed: Suppression[] = [];
  return { kind: document.kind, ok: counts.error === 0, diagnostics, suppressed, counts, omitted, jobs, document };
}

/** A finding as serious as it was said to be; null where it was switched off. */
function withSeverity(finding: Diagnostic, wanted: NonNullable<LintOptions['severity']>): Diagnostic | null {
  const severity = isFixed(finding.code) ? undefined : wanted[finding.code];
  if (severity === undefined || severity === finding.severity) return finding;
  return severity === 'off' ? null : { ...finding, severity };
}

/**
 * The order of the text, where there is one: it knows what a value cannot, where broken JSON is, which of two equal keys
 * counts, and in what order keys that look like numbers stand.
 */
function inTextOrder(findings: readonly Diagnostic[], { locate }: Document): readonly Diagnostic[] {
  if (locate === null || findings.length < 2) return findings;
  const starts = new Map(
    locate(findings.map(({ place }) => place)).map(({ start }, index) => [findings[index], start]),
  );
  return findings.toSorted((a, b) => (starts.get(a) ?? 0) - (starts.get(b) ?? 0));
}

/**
 * Whether a finding only follows from damage that has been told: a value that broken JSON runs through is repaired by
 * guess, a container without its end may have had more, and U+FFFD stands for bytes that were lost.
 */
function isDamaged({ code, args, place: { path } }: Diagnostic, document: Document | null): boolean {
  if (document === null) return false;
  if (document.damaged.covers(path)) return true;
  if (code === 'missing-property' && document.incomplete.has(path.slice(0, -1))) return true;
  return document.isLossy && Object.values(args).some((value) => typeof value === 'string' && value.includes('\ufffd'));
}
