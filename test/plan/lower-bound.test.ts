/** The bound that proves how good advice is, against the shortest of all schedules, idle units allowed. */
import { expect } from 'chai';
import fc from 'fast-check';
import { TaskGraph } from '#src/graph/task-graph.js';
import { criticalPath } from '#src/plan/critical-path.js';
import { lowerBound } from '#src/plan/lower-bound.js';
import { dependencyMatrix, markedAbove } from '../graph/brute-force.js';
import { input, type JobSpec, modelJob, output } from '../helpers/jobs.js';
import { type Planned, plannedJob } from './planned.js';

function boundOf({ spec, durations, units }: Pick<Planned, 'spec' | 'durations' | 'units'>): number {
  const graph = new TaskGraph(modelJob(spec));
  const times = Float64Array.from(durations);
  return lowerBound(criticalPath(graph, times), times, units);
}

describe('the lower bound of advice', () => {
  it('is above no schedule, and at least the critical path and an even share of the work', () => {
    fc.assert(
      fc.property(plannedJob(6), (planned) => {
        const bound = boundOf(planned);
        expect(bound).to.be.at.most(shortest(planned));
        expect(bound / 1000).to.be.at.least(planned.result.lowerBound);
      }),
      { numRuns: 300 },
    );
  });

  it('knows that what waits cannot start with the job, and that tasks cannot be split', () => {
    const first = { reads: [input(0)], writes: [output(0)] };
    const behind = [1, 2, 3].map((n) => ({ reads: [output(0)], writes: [output(n)] }));
    const fan: JobSpec = { inputs: 1, tasks: [first, ...behind] };
    expect(boundOf({ spec: fan, durations: [1000, 1000, 1000, 1000], units: 2 })).to.equal(3000);
    const join: JobSpec = {
      inputs: 1,
      tasks: [
        ...[0, 1, 2].map((n) => ({ reads: [input(0)], writes: [output(n)] })),
        { reads: [output(0), output(1), output(2)], writes: [output(3)] },
      ],
    };
    expect(boundOf({ spec: join, durations: [1000, 1000, 1000, 5000], units: 2 })).to.equal(7000);
  });

  it('is exact for jobs of one chain, and for independent tasks of one length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 9 }), (count, units) => {
        const tasks = Array.from({ length: count }, (_, n) => ({ reads: [input(0)], writes: [output(n)] }));
        const durations = new Array<number>(count).fill(700);
        expect(boundOf({ spec: { inputs: 1, tasks }, durations, units })).to.equal(700 * Math.ceil(count / units));
        const chain = tasks.map((task, n) => (n === 0 ? task : { ...task, reads: [output(n - 1)] }));
        expect(boundOf({ spec: { inputs: 1, tasks: chain }, durations, units })).to.equal(700 * count);
      }),
      { numRuns: 30 },
    );
  });
});

/**
 * The shortest schedule, by placing the tasks one by one in every order in which none comes before what it waits for, each
 * as early as a unit is free for all of its time: among those is a shortest one of all.
 */
function shortest({ spec, durations, units }: Planned): number {
  const matrix = dependencyMatrix(spec);
  const before = spec.tasks.map((_, task) => markedAbove(matrix, task));
  const time = (task: number): number => durations[task] as number;
  let best = Number.POSITIVE_INFINITY;
  const place = (starts: ReadonlyMap<number, number>): void => {
    const ends = [...starts].map(([task, start]) => start + time(task));
    if (Math.max(0, ...ends) >= best) return;
    if (starts.size === spec.tasks.length) best = Math.max(0, ...ends);
    for (const task of spec.tasks.keys()) {
      if (starts.has(task) || !(before[task] ?? []).every((one) => starts.has(one))) continue;
      const ready = Math.max(0, ...(before[task] ?? []).map((one) => (starts.get(one) as number) + time(one)));
      const isFree = (now: number): boolean => {
        const others = [...starts].filter(([one, start]) => start < now + time(task) && now < start + time(one));
        const instants = [now, ...others.map(([, start]) => Math.max(now, start))];
        return instants.every(
          (at) => others.filter(([one, start]) => start <= at && at < start + time(one)).length < units,
        );
      };
      const start = [ready, ...ends]
        .filter((end) => end >= ready)
        .sort((a, b) => a - b)
        .find(isFree) as number;
      place(new Map([...starts, [task, start]]));
    }
  };
  place(new Map());
  return best;
}
