/** How much memory `taskgraph lint - --ndjson` takes at its peak for ever more definitions, with and without threads. */
import { BAD_JOB } from '../helpers/encoding-house.js';
import { lines, peakMemory } from '../helpers/peak-memory.js';
import { count, markdownTable } from './markdown.js';

const SIZES = [1_000, 10_000, 100_000];

/** The table, line by line, for so many definitions. */
export async function streamTable(sizes: readonly number[] = SIZES): Promise<readonly string[]> {
  const rows: string[][] = [];
  for (const workers of ['0', '2']) {
    for (const definitions of sizes) {
      const args = ['lint', '-', '--ndjson', '--format', 'ndjson', '--workers', workers];
      const { megabytes, seconds } = await peakMemory(args, lines(definitions, BAD_JOB));
      rows.push([workers, count(definitions), `${megabytes.toFixed(0)} MB`, `${seconds.toFixed(1)} s`]);
    }
  }
  return markdownTable(['threads', 'definitions', 'peak', 'time'], rows);
}
