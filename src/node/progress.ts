/** How far the run is, for who waits at a terminal: one line on standard error, which is taken away again. */
import type { Io } from './io.js';

/** Runs that take less long need no telling. */
const PATIENCE = 1000;
/** Milliseconds between two changes of the line. */
const PACE = 100;

/** Shows how many files are done. Whoever else writes takes the line away first; it comes back with the next file. */
export class Progress {
  readonly #io: Pick<Io, 'err' | 'errIsTerminal' | 'now'>;
  readonly #total: number;
  readonly #start: number;
  #done = 0;
  #drawn = 0;
  #isShown = false;

  constructor(io: Pick<Io, 'err' | 'errIsTerminal' | 'now'>, total: number) {
    this.#io = io;
    this.#total = total;
    this.#start = io.now();
    this.#drawn = this.#start + PATIENCE - PACE;
  }

  /** Counts a file that is done, or says that one goes on; shows the line, if it is time for it. */
  step(continues: boolean): void {
    if (!continues) this.#done += 1;
    const { err, errIsTerminal, now } = this.#io;
    if (!errIsTerminal || now() - this.#drawn < PACE) return;
    this.#drawn = now();
    this.#isShown = true;
    err(`\r\u001b[K${this.#done} of ${this.#total} files`);
  }

  /** Takes the line away. */
  clear(): void {
    if (!this.#isShown) return;
    this.#io.err('\r\u001b[K');
    this.#isShown = false;
  }
}
