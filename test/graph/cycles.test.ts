/** Cycles and cuts of small jobs against trying everything. */
import { alg, Graph } from '@dagrejs/graphlib';
import { expect } from 'chai';
import fc from 'fast-check';
import type { Cycle } from '#src/graph/cycle.js';
import { TaskGraph } from '#src/graph/task-graph.js';
import { anyJob, input, type JobSpec, modelJob, output, ringedJob, ringOf } from '../helpers/jobs.js';
import {
  firstShortestCycle,
  firstSmallestCut,
  groupsOf,
  innerReads,
  type OutputRead,
  outputsOf,
  withoutReads,
} from './cycle-search.js';

const jobs = fc.oneof(
  ringedJob({ maxTasks: 8 }),
  ringedJob({ maxTasks: 8, maxMentions: 3 }),
  anyJob({ maxTasks: 8 }),
  anyJob({ maxTasks: 5, maxOutputs: 3, maxMentions: 5 }),
);
const numRuns = 500;

/** Its cycles, with the indexes of outputs in place of asset numbers. */
function cyclesOf(spec: JobSpec): (Omit<Cycle, 'cut'> & { readonly cut: readonly OutputRead[] })[] {
  const graph = new TaskGraph(modelJob(spec));
  const indexOf = (asset: number): number => graph.assets[asset]?.index as number;
  return graph.cycles.map((cycle) => ({
    ...cycle,
    assets: cycle.assets.map(indexOf),
    ties: cycle.ties.map(indexOf),
    cut: cycle.cut.map(({ task, asset }): OutputRead => [task, indexOf(asset)]),
  }));
}

describe('the cycle of a group of tasks', () => {
  it('is a closed walk over what its tasks write and read', () => {
    fc.assert(
      fc.property(jobs, (spec) => {
        for (const { tasks, assets, component } of cyclesOf(spec)) {
          expect(tasks).to.have.length(assets.length).and.not.be.empty;
          expect(component).to.include.members([...tasks]);
          assets.forEach((index, step) => {
            const [writer, reader] = [tasks[step] as number, tasks[(step + 1) % tasks.length] as number];
            expect(outputsOf(spec.tasks[writer], 'writes')).to.include(index);
            expect(outputsOf(spec.tasks[reader], 'reads')).to.include(index);
          });
        }
      }),
      { numRuns },
    );
  });

  it('is the first of all shortest ones, by tasks from its smallest, then by assets; one for each group', () => {
    fc.assert(
      fc.property(jobs, (spec) => {
        const found = cyclesOf(spec);
        expect(found.map(({ component }) => component)).to.deep.equal(groupsOf(spec));
        for (const { component, tasks, assets, isShortest } of found) {
          expect({ tasks, assets }).to.deep.equal(firstShortestCycle(spec, component));
          expect(isShortest).to.equal(true);
        }
      }),
      { numRuns },
    );
  });

  it('goes over the smallest of several assets, in whatever order they are mentioned', () => {
    const first = { reads: [output(9)], writes: [output(5), output(2), output(7)] };
    const second = { reads: [output(7), output(5), output(2)], writes: [output(9)] };
    expect(cyclesOf({ tasks: [first, second] })).to.deep.equal([
      {
        tasks: [0, 1],
        assets: [2, 9],
        component: [0, 1],
        ties: [2, 5, 7, 9],
        isShortest: true,
        cut: [[0, 9]],
        isSmallestCut: true,
      },
    ]);
  });

  it('is a task alone that reads what it writes, even within a larger circle', () => {
    const { tasks } = ringOf([0, 1, 2, 3]);
    const selfish = tasks.map((task, at) => (at === 2 ? { ...task, reads: [...task.reads, output(2)] } : task));
    const [cycle] = cyclesOf({ tasks: selfish });
    expect(cycle).to.deep.include({ tasks: [2], assets: [2], component: [0, 1, 2, 3], isShortest: true });
  });

  it('is not in a graph without one, and leaves tasks behind a cycle out of its group', () => {
    expect(cyclesOf({ tasks: [{ reads: [input(0)], writes: [output(0)] }] })).to.deep.equal([]);
    const selfish = { reads: [output(0)], writes: [output(0)] };
    const behind = { reads: [output(0)], writes: [output(1)] };
    expect(cyclesOf({ tasks: [behind, selfish] }).map(({ component }) => component)).to.deep.equal([[1]]);
  });
});

describe('the cut of a group of tasks', () => {
  it('leaves no cycle in the group, and those of all groups leave none in the job', () => {
    fc.assert(
      fc.property(jobs, (spec) => {
        const found = cyclesOf(spec);
        const rest = withoutReads(
          spec,
          found.flatMap(({ cut }) => cut),
        );
        expect(new TaskGraph(modelJob(rest)).isAcyclic).to.equal(true);
        for (const { component, cut } of found) {
          expect(innerReads(spec, component)).to.deep.include.members([...cut]);
          const others = groupsOf(spec).filter(([first]) => first !== component[0]);
          expect(groupsOf(withoutReads(spec, cut))).to.deep.equal(others);
        }
      }),
      { numRuns },
    );
  });

  it('is the first of all smallest ones, by tasks, then by assets', () => {
    fc.assert(
      fc.property(jobs, (spec) => {
        for (const { component, cut, isSmallestCut } of cyclesOf(spec)) {
          expect(cut).to.deep.equal(firstSmallestCut(spec, component));
          expect(isSmallestCut).to.equal(true);
        }
      }),
      { numRuns },
    );
  });

  it('needs all but one order of the tasks where each reads from each', () => {
    const tasks = [0, 1, 2, 3].map((own) => ({
      reads: [3, 2, 1, 0].filter((other) => other !== own).map(output),
      writes: [output(own)],
    }));
    const [cycle] = cyclesOf({ tasks });
    expect(cycle?.cut).to.deep.equal([
      [0, 1],
      [0, 2],
      [0, 3],
      [1, 2],
      [1, 3],
      [2, 3],
    ]);
  });

  it('counts reads, not pairs of tasks: one read of an asset with many writers', () => {
    const writers = [0, 1, 2].map(() => ({ reads: [output(1)], writes: [output(0)] }));
    const [cycle] = cyclesOf({ tasks: [...writers, { reads: [output(0)], writes: [output(1)] }] });
    expect(cycle).to.deep.include({ tasks: [0, 3], assets: [0, 1], cut: [[3, 0]], isSmallestCut: true });
  });
});

describe('the random jobs of these tests', () => {
  it('hold what the tests are about', () => {
    const sample = fc.sample(jobs, 400).map((spec) => ({ spec, cycles: cyclesOf(spec) }));
    const share = (holds: (one: (typeof sample)[number]) => boolean): number => sample.filter(holds).length / 400;
    expect(share(({ cycles }) => cycles.length === 0)).to.be.above(0.1);
    expect(share(({ cycles }) => cycles.length > 1)).to.be.above(0.1);
    expect(share(({ cycles }) => cycles.some(({ tasks }) => tasks.length > 1))).to.be.above(0.1);
    expect(share(({ cycles }) => cycles.some(({ tasks }) => tasks.length > 3))).to.be.above(0.01);
    expect(share(({ cycles }) => cycles.some(({ cut }) => cut.length > 1))).to.be.above(0.1);
    expect(share(({ cycles }) => cycles.some(({ component, tasks }) => component.length > tasks.length))).to.be.above(
      0.1,
    );
  });

  it('have as many cycles for graphlib', () => {
    fc.assert(
      fc.property(jobs, (spec) => {
        const graph = new Graph({ directed: true });
        spec.tasks.forEach((task, position) => {
          for (const index of outputsOf(task, 'writes')) graph.setEdge(`task ${position}`, `output ${index}`);
          for (const index of outputsOf(task, 'reads')) graph.setEdge(`output ${index}`, `task ${position}`);
        });
        expect(alg.findCycles(graph)).to.have.length(groupsOf(spec).length);
      }),
      { numRuns },
    );
  });
});
