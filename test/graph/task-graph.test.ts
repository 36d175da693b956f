/** The graph of random jobs against graphlib's algorithms and against brute force, neither of which it shares code with. */
import { alg, Graph } from '@dagrejs/graphlib';
import { expect } from 'chai';
import fc from 'fast-check';
import { neighbours } from '#src/graph/adjacency.js';
import { TaskGraph } from '#src/graph/task-graph.js';
import { formatReference } from '#src/model/asset-reference.js';
import {
  acyclicJob,
  anyJob,
  chainOf,
  input,
  type JobSpec,
  modelJob,
  output,
  readJob,
  ringedJob,
  ringOf,
} from '../helpers/jobs.js';
import {
  cyclicGroups,
  dependencyMatrix,
  longestDistances,
  marked,
  markedAbove,
  transitiveClosure,
} from './brute-force.js';

const jobs = fc.oneof(
  anyJob({ maxTasks: 12 }),
  anyJob({ maxTasks: 12, maxOutputs: 4 }),
  ringedJob({ maxTasks: 12 }),
  acyclicJob({ maxTasks: 12 }),
);
const numRuns = 300;

/** Tasks as nodes `0`, `1`, … made straight from the mentions. */
function taskLevelGraph(spec: JobSpec): Graph {
  const graph = new Graph({ directed: true });
  dependencyMatrix(spec).forEach((row, from) => {
    graph.setNode(String(from));
    for (const to of marked(row)) graph.setEdge(String(from), String(to));
  });
  return graph;
}

/** Task `0` next to every asset it mentions. */
function mentionGraph({ tasks }: JobSpec): Graph {
  const graph = new Graph({ directed: true });
  tasks.forEach(({ reads, writes }, task) => {
    for (const asset of [...reads, ...writes]) graph.setEdge(String(task), `${asset.kind} ${asset.index}`);
  });
  return graph;
}

/** Groups of nodes in the form of ours: numbers, ascending, by the first. */
function asGroups(groups: readonly (readonly string[])[]): number[][] {
  const isTask = (id: string): boolean => /^\d+$/.test(id);
  const numbers = groups.map((group) => group.filter(isTask).map(Number));
  return numbers.map((group) => group.sort((a, b) => a - b)).sort((a, b) => (a[0] as number) - (b[0] as number));
}

describe('the graph of a job', () => {
  it('says as graphlib does whether there is a cycle, and lists all tasks in order if there is none', () => {
    fc.assert(
      fc.property(jobs, (spec) => {
        const graph = new TaskGraph(modelJob(spec));
        const theirs = taskLevelGraph(spec);
        expect(graph.isAcyclic).to.equal(alg.isAcyclic(theirs));
        if (!graph.isAcyclic) return;
        const rank = new Map(graph.order.map((task, place) => [task, place]));
        expect([...graph.order].map(String)).to.have.members(alg.topsort(theirs));
        for (const { v, w } of theirs.edges()) {
          expect(rank.get(Number(v)), `${v} before ${w}`).to.be.below(rank.get(Number(w)) as number);
        }
      }),
      { numRuns },
    );
  });

  it('finds the components and the groups of tasks on cycles that graphlib finds', () => {
    fc.assert(
      fc.property(jobs, (spec) => {
        const graph = new TaskGraph(modelJob(spec));
        const theirs = taskLevelGraph(spec);
        const isCyclic = ([first = '', ...others]: readonly string[]): boolean =>
          others.length > 0 || theirs.hasEdge(first, first);
        const groups = graph.cycles.map(({ component }) => component);
        expect(groups).to.deep.equal(asGroups(alg.findCycles(theirs)));
        expect(groups).to.deep.equal(asGroups(alg.tarjan(theirs).filter(isCyclic)));
        expect(groups).to.deep.equal(cyclicGroups(dependencyMatrix(spec)));
        expect(graph.components).to.deep.equal(asGroups(alg.components(mentionGraph(spec))));
      }),
      { numRuns },
    );
  });

  it('puts each task into the wave of its longest distance from a task that waits for none', () => {
    fc.assert(
      fc.property(jobs, (spec) => {
        const graph = new TaskGraph(modelJob(spec));
        const distances = longestDistances(dependencyMatrix(spec));
        const waves = distances.map((_, wave) => distances.flatMap((own, task) => (own === wave ? [task] : [])));
        expect([...graph.waveOf]).to.deep.equal(distances);
        expect(graph.waves).to.deep.equal(waves.filter((wave) => wave.length > 0));
        expect(graph.order).to.deep.equal(waves.flat());
      }),
      { numRuns },
    );
  });

  it('knows what each task waits for and what waits for it, directly or not', () => {
    fc.assert(
      fc.property(jobs, (spec) => {
        const graph = new TaskGraph(modelJob(spec));
        const matrix = dependencyMatrix(spec);
        const closure = transitiveClosure(matrix);
        spec.tasks.forEach((_, task) => {
          expect(graph.dependencies(task), `dependencies of ${task}`).to.deep.equal(markedAbove(matrix, task));
          expect(graph.dependents(task), `dependents of ${task}`).to.deep.equal(marked(matrix[task]));
          expect(graph.ancestors(task), `ancestors of ${task}`).to.deep.equal(markedAbove(closure, task));
          expect(graph.descendants(task), `descendants of ${task}`).to.deep.equal(marked(closure[task]));
        });
      }),
      { numRuns },
    );
  });
});

describe('the assets of a graph', () => {
  it('are the inputs of the job and all that is mentioned, each once, inputs first, by index', () => {
    fc.assert(
      fc.property(jobs, (spec) => {
        const graph = new TaskGraph(modelJob(spec));
        const mentioned = spec.tasks.flatMap(({ reads, writes }) => [...reads, ...writes]);
        const known = Array.from({ length: spec.inputs ?? 0 }, (_, index) => input(index));
        const unique = new Map([...known, ...mentioned].map((asset) => [formatReference(asset), asset]));
        const sorted = [...unique.values()].sort((a, b) => a.kind.localeCompare(b.kind) || a.index - b.index);
        expect(graph.assets).to.deep.equal(sorted);
        expect(sorted.map((_, asset) => graph.nameOf(asset))).to.deep.equal(sorted.map(formatReference));
      }),
      { numRuns },
    );
  });

  it('have their readers and writers, and tasks what they read and write, ascending, whatever the order of mentions', () => {
    fc.assert(
      fc.property(jobs, (spec) => {
        const graph = new TaskGraph(modelJob(spec));
        const labels = graph.assets.map(formatReference);
        const mentions = (task: number, side: 'reads' | 'writes', asset: number): boolean =>
          (spec.tasks[task] as JobSpec['tasks'][number])[side].some((one) => formatReference(one) === labels[asset]);
        for (const [side, there, back] of [
          ['reads', graph.reads, graph.readers],
          ['writes', graph.writes, graph.writers],
        ] as const) {
          spec.tasks.forEach((_, task) => {
            const expected = [...labels.keys()].filter((asset) => mentions(task, side, asset));
            expect([...neighbours(there, task)], `${side} of ${task}`).to.deep.equal(expected);
          });
          labels.forEach((label, asset) => {
            const expected = [...spec.tasks.keys()].filter((task) => mentions(task, side, asset));
            expect([...neighbours(back, asset)], `${side} of ${label}`).to.deep.equal(expected);
            const listed = side === 'reads' ? graph.readersOf(asset) : graph.writersOf(asset);
            expect(listed, `${side} of ${label}, listed`).to.deep.equal(expected);
          });
        }
      }),
      { numRuns },
    );
  });

  it('do not come from references that are none, nor from an output that names an input', () => {
    const { tasks } = modelJob({ tasks: [{ reads: [output(0)], writes: [input(7), output(1)] }] });
    const [task] = tasks ?? [];
    const nowhere = { start: 0, end: 0 };
    const nothing = { reference: null, range: nowhere, element: nowhere, elementName: nowhere };
    const body = {
      inputs: [nothing, ...(task?.body?.inputs ?? [])],
      outputs: task?.body?.outputs ?? [],
      isComplete: true,
      rootName: null,
    };
    const graph = new TaskGraph({ inputCount: null, tasks: [{ ...(task as NonNullable<typeof task>), body }] });
    expect(graph.assets).to.deep.equal([output(0), output(1)]);
    expect([...neighbours(graph.writes, 0)]).to.deep.equal([1]);
  });
});

describe('a graph at its edges', () => {
  it('of a job without tasks, or with unknown tasks, is empty', () => {
    for (const tasks of [[], null]) {
      const graph = new TaskGraph({ inputCount: 2, tasks });
      expect(graph).to.include({ taskCount: 0, isAcyclic: true });
      expect(graph.assets).to.deep.equal([input(0), input(1)]);
      expect([graph.order, graph.waves, graph.components, graph.cycles]).to.deep.equal([[], [], [], []]);
    }
  });

  it('lists the first dependencies only where a limit is set', () => {
    const writers = Array.from({ length: 9 }, () => ({ reads: [input(0)], writes: [output(0)] }));
    const graph = new TaskGraph(modelJob({ tasks: [...writers, { reads: [output(0)], writes: [output(1)] }] }));
    expect(graph.dependencies(9, 3)).to.deep.equal([0, 1, 2]);
    expect(graph.dependents(0, 3)).to.deep.equal([9]);
    expect(graph.dependencies(9)).to.have.length(9);
  });

  it('of the model made for tests is that of the job read from its document', () => {
    fc.assert(
      fc.property(jobs, (spec) => {
        const [made, read] = [new TaskGraph(modelJob(spec)), new TaskGraph(readJob(spec))];
        for (const part of ['taskCount', 'assets', 'reads', 'writes', 'readers', 'writers'] as const) {
          expect(made[part], part).to.deep.equal(read[part]);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('has a chain in file order and against it, and a ring without beginning', () => {
    expect(new TaskGraph(readJob(chainOf([0, 1, 2]))).order).to.deep.equal([0, 1, 2]);
    expect(new TaskGraph(readJob(chainOf([2, 1, 0]))).order).to.deep.equal([2, 1, 0]);
    expect([...new TaskGraph(readJob(ringOf([1, 0, 2]))).waveOf]).to.deep.equal([-1, -1, -1]);
  });
});
