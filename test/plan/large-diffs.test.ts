/** Diffs of jobs far beyond any quota. No clocks are read. */
import { expect } from 'chai';
import { diff, type JobDiff } from '#src/plan/diff/diff.js';
import { chainOf, input, type JobSpec, modelJob, output, shuffledPositions, type TaskSpec } from '../helpers/jobs.js';

const COUNT = 100_000;

function diffOf(old: JobSpec, now: JobSpec): JobDiff {
  return diff({ jobs: [modelJob(old)] }, { jobs: [modelJob(now)] })[0] as JobDiff;
}

/** How long the lists of a diff are, without those that are empty. */
function sizesOf({ added, removed, renamed, moved, changed, edges }: JobDiff): Readonly<Record<string, number>> {
  const lists = { added, removed, renamed, moved, changed, addedEdges: edges.added, removedEdges: edges.removed };
  const sizes = Object.entries(lists).map(([name, list]) => [name, list.length] as const);
  return Object.fromEntries(sizes.filter(([, size]) => size > 0));
}

describe(`a diff of ${COUNT} tasks`, function () {
  this.timeout(120_000);

  it('in a chain without names, in another order: moves only', () => {
    const order = shuffledPositions(COUNT);
    const result = diffOf(chainOf([...Array(COUNT).keys()]), chainOf(order));
    expect(Object.keys(sizesOf(result))).to.deep.equal(['moved']);
    expect(result.moved.every(({ old, new: now }) => order[old] === now)).to.equal(true);
    expect(result.plan.new).to.include({ makespan: COUNT, waves: COUNT });
  });

  it('in a chain that lost its end, all under other names: what was renamed, and what was removed', () => {
    const named = (prefix: string, length: number): JobSpec => {
      const { tasks, ...job } = chainOf([...Array(length).keys()]);
      return { ...job, tasks: tasks.map((task, position) => ({ ...task, name: `${prefix} ${position}` })) };
    };
    const sizes = sizesOf(diffOf(named('Encode', COUNT), named('Transcode', COUNT - 3)));
    expect(sizes).to.deep.equal({ removed: 3, renamed: COUNT - 3, removedEdges: 3 });
  });
});

describe('a diff of 20,000 tasks', () => {
  it('of which half write what half read: a writer more is an edge more for each reader, as far as they are compared', () => {
    const writer: TaskSpec = { reads: [input(0)], writes: [output(0)] };
    const readers = Array.from({ length: COUNT / 10 }, (_, index) => ({
      reads: [output(0)],
      writes: [output(1 + index)],
    }));
    const all = (writers: number): JobSpec => ({
      inputs: 1,
      tasks: [...Array<TaskSpec>(writers).fill(writer), ...readers],
    });
    const same = diffOf(all(COUNT / 10), all(COUNT / 10));
    expect(same.equal).to.equal(true);
    const more = diffOf(all(COUNT / 10), all(COUNT / 10 + 1));
    expect(more.edges.cut).to.equal(true);
    expect(more.equal).to.equal(false);
    expect(sizesOf(more)).to.include({ added: 1 }).and.not.include.keys('changed', 'removed', 'renamed', 'moved');
  });
});
