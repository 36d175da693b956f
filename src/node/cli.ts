#!/usr/bin/env node
import { main } from './main.js';
import { isTerminal, writeOut } from './standard-streams.js';

/**
 * By default garbage grows to three times of what is in use, and takes a while to get there: a long stream would take more
 * memory than a short one. It only is about when garbage is collected; where V8 does not know it, nothing happens. It
 * costs some time, so that only streams ask for it.
 */
async function collectEarly(): Promise<void> {
  const { setFlagsFromString } = await import('node:v8');
  setFlagsFromString('--heap-growing-percent=60');
  setFlagsFromString('--semi-space-growth-factor=1');
}

void main(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  // Opened when it is read, not before.
  stdin: { [Symbol.asyncIterator]: () => process.stdin[Symbol.asyncIterator]() },
  isTerminal: isTerminal(1),
  errIsTerminal: isTerminal(2),
  out: writeOut,
  err: (text) => void process.stderr.write(text),
  now: () => Number(process.hrtime.bigint()) / 1e6,
  onStream: collectEarly,
}).then((code) => {
  process.exitCode = code;
});
