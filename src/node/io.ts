import { styleText } from 'node:util';
import { oneLine } from '../diagnostics/messages.js';
import { type Paint, PLAIN } from '../render/paint.js';

/** Everything the command touches outside itself, so that tests can stand in for it. */
export interface Io {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Whether results go to a terminal. */
  readonly isTerminal: boolean;
  /** Whether everything else does. */
  readonly errIsTerminal: boolean;
  /** Writes results, bytes as they are. Gives a promise while their reader does not keep up: who waits for it piles nothing up. */
  readonly out: (text: string | Uint8Array) => void | Promise<void>;
  readonly err: (text: string) => void;
  /** A clock: milliseconds from any start. */
  readonly now: () => number;
  /** Told before NDJSON is read, of which nobody knows how long it is. */
  readonly onStream?: () => void | Promise<void>;
}

/** Exit codes of the command. */
export const EXIT = { ok: 0, findings: 1, usage: 2, bug: 3 } as const;

/** One line on stderr; names in it come from documents and file systems. */
export function complain(io: Pick<Io, 'err'>, message: string): void {
  io.err(`taskgraph: ${oneLine(message)}\n`);
}

/** Errors of use: no such file, a bad flag. One clear line on stderr and exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const COLOURS: Paint = {
  error: (text) => styleText(['bold', 'red'], text),
  warning: (text) => styleText(['bold', 'yellow'], text),
  info: (text) => styleText(['bold', 'blue'], text),
  strong: (text) => styleText('bold', text),
  dim: (text) => styleText('dim', text),
};

/** Colours where they are asked for, or results go to a terminal and NO_COLOR does not forbid it (no-color.org). */
export function choosePaint(io: Io, color: boolean | undefined): Paint {
  const forbidden = (io.env.NO_COLOR ?? '') !== '';
  return (color ?? (io.isTerminal && !forbidden)) ? COLOURS : PLAIN;
}
