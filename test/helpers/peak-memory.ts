/** How much memory the command takes at its peak, in a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ROOT } from './root.js';

const TELL = new URL('./tell-peak.js', import.meta.url).href;

export interface Peak {
  readonly code: number;
  readonly megabytes: number;
  readonly seconds: number;
}

/** Runs the command with what comes to its standard input. What it prints is read and dropped. */
export async function peakMemory(args: readonly string[], input: Iterable<string>): Promise<Peak> {
  const start = performance.now();
  const { NODE_V8_COVERAGE: _, ...env } = process.env;
  const child = spawn(process.execPath, ['--import', TELL, join(ROOT, 'dist/bin/taskgraph.cjs'), ...args], {
    env,
    stdio: ['pipe', 'pipe', 'inherit', 'pipe'],
  });
  const [stdin, stdout, , told] = child.stdio as unknown as [Writable, Readable, null, Readable];
  let peak = '';
  told.setEncoding('utf8').on('data', (text: string) => {
    peak += text;
  });
  stdout.resume();
  const [, [code]] = await Promise.all([pipeline(Readable.from(input), stdin), once(child, 'close')]);
  return { code: code as number, megabytes: Number(peak) / 1024 ** 2, seconds: (performance.now() - start) / 1000 };
}

/** So many definitions, a line each. */
export function* lines(count: number, definition: object): Generator<string> {
  const line = `${JSON.stringify(definition)}\n`;
  for (let n = 0; n < count; n += 1) yield line;
}
