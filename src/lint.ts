import { type Code, isFixed, type Severity } from './diagnostics/codes.js';
import type { Diagnostic, Report } from './diagnostics/diagnostic.js';
import { sortByValue } from './diagnostics/sort.js';
import type { Suppression, SuppressionMatcher } from './diagnostics/suppression-matcher.js';
import { JobGraph } from './graph/job-graph.js';
import type { Job } from './model/job.js';
import { DEFAULT_QUOTAS, type Quotas, readQuotas } from './model/quotas.js';
import { readModel } from './model/read-model.js';
import { readTaskContext, type TaskContext, withContext } from './model/task-context.js';
import type { Configured } from './model/task-settings.js';
import type { DocumentKind } from './parse/definition.js';
import { type Document, FILE_START, type Input, type Origin, readDocument } from './parse/document.js';
import { RULES, SETTINGS_RULES, TEMPLATE_RULES } from './rules/index.js';
import { suppress } from './suppress.js';

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
  /** Entries of a suppressions file for this input; it knows afterwards which of them fit nothing. */
  readonly suppressions?: SuppressionMatcher;
  /** Quotas of the account, where it has others than those that everybody had. */
  readonly quotas?: Readonly<Partial<Quotas>>;
  /** The rest of the job that a bare task or TaskBody belongs to, as an editor of one task knows it. */
  readonly context?: TaskContext;
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
  /** The jobs, for `plan` and `TaskGraph`. A bare task or TaskBody is a job of one task, a job template one of its tasks. */
  readonly jobs: readonly Job[];
  /** What was read; `locate` finds the ranges of findings in it. */
  readonly document: Document;
}

/** How many findings a report lists for one document. */
export const MAX_DIAGNOSTICS = 100_000;

/**
 * Reads a definition and finds everything that is wrong with it: text, bytes, or a plain object as a form would hold it.
 * Never throws for what is in it; an object whose own getters throw does.
 * @throws TypeError or RangeError for quotas that are no whole numbers from 0, and for a context that makes no sense
 */
export function lint(input: Input, options: LintOptions = {}): LintReport {
  const quotas = options.quotas === undefined ? DEFAULT_QUOTAS : readQuotas(options.quotas);
  const surroundings = options.context === undefined ? null : readTaskContext(options.context);
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
  const { jobs: read, configured, templates, commented } = readModel(document, report);
  const jobs = surroundings === null ? read : read.map((job) => withContext(job, surroundings));
  for (const job of jobs) {
    if (job.tasks === null) continue;
    const elsewhere = surroundings === null || job.scope === 'job' ? null : surroundings.elsewhere;
    const context = { job, tasks: job.tasks, graph: new JobGraph(job), elsewhere, quotas, report };
    for (const rule of RULES) rule.check(context);
  }
  checkSettings(configured, report);
  for (const rule of TEMPLATE_RULES) for (const template of templates) rule.check(template, report);
  const all = (): Diagnostic[] => [...found.error, ...found.warning, ...found.info];
  const count = (): number => counts.error + counts.warning + counts.info;
  const isOff = (code: Code): boolean => options.severity?.[code] === 'off';
  const isWhole = count() === all().length;
  const subject = { document, commented, matcher: options.suppressions ?? null, isOff, isWhole };
  const suppressions = suppress(all(), subject, report);
  for (const { severity } of suppressions.keys()) counts[severity] -= 1;
  const kept = suppressions.size === 0 ? all() : all().filter((finding) => !suppressions.has(finding));
  const listed = kept.slice(0, MAX_DIAGNOSTICS);
  const diagnostics = inOrder(listed, document);
  const suppressed = inOrder([...suppressions.keys()], document).map(
    (finding) => suppressions.get(finding) as Suppression,
  );
  const omitted = count() - listed.length;
  return { kind: document.kind, ok: counts.error === 0, diagnostics, suppressed, counts, omitted, jobs, document };
}

/**
 * Checks the settings of each task. Many have the same Configuration for the same processor: where nothing was found in those
 * of one, nothing is in those of the next. By index, since to iterate makes an object at each step.
 */
function checkSettings(configured: readonly Configured[], report: Report): void {
  const clean = new Map<string, string>();
  let found = false;
  const tell: Report = (finding) => {
    found = true;
    report(finding);
  };
  for (let one = 0; one < configured.length; one += 1) {
    const settings = configured[one]?.settings ?? null;
    if (settings === null) continue;
    const { configuration, processorId } = settings;
    const isBare = settings.options === 0 && settings.encryption.length === 0;
    if (isBare && clean.get(configuration) === processorId) continue;
    found = false;
    for (let rule = 0; rule < SETTINGS_RULES.length; rule += 1) SETTINGS_RULES[rule]?.check(settings, tell);
    if (isBare && !found && clean.size < REMEMBERED) clean.set(configuration, processorId);
  }
}

/** How many Configurations are remembered, some of which are long. */
const REMEMBERED = 1000;

/** A finding as serious as it was said to be; null where it was switched off. */
export function withSeverity(finding: Diagnostic, wanted: NonNullable<LintOptions['severity']>): Diagnostic | null {
  const severity = isFixed(finding.code) ? undefined : wanted[finding.code];
  if (severity === undefined || severity === finding.severity) return finding;
  return severity === 'off' ? null : { ...finding, severity };
}

/**
 * The order of the value, then that of the text, where there is one: it knows what a value cannot, where broken JSON is,
 * which of two equal keys counts, and in what order keys that look like numbers stand.
 */
function inOrder(given: readonly Diagnostic[], { value, locate, keepsOrder }: Document): readonly Diagnostic[] {
  if (given.length < 2) return given;
  const { sorted: findings, hasNumericKeys } = sortByValue(given, value);
  const isInOrder = keepsOrder && !hasNumericKeys && findings.every(({ place }) => place.inText === undefined);
  if (locate === null || isInOrder) return findings;
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
  const isAbout = code === 'missing-property' || code === 'incomplete-encryption';
  if (isAbout && document.incomplete.has(path.slice(0, -1))) return true;
  return document.isLossy && Object.values(args).some((value) => typeof value === 'string' && value.includes('\ufffd'));
}
