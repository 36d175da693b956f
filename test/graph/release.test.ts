import { expect } from 'chai';
import fc from 'fast-check';
import PriorityQueue from 'tinyqueue';
import { Release } from '#src/graph/release.js';
import { TaskGraph } from '#src/graph/task-graph.js';
import { anyJob, input, modelJob, output } from '../helpers/jobs.js';
import { dependencyMatrix, markedAbove } from './brute-force.js';

describe('release', () => {
  it('hands over each task once, when the last task that it waits for has finished', () => {
    fc.assert(
      fc.property(anyJob({ maxTasks: 10 }), fc.array(fc.nat(), { minLength: 10, maxLength: 10 }), (spec, picks) => {
        const matrix = dependencyMatrix(spec);
        const release = new Release(new TaskGraph(modelJob(spec)));
        const finished = new Set<number>();
        const isReady = (task: number): boolean => markedAbove(matrix, task).every((other) => finished.has(other));
        let waiting = [...spec.tasks.keys()];
        let ready = [...release.ready];
        expect(ready).to.deep.equal(waiting.filter(isReady));
        for (const pick of picks) {
          if (ready.length === 0) break;
          waiting = waiting.filter((task) => !ready.includes(task));
          const [task] = ready.splice(pick % ready.length, 1) as [number];
          finished.add(task);
          const released: number[] = [];
          release.finish(task, (other) => released.push(other));
          expect(released.sort((a, b) => a - b)).to.deep.equal(waiting.filter(isReady));
          ready = [...ready, ...released];
        }
      }),
      { numRuns: 300 },
    );
  });

  it('does not wait for an asset that no task writes, and waits for every writer of one', () => {
    const reader = { reads: [output(9), output(0)], writes: [output(1)] };
    const writer = { reads: [input(0)], writes: [output(0)] };
    const release = new Release(new TaskGraph(modelJob({ tasks: [reader, writer, writer] })));
    const released: number[] = [];
    expect(release.ready).to.deep.equal([1, 2]);
    release.finish(2, (task) => released.push(task));
    expect(released).to.deep.equal([]);
    release.finish(1, (task) => released.push(task));
    expect(released).to.deep.equal([0]);
  });
});

describe('the priority queue', () => {
  it('gives the smallest first, of those put in at once and later', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.array(fc.integer()), (first, later) => {
        const queue = new PriorityQueue<number>([...first], (a, b) => a - b);
        for (const item of later) queue.push(item);
        const taken: number[] = [];
        while (queue.length > 0) taken.push(queue.pop() as number);
        expect(taken).to.deep.equal([...first, ...later].sort((a, b) => a - b));
      }),
    );
  });
});
