/** Known edits of random jobs, and what a diff makes of them, held against an oracle that knows which task is which. */
import { expect } from 'chai';
import fc from 'fast-check';
import type { AssetReference } from '#src/model/asset-reference.js';
import type { Job } from '#src/model/job.js';
import { diff, type JobDiff } from '#src/plan/diff/diff.js';
import type { Edge as TaskEdge } from '#src/plan/diff/edges.js';
import { acyclicJob, anyJob, input, type JobSpec, modelJob, output, type TaskSpec } from '../helpers/jobs.js';

/** A task that keeps its key through all edits. */
interface KeyedTask extends TaskSpec {
  readonly key: string;
  readonly name: string;
  readonly priority: number;
}

/** A random edit: numbers that pick what it is about. */
interface Edit {
  readonly kind: 'add' | 'remove' | 'priority' | 'rewire' | 'rename';
  readonly picks: readonly [number, number, number];
}

function keyed({ tasks }: JobSpec): KeyedTask[] {
  return tasks.map((task, position) => {
    const key = `Step ${position}`;
    return { ...task, key, name: key, priority: 0 };
  });
}

function pickOf<T>(items: readonly T[], pick: number): T {
  return items[pick % items.length] as T;
}

/** Edits tasks; the number of the edit makes what is new unique. */
function apply(tasks: readonly KeyedTask[], { kind, picks }: Edit, number: number): KeyedTask[] {
  const [first, second, third] = picks;
  const task = pickOf(tasks, first);
  const replace = (change: Partial<KeyedTask>): KeyedTask[] =>
    tasks.map((one) => (one === task ? { ...one, ...change } : one));
  const readable = [input(0), input(1), ...tasks.flatMap(({ writes }) => writes)];
  switch (kind) {
    case 'add': {
      const key = `Added ${number}`;
      const added = {
        key,
        name: key,
        priority: 0,
        reads: [pickOf(readable, second)],
        writes: [output(50_000 + number)],
      };
      return tasks.toSpliced(third % (tasks.length + 1), 0, added);
    }
    case 'remove':
      return tasks.length === 1 ? [...tasks] : tasks.filter((one) => one !== task);
    case 'priority':
      return replace({ priority: 1 + (second % 9) });
    case 'rename':
      return replace({ name: `Renamed ${number}` });
    case 'rewire': {
      const reads = task.reads.toSpliced(second % task.reads.length, 1, pickOf(readable, third));
      return replace({ reads });
    }
  }
}

/** Who waits for whom, by keys, as the definition says it. */
function edgesOf(tasks: readonly KeyedTask[]): Set<string> {
  const isSame = (a: AssetReference) => (b: AssetReference) => a.kind === b.kind && a.index === b.index;
  const edges = tasks.flatMap(({ key, reads }) =>
    reads.flatMap((reference) => {
      if (reference.kind === 'JobInputAsset') return [`input ${reference.index} → ${key}`];
      return tasks.filter(({ writes }) => writes.some(isSame(reference))).map((writer) => `${writer.key} → ${key}`);
    }),
  );
  return new Set(edges);
}

/** The model of a job whose tasks each do something else, unless all do the same. */
function jobOf(tasks: readonly KeyedTask[], isAlike = false): Job {
  const model = modelJob({ inputs: 4, tasks });
  return {
    ...model,
    tasks: (model.tasks ?? []).map((task, position) => ({
      ...task,
      settings: {
        path: task.path,
        label: task.label,
        configuration: isAlike ? 'Adaptive Streaming' : `Preset of ${tasks[position]?.key}`,
        processorId: 'nb:mpid:UUID:ff4df607-d419-42f0-bc17-a481b1331e56',
        options: 0,
        encryption: [],
        pathOf: (name: string) => [...task.path, name],
      },
    })) as Job['tasks'],
  };
}

/** What a diff has found, by the keys of tasks. */
function told(found: JobDiff, before: readonly KeyedTask[], after: readonly KeyedTask[]): object {
  const edge = (tasks: readonly KeyedTask[]) => (one: JobDiff['edges']['added'][number]) =>
    `${one.from === null ? `input ${one.input}` : tasks[one.from]?.key} → ${tasks[one.to]?.key}`;
  return {
    properties: found.properties,
    added: found.added.map(({ task }) => after[task]?.key),
    removed: found.removed.map(({ task }) => before[task]?.key),
    renamed: found.renamed.map(({ old, new: now }) => [before[old]?.key, after[now]?.key]),
    moved: found.moved.length,
    priorities: found.changed.flatMap(({ old, new: now, changes }) =>
      changes.filter(({ property }) => property === 'Priority').map(() => [before[old]?.key, after[now]?.key]),
    ),
    addedEdges: found.edges.added.map(edge(after)).sort(),
    removedEdges: found.edges.removed.map(edge(before)).sort(),
  };
}

/** What it should find. */
function expected(before: readonly KeyedTask[], after: readonly KeyedTask[]) {
  const old = new Map(before.map((task) => [task.key, task]));
  const now = new Map(after.map((task) => [task.key, task]));
  const common = after.filter(({ key }) => old.has(key));
  const [oldEdges, newEdges] = [edgesOf(before), edgesOf(after)];
  const pair = ({ key }: KeyedTask): string[] => [key, key];
  return {
    properties: [],
    added: after.filter(({ key }) => !old.has(key)).map(({ key }) => key),
    removed: before.filter(({ key }) => !now.has(key)).map(({ key }) => key),
    renamed: common.filter(({ key, name }) => old.get(key)?.name !== name).map(pair),
    moved: 0,
    priorities: common.filter(({ key, priority }) => old.get(key)?.priority !== priority).map(pair),
    addedEdges: [...newEdges].filter((one) => !oldEdges.has(one)).sort(),
    removedEdges: [...oldEdges].filter((one) => !newEdges.has(one)).sort(),
  };
}

/**
 * How much a diff tells. The edges of a task that was added or removed go with it; which of several like tasks was moved,
 * nobody knows.
 */
function sizeOf({ added, removed, renamed, changed, edges }: JobDiff): number {
  const isOwn = (tasks: JobDiff['added']) => {
    const gone = new Set<number | null>(tasks.map(({ task }) => task));
    return ({ from, to }: TaskEdge) => !gone.has(from) && !gone.has(to);
  };
  const own = [...edges.added.filter(isOwn(added)), ...edges.removed.filter(isOwn(removed))];
  return [added, removed, renamed, changed, own].reduce((sum, list) => sum + list.length, 0);
}

function anyEdits(kinds: readonly Edit['kind'][], maxLength: number): fc.Arbitrary<readonly Edit[]> {
  const picks = fc.tuple(fc.nat(999), fc.nat(999), fc.nat(999));
  return fc.array(fc.record({ kind: fc.constantFrom(...kinds), picks }), { minLength: 1, maxLength });
}

/** Jobs as people write them: each task writes one asset of its own, and reads inputs of the job or what others write. */
const plainJob: fc.Arbitrary<JobSpec> = fc
  .array(fc.array(fc.nat(999), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 8 })
  .map((picks) => ({
    tasks: picks.map((reads, position): TaskSpec => {
      const readable = [input(0), input(1), ...Array.from({ length: position }, (_, index) => output(index))];
      const chosen = new Set(reads.map((pick) => pickOf(readable, pick)));
      return { reads: [...chosen], writes: [output(position)] };
    }),
  }));

const someJob = fc.oneof(anyJob({ maxTasks: 8 }), acyclicJob({ maxTasks: 8 }));

describe('a diff of a job and what was made of it', () => {
  it('tells tasks that were added and removed, priorities and dependencies, and nothing else', () => {
    fc.assert(
      fc.property(someJob, anyEdits(['add', 'remove', 'priority', 'rewire'], 4), (spec, edits) => {
        const before = keyed(spec);
        const after = edits.reduce<KeyedTask[]>(apply, before);
        const [found] = diff({ jobs: [jobOf(before)] }, { jobs: [jobOf(after)] });
        expect(told(found as JobDiff, before, after)).to.deep.equal(expected(before, after));
        const rewired = new Set(
          after
            .filter((task) => before.find(({ key }) => key === task.key)?.reads !== task.reads)
            .map(({ key }) => key),
        );
        for (const { name, changes } of found?.changed ?? []) {
          const others = changes.filter(({ property }) => property !== 'Priority').map(({ property }) => property);
          expect(others, `${name}`).to.deep.equal(others.length > 0 && rewired.has(`${name}`) ? ['inputs'] : []);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('tells tasks that were renamed beside others that were added, removed or given another priority', () => {
    fc.assert(
      fc.property(someJob, anyEdits(['rename', 'add', 'remove', 'priority'], 5), (spec, edits) => {
        const before = keyed(spec);
        const after = edits.reduce<KeyedTask[]>(apply, before);
        const [found] = diff({ jobs: [jobOf(before)] }, { jobs: [jobOf(after)] });
        expect(told(found as JobDiff, before, after)).to.deep.equal(expected(before, after));
      }),
      { numRuns: 1000 },
    );
  });

  it('seldom tells more than was done even where all tasks do the same, all are renamed and one is edited', () => {
    const kinds: readonly Edit['kind'][] = ['add', 'remove', 'priority', 'rewire'];
    const samples = fc.sample(fc.tuple(plainJob, anyEdits(kinds, 1)), { numRuns: 1000, seed: 4 });
    const excessive = samples.filter(([spec, edits]) => {
      const before = keyed(spec);
      const after = edits.reduce<KeyedTask[]>(apply, before).map((task) => ({ ...task, name: `Now ${task.key}` }));
      const [found] = diff({ jobs: [jobOf(before, true)] }, { jobs: [jobOf(after, true)] });
      const { addedEdges, removedEdges } = expected(before, after);
      const rewired = edits[0]?.kind === 'rewire' ? addedEdges.length + removedEdges.length : 0;
      const kept = after.filter(({ key }) => before.some((task) => task.key === key)).length;
      return sizeOf(found as JobDiff) > kept + Math.max(1, rewired);
    });
    expect(excessive.length).to.be.at.most(samples.length / 100);
  });
});
