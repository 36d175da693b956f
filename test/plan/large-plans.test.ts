/** Plans of jobs far beyond any quota. No clocks are read. */
import { expect } from 'chai';
import { CUT_DEPENDENCIES, plan } from '#src/plan/plan.js';
import { chainOf, input, type JobSpec, modelJob, output, ringOf, shuffledPositions } from '../helpers/jobs.js';

const COUNT = 100_000;
const inFileOrder = [...Array(COUNT).keys()];

/** Some tasks that write one asset and others that read it, taking turns. */
function sharedBy(writers: number, readers: number): JobSpec {
  const writer = { reads: [input(0)], writes: [output(0)] };
  const tasks = Array.from({ length: Math.max(writers, readers) }, (_, index) => [
    ...(index < writers ? [writer] : []),
    ...(index < readers ? [{ reads: [output(0)], writes: [output(1 + index)] }] : []),
  ]);
  return { inputs: 1, tasks: tasks.flat() };
}

/** Chai compares 100,000 numbers slowly, and prints them all. */
function isSame(found: readonly number[] | undefined, expected: readonly number[]): boolean {
  return found?.length === expected.length && found.every((value, index) => value === expected[index]);
}

describe(`a plan of ${COUNT} tasks`, () => {
  const orders = {
    'in file order': inFileOrder,
    'against file order': inFileOrder.toReversed(),
    'in no order': shuffledPositions(COUNT),
  };

  for (const [order, positions] of Object.entries(orders)) {
    it(`in a chain ${order} takes them one by one`, () => {
      const result = plan(modelJob(chainOf(positions)), { units: 3, durations: { 0: 0.1 } });
      expect(isSame(result?.order, positions)).to.equal(true);
      expect(isSame(result?.criticalPath, positions)).to.equal(true);
      expect(result).to.include({ makespan: COUNT - 0.9, lowerBound: COUNT - 0.9 });
      expect(result?.waves).to.have.length(COUNT);
    });
  }

  it('does not exist where they wait in a circle', () => {
    expect(plan(modelJob(ringOf(shuffledPositions(COUNT))))).to.equal(null);
  });

  it('of which half write what half read: writers first, shared among the units', () => {
    const result = plan(modelJob(sharedBy(COUNT / 2, COUNT / 2)), { units: 7 });
    const [writers, readers] = [0, 1].map((rest) => inFileOrder.filter((task) => task % 2 === rest));
    expect(isSame(result?.order, [...(writers ?? []), ...(readers ?? [])])).to.equal(true);
    expect(result).to.include({ makespan: 2 * Math.ceil(COUNT / 2 / 7), dependenciesCut: true });
    expect(isSame(result?.assets[1]?.producers, writers ?? [])).to.equal(true);
    expect(result?.assets[1]).to.include({ availableAt: Math.ceil(COUNT / 2 / 7), lastUsedAt: result?.makespan });
  });
});

describe('lists of dependencies', () => {
  it('are whole up to 5,000,000 pairs', () => {
    const result = plan(modelJob(sharedBy(2500, 2000)));
    expect(result).to.not.have.property('dependenciesCut');
    expect(result?.tasks[1]?.dependsOn).to.have.length(2500);
    expect(result?.tasks[0]?.requiredBy).to.have.length(2000);
  });

  it('are cut beyond, and the plan says so; waves, slack and schedule are not touched', () => {
    const result = plan(modelJob(sharedBy(3000, 3000)), { units: 3000 });
    expect(result).to.include({ dependenciesCut: true, makespan: 2 });
    const first = Array.from({ length: CUT_DEPENDENCIES }, (_, index) => 2 * index);
    expect(result?.tasks[1]?.dependsOn).to.deep.equal(first);
    expect(result?.tasks[5999]?.dependsOn).to.deep.equal(first);
    expect(result?.tasks[0]?.requiredBy).to.deep.equal(first.map((task) => task + 1));
    expect(result?.tasks.every(({ task, wave, start }) => wave === task % 2 && start === wave)).to.equal(true);
    expect(result?.tasks.every(({ critical }) => critical)).to.equal(true);
    expect(result?.assets[1]?.consumers).to.have.length(3000);
  });
});
