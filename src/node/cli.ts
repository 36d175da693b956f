#!/usr/bin/env node
import { once } from 'node:events';
import { main } from './main.js';

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
});
