/** Jobs far beyond any quota: nothing recurses, nothing is quadratic, and the answers are right. No clocks are read. */
import { expect } from 'chai';
import { TaskGraph } from '#src/graph/task-graph.js';
import { chainOf, input, modelJob, output, ringOf, shuffledPositions } from '../helpers/jobs.js';

const COUNT = 100_000;
const inFileOrder = [...Array(COUNT).keys()];
const orders = {
  'in file order': inFileOrder,
  'against file order': inFileOrder.toReversed(),
  'in no order': shuffledPositions(COUNT),
};

/** Chai compares 100,000 numbers slowly, and prints them all. */
function expectSame(found: Iterable<number>, expected: readonly number[]): void {
  const list = [...found];
  const differs = list.findIndex((value, index) => value !== expected[index]);
  expect({ length: list.length, differs }).to.deep.equal({ length: expected.length, differs: -1 });
}

for (const [order, positions] of Object.entries(orders)) {
  describe(`${COUNT} tasks ${order}`, () => {
    it('in a chain have that order, a wave each, one component and no cycle', () => {
      const graph = new TaskGraph(modelJob(chainOf(positions)));
      const waves = new Array<number>(COUNT);
      positions.forEach((task, step) => {
        waves[task] = step;
      });
      expectSame(graph.order, positions);
      expectSame(graph.waveOf, waves);
      expect(graph.waves).to.have.length(COUNT);
      expect(graph.components).to.have.length(1);
      expect(graph.cycles).to.deep.equal([]);
      expectSame(
        graph.ancestors(positions.at(-1) as number),
        positions.slice(0, -1).sort((a, b) => a - b),
      );
      expectSame(
        graph.descendants(positions[0] as number),
        positions.slice(1).sort((a, b) => a - b),
      );
    });

    it('in a ring are one cycle, with one read to cut, and have no order', () => {
      const graph = new TaskGraph(modelJob(ringOf(positions)));
      expect(graph).to.include({ isAcyclic: false });
      expect(graph.order).to.deep.equal([]);
      expect(graph.components).to.have.length(1);
      expect(graph.cycles).to.have.length(1);
      const [cycle] = graph.cycles;
      const start = positions.indexOf(0);
      const fromFirst = [...positions.slice(start), ...positions.slice(0, start)];
      expectSame(cycle?.tasks ?? [], fromFirst);
      expectSame(cycle?.assets ?? [], fromFirst);
      expectSame(cycle?.component ?? [], inFileOrder);
      expect(cycle).to.include({ isShortest: true, isSmallestCut: true });
      expect(cycle?.cut).to.deep.equal([{ task: 0, asset: fromFirst.at(-1) }]);
    });
  });
}

describe('an asset that 50,000 tasks write and 50,000 read', () => {
  const writer = { reads: [input(0)], writes: [output(0)] };
  const readers = Array.from({ length: COUNT / 2 }, (_, index) => ({
    reads: [output(0)],
    writes: [output(1 + index)],
  }));

  it('makes two waves and one component, though there are 2,500,000,000 pairs', () => {
    const graph = new TaskGraph(modelJob({ inputs: 1, tasks: readers.flatMap((reader) => [reader, writer]) }));
    const [even, odd] = [0, 1].map((rest) => inFileOrder.filter((task) => task % 2 === rest)) as [number[], number[]];
    expect(graph.waves).to.have.length(2);
    expectSame(graph.order, [...odd, ...even]);
    expectSame(graph.components[0] ?? [], inFileOrder);
    expect(graph.cycles).to.deep.equal([]);
    expectSame(graph.ancestors(0), odd);
    expectSame(graph.dependents(1), even);
    expectSame(graph.dependencies(0, 3), [1, 3, 5]);
  });

  it('makes one group of tasks where the readers write what the writers read', () => {
    const tasks = readers.slice(0, COUNT / 20).flatMap(() => [
      { reads: [output(1)], writes: [output(0)] },
      { reads: [output(0)], writes: [output(1)] },
    ]);
    const graph = new TaskGraph(modelJob({ tasks }));
    expect(graph.cycles).to.have.length(1);
    expect(graph.cycles[0]).to.deep.include({ tasks: [0, 1], assets: [0, 1] });
    expectSame(graph.cycles[0]?.component ?? [], inFileOrder.slice(0, COUNT / 10));
  });
});

describe('20,000 cycles', () => {
  const positions = inFileOrder.slice(0, 20_000);
  const alone = positions.map((task) => ({ reads: [output(task)], writes: [output(task)] }));
  const paired = positions.map((task) => ({ reads: [output(task ^ 1)], writes: [output(task)] }));

  for (const [tasks, length] of [
    [alone, 1],
    [paired, 2],
  ] as const) {
    it(`of ${length} are all found, each with one read to cut`, () => {
      const { cycles } = new TaskGraph(modelJob({ tasks }));
      expect(cycles).to.have.length(positions.length / length);
      expect(cycles.every((cycle) => cycle.tasks.length === length && cycle.cut.length === 1)).to.equal(true);
      expect(cycles.every(({ isShortest, isSmallestCut }) => isShortest && isSmallestCut)).to.equal(true);
    });
  }
});
