/** What a run has read, in numbers. */
import { CODE_NAMES, type Code } from '../diagnostics/codes.js';
import { table } from '../render/columns.js';
import type { Outcome } from './outcome.js';

/** Counts what comes by. */
export class RunStats {
  #files = 0;
  #skipped = 0;
  #unreadable = 0;
  #bytes = 0;
  #definitions = 0;
  #tasks = 0;
  readonly #findings = new Map<Code, number>();

  add({ status, continues, bytes, definitions, tasks, result }: Outcome): void {
    if (status === 'skipped') this.#skipped += 1;
    else if (!continues) this.#files += 1;
    if (status === 'unreadable') this.#unreadable += 1;
    this.#bytes += bytes;
    this.#definitions += definitions;
    this.#tasks += tasks;
    for (const { code } of result?.findings ?? []) this.#findings.set(code, (this.#findings.get(code) ?? 0) + 1);
  }

  /** A line for each number; `milliseconds` is how long it took. */
  text(milliseconds: number): string {
    const codes = CODE_NAMES.filter((code) => this.#findings.has(code));
    const rows = [
      ['files', this.#files],
      ['skipped', this.#skipped],
      ['unreadable', this.#unreadable],
      ['bytes', this.#bytes],
      ['definitions', this.#definitions],
      ['tasks', this.#tasks],
      ...codes.map((code) => [code, this.#findings.get(code) ?? 0]),
      ['seconds', (milliseconds / 1000).toFixed(3)],
    ];
    return `${table(
      rows.map((row) => row.map(String)),
      new Set([1]),
    ).join('\n')}\n`;
  }
}
