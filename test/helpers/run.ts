import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { main } from '#src/node/main.js';

export interface Scenario {
  /** Files by path, made in a fresh folder that is the working directory. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly stdin?: string | Uint8Array;
  /** What reading standard input fails with. */
  readonly fails?: Error;
  readonly env?: Readonly<Record<string, string>>;
  readonly isTerminal?: boolean;
  readonly errIsTerminal?: boolean;
  /** A clock of milliseconds; by default it stands still. */
  readonly now?: () => number;
}

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Both, in the order in which they were written. */
  readonly output: string;
}

/** Runs the command in this process, in a given folder. */
export async function runIn(cwd: string, args: readonly string[], scenario: Scenario = {}): Promise<Outcome> {
  const written: { to: 'stdout' | 'stderr'; text: string }[] = [];
  const input = typeof scenario.stdin === 'string' ? new TextEncoder().encode(scenario.stdin) : scenario.stdin;
  const code = await main(args, {
    cwd,
    env: scenario.env ?? {},
    stdin: (async function* () {
      if (scenario.fails !== undefined) throw scenario.fails;
      if (input !== undefined) yield input;
    })(),
    isTerminal: scenario.isTerminal ?? false,
    errIsTerminal: scenario.errIsTerminal ?? false,
    out: (text) =>
      void written.push({ to: 'stdout', text: typeof text === 'string' ? text : Buffer.from(text).toString() }),
    err: (text) => void written.push({ to: 'stderr', text }),
    now: scenario.now ?? (() => 0),
  });
  const of = (to: string): string =>
    written
      .filter((part) => part.to === to)
      .map(({ text }) => text)
      .join('');
  return { code, stdout: of('stdout'), stderr: of('stderr'), output: written.map(({ text }) => text).join('') };
}

/** Runs the command in a fresh folder with the scenario's files. */
export async function run(args: readonly string[], scenario: Scenario = {}): Promise<Outcome> {
  return withFolder(scenario.files ?? {}, (cwd) => runIn(cwd, args, scenario));
}

/** Makes a folder with files, and removes it afterwards. */
export async function withFolder<T>(
  files: Readonly<Record<string, string | Uint8Array>>,
  use: (folder: string) => T | Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'taskgraph-'));
  try {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
