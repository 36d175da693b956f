/** How far the run is, for who waits at a terminal: one line on standard error, which is taken away again. */
import type { Io } from './io.js';

/** Runs that take less long need no telling. */
const PATIENCE = 1000;
/** Milliseconds between two changes of the line. */
const PACE = 100;

/** Shows how many files are done. */
export class Progress {
  /** For all that is written meanwhile: takes the line away first, where both go to the terminal. */
  readonly io: Io;
  readonly #err: Io['err'];
  #total = 0;
  #done = 0;
  #drawn: number;
  #isShown = false;

  constructor(io: Io) {
    const { out, err, isTerminal, now } = io;
    this.#err = err;
    this.#drawn = now() + PATIENCE - PACE;
    this.io = {
      ...io,
      out: (text) => {
        if (isTerminal) this.clear();
        return out(text);
      },
      err: (text) => {
        this.clear();
        err(text);
      },
    };
  }

  /** Says how many files there are. */
  begin(total: number): void {
    this.#total = total;
  }

  /** Counts a file that is done, or says that one goes on; shows the line, if it is time for it. */
  step(continues: boolean): void {
    if (!continues) this.#done += 1;
    const { errIsTerminal, now } = this.io;
    if (!errIsTerminal || now() - this.#drawn < PACE) return;
    this.#drawn = now();
    this.#isShown = true;
    this.#err(`\r\u001b[K${this.#done} of ${this.#total} files`);
  }

  /** Takes the line away. */
  clear(): void {
    if (!this.#isShown) return;
    this.#isShown = false;
    this.#err('\r\u001b[K');
  }
}
