/**
 * Memory per task: what stays in use while a report or a plan is held, and by how much the process grows at its peak. What it
 * was made of, text or job, is there before and not counted; `JSON.parse` says what its value takes, which every report has too.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inChild } from './child.js';
import { count, markdownTable } from './markdown.js';
import { FAULTS, type Fault, nightJob } from './night-jobs.js';
import { targetTable } from './targets.js';

const SIZES = [100_000];
const MILLION = 1_000_000;

/** What `memory-run.ts` prints, in bytes. */
export interface Held {
  readonly held: number;
  /** By how much the process grew at most. */
  readonly grown: number;
  /** The most that it ever had. */
  readonly peak: number;
}

/** The table, line by line, for jobs of so many tasks. */
export function memoryTable(sizes: readonly number[] = SIZES): readonly string[] {
  const chain = run('plan', String(MILLION));
  return [
    ...markdownTable(
      ['what', 'tasks', 'held, bytes per task', 'growth at the peak, bytes per task'],
      [...sizes.flatMap(rowsOf), row('`plan`, a chain', MILLION, chain)],
    ),
    '',
    ...targetTable([
      {
        what: 'a chain of a million tasks, planned: the whole process',
        is: 'most',
        limit: 1e9,
        measured: chain.peak,
        unit: (bytes) => `${count(Math.round(bytes / 1e6))} MB`,
      },
    ]),
  ];
}

function rowsOf(tasks: number): readonly (readonly string[])[] {
  const folder = mkdtempSync(join(tmpdir(), 'taskgraph-'));
  const path = join(folder, 'job.json');
  const measured = (what: string, words: string, fault: Fault | null = null): readonly string[] => {
    writeFileSync(path, JSON.stringify(nightJob(tasks, fault)));
    return row(words, tasks, run(what, path));
  };
  try {
    return [
      measured('parse', '`JSON.parse`'),
      measured('lint', '`lint`, clean'),
      ...(Object.keys(FAULTS) as Fault[]).map((fault) => measured('lint', `\`lint\`, each: ${FAULTS[fault]}`, fault)),
      row('`plan`, a chain', tasks, run('plan', String(tasks))),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function row(words: string, tasks: number, { held, grown }: Held): readonly string[] {
  return [words, count(tasks), ...[held, grown].map((bytes) => count(Math.round(bytes / tasks)))];
}

function run(what: string, given: string): Held {
  return inChild('memory-run.js', [what, given], ['--expose-gc']) as Held;
}
