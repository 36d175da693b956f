/** A job in a text of any form, and what every edit of it asks for. */
import { type Edit, type Path, type Place, valueAt } from '../diagnostics/diagnostic.js';
import { type LintOptions, type LintReport, lint } from '../lint.js';
import type { Job, Task } from '../model/job.js';
import { applyEdits, compareEdits } from '../parse/edits.js';
import { rewriteDocument, type TextEdit } from '../parse/rewrite.js';
import type { Span } from '../text/span.js';
import type { Fail } from './task-spec.js';

/** A text that was linted, and which of its jobs is meant. */
export interface JobText {
  readonly text: string;
  readonly report: LintReport;
  readonly job: Job;
}

/** Lints a text and takes one of its jobs. */
export function readJobText(text: string, index: number, options: LintOptions): JobText {
  const report = lint(text, options);
  return { text, report, job: report.jobs[index] as Job };
}

/** Why a job cannot be edited at all; null where it can. */
export function refusalOf({ jobs, document, diagnostics }: LintReport, index: number): string | null {
  const job = jobs[index];
  if (job === undefined) return `the report has ${jobs.length === 1 ? '1 job' : `${jobs.length} jobs`}`;
  const definition = document.definitions.find(({ path }) => isSamePath(path, job.at));
  if (job.scope === 'task') return 'this is a task by itself, and no job';
  if (definition?.kind !== 'job' && definition?.kind !== 'tasks') return 'this is a job template, and no job';
  const isBroken = diagnostics.some(
    ({ code, place }) => BREAKS.has(code) && (place.inText !== undefined || code !== 'xml-syntax'),
  );
  return isBroken ? 'the text has errors of syntax: mend those first' : null;
}

/** What makes it unsure where in a text something stands. Broken XML counts where it is the text itself. */
const BREAKS: ReadonlySet<string> = new Set([
  'invalid-encoding',
  'json-syntax',
  'xml-syntax',
  'batch-syntax',
  'duplicate-key',
  'nesting-too-deep',
]);

function isSamePath(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((step, depth) => step === b[depth]);
}

/** The tasks of a job. */
export function tasksOf({ job }: JobText, fail: Fail): readonly Task[] {
  return job.tasks ?? fail('the tasks of the job are not in this document');
}

/** The task at a position. */
export function taskAt(job: JobText, position: number, fail: Fail): Task {
  const tasks = tasksOf(job, fail);
  return tasks[position] ?? fail(`there is no task ${position}; the job has ${tasks.length}`);
}

/** The XML of a task's TaskBody. */
export function xmlOf({ report }: JobText, { bodyPath }: Task): string {
  return String(lookUp(report.document.value, bodyPath));
}

/** The value at a path. */
export function lookUp(value: unknown, path: Path): unknown {
  let at = value;
  for (const step of path) at = (at as Record<string | number, unknown> | null | undefined)?.[step];
  return at;
}

/** The ranges of places in the text. */
export function spansOf({ report }: JobText, places: readonly Place[]): readonly Span[] {
  return report.document.locate?.(places) ?? [];
}

/** What edits at places come to in the text. */
export function rewritten({ report }: JobText, edits: readonly Edit[], fail: Fail): readonly TextEdit[] {
  const changes = rewriteDocument(report.document, edits) ?? [];
  const lost = changes.findIndex((change) => change.length === 0);
  if (lost >= 0) fail(`this form has no way to write ${edits[lost]?.place.path.join('.')}`);
  return changes.flat();
}

/** Edits in the order of the text, and the text that they make. */
export function applied(text: string, edits: readonly TextEdit[]): { text: string; edits: readonly TextEdit[] } {
  const sorted = edits.filter((edit) => text.slice(edit.start, edit.end) !== edit.text).sort(compareEdits);
  return { text: applyEdits(text, sorted), edits: sorted };
}

/** An edit that gives a property a value, whether it is there yet or not. */
export function setProperty(path: Path, value: unknown): Edit {
  return { place: { path, on: 'member' }, text: JSON.stringify(value) };
}

/** An edit that puts XML in the place of a range of a TaskBody. */
export function inBody(path: Path, within: Span, text: string): Edit {
  return { place: valueAt(path, within), text };
}
