/**
 * How much memory `taskgraph lint - --ndjson` takes at its peak for ever more definitions, with and without threads. Prints a
 * table; asserts nothing. Run by `npm run bench:memory`.
 */
import { table } from '#src/render/columns.js';
import { BAD_JOB } from '../helpers/encoding-house.js';
import { lines, peakMemory } from '../helpers/peak-memory.js';

const rows: string[][] = [];
for (const workers of ['0', '2']) {
  for (const count of [1000, 10_000, 100_000]) {
    const args = ['lint', '-', '--ndjson', '--format', 'ndjson', '--workers', workers];
    const { megabytes, seconds } = await peakMemory(args, lines(count, BAD_JOB));
    rows.push([workers, String(count), `${megabytes.toFixed(0)} MB`, `${seconds.toFixed(1)} s`]);
  }
}
console.log(table([['threads', 'definitions', 'peak', 'time'], ...rows], new Set([0, 1, 2, 3])).join('\n'));
