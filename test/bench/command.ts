/**
 * The command from outside: how long it takes to lint one small file, as a ratio to a Node that does nothing, beside other
 * checkers of JSON with their own small file; and how many files a second one thread lints once it has started. Runs take turns, so that
 * what else the machine does weighs on all. Run by `npm run bench -- command`.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GOOD_JOB } from '../helpers/encoding-house.js';
import { ROOT } from '../helpers/root.js';
import { median } from './contest.js';
import { count, duration, markdownTable, times } from './markdown.js';
import { bin, whyMissing } from './packages.js';
import { targetTable } from './targets.js';

const TASKGRAPH = join(ROOT, 'dist/bin/taskgraph.cjs');
const RUNS = 15;
const FILES = 10_000;

/** Files of a run by name, as text. */
const STATE_MACHINE = {
  StartAt: 'Encode',
  States: {
    Encode: { Type: 'Task', Resource: 'arn:aws:lambda:eu-west-1:1:function:encode', Next: 'Package' },
    Package: { Type: 'Task', Resource: 'arn:aws:lambda:eu-west-1:1:function:package', End: true },
  },
};
const INPUTS: Readonly<Record<string, string>> = {
  'job.json': JSON.stringify(GOOD_JOB),
  'night.json': JSON.stringify({ night: 7, files: ['sintel.mp4'] }),
  'schema.json': JSON.stringify({ type: 'object', required: ['night'], properties: { night: { type: 'integer' } } }),
  'machine.json': JSON.stringify(STATE_MACHINE),
  'ruleset.json': '{"rules":{"night":{"given":"$","then":{"field":"night","function":"truthy"}}}}',
};

/** Milliseconds of a run of Node; what it says does not count, unless it could not be started. */
function run(args: readonly string[], cwd: string): number {
  const start = performance.now();
  const { error, status, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
  if (error !== undefined || status !== 0) throw error ?? new Error(`${args.join(' ')}: ${stderr}`);
  return performance.now() - start;
}

/** What is run, by its name in the table; the first is what the others are held against. */
function contenders(): ReadonlyMap<string, readonly string[]> {
  const others: readonly [string, string, readonly string[]][] = [
    ['ajv-cli, a schema', 'ajv-cli', ['validate', '-s', 'schema.json', '-d', 'night.json']],
    ['asl-validator, a state machine', 'asl-validator', ['--json-path', 'machine.json']],
    ['spectral, a rule', '@stoplight/spectral-cli', ['lint', 'night.json', '--ruleset', 'ruleset.json']],
  ];
  return new Map<string, readonly string[]>([
    ['node -e 0', ['-e', '0']],
    ['taskgraph lint', [TASKGRAPH, 'lint', 'job.json']],
    ['taskgraph plan', [TASKGRAPH, 'plan', 'job.json']],
    ...(whyMissing() === null ? others : []).map(
      ([name, packageName, args]) => [name, [bin(packageName), ...args]] as const,
    ),
  ]);
}

/** A run of each, in turn, again and again. */
function coldStarts(
  folder: string,
): readonly { readonly name: string; readonly taken: number; readonly ratio: number }[] {
  const runs = [...contenders()].map(([name, args]) => ({ name, args, taken: [] as number[] }));
  for (let round = -1; round < RUNS; round += 1) {
    for (const { args, taken } of runs) {
      const time = run(args, folder);
      // The first round warms the caches of the file system.
      if (round >= 0) taken.push(time);
    }
  }
  const base = median(runs[0]?.taken ?? []);
  return runs.map(({ name, taken }) => ({ name, taken: median(taken), ratio: median(taken) / base }));
}

/** Seconds for many files, less what one takes: that is starting. */
function manyFiles(folder: string): number {
  const many = join(folder, 'many');
  for (let n = 0; n < FILES; n += 1) {
    const night = join(many, `night${n % 50}`);
    if (n < 50) mkdirSync(night, { recursive: true });
    writeFileSync(join(night, `${n}.json`), INPUTS['job.json'] as string);
  }
  const seconds = Array.from({ length: 5 }, () => {
    const one = run([TASKGRAPH, 'lint', 'job.json'], folder);
    return (run([TASKGRAPH, 'lint', 'many', '--workers', '0'], folder) - one) / 1000;
  });
  return median(seconds);
}

/** The tables, line by line. */
export function commandTable(): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'taskgraph-'));
  try {
    for (const [name, text] of Object.entries(INPUTS)) writeFileSync(join(folder, name), text);
    const starts = coldStarts(folder);
    const taken = manyFiles(folder);
    const why = whyMissing();
    const cold = starts.find(({ name }) => name === 'taskgraph lint')?.ratio ?? Number.NaN;
    return [
      ...markdownTable(
        ['one small file', 'wall clock', 'to `node -e 0`'],
        starts.map(({ name, taken, ratio }) => [name, duration(taken), times(ratio)]),
      ),
      ...(why === null ? [] : ['', `Others are left out: ${why}.`]),
      '',
      ...markdownTable(
        ['small files', 'after start', 'a second'],
        [[`${count(FILES)}, one thread`, `${taken.toFixed(2)} s`, count(Math.round(FILES / taken))]],
      ),
      '',
      ...targetTable([
        { what: '`taskgraph lint FILE`, cold', is: 'most', limit: 1.3, measured: cold },
        {
          what: 'small files in a second, after start',
          is: 'least',
          limit: 8_000,
          measured: FILES / taken,
          unit: (files) => count(Math.round(files)),
        },
      ]),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
