/** Plans of jobs far beyond any quota. No clocks are read. */
import { expect } from 'chai';
import { simulateFailure } from '#src/plan/failure.js';
import { CUT_DEPENDENCIES, plan } from '#src/plan/plan.js';
import { planResume } from '#src/plan/resume.js';
import { chainOf, input, type JobSpec, modelJob, output, ringOf, shuffledPositions } from '../helpers/jobs.js';
import { withStates } from './failing.js';

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

describe(`a job of ${COUNT} tasks that fails`, () => {
  const middle = COUNT / 2;
  const traits = inFileOrder.map(() => ({ fails: false, isSpared: true, keeps: false }));

  it('in the middle of a chain is resumed from there', () => {
    const states = inFileOrder.map((task) => (task < middle ? 3 : task === middle ? 4 : 0));
    const resumed = planResume(withStates(modelJob(chainOf(inFileOrder)), traits, states));
    expect(isSame(resumed?.order, inFileOrder.slice(middle))).to.equal(true);
    expect(resumed?.resume.tasks[COUNT - 1]).to.deep.include({ status: 'blocked', by: [middle] });
  });

  it('among many that write one asset blocks all that read it', () => {
    const job = withStates(modelJob(sharedBy(middle, middle)), traits);
    const failure = simulateFailure(job, 0, { units: 7 });
    expect(failure).to.include({ at: 1, end: Math.ceil(middle / 7) });
    expect(failure?.tasks.filter(({ outcome, by }) => outcome === 'blocked' && by === 0)).to.have.length(middle);
    const states = inFileOrder.map((task) => (task % 2 === 0 ? 4 : 0));
    const resumed = planResume(withStates(modelJob(sharedBy(middle, middle)), traits, states));
    const by = inFileOrder.slice(0, 20).map((task) => 2 * task);
    expect(resumed?.resume.tasks[COUNT - 1]).to.deep.include({ status: 'blocked', by });
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
