import { expect } from 'chai';
import fc from 'fast-check';
import { LISTED_INVERSIONS } from '#src/plan/inversions.js';
import { type ExecutionPlan, plan } from '#src/plan/plan.js';
import { dependencyMatrix, markedAbove, transitiveClosure } from '../graph/brute-force.js';
import { input, modelJob, output } from '../helpers/jobs.js';
import { type Planned, plannedJob } from './planned.js';

function planBy(priority: 'own' | 'inherited', { spec, units, durations }: Planned): ExecutionPlan {
  const seconds = Object.fromEntries(durations.map((time, position) => [position, time / 1000]));
  const made = plan(modelJob(spec), { units, durations: seconds, priority });
  if (made === null) throw new Error('the job has no plan');
  return made;
}

describe('priority inversions', () => {
  it('are the tasks that wait for one of lower priority, with the lowest and what that costs', () => {
    fc.assert(
      fc.property(plannedJob(12), (planned) => {
        const closure = transitiveClosure(dependencyMatrix(planned.spec));
        const own = planBy('own', planned);
        const inherited = planBy('inherited', planned);
        const priorityOf = (task: number): number => own.tasks[task]?.priority ?? 0;
        const expected = own.tasks.flatMap(({ task, priority, start }) => {
          const [lowest] = markedAbove(closure, task).sort((a, b) => priorityOf(a) - priorityOf(b) || a - b);
          if (lowest === undefined || priorityOf(lowest) >= priority) return [];
          const later = Math.round((start - (inherited.tasks[task]?.start ?? 0)) * 1000) / 1000;
          const of = { task, priority, waitsFor: lowest, waitsForPriority: priorityOf(lowest) };
          return { ...of, delay: Math.max(0, later) };
        });
        const found = (own.inversions ?? []).map(({ overtakenBy, delay, ...one }) => ({ ...one, delay }));
        const byTask = found.toSorted((a, b) => a.task - b.task);
        expect(byTask).to.deep.equal(expected);
        expect(found.map(({ delay }) => delay)).to.deep.equal(found.map(({ delay }) => delay).sort((a, b) => b - a));
        expect(inherited.inversions).to.equal(undefined);
      }),
      { numRuns: 300 },
    );
  });

  it('name those that went first while what a task waits for was ready, and matter less', () => {
    fc.assert(
      fc.property(plannedJob(12), (planned) => {
        const matrix = dependencyMatrix(planned.spec);
        const closure = transitiveClosure(matrix);
        const { tasks, inversions = [] } = planBy('own', planned);
        const finishOf = (task: number): number => tasks[task]?.finish ?? 0;
        const startOf = (task: number): number => tasks[task]?.start ?? 0;
        const importance = (task: number): number =>
          Math.max(
            ...tasks.filter((other) => other.task === task || closure[task]?.[other.task]).map((one) => one.priority),
          );
        for (const { task, priority, overtakenBy } of inversions) {
          for (const other of overtakenBy) {
            expect(importance(other)).to.be.below(priority);
            const waited = markedAbove(closure, task).some((before) => {
              const ready = Math.max(0, ...markedAbove(matrix, before).map(finishOf));
              return startOf(other) >= ready && startOf(other) < startOf(before);
            });
            expect(waited).to.equal(true);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('of an urgent package: the encoding that it waits for is overtaken', () => {
    const spec = {
      inputs: 1,
      tasks: [
        { name: 'Thumbnails', priority: 5, reads: [input(0)], writes: [output(0)] },
        { name: 'Index', priority: 5, reads: [input(0)], writes: [output(1)] },
        { name: 'Encode', reads: [input(0)], writes: [output(2)] },
        { name: 'Package', priority: 10, reads: [output(2)], writes: [output(3)] },
        { name: 'Archive', priority: 12, reads: [output(3)], writes: [output(4)] },
      ],
    };
    expect(plan(modelJob(spec))?.inversions).to.deep.equal([
      { task: 3, priority: 10, waitsFor: 2, waitsForPriority: 0, overtakenBy: [0, 1], delay: 2 },
      { task: 4, priority: 12, waitsFor: 2, waitsForPriority: 0, overtakenBy: [0, 1], delay: 2 },
    ]);
  });

  it('are counted where there are more than are listed', () => {
    const many = LISTED_INVERSIONS + 5;
    const readers = Array.from({ length: many }, (_, own) => ({
      priority: 1,
      reads: [output(0)],
      writes: [output(own + 1)],
    }));
    const made = plan(modelJob({ inputs: 1, tasks: [{ reads: [input(0)], writes: [output(0)] }, ...readers] }));
    expect([made?.inversions?.length, made?.inversionCount]).to.deep.equal([LISTED_INVERSIONS, many]);
  });
});
