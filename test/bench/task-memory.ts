/**
 * Memory per task: what stays in use while a report or a plan is held, and by how much the process grows at its peak. The
 * text is not part of what is held; `JSON.parse` says what its value takes, which every report has too.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inChild } from './child.js';
import { count, markdownTable } from './markdown.js';
import { FAULTS, type Fault, nightJob } from './night-jobs.js';
import { targetTable } from './targets.js';

const SIZES = [10_000, 100_000];
const MILLION = 1_000_000;

/** What `memory-run.ts` prints, in bytes. */
export interface Held {
  readonly held: number;
  /** The most that the process ever had. */
  readonly peak: number;
}

/** The table, line by line, for jobs of so many tasks. */
export function memoryTable(sizes: readonly number[] = SIZES): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'taskgraph-'));
  try {
    const idle = run('nothing').peak;
    const chain = run('chain', String(MILLION));
    const rows = sizes.flatMap((tasks) => {
      const path = join(folder, 'job.json');
      const row = (what: string, words: string, fault: Fault | null): readonly string[] => {
        writeFileSync(path, JSON.stringify(nightJob(tasks, fault)));
        const { held, peak } = run(what, path);
        return [words, count(tasks), ...[held, peak - idle].map((bytes) => count(Math.round(bytes / tasks)))];
      };
      return [
        row('parse', '`JSON.parse`', null),
        row('lint', '`lint`, clean', null),
        ...(Object.keys(FAULTS) as Fault[]).map((fault) => row('lint', `\`lint\`, ${FAULTS[fault]} in each`, fault)),
        row('plan', '`plan`', null),
      ];
    });
    return [
      ...markdownTable(['what', 'tasks', 'held, bytes per task', 'peak, bytes per task'], rows),
      '',
      ...targetTable([
        { what: 'a chain of a million tasks, planned', is: 'most', limit: 1e9, measured: chain.peak, unit: megabytes },
      ]),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(what: string, ...more: readonly string[]): Held {
  return inChild('memory-run.js', [what, ...more], ['--expose-gc']) as Held;
}

function megabytes(bytes: number): string {
  return `${count(Math.round(bytes / 1e6))} MB`;
}
