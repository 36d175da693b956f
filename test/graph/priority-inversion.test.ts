import { expect } from 'chai';
import fc from 'fast-check';
import type { Diagnostic } from '#src/diagnostics/diagnostic.js';
import { lint } from '#src/lint.js';
import { taskLabel } from '#src/model/job.js';
import { acyclicJob, anyJob, chainOf, input, type JobSpec, output, plainJob, ringOf } from '../helpers/jobs.js';
import { dependencyMatrix, longestDistances, markedAbove, transitiveClosure } from './brute-force.js';

type Finding = Extract<Diagnostic, { code: 'priority-inversion' }>;

function inversions(document: object | string): Finding[] {
  return lint(document).diagnostics.filter((finding): finding is Finding => finding.code === 'priority-inversion');
}

/** Task and the one to name, for each task that waits for one of lower priority and can be reached at all. */
function expectedInversions(spec: JobSpec): [number, number][] {
  const matrix = dependencyMatrix(spec);
  const closure = transitiveClosure(matrix);
  const waves = longestDistances(matrix);
  const priorityOf = (task: number): number => spec.tasks[task]?.priority ?? 0;
  return spec.tasks.flatMap((_, task): [number, number][] => {
    if (waves[task] === -1) return [];
    const [lowest] = markedAbove(closure, task).sort((a, b) => priorityOf(a) - priorityOf(b) || a - b);
    return lowest !== undefined && priorityOf(lowest) < priorityOf(task) ? [[task, lowest]] : [];
  });
}

function labelOf(spec: JobSpec, position: number): string {
  const name = spec.tasks[position]?.name || null;
  return taskLabel(name, position, spec.tasks.filter((task) => task.name === name).length > 1);
}

const jobs = fc.oneof(
  { weight: 3, arbitrary: acyclicJob({ maxTasks: 10 }) },
  { weight: 1, arbitrary: anyJob({ maxTasks: 8 }) },
);

describe('priority inversions', () => {
  it('are the tasks that wait for one of lower priority, each with the lowest, the first of equals', () => {
    fc.assert(
      fc.property(jobs, (spec) => {
        const found = inversions(plainJob(spec));
        expect(found.map(({ place, related }) => [place.path, related[0]?.place.path])).to.deep.equal(
          expectedInversions(spec).map(([task, lowest]) => [
            ['Tasks', task, 'Priority'],
            ['Tasks', lowest, 'Priority'],
          ]),
        );
        expect(found.map(({ args }) => args)).to.deep.equal(
          expectedInversions(spec).map(([task, lowest]) => ({
            task: labelOf(spec, task),
            priority: spec.tasks[task]?.priority ?? 0,
            waitsFor: labelOf(spec, lowest),
            waitsForPriority: spec.tasks[lowest]?.priority ?? 0,
          })),
        );
      }),
      { numRuns: 400 },
    );
  });

  it('reach over tasks in between, and over all writers of a shared asset', () => {
    const shared = [3, -1, 5].map((priority) => ({ priority, reads: [input(0)], writes: [output(0)] }));
    const middle = { priority: 0, reads: [output(0)], writes: [output(1)] };
    const last = { priority: 1, reads: [output(1)], writes: [output(2)] };
    const found = inversions(plainJob({ inputs: 1, tasks: [last, middle, ...shared] }));
    expect(found.map(({ args }) => [args.task, args.waitsFor])).to.deep.equal([
      ['Task 0', 'Task 3'],
      ['Task 1', 'Task 3'],
    ]);
  });

  it('are not there between equal priorities, nor on a cycle', () => {
    const equal = chainOf([0, 1, 2]).tasks.map((task) => ({ ...task, priority: 4 }));
    expect(inversions(plainJob({ inputs: 1, tasks: equal }))).to.deep.equal([]);
    const ring = ringOf([0, 1, 2]).tasks.map((task, priority) => ({ ...task, priority }));
    expect(inversions(plainJob({ tasks: ring }))).to.deep.equal([]);
  });

  it('take the ends of Int32 apart without overflow', () => {
    const [first, second] = chainOf([0, 1]).tasks;
    const ends = [
      { ...first, priority: -(2 ** 31) },
      { ...second, priority: 2 ** 31 - 1 },
    ] as JobSpec['tasks'];
    expect(inversions(plainJob({ inputs: 1, tasks: ends }))).to.have.length(1);
  });

  it('are none of priorities that could not be read, but pass those by', () => {
    const chain = plainJob(chainOf([0, 1, 2]));
    const found = (...priorities: readonly unknown[]): unknown[] => {
      const tasks = chain.Tasks.map((task, at) =>
        priorities[at] === undefined ? task : { ...task, Priority: priorities[at] },
      );
      return inversions({ ...chain, Tasks: tasks }).map(({ args: { priority, waitsForPriority } }) => [
        priority,
        waitsForPriority,
      ]);
    };
    expect(found(1, 2, 3)).to.deep.equal([
      [2, 1],
      [3, 1],
    ]);
    for (const unreadable of ['high', 1.5, 2 ** 31, true, {}]) {
      expect(found(unreadable, 2, 3), String(unreadable)).to.deep.equal([[3, 2]]);
      expect(found(1, unreadable, 3), String(unreadable)).to.deep.equal([[3, 1]]);
      expect(found(-1, -1, unreadable), String(unreadable)).to.deep.equal([]);
    }
    expect(found(undefined, null, '3')).to.deep.equal([[3, 0]]);
  });

  it('are none of priorities that broken JSON has damaged or cut off', () => {
    const [first, second] = plainJob(chainOf([0, 1])).Tasks.map((task) => JSON.stringify(task).slice(0, -1));
    const text = (own: string): string => `{"InputMediaAssets":[{}],"Tasks":[${first}${own},${second},"Priority":5}]}`;
    expect(inversions(text('}'))).to.have.length(1);
    expect(inversions(text(',"Priority":"1"}'))).to.have.length(1);
    expect(inversions(text(''))).to.deep.equal([]);
    expect(inversions(text(',"Priority":0x1}'))).to.deep.equal([]);
  });
});
