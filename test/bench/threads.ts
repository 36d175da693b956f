/**
 * From how many files, or bytes, on threads pay: how long `taskgraph lint` takes with as many threads as there are processors,
 * as a ratio to none. Each row is the median over pairs of runs, one right after the other, so that what else the machine
 * does weighs on both. Prints a table; asserts nothing. Run by `npm run bench:threads`; `-- 3` makes it three pairs.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { GOOD_JOB } from '../helpers/encoding-house.js';
import { ROOT } from '../helpers/root.js';
import { median } from './contest.js';
import { count, markdownTable, times } from './markdown.js';

const PAIRS = Number(process.argv[2] ?? 9);
const THREADS = Math.min(availableParallelism(), 8);
const MB = 2 ** 20;
const good = JSON.stringify(GOOD_JOB);

/** Seconds of a run of the command over a folder. */
function seconds(folder: string, workers: number): number {
  const start = performance.now();
  const args = [join(ROOT, 'dist/bin/taskgraph.cjs'), 'lint', folder, '--workers', String(workers)];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return (performance.now() - start) / 1000;
}

function measure(files: number, text: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'taskgraph-'));
  try {
    for (let n = 0; n < files; n += 1) {
      const night = join(folder, `night${n % 50}`);
      mkdirSync(night, { recursive: true });
      writeFileSync(join(night, `${n}.json`), text);
    }
    seconds(folder, 0);
    const pairs = Array.from({ length: PAIRS }, () => [seconds(folder, 0), seconds(folder, THREADS)] as const);
    return [
      `${count(files)} files, ${((files * text.length) / MB).toFixed(1)} MB`,
      `${median(pairs.map(([none]) => none)).toFixed(2)} s`,
      times(median(pairs.map(([none, some]) => some / none))),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const rows = [100, 300, 1000, 3000, 10_000, 30_000].map((files) => measure(files, good));
for (const size of [1, 2, 4, 8, 16, 32, 64]) {
  const jobs = Math.round((size * MB) / 16 / good.length);
  rows.push(measure(16, `[${Array.from({ length: jobs }, () => good).join(',\n')}]`));
}
console.log(markdownTable(['what', 'no threads', `${THREADS} threads`], rows).join('\n'));
