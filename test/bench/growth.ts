/**
 * Whether `lint` stays linear: its time as a ratio to `JSON.parse` of the same text, from a thousand tasks to a million.
 * Jobs are of small tasks, so that the text of a million fits into a string.
 */
import { inChild } from './child.js';
import { count, duration, markdownTable, size, times } from './markdown.js';
import { FAULTS } from './night-jobs.js';
import { targetTable } from './targets.js';

const SIZES = [1_000, 10_000, 100_000, 1_000_000];
const CASES = ['clean', ...Object.keys(FAULTS)];

/** What `growth-run.ts` prints. */
export interface Growth {
  readonly length: number;
  readonly parse: number;
  readonly lint: number;
}

/** The table, line by line, for jobs of so many tasks. */
export function growthTable(sizes: readonly number[] = SIZES): readonly string[] {
  const flags = ['--expose-gc', '--max-old-space-size=8192'];
  const rows = sizes.map((tasks) =>
    CASES.map((which) => inChild('growth-run.js', [String(tasks), which], flags) as Growth),
  );
  const ratios = rows.map((row) => row.map(({ lint, parse }) => lint / parse));
  const growth = CASES.map((_, n) => mostGrowth(ratios.map((row) => row[n] as number)));
  return [
    ...markdownTable(
      ['tasks', 'text', '`JSON.parse`', ...CASES.map((which) => FAULTS[which as keyof typeof FAULTS] ?? which)],
      rows.map(([clean], n) => [
        count(sizes[n] as number),
        size((clean as Growth).length),
        duration((clean as Growth).parse),
        ...(ratios[n] as number[]).map(times),
      ]),
    ),
    '',
    ...targetTable(
      CASES.map((which, n) => ({
        what: `growth of the ratio: ${FAULTS[which as keyof typeof FAULTS] ?? which}`,
        is: 'most',
        limit: 1.5,
        measured: growth[n] as number,
      })),
    ),
  ];
}

/** By how much a value grows over the smallest of those before it, at most; NaN where there is none before. */
function mostGrowth(values: readonly number[]): number {
  if (values.length < 2) return Number.NaN;
  let [smallest, most] = [Number.POSITIVE_INFINITY, 1];
  for (const value of values) {
    smallest = Math.min(smallest, value);
    most = Math.max(most, value / smallest);
  }
  return most;
}
