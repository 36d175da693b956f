/** Schedules against a simulation that shares no code with them, and against what holds of every such schedule. */
import { expect } from 'chai';
import fc from 'fast-check';
import { plan } from '#src/plan/plan.js';
import { dependencyMatrix, markedAbove } from '../graph/brute-force.js';
import { chainOf, input, output, readJob, type TaskSpec } from '../helpers/jobs.js';
import { longestPaths, simulate } from './oracle.js';
import { milliseconds, type Planned, plannedJob, planOf } from './planned.js';

const numRuns = 400;

function check(holds: (planned: Planned) => void): void {
  fc.assert(fc.property(plannedJob(12), holds), { numRuns });
}

describe('a schedule', () => {
  it('is what a simulation of the units gives: order, starts, finishes and units', () => {
    check(({ spec, units, durations, result }) => {
      const { order, start, finish, unit } = simulate(spec, durations, units);
      expect(result.units).to.equal(units);
      expect(result.order).to.deep.equal(order);
      expect(result.tasks.map((task) => task.unit)).to.deep.equal(unit);
      expect(result.tasks.map((task) => milliseconds(task.duration))).to.deep.equal(durations);
      expect(result.tasks.map((task) => milliseconds(task.start))).to.deep.equal(start);
      expect(result.tasks.map((task) => milliseconds(task.finish))).to.deep.equal(finish);
      expect(milliseconds(result.makespan)).to.equal(Math.max(...finish));
    });
  });

  it('starts no task before all that it depends on have finished, nor lists it before them', () => {
    check(({ spec, result }) => {
      const matrix = dependencyMatrix(spec);
      result.tasks.forEach(({ start }, task) => {
        for (const before of markedAbove(matrix, task)) {
          expect(result.tasks[before]?.finish).to.be.at.most(start);
          expect(result.order.indexOf(before)).to.be.below(result.order.indexOf(task));
        }
      });
    });
  });

  it('runs one task at a time on each unit, and on no more units than there are', () => {
    check(({ units, result }) => {
      for (const { task, unit, start } of result.tasks) {
        expect(unit).to.be.within(0, units - 1);
        const others = result.tasks.filter((other) => other.unit === unit && other.task !== task);
        expect(others.filter((other) => other.start <= start && start < other.finish)).to.deep.equal([]);
      }
    });
  });

  it('leaves no unit idle while a task is ready', () => {
    check(({ spec, units, result }) => {
      const matrix = dependencyMatrix(spec);
      for (const { task, start } of result.tasks) {
        const readyAt = Math.max(0, ...markedAbove(matrix, task).map((before) => result.tasks[before]?.finish ?? 0));
        const instants = [readyAt, ...result.tasks.map(({ finish }) => finish)];
        for (const now of instants.filter((time) => time >= readyAt && time < start)) {
          expect(result.tasks.filter((other) => other.start <= now && now < other.finish)).to.have.length(units);
        }
      }
    });
  });

  it('is at least the lower bound long, and at most what list scheduling allows', () => {
    check(({ spec, units, durations, result }) => {
      const work = durations.reduce((sum, duration) => sum + duration, 0);
      const { length } = longestPaths(spec, durations);
      const makespan = milliseconds(result.makespan);
      expect(result.lowerBound).to.equal(Math.max(length, work / units) / 1000);
      expect(result.lowerBound).to.be.at.most(result.makespan);
      expect(makespan * units).to.be.at.most(work + (units - 1) * length);
    });
  });
});

describe('dispatch', () => {
  const source = (priority: number, own: number): TaskSpec => ({
    priority,
    reads: [input(0)],
    writes: [output(own)],
  });

  it('takes the highest priority, then the first position, and the lowest free unit', () => {
    const tasks = [0, 5, -1, 5].map(source);
    const { order, tasks: planned } = planOf({ inputs: 1, tasks }, [3, 1, 1, 2], 2);
    expect(order).to.deep.equal([1, 3, 0, 2]);
    expect(planned.map(({ unit }) => unit)).to.deep.equal([0, 0, 1, 1]);
    expect(planned.map(({ start }) => start * 1000)).to.deep.equal([1, 0, 2, 0]);
  });

  it('lets all tasks of an instant finish before any starts, so that one made ready then may go first', () => {
    const urgent = { priority: 9, reads: [output(1)], writes: [output(3)] };
    const tasks = [source(0, 0), source(0, 1), source(0, 2), urgent];
    expect(planOf({ inputs: 1, tasks }, [1, 1, 1, 1], 2).order).to.deep.equal([0, 1, 3, 2]);
    expect(planOf({ inputs: 1, tasks }, [1, 2, 1, 1], 2).order).to.deep.equal([0, 1, 2, 3]);
  });

  it('compares priorities at the ends of Int32, and takes a missing one as 0', () => {
    const { priority, ...unset } = source(0, 3);
    const tasks = [source(-(2 ** 31), 0), source(2 ** 31 - 1, 1), source(-1, 2), unset, source(1, 4)];
    expect(planOf({ inputs: 1, tasks }, [1, 1, 1, 1, 1], 1).order).to.deep.equal([1, 4, 3, 2, 0]);
    expect(priority).to.equal(0);
  });

  it('does not let the priority of the job or that of a dependent pull a task forward', () => {
    const tasks = [source(1, 0), source(0, 1), { priority: 100, reads: [output(1)], writes: [output(2)] }];
    expect(planOf({ inputs: 1, tasks }, [1, 1, 1], 1).order).to.deep.equal([0, 1, 2]);
  });

  it('needs no more units than tasks, however many there are', () => {
    const many = plan(readJob({ inputs: 1, tasks: [0, 0, 0].map(source) }), { units: Number.MAX_SAFE_INTEGER });
    expect(many?.tasks.map(({ unit, start }) => [unit, start])).to.deep.equal([
      [0, 0],
      [1, 0],
      [2, 0],
    ]);
    expect(many).to.include({ units: Number.MAX_SAFE_INTEGER, makespan: 1, lowerBound: 1 });
  });

  it('runs tasks one by one on one unit, in their order where nothing else counts', () => {
    const result = plan(readJob(chainOf([2, 0, 1])));
    expect(result?.order).to.deep.equal([2, 0, 1]);
    expect(result).to.include({ units: 1, makespan: 3, lowerBound: 3 });
  });
});
