/** What a picture marks, held against reachability and against the plan. */
import { expect } from 'chai';
import fc from 'fast-check';
import { TaskGraph } from '#src/graph/task-graph.js';
import { plan } from '#src/plan/plan.js';
import { type GraphModel, graphModel } from '#src/render/graph-model.js';
import { anyJob, type JobSpec, modelJob, output, ringedJob } from '../helpers/jobs.js';
import { plannedJob } from '../plan/planned.js';

describe('the marks of a graph', () => {
  it('a task is on a cycle if it waits for itself, an edge if its reader leads back to its writer', () => {
    fc.assert(
      fc.property(fc.oneof(anyJob({ maxTasks: 8 }), ringedJob({ maxTasks: 6 })), (spec) => {
        const job = modelJob(spec);
        const graph = new TaskGraph(job);
        const leads = (from: number, to: number): boolean => from === to || graph.descendants(from).includes(to);
        const { tasks, assets, edges } = graphModel(job) as GraphModel;
        for (const { task, isOnCycle } of tasks) expect(isOnCycle).to.equal(graph.descendants(task).includes(task));
        const all = (asset: number, direction: string): number[] =>
          edges.filter((edge) => edge.asset === asset && edge.direction === direction).map(({ task }) => task);
        for (const { task, asset, direction, isOnCycle } of edges) {
          const expected =
            direction === 'writes'
              ? all(asset, 'reads').some((reader) => leads(reader, task))
              : all(asset, 'writes').some((writer) => leads(task, writer));
          expect(isOnCycle, `${task} ${direction} ${asset}`).to.equal(expected);
        }
        assets.forEach(({ isOnCycle }, asset) => {
          expect(isOnCycle).to.equal(edges.some((edge) => edge.asset === asset && edge.isOnCycle));
        });
      }),
    );
  });

  it('an asset of a cycle is marked although others write and read it, too', () => {
    const tasks: JobSpec['tasks'] = [
      { reads: [output(3)], writes: [output(0)] },
      { reads: [output(0)], writes: [output(1)] },
      { reads: [output(0)], writes: [output(2)] },
      { reads: [output(2)], writes: [output(0)] },
    ];
    const { edges } = graphModel(modelJob({ inputs: 0, tasks })) as GraphModel;
    const marked = edges.filter(({ isOnCycle }) => isOnCycle);
    expect(marked.map(({ task, direction }) => `${task} ${direction}`)).to.deep.equal([
      '2 reads',
      '2 writes',
      '3 reads',
      '3 writes',
    ]);
  });

  it('the critical path is that of the plan, with the assets between its tasks', () => {
    fc.assert(
      fc.property(plannedJob(8), ({ spec, result }) => {
        const job = modelJob(spec);
        for (const path of [undefined, result.criticalPath]) {
          const tasks = path ?? (plan(job)?.criticalPath as readonly number[]);
          const { edges, ...model } = graphModel(job, path) as GraphModel;
          expect(model.tasks.filter(({ isCritical }) => isCritical).map(({ task }) => task)).to.have.members(tasks);
          for (const { task, asset, direction, isCritical } of edges) {
            const at = tasks.indexOf(task);
            const other = tasks[direction === 'writes' ? at + 1 : at - 1];
            const shares = edges.some(
              (edge) => edge.task === other && edge.asset === asset && edge.direction !== direction,
            );
            expect(isCritical).to.equal(at >= 0 && shares);
            if (isCritical) expect(model.assets[asset]?.isCritical).to.equal(true);
          }
        }
      }),
    );
  });
});
