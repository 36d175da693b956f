/** Diffs of random jobs: of what is the same, of what has only other names or another order, and of known edits. */
import { expect } from 'chai';
import fc from 'fast-check';
import type { AssetReference } from '#src/model/asset-reference.js';
import { diff, type JobDiff } from '#src/plan/diff/diff.js';
import { acyclicJob, anyJob, type JobSpec, modelJob, output, ringedJob, type TaskSpec } from '../helpers/jobs.js';

/** The difference of two jobs. */
function diffOf(old: JobSpec, now: JobSpec): JobDiff {
  return diff({ jobs: [modelJob(old)] }, { jobs: [modelJob(now)] })[0] as JobDiff;
}

/** What a diff has found, without what is empty and without what follows from it. */
function foundIn({ equal, properties, added, removed, renamed, moved, changed, edges }: JobDiff): object {
  const lists = { properties, added, removed, renamed, moved, changed, edges: [...edges.added, ...edges.removed] };
  const found = Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));
  expect(equal).to.equal(Object.keys(found).length === 0);
  return found;
}

/** Outputs under other numbers, which mean nothing. */
function renumbered({ tasks, ...job }: JobSpec): JobSpec {
  const numbers = new Map<number, number>();
  const renumber = (reference: AssetReference): AssetReference => {
    if (reference.kind === 'JobInputAsset') return reference;
    const number = numbers.get(reference.index) ?? 5000 + numbers.size;
    numbers.set(reference.index, number);
    return output(number);
  };
  const change = ({ reads, writes, ...task }: TaskSpec): TaskSpec => ({
    ...task,
    reads: reads.map(renumber),
    writes: writes.map(renumber),
  });
  return { ...job, tasks: tasks.map(change) };
}

function renamed({ tasks, ...job }: JobSpec, nameOf: (position: number) => string | undefined): JobSpec {
  return {
    ...job,
    tasks: tasks.map(({ name: _, ...task }, position) => {
      const name = nameOf(position);
      return name === undefined ? task : { ...task, name };
    }),
  };
}

/** The job with its tasks in the order of some keys. */
function shuffled({ tasks, ...job }: JobSpec, keys: readonly number[]): { job: JobSpec; order: readonly number[] } {
  const order = [...tasks.keys()].sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b);
  return { job: { ...job, tasks: order.map((position) => tasks[position] as TaskSpec) }, order };
}

/** The longest ascending run by trying all that end at each place. */
function longestAscending(numbers: readonly number[]): number {
  const lengths: number[] = [];
  numbers.forEach((number, index) => {
    lengths.push(
      1 + Math.max(0, ...lengths.filter((_, before) => (numbers[before] as number) < number && before < index)),
    );
  });
  return Math.max(0, ...lengths);
}

const MAX_TASKS = 9;
const someJob = fc.oneof(
  anyJob({ maxTasks: MAX_TASKS }),
  acyclicJob({ maxTasks: MAX_TASKS }),
  ringedJob({ maxTasks: MAX_TASKS }),
);
const anyOrder = fc.array(fc.nat(99), { minLength: MAX_TASKS, maxLength: MAX_TASKS });

describe('a diff of a job and itself', () => {
  it('is empty, whatever its tasks are called', () => {
    fc.assert(
      fc.property(someJob, fc.constantFrom(null, undefined, 'Encode'), (spec, name) => {
        const job = name === null ? spec : renamed(spec, () => name);
        expect(foundIn(diffOf(job, job))).to.deep.equal({});
      }),
    );
  });

  it('is empty where only the numbers of outputs are others, which is counted', () => {
    fc.assert(
      fc.property(someJob, (job) => {
        const result = diffOf(job, renumbered(job));
        expect(foundIn(result)).to.deep.equal({});
        expect(result.renumbered).to.equal(job.tasks.length);
      }),
    );
  });
});

describe('a diff of a job and the same one in another order', () => {
  it('has moves only, and no more of them than are needed', () => {
    fc.assert(
      fc.property(someJob, anyOrder, (spec, by) => {
        const job = renamed(spec, (position) => `Task ${position}`);
        const { job: other, order } = shuffled(renumbered(job), by);
        const result = diffOf(job, other);
        expect(Object.keys(foundIn(result)).filter((name) => name !== 'moved')).to.deep.equal([]);
        expect(result.moved).to.have.length(order.length - longestAscending(order));
        for (const { old, new: now, name } of result.moved)
          expect([order[now], name]).to.deep.equal([old, `Task ${old}`]);
      }),
    );
  });

  it('has moves only where all tasks have no name, or the same', () => {
    fc.assert(
      fc.property(someJob, anyOrder, fc.constantFrom(undefined, 'Encode'), (spec, by, name) => {
        const job = renamed(spec, () => name);
        const result = diffOf(job, shuffled(renumbered(job), by).job);
        expect(Object.keys(foundIn(result)).filter((name) => name !== 'moved')).to.deep.equal([]);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a diff of a job and the same one under other names', () => {
  it('has renamed tasks only', () => {
    fc.assert(
      fc.property(someJob, (job) => {
        const result = diffOf(
          job,
          renamed(renumbered(job), (position) => `Task ${position}`),
        );
        expect(Object.keys(foundIn(result))).to.deep.equal(['renamed']);
        expect(result.renamed).to.have.length(job.tasks.length);
      }),
      { numRuns: 1000 },
    );
  });

  it('has renamed and moved tasks only where the order is another one too', () => {
    fc.assert(
      fc.property(someJob, anyOrder, (job, by) => {
        const other = renamed(shuffled(renumbered(job), by).job, (position) => `Task ${position}`);
        const result = diffOf(job, other);
        expect(Object.keys(foundIn(result)).filter((name) => name !== 'moved')).to.deep.equal(['renamed']);
        expect(result.renamed).to.have.length(job.tasks.length);
      }),
      { numRuns: 1000 },
    );
  });
});
