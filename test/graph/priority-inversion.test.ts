import { expect } from 'chai';
import fc from 'fast-check';
import type { Diagnostic } from '#src/diagnostics/diagnostic.js';
import { lint } from '#src/lint.js';
import { taskLabel } from '#src/model/job.js';
import { acyclicJob, anyJob, chainOf, input, type JobSpec, output, plainJob, ringOf } from '../helpers/jobs.js';
import { dependencyMatrix, longestDistances, markedAbove, transitiveClosure } from './brute-force.js';

type Finding = Extract<Diagnostic, { code: 'priority-inversion' }>;

function inversions(document: object): Finding[] {
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

  it('take the ends of Int32 apart without overflow, and priorities that are no Int32 as 0', () => {
    const [first, second] = chainOf([0, 1]).tasks;
    const ends = [
      { ...first, priority: -(2 ** 31) },
      { ...second, priority: 2 ** 31 - 1 },
    ] as JobSpec['tasks'];
    expect(inversions(plainJob({ inputs: 1, tasks: ends }))).to.have.length(1);
    const document = plainJob({ inputs: 1, tasks: [{ ...first, priority: -1 }, second] as JobSpec['tasks'] });
    const [task, other] = document.Tasks;
    const found = inversions({ ...document, Tasks: [task, { ...other, Priority: 1.5 }] });
    expect(found.map(({ args }) => args.priority)).to.deep.equal([0]);
  });
});
