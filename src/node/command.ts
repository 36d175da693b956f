import type { Io } from './io.js';

/** One word after `taskgraph`. */
export interface CommandName {
  readonly name: string;
  /** What it does, for the list of commands. */
  readonly summary: string;
  /** Loads the command; only the one that is asked for is. */
  readonly load: () => Promise<Command>;
}

/** What a command does. */
export interface Command {
  /** What `--help` prints: usage, options and an example on one screen. */
  readonly help: string;
  /** Runs with the arguments behind the command's name and gives the exit code. */
  readonly run: (args: readonly string[], io: Io) => Promise<number>;
}
