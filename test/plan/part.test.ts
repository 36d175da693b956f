import { expect } from 'chai';
import fc from 'fast-check';
import { planChanged, planTarget } from '#src/plan/part.js';
import type { ExecutionPlan } from '#src/plan/plan.js';
import { dependencyMatrix, marked, markedAbove, transitiveClosure } from '../graph/brute-force.js';
import { chainOf, modelJob } from '../helpers/jobs.js';
import { type Planned, plannedJob } from './planned.js';

function options({ units, durations }: Planned): { units: number; durations: Record<string, number> } {
  return { units, durations: Object.fromEntries(durations.map((time, position) => [position, time / 1000])) };
}

/** What holds of every plan of some tasks: only they, in an order that their dependencies among each other allow. */
function expectPlanOf(result: ExecutionPlan | null, expected: readonly number[], { spec, durations }: Planned): void {
  const matrix = dependencyMatrix(spec);
  expect(result?.tasks.map(({ task }) => task)).to.deep.equal(expected);
  expect([...(result?.order ?? [])].sort((a, b) => a - b)).to.deep.equal(expected);
  for (const { task, start, duration, dependsOn } of result?.tasks ?? []) {
    const before = markedAbove(matrix, task).filter((other) => expected.includes(other));
    expect(dependsOn).to.deep.equal(before);
    expect(duration * 1000).to.be.closeTo(durations[task] ?? 0, 1e-3);
    for (const other of before) expect(result?.tasks.find((one) => one.task === other)?.finish).to.be.at.most(start);
  }
}

const ascending = (tasks: readonly number[]): number[] => [...new Set(tasks)].sort((a, b) => a - b);

describe('a plan of some tasks', () => {
  it('for targets has them and all that they wait for', () => {
    fc.assert(
      fc.property(plannedJob(12), fc.array(fc.nat(), { minLength: 1, maxLength: 3 }), (planned, picks) => {
        const targets = picks.map((pick) => pick % planned.spec.tasks.length);
        const closure = transitiveClosure(dependencyMatrix(planned.spec));
        const expected = ascending(targets.flatMap((task) => [task, ...markedAbove(closure, task)]));
        const result = planTarget(modelJob(planned.spec), targets.map(String), options(planned));
        expectPlanOf(result, expected, planned);
        const leftOut = [...planned.spec.tasks.keys()].filter((task) => !expected.includes(task));
        expect(result?.part).to.deep.equal({
          reason: 'target',
          names: targets.map(String),
          of: planned.spec.tasks.length,
          leftOut: leftOut.map((task) => ({ task, name: null })),
        });
        expect(result?.complete).to.equal(planned.result.complete);
      }),
      { numRuns: 200 },
    );
  });

  it('for what has changed has it and all that wait for it', () => {
    fc.assert(
      fc.property(plannedJob(12), fc.nat(), (planned, pick) => {
        const task = pick % planned.spec.tasks.length;
        const closure = transitiveClosure(dependencyMatrix(planned.spec));
        const expected = ascending([task, ...marked(closure[task])]);
        expectPlanOf(planChanged(modelJob(planned.spec), [`${task}`], options(planned)), expected, planned);
      }),
      { numRuns: 200 },
    );
  });

  it('takes assets: a target is what writes one, a change concerns what reads one', () => {
    const chain = modelJob(chainOf([0, 1, 2, 3]));
    expect(planTarget(chain, ['JobOutputAsset(1)'])?.order).to.deep.equal([0, 1]);
    const changed = planChanged(chain, ['JobOutputAsset(1)']);
    expect(changed?.order).to.deep.equal([2, 3]);
    expect(changed?.assets.find(({ asset }) => asset === 'JobOutputAsset(1)')).to.deep.equal({
      asset: 'JobOutputAsset(1)',
      producers: [],
      consumers: [2],
      availableAt: 0,
      lastUsedAt: 1,
    });
    expect(planChanged(chain, ['JobInputAsset(0)'])?.order).to.deep.equal([0, 1, 2, 3]);
  });

  it('refuses what the job does not have', () => {
    const chain = modelJob(chainOf([0, 1]));
    expect(() => planTarget(chain, ['Encode'])).to.throw('no task has the name or position "Encode"');
    expect(() => planChanged(chain, ['JobOutputAsset(7)'])).to.throw('no task reads or writes JobOutputAsset(7)');
  });
});
