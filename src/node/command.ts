import type { Io } from './io.js';

/** One word after `taskgraph`. */
export interface Command {
  readonly name: string;
  /** What it does, for the list of commands. */
  readonly summary: string;
  /** What `--help` prints: usage, options and an example on one screen. */
  readonly help: string;
  /** Runs with the arguments behind the command's name and gives the exit code. */
  readonly run: (args: readonly string[], io: Io) => Promise<number>;
}
