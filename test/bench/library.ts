/**
 * `lint` against `JSON.parse` of the same text, for jobs of all sizes: clean, with one finding and with one in each task;
 * given as text, with all places of findings resolved to line and column, and as a plain object. Beside it, what others take
 * to read the same text without checking anything, and what a linter of state machines takes for one of as many states.
 */
import { XMLParser } from 'fast-xml-parser';
import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import { lint } from '#src/lint.js';
import { type Contenders, contest, type Length } from './contest.js';
import { expectFindings, lintAndLocate, NO_QUOTAS } from './lint-and-locate.js';
import { count, duration, markdownTable, size, times } from './markdown.js';
import { FAULTS, type Fault, nightJob } from './night-jobs.js';
import { load, whyMissing } from './packages.js';
import { type Target, targetTable } from './targets.js';

/** How many tasks the jobs have. */
const SIZES = [1, 10, 30, 1_000, 10_000, 100_000];
const CASES = ['clean', 'one', ...(Object.keys(FAULTS) as Fault[])] as const;
type Case = (typeof CASES)[number];

/** A linter of state machines gives up its stack, or takes minutes, above this. */
const MOST_STATES = 10_000;

/** The ratios of one case: as text and as an object, and those of the others. */
interface Measured {
  readonly parse: number;
  readonly length: number;
  readonly ratios: Readonly<Record<string, number>>;
}

type Validate = (definition: object) => { readonly isValid: boolean };

/** The tables, line by line, for jobs of so many tasks. */
export async function libraryTable(sizes: readonly number[] = SIZES): Promise<readonly string[]> {
  const why = whyMissing();
  const validate: Validate | null = why === null ? await load('asl-validator') : null;
  const measured = new Map(
    sizes.map((tasks) => [tasks, new Map(CASES.map((which) => [which, measure(tasks, which, validate)]))]),
  );
  const of = (tasks: number, which: Case): Measured => measured.get(tasks)?.get(which) as Measured;
  const words = CASES.map((which) =>
    which === 'clean' ? 'clean' : which === 'one' ? 'one finding' : `each: ${FAULTS[which]}`,
  );
  const table = (form: string): readonly string[] =>
    markdownTable(
      ['tasks', 'text', '`JSON.parse`', ...words],
      sizes.map((tasks) => [
        count(tasks),
        size(of(tasks, 'clean').length),
        duration(of(tasks, 'clean').parse),
        ...CASES.map((which) => times(of(tasks, which).ratios[form] as number)),
      ]),
    );
  const compared = why === null ? ['asl-validator'] : [];
  return [
    'Text, with all places resolved to line and column:',
    '',
    ...table('text'),
    '',
    'A plain object:',
    '',
    ...table('object'),
    '',
    'Others on the clean text:',
    '',
    ...markdownTable(
      ['tasks', '`lint`', 'jsonc-parser + fast-xml-parser', ...compared],
      sizes.map((tasks) => [
        count(tasks),
        ...['text', 'readers', ...compared].map((name) => {
          const ratio = of(tasks, 'clean').ratios[name];
          return ratio === undefined ? '—' : times(ratio);
        }),
      ]),
    ),
    ...(why === null ? [] : ['', `asl-validator is left out: ${why}.`]),
    '',
    ...targetTable(targets((tasks, which) => measured.get(tasks)?.get(which))),
  ];
}

function measure(tasks: number, which: Case, validate: Validate | null): Measured {
  const fault: Fault | null = which === 'clean' ? null : which === 'one' ? 'dangling' : which;
  const object = nightJob(tasks, fault, which === 'one' ? (n) => n === tasks >> 1 : undefined);
  const text = JSON.stringify(object);
  expectFindings(text, which === 'clean' ? 0 : which === 'one' ? 1 : tasks);
  const ours = ratios(
    { parse: () => JSON.parse(text), text: () => lintAndLocate(text), object: () => lint(object, NO_QUOTAS) },
    tasks,
  );
  return {
    ...ours,
    length: text.length,
    ratios: { ...ours.ratios, ...(which === 'clean' ? others(text, tasks, validate) : {}) },
  };
}

/** Each in a contest of its own: the garbage of some would spoil that of the others. */
function others(text: string, tasks: number, validate: Validate | null): Readonly<Record<string, number>> {
  const parse = (): unknown => JSON.parse(text);
  const readers = ratios({ parse, readers: () => readWithOthers(text, tasks) }, tasks).ratios;
  if (validate === null || tasks > MOST_STATES) return readers;
  const machine = JSON.stringify(stateMachine(tasks));
  return { ...readers, ...ratios({ parse, 'asl-validator': () => validate(JSON.parse(machine)) }, tasks).ratios };
}

/** What each takes against `parse`, which takes so long. */
function ratios(
  contenders: Contenders & { readonly parse: () => unknown },
  tasks: number,
): Pick<Measured, 'parse' | 'ratios'> {
  const { parse = Number.NaN, ...taken } = contest(contenders, lengthFor(tasks));
  return { parse, ratios: Object.fromEntries(Object.entries(taken).map(([name, time]) => [name, time / parse])) };
}

function lengthFor(tasks: number): Length {
  return { budget: tasks < 100_000 ? 1_500 : 1_000, rounds: tasks < 100_000 ? 5 : 1 };
}

/** Reads a job with the two libraries that one would put together for it: a tree with offsets, and each TaskBody. */
function readWithOthers(text: string, tasks: number): void {
  const tree = parseTree(text);
  const parser = new XMLParser({ ignoreAttributes: false });
  for (let n = 0; tree !== undefined && n < tasks; n += 1) {
    parser.parse(String(findNodeAtLocation(tree, ['Tasks', n, 'TaskBody'])?.value));
  }
}

/** A state machine of as many states as the job has tasks, and about as long. */
function stateMachine(states: number): object {
  const state = (n: number): object => ({
    Type: 'Task',
    Comment: `Step ${n} of the night: reads what the encoder wrote and makes a package, thumbnails or an index of it`,
    Resource: `arn:aws:lambda:eu-west-1:123456789012:function:step${n % 4}`,
    Parameters: { reads: `reel-${n}`, writes: `reel-${n + 1}`, preset: 'H264 Multiple Bitrate 1080p', priority: 5 },
    ...(n + 1 < states ? { Next: `Step ${n + 1}` } : { End: true }),
  });
  return {
    StartAt: 'Step 0',
    States: Object.fromEntries(Array.from({ length: states }, (_, n) => [`Step ${n}`, state(n)])),
  };
}

function targets(of: (tasks: number, which: Case) => Measured | undefined): readonly Target[] {
  const ratio = (tasks: number, which: Case, form = 'text'): number => of(tasks, which)?.ratios[form] ?? Number.NaN;
  const everywhere = Math.max(...(['property', 'dangling', 'padded'] as const).map((fault) => ratio(10_000, fault)));
  return [
    { what: 'clean, 10,000 tasks', is: 'most', limit: 4, measured: ratio(10_000, 'clean') },
    { what: 'a finding in every task, all places resolved', is: 'most', limit: 13, measured: everywhere },
    { what: 'broken XML in every task', is: 'most', limit: 50, measured: ratio(10_000, 'broken') },
    { what: 'a typical job of 10 tasks, as text', is: 'most', limit: 4.5, measured: ratio(10, 'clean') },
    { what: 'the same as an object', is: 'most', limit: 2.5, measured: ratio(10, 'clean', 'object') },
  ];
}
