import type { SuppressionMatcher } from '../diagnostics/suppression-matcher.js';
import { type LintOptions, type LintReport, lint } from '../lint.js';
import { isObject } from '../parse/definition.js';
import { findFiles, type InputFile, readFailure, readInput } from './input.js';
import type { Io } from './io.js';

/** What came of one file. */
export type FileReport =
  | { readonly path: string; readonly status: 'linted'; readonly report: LintReport }
  /** A file that a folder or pattern led to and that is no definition. */
  | { readonly path: string; readonly status: 'skipped' }
  | { readonly path: string; readonly status: 'unreadable'; readonly message: string };

/** Options of `lintFiles`. */
export interface LintFilesOptions {
  /** Folder that patterns are relative to; the working directory by default. */
  readonly cwd?: string;
  /** As for `lint`. */
  readonly severity?: NonNullable<LintOptions['severity']>;
  readonly quotas?: NonNullable<LintOptions['quotas']>;
}

/**
 * Lints files, folders and patterns, one after the other; the entry point `media-taskgraph/node`. A file that is not there
 * or cannot be read is reported as unreadable.
 */
export async function* lintFiles(
  patterns: readonly string[],
  options: LintFilesOptions = {},
): AsyncIterable<FileReport> {
  const io = { cwd: options.cwd ?? process.cwd(), stdin: process.stdin };
  const { severity = {}, quotas = {} } = options;
  for (const file of await findFiles(patterns, io.cwd)) yield lintFile(file, io, { severity, quotas });
}

/** What standard input is called where nobody says it. */
export const STDIN_NAME = '<stdin>';

/** What standard input is called, severities, quotas, and entries of a suppressions file. */
export interface FileOptions {
  readonly stdinName?: string | undefined;
  readonly severity?: NonNullable<LintOptions['severity']>;
  readonly quotas?: NonNullable<LintOptions['quotas']>;
  readonly suppressions?: SuppressionMatcher;
}

/** Lints one file. What was only found, not named, and is no definition is skipped. */
export async function lintFile(
  { path, isExplicit }: InputFile,
  io: Pick<Io, 'cwd' | 'stdin'>,
  { stdinName = STDIN_NAME, severity = {}, quotas = {}, suppressions }: FileOptions = {},
): Promise<FileReport> {
  const name = path === '-' ? stdinName : path;
  let bytes: Uint8Array;
  try {
    bytes = await readInput(path, io);
  } catch (error) {
    return { path: name, status: 'unreadable', message: readFailure(error) };
  }
  const report = lint(bytes, { fileName: name, severity, quotas, ...(suppressions && { suppressions }) });
  return isExplicit || isDefinition(report)
    ? { path: name, status: 'linted', report }
    : { path: name, status: 'skipped' };
}

/** What only our definitions name, in JSON, in a TaskBody or in Atom. */
const MENTIONS =
  /"(?:Tasks|TaskBody|InputMediaAssets|JobTemplateBody|TaskTemplates)\b|<taskBody\b|:TaskBody\b|\/related\/InputMediaAssets\b/;

/** Whether a document is, or was meant to be, one of ours: other JSON and XML lies around everywhere. */
export function isDefinition({ kind, jobs, diagnostics, document }: LintReport): boolean {
  // A suppressions file names the parts of a definition as well.
  if (isObject(document.value) && Array.isArray(document.value.suppressions)) return false;
  if (kind === 'unknown' || (kind === 'batch' && jobs.length === 0)) return MENTIONS.test(document.text ?? '');
  if (kind !== 'task-body') return true;
  const body = jobs[0]?.tasks?.[0]?.body;
  const isOther = diagnostics.some(
    (finding) => finding.code === 'unexpected-root' && finding.args.reason === 'unknown',
  );
  return (body?.inputs.length ?? 0) + (body?.outputs.length ?? 0) > 0 || !isOther;
}
