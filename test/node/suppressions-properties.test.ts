/**
 * What a suppressions file promises, of any job: it holds while the file is only rearranged, it lets go of what changes, and
 * it is cleaned up exactly.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { isSuppressible } from '#src/diagnostics/codes.js';
import type { FileEntry } from '#src/node/suppressions-file.js';
import { encodeJson, random } from '../helpers/encode-json.js';
import { job, task } from '../helpers/encoding-house.js';
import { runIn, withFolder } from '../helpers/run.js';

const FILE = 'taskgraph-suppressions.json';

interface Finding {
  readonly code: string;
  readonly args: object;
  readonly path: readonly (string | number)[];
}

interface Linted {
  readonly found: readonly Finding[];
  readonly suppressed: number;
}

async function lintIn(folder: string, ...args: readonly string[]): Promise<Linted> {
  const { stdout, code } = await runIn(folder, ['lint', 'job.json', '--format', 'json', ...args]);
  expect(code, stdout).to.be.lessThan(2);
  const { files, summary } = JSON.parse(stdout) as {
    files: { diagnostics: Finding[] }[];
    summary: { suppressed?: number };
  };
  return { found: files.flatMap(({ diagnostics }) => diagnostics), suppressed: summary.suppressed ?? 0 };
}

const read = (folder: string): string => readFileSync(join(folder, FILE), 'utf8');
const entriesOf = (folder: string): FileEntry[] =>
  (JSON.parse(read(folder)) as { suppressions: FileEntry[] }).suppressions;

/** Faults that a task can have together, each by what it changes. */
const FAULTS = {
  'an asset that nobody writes': { reads: (index: number) => [`out:${100 + index}`] },
  'an input that the job does not have': { reads: () => ['in:9'] },
  'the same twice': { reads: () => ['in:9', 'in:9'] },
  'the output of others': { writes: () => ['out:50'] },
  'an input as output': { writes: () => ['in:0'] },
  'its own output': { reads: (index: number) => [`out:${index}`] },
  'a padded reference': { reads: () => ['in:00'] },
  'a number as text': { more: { Priority: '9' } },
  'no priority at all': { more: { Priority: ['high'] } },
  'no processor': { more: { MediaProcessorId: undefined } },
  'a misspelt property': { more: { Configuraton: '' } },
} as const;
type Fault = keyof typeof FAULTS;

interface Step {
  readonly name: string;
  readonly faults: readonly Fault[];
}

const steps = fc.uniqueArray(
  fc.record({
    name: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
    faults: fc.uniqueArray(fc.constantFrom(...(Object.keys(FAULTS) as Fault[])), { maxLength: 4 }),
  }),
  { minLength: 1, maxLength: 6, selector: ({ name }) => name },
);

/** A task with faults; assets go by its number, wherever it stands. `shift` points what nobody writes elsewhere. */
function toTask({ name, faults }: Step, index: number, shift = 0): object {
  const changes: readonly {
    reads?: (index: number) => readonly string[];
    writes?: () => readonly string[];
    more?: object;
  }[] = faults.map((fault) => FAULTS[fault]);
  const reads = changes.flatMap((change, at) => {
    return change.reads?.(index + (faults[at] === 'an asset that nobody writes' ? shift : 0)) ?? [];
  });
  const writes = changes.flatMap((change) => change.writes?.() ?? []);
  const more: object = Object.assign({}, ...changes.map((change) => change.more ?? {}));
  return task(name, ['in:0', ...reads], [`out:${index}`, ...writes], more);
}

const toJob = (all: readonly Step[]): object => job(all.map((step, index) => toTask(step, index)));

/** The same value with its lists of tasks and its keys in another order. */
function shuffled(value: unknown, next: () => number, key = ''): unknown {
  const mixed = <T>(items: readonly T[]): T[] =>
    items
      .map((item) => ({ item, rank: next() }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ item }) => item);
  if (Array.isArray(value)) {
    const items = value.map((item) => shuffled(item, next));
    return key === 'Tasks' ? mixed(items) : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(mixed(Object.entries(value)).map(([name, part]) => [name, shuffled(part, next, name)]));
}

async function suppressedIn(made: object, use: (folder: string) => Promise<void>): Promise<void> {
  await withFolder({ 'job.json': JSON.stringify(made), [FILE]: '{"version":1,"suppressions":[]}' }, async (folder) => {
    await lintIn(folder, '--suppress-all');
    await use(folder);
  });
}

const put = (folder: string, made: object): void => writeFileSync(join(folder, 'job.json'), JSON.stringify(made));
const RUNS = { numRuns: 60 };

describe('a suppressions file', function () {
  this.timeout(60_000);

  it('with all findings leaves only what cannot be suppressed, and is the same the second time', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        await suppressedIn(toJob(all), async (folder) => {
          const text = read(folder);
          const { found, suppressed } = await lintIn(folder, '--suppress-all');
          expect(read(folder)).to.equal(text);
          expect(found.filter(({ code }) => isSuppressible(code as never))).to.deep.equal([]);
          expect(await lintIn(folder)).to.deep.equal({ found, suppressed });
          expect(entriesOf(folder).reduce((sum, { count = 1 }) => sum + count, 0)).to.equal(suppressed);
        });
      }),
      RUNS,
    );
  });

  it('holds when tasks and keys change places, and the text is laid out anew', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.nat(), async (all, seed) => {
        await suppressedIn(toJob(all), async (folder) => {
          const { suppressed } = await lintIn(folder);
          const moved = shuffled(JSON.parse(JSON.stringify(toJob(all))), random(seed));
          writeFileSync(join(folder, 'job.json'), encodeJson(moved, seed).text);
          const after = await lintIn(folder);
          expect(after.suppressed).to.equal(suppressed);
          expect(after.found.map(({ code }) => code).filter((code) => code !== 'dependency-cycle')).to.deep.equal([]);
        });
      }),
      RUNS,
    );
  });

  it('lets go of a reference that changes: its finding is back, and its entry is left over', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.nat(), async (all, choice) => {
        const chosen = choice % all.length;
        const fault = 'an asset that nobody writes' as const;
        const faulty = all.map((step, index) =>
          index === chosen ? { ...step, faults: [...new Set([...step.faults, fault])] } : step,
        );
        await suppressedIn(toJob(faulty), async (folder) => {
          const before = await lintIn(folder);
          put(folder, job(faulty.map((step, index) => toTask(step, index, index === chosen ? 500 : 0))));
          const { found, suppressed } = await lintIn(folder);
          const isOld = ({ code }: Finding): boolean => !isSuppressible(code as never) && code !== 'unused-suppression';
          const news = found.filter((finding) => !isOld(finding));
          expect(news.map(({ code }) => code)).to.deep.equal(['unproduced-asset', 'unused-suppression']);
          expect(news[0]).to.deep.include({ path: ['Tasks', chosen, 'TaskBody'] });
          expect(news[0]?.args).to.include({ asset: `JobOutputAsset(${600 + chosen})` });
          expect(suppressed).to.equal(before.suppressed - 1);
        });
      }),
      RUNS,
    );
  });

  it('is pruned of exactly the entries that are told to fit nothing', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.infiniteStream(fc.boolean()), async (all, coin) => {
        await suppressedIn(toJob(all), async (folder) => {
          const mended = all.map(({ name, faults }) => ({ name, faults: faults.filter(() => coin.next().value) }));
          put(folder, toJob(mended));
          const before = entriesOf(folder);
          const { found, suppressed } = await lintIn(folder);
          const unused = found.filter(({ code }) => code === 'unused-suppression').map(({ path }) => path[1]);
          expect((await lintIn(folder, '--prune-suppressions')).suppressed).to.equal(suppressed);
          const withoutCount = ({ count: _, ...entry }: FileEntry): object => entry;
          const kept = before.filter((_, index) => !unused.includes(index));
          expect(entriesOf(folder).map(withoutCount)).to.deep.equal(kept.map(withoutCount));
          expect(entriesOf(folder).reduce((sum, { count = 1 }) => sum + count, 0)).to.equal(suppressed);
          const left = found.filter(({ code }) => code !== 'unused-suppression');
          expect((await lintIn(folder)).found).to.deep.equal(left);
        });
      }),
      RUNS,
    );
  });
});
