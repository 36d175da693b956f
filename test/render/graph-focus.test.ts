/** The part of a graph around something, held against a search that lists all dependencies. */
import { expect } from 'chai';
import fc from 'fast-check';
import { TaskGraph } from '#src/graph/task-graph.js';
import type { Job } from '#src/model/job.js';
import { focusGraph } from '#src/render/graph-focus.js';
import { type GraphModel, graphModel } from '#src/render/graph-model.js';
import { anyJob, input, modelJob, output, shuffledPositions } from '../helpers/jobs.js';

function focus(job: Job, on: string, depth: number): GraphModel | null {
  return focusGraph(job, graphModel(job) as GraphModel, on, depth);
}

/** Tasks at most `depth` dependencies away, by all pairs of tasks. */
function near(job: Job, starts: readonly number[], depth: number): number[] {
  const graph = new TaskGraph(job);
  const found = new Set(starts);
  for (let step = 0; step < depth; step += 1) {
    for (const task of [...found]) {
      for (const other of [...graph.dependencies(task), ...graph.dependents(task)]) found.add(other);
    }
  }
  return [...found].sort((a, b) => a - b);
}

describe('a graph around a task or an asset', () => {
  it('has the tasks that are near, their assets and edges, and counts what it leaves out', () => {
    fc.assert(
      fc.property(anyJob({ maxTasks: 10 }), fc.nat(9), fc.nat(3), fc.boolean(), (spec, pick, depth, byAsset) => {
        const job = modelJob({ ...spec, tasks: spec.tasks.map(({ name: _, ...task }) => task) });
        const whole = graphModel(job) as GraphModel;
        const asset = pick % whole.assets.length;
        const task = pick % whole.tasks.length;
        const around = whole.edges.filter((edge) => edge.asset === asset).map((edge) => edge.task);
        const part = focus(job, byAsset ? (whole.assets[asset]?.asset ?? '') : String(task), depth) as GraphModel;
        const expected = byAsset ? (depth === 0 ? [] : near(job, around, depth - 1)) : near(job, [task], depth);
        expect(part.tasks.map((one) => one.task)).to.deep.equal(expected);

        const name = (model: GraphModel, { task: at, asset: to, direction }: GraphModel['edges'][number]): string =>
          `${model.tasks[at]?.task} ${direction} ${model.assets[to]?.asset}`;
        const kept = whole.edges.filter((edge) => expected.includes(edge.task));
        expect(part.edges.map((edge) => name(part, edge))).to.deep.equal(kept.map((edge) => name(whole, edge)));
        const assets = new Set(kept.map((edge) => edge.asset));
        if (byAsset) assets.add(asset);
        expect(part.assets).to.deep.equal(whole.assets.filter((_, at) => assets.has(at)));

        const left = whole.edges.filter((edge) => assets.has(edge.asset) && !expected.includes(edge.task));
        const cut = part.focus?.cut ?? [];
        expect(cut.reduce((sum, { readers, writers }) => sum + readers + writers, 0)).to.equal(left.length);
        for (const { asset: at, readers } of cut) {
          const reading = left.filter(
            (edge) => edge.direction === 'reads' && whole.assets[edge.asset]?.asset === part.assets[at]?.asset,
          );
          expect(readers).to.equal(reading.length);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is of all tasks that bear a name, of none that nobody bears', () => {
    const task = (name: string, index: number) => ({ name, reads: [input(0)], writes: [output(index)] });
    const job = modelJob({ inputs: 1, tasks: [task('Encode', 0), task('Package', 1), task('Encode', 2)] });
    expect(focus(job, 'Encode', 0)?.tasks.map((one) => one.task)).to.deep.equal([0, 2]);
    expect(focus(job, 'Encode', 0)?.focus).to.deep.include({ tasks: [0, 1], asset: null, of: 3 });
    expect(focus(job, '1', 0)?.focus?.cut).to.deep.equal([{ asset: 0, readers: 2, writers: 0 }]);
    expect(focus(job, 'Index', 1)).to.equal(null);
    expect(focus(job, 'JobOutputAsset(7)', 1)).to.equal(null);
  });

  it('takes about as long per task for 100,000 tasks that all read one asset', () => {
    const positions = shuffledPositions(100_000);
    const tasks = positions.map((position) => ({
      reads: [output(position === 0 ? 1 : 0)],
      writes: [output(position)],
    }));
    const job = modelJob({ inputs: 0, tasks });
    const part = focus(job, '5', 2);
    expect(part?.tasks.length).to.equal(100_000);
    expect(focus(job, 'JobOutputAsset(7)', 1)?.focus?.cut).to.have.length(1);
  });
});
