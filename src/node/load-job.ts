/** What `plan` and `graph` have in common: one file, its jobs, and its errors on stderr. */
import { resolve } from 'node:path';
import { formatUnreadable } from '../diagnostics/messages.js';
import { type LintReport, lint } from '../lint.js';
import { renderLint } from '../render/formats.js';
import { findFiles } from './find-files.js';
import { complain, type Io, UsageError } from './io.js';
import { readAll, readFailure, readFileBytes } from './read-input.js';

export interface Loaded {
  /** As it was named; for standard input the name given for that. */
  readonly path: string;
  readonly isStdin: boolean;
  readonly bytes: Uint8Array;
  readonly report: LintReport;
}

/** Lints the one file that a command names. */
export async function loadJob(positionals: readonly string[], io: Io, stdinName = '<stdin>'): Promise<Loaded> {
  const [named, ...more] = positionals;
  if (named === undefined) throw new UsageError('name a file, or - for standard input');
  if (more.length > 0) throw new UsageError(`expected one file, found ${positionals.length}`);
  const [input, ...others] = await findFiles([named], { cwd: io.cwd });
  if (input === undefined || others.length > 0)
    throw new UsageError(`${named}: expected one file, found ${others.length === 0 ? 'none' : others.length + 1}`);
  const isStdin = input.path === '-';
  const path = isStdin ? stdinName : input.path;
  let bytes: Uint8Array;
  try {
    bytes = await (isStdin ? readAll(io.stdin) : readFileBytes(resolve(io.cwd, input.path)));
  } catch (error) {
    throw new UsageError(`${path}: ${formatUnreadable(readFailure(error))}`);
  }
  return { path, isStdin, bytes, report: lint(bytes, { fileName: path }) };
}

/** Shows the errors of a job on stderr, or why there is none; warnings are for `lint`. */
export function tellErrors({ path, report }: Loaded, io: Io): void {
  if (report.kind === 'task-template') complain(io, `${path}: a task template by itself is no job`);
  if (report.ok) return;
  const diagnostics = report.diagnostics.filter(({ severity }) => severity === 'error');
  const counts = { error: report.counts.error, warning: 0, info: 0 };
  const shown = { ...report, diagnostics, counts, omitted: counts.error - diagnostics.length };
  io.err(renderLint(shown, 'text', path));
}
