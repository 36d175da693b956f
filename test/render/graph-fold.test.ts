/** Large graphs fold to waves: what they count, when they fold, and that a picture never takes long or gets large. */
import { expect } from 'chai';
import fc from 'fast-check';
import { type LintReport, lint } from '#src/lint.js';
import type { Job } from '#src/model/job.js';
import { drawGraph } from '#src/render/formats.js';
import { foldGraph } from '#src/render/graph-fold.js';
import { type GraphModel, graphModel } from '#src/render/graph-model.js';
import { graphPictures } from '#src/render/graph-svg.js';
import { layoutCost } from '#src/render/layout-cost.js';
import { anyJob, chainOf, input, type JobSpec, modelJob, output, ringOf } from '../helpers/jobs.js';

function model(job: JobSpec): GraphModel {
  return graphModel(modelJob(job)) as GraphModel;
}

/** Tasks in layers that each read from the layer before. */
function layers(count: number, width: number): JobSpec {
  const tasks = Array.from({ length: count }, (_, task) => ({
    reads: task < width ? [input(0)] : [output(task - width), output(task - 1 - (task % width))],
    writes: [output(task)],
  }));
  return { inputs: 1, tasks };
}

/** Each task reads what all tasks before it write. */
function complete(count: number): JobSpec {
  const tasks = Array.from({ length: count }, (_, task) => ({
    reads: task === 0 ? [input(0)] : [...Array(task).keys()].map(output),
    writes: [output(task)],
  }));
  return { inputs: 1, tasks };
}

const fan = (count: number): JobSpec => ({
  inputs: 1,
  tasks: Array.from({ length: count }, (_, task) => ({
    reads: [task === 0 ? input(0) : output(0)],
    writes: [output(task)],
  })),
});

const upTo = (count: number): number[] => [...Array(count).keys()];

/** Only the jobs count for a picture. */
function reportOf(jobs: readonly Job[]): LintReport {
  return { ...lint('{}'), jobs };
}

function isFolded(spec: JobSpec): boolean {
  return graphPictures([model(spec)]).pictures[0]?.folded !== null;
}

describe('a folded graph', () => {
  it('has each task in one group, by its wave', () => {
    fc.assert(
      fc.property(anyJob({ maxTasks: 12 }), (spec) => {
        const whole = model(spec);
        const { groups, edges } = foldGraph(whole);
        const tasks = groups.flatMap((group) => group.tasks.map(({ task }) => task));
        expect(tasks.sort((a, b) => a - b)).to.deep.equal(upTo(whole.tasks.length));
        for (const { key, tasks: own } of groups) {
          if (key.startsWith('wave-')) expect(own.every(({ wave }) => `wave-${wave}` === key)).to.equal(true);
          if (key === 'cycle') expect(own.every(({ isOnCycle, wave }) => isOnCycle && wave === null)).to.equal(true);
          if (key === 'behind') expect(own.every(({ isOnCycle, wave }) => !isOnCycle && wave === null)).to.equal(true);
        }
        // Reads that cross groups are all counted: on an arrow, or among the other reads of their group.
        const groupOf = new Map(groups.flatMap((group, at) => group.tasks.map(({ task }) => [task, at] as const)));
        const pairs = whole.edges
          .filter(({ direction }) => direction === 'reads')
          .flatMap(({ task, asset }) => {
            const writers = whole.edges.filter((edge) => edge.asset === asset && edge.direction === 'writes');
            const from = new Set(writers.map((edge) => groupOf.get(edge.task)));
            return from.size === 0 ? [-1] : [...from].filter((group) => group !== groupOf.get(task));
          });
        const counted = edges.reduce((sum, { count }) => sum + count, 0);
        const other = groups.reduce((sum, { otherReads }) => sum + otherReads, 0);
        expect(counted + other).to.equal(pairs.length);
        expect(edges.every(({ from, to }) => from !== to)).to.equal(true);
      }),
    );
  });

  it('counts what waves read and write', () => {
    const { groups, edges, unwritten, note } = foldGraph(model(layers(30, 10)));
    expect(groups.map(({ label, tasks, writes }) => [label, tasks.length, writes])).to.deep.equal([
      ['Wave 0', 10, 10],
      ['Wave 1', 10, 10],
      ['Wave 2', 10, 10],
    ]);
    expect(edges).to.deep.equal([
      { from: null, to: 0, count: 10 },
      { from: 0, to: 1, count: 20 - 1 },
      { from: 1, to: 2, count: 20 - 1 },
    ]);
    expect(unwritten).to.equal(1);
    expect(note).to.equal(
      '30 tasks are drawn as 3 waves: too many to draw each. --focus TASK shows what is around one.',
    );
  });

  it('puts waves together where there are many, and tasks on and behind cycles apart', () => {
    const chain = foldGraph(model(chainOf(upTo(1000))));
    expect(chain.groups).to.have.length(20);
    expect(chain.groups[1]).to.deep.include({ key: 'waves-50-99', label: 'Waves 50–99', writes: 50 });
    const ring = ringOf([0, 1]);
    const tasks = [
      ...ring.tasks,
      { reads: [output(1)], writes: [output(2)] },
      { reads: [input(0)], writes: [output(3)] },
    ];
    const { groups } = foldGraph(model({ inputs: 1, tasks }));
    expect(groups.map(({ key, tasks: own }) => [key, own.map(({ task }) => task)])).to.deep.equal([
      ['wave-0', [3]],
      ['cycle', [0, 1]],
      ['behind', [2]],
    ]);
  });
});

describe('a picture of a graph', () => {
  it('folds by what the layout costs, not by how many tasks there are', () => {
    expect(isFolded(chainOf(upTo(400)))).to.equal(false);
    expect(isFolded(fan(400))).to.equal(false);
    expect(isFolded(layers(200, 20))).to.equal(false);
    expect(isFolded(ringOf(upTo(100)))).to.equal(false);
    expect(isFolded(complete(12))).to.equal(false);
    expect(isFolded(chainOf(upTo(600)))).to.equal(true);
    expect(isFolded(complete(25))).to.equal(true);
  });

  it('costs its nodes and the ranks that arrows pass, cycles broken', () => {
    const arrow = (from: number, to: number) => ({ from, to });
    expect(layoutCost(3, [arrow(0, 1), arrow(1, 2), arrow(0, 2)], 100)).to.equal(3 + 1 + 1 + 2);
    expect(layoutCost(3, [arrow(0, 1), arrow(1, 2), arrow(2, 0)], 100)).to.equal(3 + 1 + 1 + 2);
    expect(layoutCost(1, [arrow(0, 0)], 100)).to.equal(2);
    expect(layoutCost(3, [arrow(0, 1), arrow(1, 2), arrow(0, 2)], 6)).to.equal(Number.POSITIVE_INFINITY);
  });

  it('of 100,000 tasks is small, and says what it is, in the picture and beside it', async () => {
    for (const spec of [chainOf(upTo(100_000)), layers(100_000, 5000), fan(100_000), ringOf(upTo(100_000))]) {
      const notes: string[] = [];
      const onNote = (note: string): void => void notes.push(note);
      const svg = await drawGraph(reportOf([modelJob(spec)]), 'svg', 'job.json', { onNote });
      expect(svg.length).to.be.lessThan(60_000);
      expect(notes).to.have.length(1);
      expect(notes[0]).to.match(/^100000 tasks are drawn as /);
      expect(svg).to.include(notes[0]);
    }
  });

  it('of many jobs draws the first ones, and says how many it does not', async () => {
    const jobs: Job[] = upTo(500).map(() => modelJob(chainOf([0, 1, 2])));
    const notes: string[] = [];
    const svg = await drawGraph(reportOf(jobs), 'svg', 'jobs.json', { onNote: (note) => void notes.push(note) });
    const drawn = svg.match(/<g id="job\d+" /g)?.length ?? 0;
    expect(drawn).to.be.within(40, 100);
    expect(notes.at(-1)).to.equal(`${500 - drawn} more jobs are not drawn.`);
    expect(svg).to.include(`${500 - drawn} more jobs are not drawn.`);
  });
});
