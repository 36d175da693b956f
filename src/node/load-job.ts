/** What `plan` and `graph` have in common: one file, its jobs, and its errors on stderr. */
import type { LintReport } from '../lint.js';
import { renderLint } from '../render/formats.js';
import { findFiles } from './input.js';
import { complain, type Io, UsageError } from './io.js';
import { lintFile } from './lint-files.js';

export interface Loaded {
  readonly path: string;
  readonly report: LintReport;
}

/** Lints the one file that a command names. */
export async function loadJob(positionals: readonly string[], io: Io, stdinName?: string): Promise<Loaded> {
  const [named, ...more] = positionals;
  if (named === undefined) throw new UsageError('name a file, or - for standard input');
  if (more.length > 0) throw new UsageError(`expected one file, found ${positionals.length}`);
  const [input, ...others] = await findFiles([named], io.cwd);
  if (input === undefined || others.length > 0)
    throw new UsageError(`${named}: expected one file, found ${others.length === 0 ? 'none' : others.length + 1}`);
  const file = await lintFile({ ...input, isExplicit: true }, io, { stdinName });
  if (file.status !== 'linted')
    throw new UsageError(`${file.path}: ${file.status === 'unreadable' ? file.message : 'no definition'}`);
  const { path, report } = file;
  return { path, report };
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
