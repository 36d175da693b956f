/** Simulated failures against runs from instant to instant that share no code with them. */
import { expect } from 'chai';
import fc from 'fast-check';
import { type Failure, simulateFailure } from '#src/plan/failure.js';
import { chainOf, input, modelJob, output } from '../helpers/jobs.js';
import {
  type FailingJob,
  failingJob,
  jobOf,
  optionsOf,
  PLAIN,
  type RunTask,
  runUntil,
  SPARED,
  withStates,
  writtenBy,
} from './failing.js';
import { milliseconds } from './planned.js';

const numRuns = 400;

/** A random job of which just one task fails, with what comes of it. */
function check(holds: (job: FailingJob, failed: number, failure: Failure, run: readonly RunTask[]) => void): void {
  fc.assert(
    fc.property(failingJob(12), fc.nat(), (made, pick) => {
      const failed = pick % made.traits.length;
      const job = { ...made, traits: made.traits.map((trait, task) => ({ ...trait, fails: task === failed })) };
      const failure = simulateFailure(jobOf(job), failed, optionsOf(job)) as Failure;
      holds(job, failed, failure, runUntil(job, Number.POSITIVE_INFINITY));
    }),
    { numRuns },
  );
}

const whole = (seconds: number | null): number | null => (seconds === null ? null : milliseconds(seconds));

describe('a simulated failure', () => {
  it('gives what a run from instant to instant gives: who finishes, is canceled or waits for ever, and when', () => {
    check(({ result }, failed, failure, run) => {
      expect(failure).to.include({ task: failed, at: result.tasks[failed]?.finish, jobState: 'Error' });
      const names = { finished: 'finished', failed: 'failed', canceled: 'canceled', waiting: 'blocked', running: '?' };
      expect(failure.tasks.map(({ outcome }) => outcome)).to.deep.equal(run.map(({ phase }) => names[phase]));
      expect(failure.tasks.map(({ start }) => whole(start))).to.deep.equal(run.map(({ start }) => start));
      expect(failure.tasks.map(({ finish }) => whole(finish))).to.deep.equal(run.map(({ end }) => end));
      expect(milliseconds(failure.end)).to.equal(Math.max(...run.map(({ end }) => end ?? 0)));
    });
  });

  it('names for a blocked task one that writes what it reads and never finishes', () => {
    check(({ result }, _, { tasks }) => {
      for (const { task, outcome, by } of tasks) {
        if (outcome !== 'blocked') expect(by).to.equal(undefined);
        else {
          expect(result.tasks[task]?.dependsOn).to.include(by);
          expect(tasks[by as number]?.outcome).to.not.equal('finished');
        }
      }
    });
  });

  it('tells of every output whether it is complete, and whether what the failed task wrote is kept', () => {
    check(({ spec, traits }, failed, { assets }, run) => {
      const all = [...new Set(spec.tasks.flatMap((_, task) => writtenBy(spec, task)))].sort((a, b) => a - b);
      expect(assets.map(({ asset }) => asset)).to.deep.equal(all.map((index) => `JobOutputAsset(${index})`));
      assets.forEach(({ fate }, place) => {
        const writers = [...run.keys()].filter((task) => writtenBy(spec, task).includes(all[place] as number));
        if (writers.includes(failed)) expect(fate).to.equal(traits[failed]?.keeps ? 'kept' : 'deleted');
        else {
          const isComplete = writers.every((task) => run[task]?.phase === 'finished');
          const isBegun = writers.some((task) => run[task]?.start !== null);
          expect(fate).to.equal(isComplete ? 'complete' : isBegun ? 'incomplete' : 'empty');
        }
      });
    });
  });

  it('changes nothing before its instant, at which others still finish', () => {
    check(({ result }, failed, { at, tasks }) => {
      for (const { task, finish, outcome } of tasks) {
        const planned = result.tasks[task]?.finish as number;
        if (task !== failed && planned <= at)
          expect({ finish, outcome }).to.deep.equal({ finish: planned, outcome: 'finished' });
      }
    });
  });

  it('gives a unit that a canceled task frees to one that goes on', () => {
    const source = { reads: [input(0)] };
    const tasks = [0, 1, 2].map((index) => ({ ...source, writes: [output(index)] }));
    const job = withStates(modelJob({ inputs: 1, tasks }), [PLAIN, PLAIN, SPARED]);
    const failure = simulateFailure(job, 0, { units: 2, durations: { 0: 4, 1: 9, 2: 5 } });
    expect(failure?.tasks).to.deep.equal([
      { task: 0, name: null, outcome: 'failed', start: 0, finish: 4 },
      { task: 1, name: null, outcome: 'canceled', start: 0, finish: 4 },
      { task: 2, name: null, outcome: 'finished', start: 4, finish: 9 },
    ]);
  });

  it('blocks a task that has the option but reads what another does not write', () => {
    const job = withStates(modelJob(chainOf([0, 1, 2])), [PLAIN, SPARED, SPARED]);
    expect(simulateFailure(job, 0)?.tasks.slice(1)).to.deep.equal([
      { task: 1, name: null, outcome: 'blocked', start: null, finish: null, by: 0 },
      { task: 2, name: null, outcome: 'blocked', start: null, finish: null, by: 1 },
    ]);
  });

  it('is null where the job has no plan', () => {
    expect(simulateFailure(undefined, 0)).to.equal(null);
  });
});
