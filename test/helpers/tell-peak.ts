/** Imported into a command, has it write its peak to its fourth stream when it ends. */
import { writeSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
import { ownPeak } from './own-peak.js';

if (isMainThread) process.on('exit', () => writeSync(3, String(ownPeak())));
