import type { LintReport } from '../lint.js';

/** What came of one file. */
export type FileReport =
  | { readonly path: string; readonly status: 'linted'; readonly report: LintReport }
  /** A file that a folder or pattern led to and that is no definition. */
  | { readonly path: string; readonly status: 'skipped' }
  | { readonly path: string; readonly status: 'unreadable'; readonly message: string };

/** What came of all files together; `errors` and the like count all findings, listed or not. */
export interface Summary {
  readonly files: number;
  readonly skipped: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  /** Whether some file has more findings than are listed. */
  readonly truncated: boolean;
}

/** Turns reports into text, file by file: what `begin`, each `file` and `end` give, one after the other. */
export interface LintFormat {
  readonly begin: () => string;
  readonly file: (path: string, report: LintReport) => string;
  readonly end: (summary: Summary) => string;
}

/** Counts findings as reports come by. */
export class SummaryCounter {
  #summary = { files: 0, skipped: 0, errors: 0, warnings: 0, infos: 0, truncated: false };

  add(file: FileReport): void {
    const summary = this.#summary;
    if (file.status === 'skipped') summary.skipped += 1;
    if (file.status !== 'linted') return;
    summary.files += 1;
    const { counts, omitted } = file.report;
    summary.truncated ||= omitted > 0;
    summary.errors += counts.error;
    summary.warnings += counts.warning;
    summary.infos += counts.info;
  }

  get summary(): Summary {
    return { ...this.#summary };
  }
}
