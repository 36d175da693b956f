import { expect } from 'chai';
import fc from 'fast-check';
import { whyThen } from '#src/plan/why.js';
import { dependencyMatrix, markedAbove } from '../graph/brute-force.js';
import { modelJob } from '../helpers/jobs.js';
import { type Planned, plannedJob } from './planned.js';

function options({ units, durations }: Planned): { units: number; durations: Record<string, number> } {
  return { units, durations: Object.fromEntries(durations.map((time, position) => [position, time / 1000])) };
}

describe('why a task starts when it does', () => {
  it('is told in steps that leave no gap, back to the start of the job', () => {
    fc.assert(
      fc.property(plannedJob(12), fc.nat(), (planned, pick) => {
        const { spec, result } = planned;
        const task = pick % spec.tasks.length;
        const steps = whyThen(modelJob(spec), task, options(planned)) ?? [];
        const matrix = dependencyMatrix(spec);
        expect(steps[0]?.task).to.equal(task);
        expect(steps.at(-1)).to.deep.include({ start: 0, hold: { by: 'nothing' } });
        steps.forEach(({ task: own, start, hold }, index) => {
          const planned = result.tasks[own];
          expect(start).to.equal(planned?.start);
          if (hold.by === 'nothing') return;
          const holder = result.tasks[hold.task];
          expect(steps[index + 1]?.task).to.equal(hold.task);
          expect(holder?.finish).to.equal(start);
          const before = markedAbove(matrix, own);
          if (hold.by === 'dependency') expect(before).to.include(hold.task);
          else {
            const readyAt = Math.max(0, ...before.map((other) => result.tasks[other]?.finish ?? 0));
            expect(hold.readyAt).to.equal(readyAt);
            expect(holder?.unit).to.equal(planned?.unit);
            const first = result.tasks.filter((other) => other.start >= readyAt && other.start < start);
            expect(hold.overtakenCount).to.equal(first.length);
            expect([...hold.overtakenBy].sort((a, b) => a - b)).to.deep.equal(first.map((other) => other.task));
          }
        });
      }),
      { numRuns: 400 },
    );
  });
});
