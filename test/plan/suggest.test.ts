import { expect } from 'chai';
import fc from 'fast-check';
import { comparePolicies } from '#src/plan/compare.js';
import { MaxTree } from '#src/plan/max-tree.js';
import { plan } from '#src/plan/plan.js';
import { POLICIES } from '#src/plan/priorities.js';
import { suggest } from '#src/plan/suggest.js';
import { dependencyMatrix, markedAbove } from '../graph/brute-force.js';
import { input, type JobSpec, modelJob, output } from '../helpers/jobs.js';
import { type Planned, plannedJob } from './planned.js';

function options({ units, durations }: Planned): { units: number; durations: Record<string, number> } {
  return { units, durations: Object.fromEntries(durations.map((time, position) => [position, time / 1000])) };
}

/** The job with other priorities. */
function withPriorities({ inputs, tasks }: JobSpec, changes: ReadonlyMap<number, number>): JobSpec {
  const changed = tasks.map((task, position) => ({ ...task, priority: changes.get(position) ?? task.priority ?? 0 }));
  return { ...(inputs === undefined ? {} : { inputs }), tasks: changed };
}

describe('suggested priorities', () => {
  it('make the own rule reach the promised makespan exactly, and never a worse one than any policy', () => {
    fc.assert(
      fc.property(plannedJob(12), (planned) => {
        const given = options(planned);
        const made = suggest(modelJob(planned.spec), given);
        const changes = new Map(made?.changes.map(({ task, suggested }) => [task, suggested]));
        const after = plan(modelJob(withPriorities(planned.spec, changes)), given);
        expect(after?.makespan).to.equal(made?.makespan);
        expect(made?.before).to.equal(planned.result.makespan);
        for (const priority of POLICIES) {
          expect(made?.makespan).to.be.at.most(plan(modelJob(planned.spec), { ...given, priority })?.makespan ?? 0);
        }
        expect(made?.lowerBound).to.be.at.most(made?.makespan ?? 0);
        if (made?.makespan === made?.before) expect(made?.changes).to.deep.equal([]);
      }),
      { numRuns: 150 },
    );
  });

  it('come within 5 % of the best order that never idles, on average', () => {
    const ratios: number[] = [];
    fc.assert(
      fc.property(plannedJob(8), (planned) => {
        const best = bestMakespan(planned);
        const made = suggest(modelJob(planned.spec), options(planned));
        ratios.push(((made?.makespan ?? 0) * 1000) / best);
        expect(ratios.at(-1)).to.be.at.least(1 - 1e-9);
      }),
      { numRuns: 500 },
    );
    expect(ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length).to.be.at.most(1.05);
  });

  it('are legal, leave no inversion, and keep what they can', () => {
    fc.assert(
      fc.property(plannedJob(12), (planned) => {
        const made = suggest(modelJob(planned.spec), options(planned));
        for (const { priority, suggested } of made?.changes ?? []) {
          expect(suggested).to.be.within(0, 2 ** 31 - 1);
          expect(suggested).not.to.equal(priority);
        }
        if (made === null || made.changes.length === 0) return;
        const changes = new Map(made.changes.map(({ task, suggested }) => [task, suggested]));
        const matrix = dependencyMatrix(planned.spec);
        const priorities = planned.spec.tasks.map(({ priority }, task) => changes.get(task) ?? priority ?? 0);
        for (const [task, own] of priorities.entries()) {
          for (const before of markedAbove(matrix, task)) expect(priorities[before]).to.be.at.least(own);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('are few and small where the job has none, and stay among those that it has', () => {
    const three = { inputs: 1, tasks: [1, 2, 3].map((own) => ({ reads: [input(0)], writes: [output(own)] })) };
    const durations = { 0: 1, 1: 1, 2: 2 };
    const made = suggest(modelJob(three), { units: 2, durations });
    expect(made).to.deep.include({ before: 3, makespan: 2, gap: 0, exhausted: false });
    expect(made?.changes.map(({ task, suggested }) => [task, suggested])).to.deep.equal([[2, 1]]);
    const urgent = withPriorities(
      three,
      new Map([
        [0, 40],
        [1, 30],
        [2, 10],
      ]),
    );
    const changes = suggest(modelJob(urgent), { units: 2, durations })?.changes;
    expect(changes?.map(({ task, suggested }) => [task, suggested])).to.deep.equal([[2, 41]]);
    const highest = withPriorities(
      three,
      new Map([
        [0, 2 ** 31 - 1],
        [1, 2 ** 31 - 1],
      ]),
    );
    const lowered = suggest(modelJob(highest), { units: 2, durations })?.changes;
    expect(lowered?.map(({ task, suggested }) => [task, suggested])).to.deep.equal([
      [1, 0],
      [2, 1],
    ]);
  });

  it('are the same from run to run', () => {
    fc.assert(
      fc.property(plannedJob(10), (planned) => {
        const once = suggest(modelJob(planned.spec), options(planned));
        expect(suggest(modelJob(planned.spec), options(planned))).to.deep.equal(once);
      }),
      { numRuns: 20 },
    );
  });
});

describe('policies', () => {
  it('each give a schedule that is feasible, never idle, and within the bounds of list scheduling', () => {
    fc.assert(
      fc.property(plannedJob(12), fc.constantFrom(...POLICIES), (planned, priority) => {
        const { spec, units, durations } = planned;
        const matrix = dependencyMatrix(spec);
        const result = plan(modelJob(spec), { ...options(planned), priority });
        if (result === null) throw new Error('no plan');
        for (const { task, start } of result.tasks) {
          const readyAt = Math.max(0, ...markedAbove(matrix, task).map((before) => result.tasks[before]?.finish ?? 0));
          expect(start).to.be.at.least(readyAt);
          for (const now of [readyAt, ...result.tasks.map(({ finish }) => finish)]) {
            if (now < readyAt || now >= start) continue;
            expect(result.tasks.filter((other) => other.start <= now && now < other.finish)).to.have.length(units);
          }
        }
        const work = durations.reduce((sum, duration) => sum + duration, 0);
        const path = result.criticalPath.reduce((sum, task) => sum + (durations[task] ?? 0), 0);
        expect(result.lowerBound).to.be.at.most(result.makespan);
        expect(Math.round(result.makespan * 1000) * units).to.be.at.most(work + (units - 1) * path);
      }),
      { numRuns: 400 },
    );
  });

  it('compare by makespan, utilisation and the finish of each class of priority', () => {
    fc.assert(
      fc.property(plannedJob(10), (planned) => {
        const given = options(planned);
        const outcomes = comparePolicies(modelJob(planned.spec), given) ?? [];
        expect(outcomes.map(({ priority }) => priority)).to.deep.equal([...POLICIES]);
        for (const { priority, makespan, utilisation, classes } of outcomes) {
          const result = plan(modelJob(planned.spec), { ...given, priority });
          expect(makespan).to.equal(result?.makespan);
          expect(utilisation).to.be.within(0, 1);
          for (const { priority: own, tasks, finish } of classes) {
            const members = result?.tasks.filter((task) => task.priority === own) ?? [];
            expect(tasks).to.equal(members.length);
            expect(finish).to.equal(Math.max(...members.map((task) => task.finish)));
          }
          expect(classes.reduce((sum, { tasks }) => sum + tasks, 0)).to.equal(planned.spec.tasks.length);
        }
      }),
      { numRuns: 100 },
    );
  });
});

/** The shortest schedule of all orders, by trying every one; milliseconds. What has been seen is not gone into again. */
function bestMakespan({ spec, units, durations }: Planned): number {
  const before = spec.tasks.map((_, task) => markedAbove(dependencyMatrix(spec), task));
  let best = Number.POSITIVE_INFINITY;
  const count = spec.tasks.length;
  const seen = new Set<string>();
  const go = (now: number, finish: readonly number[], running: number): void => {
    const state = finish.map((time) => (time > 0 && time <= now ? 'done' : time - now)).join();
    if (Math.max(...finish) >= best || seen.has(`${now}:${state}`)) return;
    seen.add(`${now}:${state}`);
    if (finish.every((time) => time > 0)) {
      best = Math.max(...finish);
      return;
    }
    const isDone = (task: number): boolean => (finish[task] ?? 0) > 0 && (finish[task] ?? 0) <= now;
    const ready = [...Array(count).keys()].filter((task) => finish[task] === 0 && (before[task] ?? []).every(isDone));
    if (ready.length > 0 && running < units) {
      for (const task of ready) go(now, finish.with(task, now + (durations[task] ?? 0)), running + 1);
      return;
    }
    const next = Math.min(...finish.filter((time) => time > now));
    go(next, finish, finish.filter((time) => time > next).length);
  };
  go(0, new Array<number>(count).fill(0), 0);
  return best;
}

describe('a tree of maxima', () => {
  it('answers as a scan does', () => {
    const change = fc.tuple(fc.nat(19), fc.integer({ min: -5, max: 5 }));
    fc.assert(
      fc.property(
        fc.integer({ min: 20, max: 33 }),
        fc.array(change),
        fc.nat(20),
        fc.nat(20),
        (size, changes, from, to) => {
          const tree = new MaxTree(size);
          const plain = new Array<number>(size).fill(-Infinity);
          for (const [place, value] of changes) {
            tree.set(place, value);
            plain[place] = value;
          }
          expect(tree.max(from, to)).to.equal(Math.max(-Infinity, ...plain.slice(from, to)));
        },
      ),
    );
  });
});
