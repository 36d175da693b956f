/** What every format of findings has in common. */
import type { FileResult, ResultNeeds } from './file-result.js';
import type { Paint } from './paint.js';

/** What came of all files together; `errors` and the like count all findings, listed or not. */
export interface Summary {
  readonly files: number;
  readonly skipped: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  /** How many findings somebody has said to be fine; the numbers above leave them out. */
  readonly suppressed: number;
  /** Whether some file has more findings than are listed. */
  readonly truncated: boolean;
}

/** What a format is told of the run; each takes what it shows. */
export interface FormatContext {
  readonly paint: Paint;
  /** Of this package, for formats that say which tool wrote them; null leaves it out. */
  readonly version: string | null;
}

/** Turns results into text, file by file: what `begin`, each `file` and `end` give, one after the other. */
export interface LintFormat {
  readonly needs: ResultNeeds;
  readonly begin: () => string;
  readonly file: (result: FileResult) => string;
  readonly end: (summary: Summary) => string;
}

/** Counts findings as results come by. */
export class SummaryCounter {
  #summary = { files: 0, skipped: 0, errors: 0, warnings: 0, infos: 0, suppressed: 0, truncated: false };

  /** A file that a folder or pattern led to and that is no definition. */
  skip(): void {
    this.#summary.skipped += 1;
  }

  add({ counts, suppressed, omitted, continues }: FileResult): void {
    const summary = this.#summary;
    if (!continues) summary.files += 1;
    summary.truncated ||= omitted > 0;
    summary.errors += counts.error;
    summary.warnings += counts.warning;
    summary.infos += counts.info;
    summary.suppressed += suppressed.length;
  }

  get summary(): Summary {
    return { ...this.#summary };
  }
}
