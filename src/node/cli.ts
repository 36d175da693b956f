#!/usr/bin/env node
import { once } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { main } from './main.js';

/**
 * By default garbage grows to three times of what is in use, and takes a while to get there: a long stream would take more
 * memory than a short one. It only is about when garbage is collected; where V8 does not know it, nothing happens. It
 * costs some time, so that only streams ask for it.
 */
function collectEarly(): void {
  setFlagsFromString('--heap-growing-percent=60');
  setFlagsFromString('--semi-space-growth-factor=1');
}

// A reader that has seen enough (`| head`) closes the pipe: that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 3));

process.exitCode = await main(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  stdin: process.stdin,
  isTerminal: process.stdout.isTTY === true,
  errIsTerminal: process.stderr.isTTY === true,
  out: (text) => (process.stdout.write(text) ? undefined : once(process.stdout, 'drain').then(() => {})),
  err: (text) => void process.stderr.write(text),
  now: () => performance.now(),
  onStream: collectEarly,
});
