/** Where exact answers would cost too much: what is said then is true, and says that it may not be the best. */
import { expect } from 'chai';
import fc from 'fast-check';
import { shortestCycle } from '#src/graph/shortest-cycle.js';
import { smallestCut } from '#src/graph/smallest-cut.js';
import { TaskGraph } from '#src/graph/task-graph.js';
import { lint } from '#src/lint.js';
import {
  anyJob,
  type JobSpec,
  modelJob,
  output,
  plainJob,
  ringedJob,
  ringOf,
  shuffledPositions,
  type TaskSpec,
} from '../helpers/jobs.js';
import { firstShortestCycle, firstSmallestCut, groupsOf, outputsOf, withoutReads } from './cycle-search.js';

/** Tasks that each read what all others write, and write `unread` outputs besides. */
function complete(count: number, unread = 0): JobSpec {
  const all = [...Array(count).keys()];
  const tasks = all.map((own): TaskSpec => {
    const spare = Array.from({ length: unread }, (_, index) => output(1000 + own * unread + index));
    return { reads: all.filter((other) => other !== own).map(output), writes: [output(own), ...spare] };
  });
  return { tasks };
}

/** A ring of layers: each task writes its layer's output and reads that of the layer before. */
function layers(count: number, width: number): TaskSpec[] {
  return Array.from({ length: count * width }, (_, position) => {
    const layer = Math.floor(position / width);
    return { reads: [output((layer + count - 1) % count)], writes: [output(layer)] };
  });
}

function expectCutLeavesNone(spec: JobSpec): void {
  const graph = new TaskGraph(modelJob(spec));
  const cut = graph.cycles.flatMap((cycle) =>
    cycle.cut.map(({ task, asset }) => [task, graph.assets[asset]?.index as number] as const),
  );
  expect(new TaskGraph(modelJob(withoutReads(spec, cut))).isAcyclic).to.equal(true);
}

describe('a cut beyond the bound', () => {
  it('takes one direction of each pair where all read from all, and is told as such by the finding', () => {
    const finding = lint(plainJob(complete(14))).diagnostics.find(({ code }) => code === 'dependency-cycle');
    expect(finding?.args).to.deep.include({ cutSize: 91, cutSmallest: false, shortest: true, entangled: 14 });
  });

  it('comes no later for outputs that nobody reads', () => {
    const spec = complete(12, 4000);
    const [cycle] = new TaskGraph(modelJob(spec)).cycles;
    expect(cycle).to.include({ isSmallestCut: false, isShortest: true });
    expect(cycle?.tasks).to.deep.equal([0, 1]);
    expectCutLeavesNone(spec);
  });

  it('leaves no cycle, holds each read once, and leaves the groups after it a cut of their own', () => {
    const ring: TaskSpec[] = [0, 1, 2].map((own) => ({
      reads: [output(100 + ((own + 2) % 3))],
      writes: [output(100 + own)],
    }));
    const spec = { tasks: [...complete(14).tasks, ...ring] };
    const cycles = new TaskGraph(modelJob(spec)).cycles;
    expect(cycles.map(({ tasks }) => tasks)).to.deep.equal([
      [0, 1],
      [14, 15, 16],
    ]);
    expect(cycles[0]?.isSmallestCut).to.equal(false);
    expect(new Set(cycles[0]?.cut.map(({ task, asset }) => `${task} ${asset}`)).size).to.equal(cycles[0]?.cut.length);
    expect(cycles[1]?.cut).to.have.length(1);
    expect(cycles[1]?.isSmallestCut).to.equal(true);
    expectCutLeavesNone(spec);
  });
});

describe('a shortest cycle beyond the bound', () => {
  const [count, width] = [150, 150];
  const selfish = { reads: [output(50), output(1000)], writes: [output(51), output(1000)] };
  const before = [...layers(count, width), selfish];
  const after: TaskSpec[] = [
    { reads: [output(2002)], writes: [output(2000)] },
    { reads: [output(2000), output(2003)], writes: [output(2001)] },
    { reads: [output(2001)], writes: [output(2002), output(2003)] },
  ];

  it('is a cycle, but says that there may be a shorter one, here and in the groups that follow', () => {
    const tasks = [...before, ...after];
    const [first, second] = new TaskGraph(modelJob({ tasks })).cycles;
    expect(first?.isShortest, 'there is one of length 1').to.equal(false);
    expect(first?.tasks).to.deep.equal(Array.from({ length: count }, (_, layer) => layer * width));
    first?.tasks.forEach((task, step) => {
      const reader = first.tasks[(step + 1) % count] as number;
      expect(outputsOf(tasks[task], 'writes')).to.include(first.assets[step]);
      expect(outputsOf(tasks[reader], 'reads')).to.include(first.assets[step]);
    });
    expect(second).to.deep.include({
      tasks: [0, 1, 2].map((task) => task + before.length),
      assets: [2000, 2001, 2002].map((index) => index - 2000 + count + 1),
      isShortest: false,
    });
  });
});

describe('a search that may take few steps', () => {
  const jobs = fc.oneof(ringedJob({ maxTasks: 8 }), anyJob({ maxTasks: 8, maxOutputs: 4, maxMentions: 4 }));
  const steps = fc.oneof(fc.constant(0), fc.nat(60), fc.nat(2000));

  it('cuts all cycles of the group, and no more reads than needed if it says so', () => {
    fc.assert(
      fc.property(jobs, steps, (spec, left) => {
        const graph = new TaskGraph(modelJob(spec));
        for (const group of groupsOf(spec)) {
          const { cut, isSmallestCut } = smallestCut(graph, group, { left });
          const reads = cut.map(({ task, asset }) => [task, graph.assets[asset]?.index as number] as const);
          const others = groupsOf(spec).filter(([first]) => first !== group[0]);
          expect(groupsOf(withoutReads(spec, reads))).to.deep.equal(others);
          expect(reads).to.deep.equal(reads.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]));
          if (isSmallestCut) expect(cut).to.have.length(firstSmallestCut(spec, group).length);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('still cuts a ring once, and a ring of layers between two layers', () => {
    const all = [...Array(50).keys()];
    const ring = new TaskGraph(modelJob(ringOf(shuffledPositions(50))));
    const layered = new TaskGraph(modelJob({ tasks: layers(10, 5) }));
    expect(smallestCut(ring, all, { left: 0 }).cut).to.have.length(1);
    expect(smallestCut(ring, all, { left: 0 }).isSmallestCut).to.equal(true);
    expect(smallestCut(layered, all, { left: 0 }).cut.map(({ task }) => task)).to.deep.equal([0, 1, 2, 3, 4]);
  });

  it('finds a cycle within the group, and a shortest one if it says so', () => {
    fc.assert(
      fc.property(jobs, steps, (spec, left) => {
        const graph = new TaskGraph(modelJob(spec));
        for (const group of groupsOf(spec)) {
          const { tasks, assets, isShortest } = shortestCycle(graph, group, { left });
          const found = { tasks, assets: assets.map((asset) => graph.assets[asset]?.index) };
          const best = firstShortestCycle(spec, group);
          if (isShortest) expect(found.tasks).to.have.length(best.tasks.length);
          expect(group)
            .to.include.members([...tasks])
            .and.include(tasks[0]);
          found.assets.forEach((index, step) => {
            expect(outputsOf(spec.tasks[tasks[step] as number], 'writes')).to.include(index);
            const reader = tasks[(step + 1) % tasks.length] as number;
            expect(outputsOf(spec.tasks[reader], 'reads')).to.include(index);
          });
        }
      }),
      { numRuns: 500 },
    );
  });
});
