import { expect } from 'chai';
import fc from 'fast-check';
import { dependencyMatrix, longestDistances, marked, markedAbove } from '../graph/brute-force.js';
import { chainOf, input, output, type TaskSpec } from '../helpers/jobs.js';
import { longestPaths } from './oracle.js';
import { milliseconds, type Planned, plannedJob, planOf } from './planned.js';

const numRuns = 400;

function check(holds: (planned: Planned) => void): void {
  fc.assert(fc.property(plannedJob(10), holds), { numRuns });
}

describe('the critical path', () => {
  it('is a longest path, of several the one with the smallest positions, whatever the units', () => {
    check(({ spec, durations, result }) => {
      const { length, first } = longestPaths(spec, durations);
      expect(result.criticalPath).to.deep.equal(first);
      const time = result.criticalPath.map((task) => durations[task] as number).reduce((sum, own) => sum + own, 0);
      expect(time).to.equal(length);
    });
  });

  it('leaves each task the slack by which the longest path through it is shorter; critical is who has none', () => {
    check(({ spec, durations, result }) => {
      const { length, through } = longestPaths(spec, durations);
      const slack = through.map((time) => length - time);
      expect(result.tasks.map((task) => milliseconds(task.slack))).to.deep.equal(slack);
      expect(result.tasks.map((task) => task.critical)).to.deep.equal(slack.map((time) => time === 0));
    });
  });

  it('goes through the smallest of equal tasks, step by step', () => {
    const layer = (from: number, own: number): TaskSpec => ({ reads: [output(from)], writes: [output(own)] });
    const first = { reads: [input(0)], writes: [output(0)] };
    const tasks = [layer(1, 2), layer(0, 1), first, layer(0, 1), layer(1, 3)];
    expect(planOf({ inputs: 1, tasks }, [1, 1, 1, 1, 1], 2).criticalPath).to.deep.equal([2, 1, 0]);
    expect(planOf({ inputs: 1, tasks }, [1, 1, 1, 2, 2], 2).criticalPath).to.deep.equal([2, 3, 4]);
  });

  it('is one task where none waits for another, and nothing where there are none', () => {
    const alone = [0, 1, 2].map((own) => ({ reads: [input(0)], writes: [output(own)] }));
    expect(planOf({ inputs: 1, tasks: alone }, [1, 2, 2], 3).criticalPath).to.deep.equal([1]);
    expect(planOf({ inputs: 1, tasks: [] }, [], 3)).to.deep.include({ criticalPath: [], makespan: 0, lowerBound: 0 });
  });

  it('has no slack in a chain', () => {
    const { criticalPath, tasks } = planOf(chainOf([1, 2, 0]), [1, 2, 3], 4);
    expect(criticalPath).to.deep.equal([1, 2, 0]);
    expect(tasks.map(({ slack }) => slack)).to.deep.equal([0, 0, 0]);
  });
});

describe('waves and dependencies of a plan', () => {
  it('are the longest distances, and the direct neighbours in the graph', () => {
    check(({ spec, result }) => {
      const matrix = dependencyMatrix(spec);
      const distances = longestDistances(matrix);
      expect(result.tasks.map(({ wave }) => wave)).to.deep.equal(distances);
      expect(result.waves.flatMap((wave, number) => wave.map((task) => [task, number]))).to.have.deep.members(
        distances.map((wave, task) => [task, wave]),
      );
      result.tasks.forEach(({ dependsOn, requiredBy }, task) => {
        expect(dependsOn).to.deep.equal(markedAbove(matrix, task));
        expect(requiredBy).to.deep.equal(marked(matrix[task]));
      });
    });
  });
});
