import { alg, Graph } from '@dagrejs/graphlib';
import { expect } from 'chai';
import fc from 'fast-check';
import { fromGraphlib, type NodeLabel, toGraphlib } from '#src/graph/graphlib.js';
import { TaskGraph } from '#src/graph/task-graph.js';
import { formatReference } from '#src/model/asset-reference.js';
import { anyJob, input, type JobSpec, output, readJob } from '../helpers/jobs.js';

const numRuns = 150;

/** What tasks read and write, each asset once, in no order. */
function distinctMentions(references: JobSpec['tasks'][number]['reads']): Set<string> {
  return new Set(references.map(formatReference));
}

describe('a job as a graph of graphlib', () => {
  it('has a node for each task and asset and an edge for each mention, and comes back the same', () => {
    fc.assert(
      fc.property(anyJob({ maxTasks: 8 }), (spec) => {
        const graph = toGraphlib(readJob(spec));
        const edges = spec.tasks.flatMap(({ reads, writes }, task) => [
          ...[...distinctMentions(reads)].map((asset) => `asset:${asset} → task:${task}`),
          ...[...distinctMentions(writes)].map((asset) => `task:${task} → asset:${asset}`),
        ]);
        expect(graph.isDirected()).to.equal(true);
        expect(graph.edges().map(({ v, w }) => `${v} → ${w}`)).to.have.members(edges);
        const back = fromGraphlib(graph);
        expect(back).to.have.length(spec.tasks.length);
        back.forEach(({ name, priority, reads, writes }, position) => {
          const task = spec.tasks[position] as JobSpec['tasks'][number];
          expect(name).to.equal(task.name || null);
          expect(priority).to.equal(task.priority ?? 0);
          expect([...reads]).to.have.members([...distinctMentions(task.reads)]);
          expect([...writes]).to.have.members([...distinctMentions(task.writes)]);
        });
      }),
      { numRuns },
    );
  });

  it('has the nodes of all tasks and assets, with what they stand for', () => {
    const job = readJob({
      inputs: 2,
      tasks: [{ name: '__proto__', priority: 5, reads: [input(0)], writes: [output(3)] }],
    });
    const graph = toGraphlib(job);
    expect(graph.nodes().map((id) => [id, graph.node(id)])).to.deep.equal([
      ['task:0', { kind: 'task', task: 0, name: '__proto__', priority: 5 }],
      ['asset:JobInputAsset(0)', { kind: 'asset', asset: 'JobInputAsset(0)' }],
      ['asset:JobInputAsset(1)', { kind: 'asset', asset: 'JobInputAsset(1)' }],
      ['asset:JobOutputAsset(3)', { kind: 'asset', asset: 'JobOutputAsset(3)' }],
    ]);
  });

  it('keeps names that objects trip over, and the order of names that look like numbers', () => {
    const names = ['constructor', '__proto__', '10', '9', 'toString', '', 'task:0', '0'];
    const tasks = names.map((name, position) => ({ name, reads: [input(0)], writes: [output(position)] }));
    const graph = toGraphlib(readJob({ inputs: 1, tasks }));
    expect(fromGraphlib(graph).map(({ name }) => name)).to.deep.equal(names.map((name) => name || null));
    expect(Object.getOwnPropertyNames(Object.prototype)).to.not.include('kind');
  });

  it('has a cycle for graphlib where it has one for us', () => {
    fc.assert(
      fc.property(anyJob({ maxTasks: 6 }), (spec) => {
        const job = readJob(spec);
        expect(alg.isAcyclic(toGraphlib(job) as unknown as Graph)).to.equal(new TaskGraph(job).isAcyclic);
      }),
      { numRuns },
    );
  });

  it('is empty for a job with unknown tasks', () => {
    expect(toGraphlib({ ...readJob({ tasks: [] }), tasks: null }).nodeCount()).to.equal(0);
  });
});

describe('a graph of graphlib that is not of our making', () => {
  const task: NodeLabel = { kind: 'task', task: 0, name: 'Encode', priority: 0 };
  const asset: NodeLabel = { kind: 'asset', asset: 'JobOutputAsset(0)' };
  const graphOf = (nodes: Readonly<Record<string, unknown>>, edges: readonly (readonly [string, string])[]) => {
    const graph = new Graph<unknown, NodeLabel, undefined>({ directed: true });
    for (const [id, label] of Object.entries(nodes)) graph.setNode(id, label as NodeLabel);
    for (const [from, to] of edges) graph.setEdge(from, to);
    return graph;
  };

  it('may use any ids, and number its tasks in any order', () => {
    const graph = graphOf({ b: { ...task, task: 7 }, a: task, 'the asset': asset }, [
      ['b', 'the asset'],
      ['the asset', 'a'],
    ]);
    expect(fromGraphlib(graph)).to.deep.equal([
      { name: 'Encode', priority: 0, reads: ['JobOutputAsset(0)'], writes: [] },
      { name: 'Encode', priority: 0, reads: [], writes: ['JobOutputAsset(0)'] },
    ]);
  });

  it('is refused for a node that is neither task nor asset, by its id', () => {
    for (const label of [undefined, {}, { kind: 'unit' }, 'task']) {
      expect(() => fromGraphlib(graphOf({ 'task:0': task, 'x"y': label }, []))).to.throw(TypeError, '"x\\"y"');
    }
  });

  it('is refused for an edge that does not join a task and an asset, by its ends', () => {
    const nodes = { 'task:0': task, 'task:1': task, 'asset:0': asset, 'asset:1': asset };
    for (const [from, to] of [
      ['task:0', 'task:1'],
      ['asset:0', 'asset:1'],
      ['task:0', 'task:0'],
    ] as const) {
      const message = `edge "${from}" → "${to}"`;
      expect(() => fromGraphlib(graphOf(nodes, [[from, to]]))).to.throw(TypeError, message);
    }
  });
});
