/** Jobs that stopped at any instant of a simulated run, read back and resumed. */
import { expect } from 'chai';
import fc from 'fast-check';
import { planResume, type ResumedPlan, type ResumeStatus } from '#src/plan/resume.js';
import { dependencyMatrix, markedAbove } from '../graph/brute-force.js';
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

const numRuns = 400;

interface Stopped {
  readonly job: FailingJob;
  /** The run until it stopped. */
  readonly run: readonly RunTask[];
  readonly states: readonly number[];
  readonly resumed: ResumedPlan;
}

/** State of each task; the service may not yet have come round to cancel what a failure cancels. */
function statesOf(run: readonly RunTask[], isEarly: boolean): number[] {
  return run.map(({ phase, was }, task) => {
    const shown = phase === 'canceled' && isEarly ? was : phase;
    if (shown === 'waiting') return task % 2;
    if (shown === 'running') return 2;
    if (shown === 'finished') return 3;
    return shown === 'failed' ? 4 : 5 + (task % 2);
  });
}

function stoppedJob(isFailing: boolean): fc.Arbitrary<Stopped> {
  return fc.tuple(failingJob(12), fc.nat(), fc.boolean()).map(([made, pick, isEarly]) => {
    const traits = made.traits.map((trait) => ({ ...trait, fails: trait.fails && isFailing }));
    const job = { ...made, traits };
    const ends = [0, ...runUntil(job, Number.POSITIVE_INFINITY).map(({ end }) => end ?? 0)].sort((a, b) => a - b);
    const until = (ends[pick % ends.length] as number) + (pick % 3 === 0 ? 1 : 0);
    const run = runUntil(job, until);
    const states = statesOf(run, isEarly);
    const resumed = planResume(jobOf(job, states), optionsOf(job)) as ResumedPlan;
    return { job, run, states, resumed };
  });
}

function check(holds: (stopped: Stopped) => void, isFailing = true): void {
  fc.assert(fc.property(stoppedJob(isFailing), holds), { numRuns });
}

const inPhase = (run: readonly RunTask[], phase: RunTask['phase']): number[] =>
  [...run.keys()].filter((task) => run[task]?.phase === phase);

/** Tasks that have finished but wrote to an asset which went with the failure of another, and those others. */
function lostWith({ job, run }: Stopped, task: number): number[] {
  return inPhase(run, 'failed').filter((failed) => {
    const shared = writtenBy(job.spec, failed).filter((index) => writtenBy(job.spec, task).includes(index));
    return !job.traits[failed]?.keeps && shared.length > 0;
  });
}

/** Failed tasks that one waits for, by going up through all that waits. */
function failuresAbove({ job, run }: Stopped, task: number): number[] {
  const matrix = dependencyMatrix(job.spec);
  const found = new Set<number>();
  const climb = (from: number): void => {
    for (const before of markedAbove(matrix, from)) {
      const phase = run[before]?.phase;
      if (phase === 'failed') found.add(before);
      else if (phase !== 'finished') climb(before);
    }
  };
  climb(task);
  return [...found].sort((a, b) => a - b);
}

function expectedStatus(stopped: Stopped, task: number): ResumeStatus {
  const state = stopped.states[task] as number;
  if (state === 3) return lostWith(stopped, task).length > 0 ? 'lost' : 'done';
  if (state === 4) return 'failed';
  if (state === 2) return 'running';
  if (failuresAbove(stopped, task).length > 0) return 'blocked';
  return state >= 5 ? 'canceled' : 'remaining';
}

describe('resuming a job', () => {
  it('ends with all tasks finished: what is done, and what the plan runs', () => {
    check((stopped) => {
      const { job, run, resumed } = stopped;
      const kept = inPhase(run, 'finished').filter((task) => lostWith(stopped, task).length === 0);
      const planned = resumed.tasks.map(({ task }) => task);
      expect(kept.filter((task) => planned.includes(task))).to.deep.equal([]);
      expect([...kept, ...planned].sort((a, b) => a - b)).to.deep.equal([...job.spec.tasks.keys()]);
      expect(resumed.part).to.deep.equal({ reason: 'resume', of: job.spec.tasks.length });
    });
  });

  it('ends in the set of tasks that the run would have finished, where none fails', () => {
    check(({ job, run, resumed }) => {
      const all = inPhase(runUntil(job, Number.POSITIVE_INFINITY), 'finished');
      const ended = [...inPhase(run, 'finished'), ...resumed.order].sort((a, b) => a - b);
      expect(ended).to.deep.equal(all);
    }, false);
  });

  it('starts nothing before what it reads is there: written by tasks that are done, or run before in the plan', () => {
    check(({ job, run, resumed }) => {
      const matrix = dependencyMatrix(job.spec);
      const finishes = new Map(resumed.tasks.map(({ task, finish }) => [task, finish]));
      for (const { task, start } of resumed.tasks) {
        for (const before of markedAbove(matrix, task)) {
          const { status, stops } = resumed.resume.tasks[task] ?? {};
          const isBegun = status === 'running' && stops !== true;
          if (finishes.has(before) && !isBegun) expect(finishes.get(before)).to.be.at.most(start);
          else expect(run[before]?.phase).to.equal('finished');
        }
      }
      for (const { availableAt, consumers, asset } of resumed.assets) {
        const isWritten = job.spec.tasks.some((_, task) =>
          writtenBy(job.spec, task).some((n) => asset === `JobOutputAsset(${n})`),
        );
        if (isWritten && consumers.length > 0) expect(availableAt).to.be.a('number');
      }
    });
  });

  it('says of each task how far it has come, and by which failures it is blocked or lost', () => {
    check((stopped) => {
      const { job, run, states, resumed } = stopped;
      expect(resumed.resume.readBack).to.equal(true);
      resumed.resume.tasks.forEach(({ task, state, status, by, outputs, stops }, position) => {
        expect({ task, state, status }).to.deep.equal({
          task: position,
          state: states[position],
          status: expectedStatus(stopped, position),
        });
        const failures = { lost: lostWith, blocked: failuresAbove }[status as 'lost' | 'blocked']?.(stopped, position);
        expect(by).to.deep.equal(failures);
        const { keeps, isSpared } = job.traits[position] as FailingJob['traits'][number];
        expect(outputs).to.equal(status === 'failed' ? (keeps ? 'kept' : 'deleted') : undefined);
        const isOpen = ![3, 4, 5, 6].includes(states[position] as number);
        expect(stops).to.equal(inPhase(run, 'failed').length > 0 && isOpen && !isSpared ? true : undefined);
      });
    });
  });

  it('leaves to the service what it finishes by itself: what nothing stops, blocks or cancels', () => {
    check(({ job, run, resumed }) => {
      const later = {
        ...job,
        traits: job.traits.map((trait, task) => ({ ...trait, fails: run[task]?.phase === 'failed' })),
      };
      const end = runUntil(later, Number.POSITIVE_INFINITY);
      const isOpen = (task: number): boolean => {
        const { status, stops } = resumed.resume.tasks[task] ?? {};
        return (status === 'running' || status === 'remaining') && stops !== true;
      };
      const matrix = dependencyMatrix(job.spec);
      const goesOn = (task: number): boolean =>
        run[task]?.phase === 'running'
          ? isOpen(task)
          : isOpen(task) &&
            markedAbove(matrix, task).every((before) => run[before]?.phase === 'finished' || goesOn(before));
      const finished = inPhase(end, 'finished').filter((task) => run[task]?.phase !== 'finished');
      expect([...run.keys()].filter((task) => run[task]?.phase !== 'finished' && goesOn(task))).to.deep.equal(finished);
    });
  });

  it('leaves each task that runs its unit', () => {
    check(({ resumed }) => {
      for (const { task, status, stops } of resumed.resume.tasks) {
        if (status !== 'running' || stops === true) continue;
        expect(resumed.tasks.find((one) => one.task === task)?.start).to.equal(0);
      }
    });
  });

  it('does not hold up a task that runs for one that is lost and writes again what it reads', () => {
    const tasks = [
      { reads: [input(0)], writes: [output(0)] },
      { reads: [input(0)], writes: [output(0), output(1)] },
      { reads: [output(1)], writes: [output(2)] },
      { reads: [output(1), output(2)], writes: [output(3)] },
    ];
    const job = withStates(modelJob({ inputs: 1, tasks }), [PLAIN, PLAIN, SPARED, SPARED], [4, 3, 2, 0]);
    const resumed = planResume(job) as ResumedPlan;
    expect(resumed.resume.tasks.map(({ status }) => status)).to.deep.equal(['failed', 'lost', 'running', 'remaining']);
    expect(resumed.order).to.deep.equal([2, 0, 1, 3]);
    expect(resumed.tasks.map(({ dependsOn }) => dependsOn)).to.deep.equal([[], [], [], [1, 2]]);
  });

  it('takes a definition that was never run for one of which everything remains', () => {
    const { resume, order } = planResume(withStates(modelJob(chainOf([0, 1])), [PLAIN, PLAIN])) as ResumedPlan;
    expect(order).to.deep.equal([0, 1]);
    expect(resume).to.deep.equal({
      readBack: false,
      tasks: [0, 1].map((task) => ({ task, name: null, state: null, status: 'remaining' })),
    });
  });

  it('does not know a State that nobody has written down, nor none among others, and runs such tasks', () => {
    const job = withStates(modelJob(chainOf([0, 1, 2])), [PLAIN, PLAIN, PLAIN], [3, 17, null]);
    const resumed = planResume(job) as ResumedPlan;
    expect(resumed.resume.tasks.map(({ status }) => status)).to.deep.equal(['done', 'unknown', 'unknown']);
    expect(resumed.order).to.deep.equal([1, 2]);
  });

  it('takes a task that runs for one that waits for nothing, whatever else is said', () => {
    const job = withStates(modelJob(chainOf([0, 1, 2])), [PLAIN, SPARED, PLAIN], [4, 2, 0]);
    const { resume } = planResume(job) as ResumedPlan;
    expect(resume.tasks.map(({ status }) => status)).to.deep.equal(['failed', 'running', 'remaining']);
  });

  it('has nothing to run where all is done', () => {
    const { makespan, tasks, order, waves } = planResume(
      withStates(modelJob(chainOf([0, 1])), [PLAIN, PLAIN], [3, 3]),
    ) as ResumedPlan;
    expect({ makespan, tasks, order, waves }).to.deep.equal({ makespan: 0, tasks: [], order: [], waves: [] });
  });

  it('lists the first 20 failures of a task that more of them block', () => {
    const positions = [...Array(30).keys()];
    const sources = positions.map((index) => ({ reads: [input(0)], writes: [output(index)] }));
    const merge = { reads: positions.map(output), writes: [output(30)] };
    const job = modelJob({ inputs: 1, tasks: [...sources, merge, { reads: [output(30)], writes: [output(31)] }] });
    const states = [...positions.map(() => 4), 5, 5];
    const resumed = planResume(
      withStates(
        job,
        states.map(() => PLAIN),
        states,
      ),
    ) as ResumedPlan;
    expect(resumed.resume.tasks[30]?.by).to.deep.equal(positions.slice(0, 20));
    expect(resumed.resume.tasks[31]?.by).to.deep.equal(positions.slice(0, 20));
  });

  it('is null where the job has no plan', () => {
    expect(planResume(undefined)).to.equal(null);
  });
});
