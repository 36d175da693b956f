import { expect } from 'chai';
import fc from 'fast-check';
import { LISTED_INDEXES } from '#src/diagnostics/codes.js';
import { lint } from '#src/lint.js';
import { formatReference } from '#src/model/asset-reference.js';
import { body, job, task } from '../helpers/encoding-house.js';
import { input, type JobSpec, output, plainJob } from '../helpers/jobs.js';

const gapsOf = (value: object | string) =>
  lint(value).diagnostics.flatMap((finding) => (finding.code === 'output-index-gap' ? [finding] : []));
const writing = (...indexes: readonly number[]): JobSpec => ({
  inputs: 1,
  tasks: indexes.map((index) => ({ reads: [input(0)], writes: [output(index)] })),
});

describe('gaps in the numbers of outputs', () => {
  it('are those of counting from 0 to the last output', () => {
    const indexes = fc.uniqueArray(fc.nat(40), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(indexes, (written) => {
        const all = [...Array(Math.max(...written)).keys()].filter((index) => !written.includes(index));
        const found = gapsOf(plainJob(writing(...written)));
        expect(found.map(({ args }) => args)).to.deep.equal(
          all.length === 0
            ? []
            : [
                {
                  missing: all.slice(0, LISTED_INDEXES),
                  count: all.length,
                  next: Math.min(...written.filter((index) => index > (all[0] as number))),
                },
              ],
        );
        const { path, within } = found[0]?.place ?? { path: [] };
        if (found[0] === undefined) return;
        const position = written.indexOf(found[0].args.next);
        expect(path).to.deep.equal(['Tasks', position, 'TaskBody']);
        const xml = plainJob(writing(...written)).Tasks[position]?.TaskBody ?? '';
        expect(xml.slice(within?.start, within?.end)).to.equal(formatReference(output(found[0].args.next)));
      }),
      { numRuns: 300 },
    );
  });

  it('as large as an Int32 are counted, not walked', () => {
    const [found] = gapsOf(plainJob(writing(2147483647, 5)));
    expect(found?.args).to.deep.equal({
      missing: [...Array(5).keys(), ...Array.from({ length: 15 }, (_, n) => n + 6)],
      count: 2147483646,
      next: 5,
    });
  });

  it('are told where an index beyond them is read, but not where they are read themselves', () => {
    const reading = (index: number): object =>
      job([task('A', ['in:0'], ['out:0']), task('B', [`out:${index}`], ['out:2'])]);
    expect(gapsOf(reading(7))).to.have.length(1);
    expect(gapsOf(reading(1))).to.deep.equal([]);
  });

  it('are not told where something unreadable may be the missing output', () => {
    const tasks = [task('A', ['in:0'], ['out:0']), task('B', ['out:0'], ['out:2'])];
    expect(gapsOf(job(tasks))).to.have.length(1);
    const hiding: readonly unknown[] = [
      'Encode',
      { Name: 'No body' },
      { ...task('Broken', [], []), TaskBody: '<taskBody>' },
      { ...task('No output', ['in:0'], []) },
      { ...task('Invalid', [], []), TaskBody: body(['in:0'], ['out:x']) },
      { ...task('An input', [], []), TaskBody: body(['in:0'], ['in:1']) },
    ];
    for (const other of hiding)
      expect(gapsOf(job([...tasks, other as object])), JSON.stringify(other)).to.deep.equal([]);
  });

  it('are not told where tasks that share outputs may have meant the missing ones', () => {
    const jobs = fc.array(fc.uniqueArray(fc.nat(4), { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(jobs, fc.subarray([0, 1, 2, 3, 4]), (writes, read) => {
        const tasks = writes.map((indexes, position) => ({
          reads: [input(0), ...(position === 0 ? read.map(output) : [])],
          writes: indexes.map(output),
        }));
        const written = new Set(writes.flat());
        const missing = [...Array(Math.max(...written)).keys()].filter((index) => !written.has(index));
        const isTold = missing.some((index) => !read.includes(index)) && !canShareOut(writes.flat());
        expect(gapsOf(plainJob({ inputs: 1, tasks })).length > 0).to.equal(isTold);
      }),
      { numRuns: 1000 },
    );
  });

  it('are told where there are more than shared outputs can explain, or a task lists an output twice', () => {
    const sharing = (...indexes: readonly number[]): number => gapsOf(plainJob(writing(...indexes))).length;
    expect(sharing(0, 0, 2)).to.equal(0);
    expect(sharing(0, 2, 2)).to.equal(0);
    expect(sharing(1, 1)).to.equal(0);
    expect(sharing(0, 2, 3, 3)).to.equal(0);
    expect(sharing(0, 0, 3)).to.equal(1);
    expect(sharing(0, 0, 0, 3)).to.equal(0);
    const twice = { reads: [input(0)], writes: [output(0), output(0), output(2)] };
    expect(gapsOf(plainJob({ inputs: 1, tasks: [twice] }))).to.have.length(1);
    // The one that is read is the likelier to have been meant, and the other is missing still.
    const reader = task('Package', ['out:1'], ['out:3']);
    expect(gapsOf(job([task('A', ['in:0'], ['out:0']), task('B', ['in:0'], ['out:0']), reader]))).to.have.length(1);
  });

  it('are not told of a bare task, nor of a list that broken JSON ends in', () => {
    expect(gapsOf(task('B', ['out:0'], ['out:2']))).to.deep.equal([]);
    expect(gapsOf(body(['out:0'], ['out:2']))).to.deep.equal([]);
    const text = JSON.stringify([task('A', ['in:0'], ['out:0']), task('B', ['out:0'], ['out:2'])]);
    expect(gapsOf(text)).to.have.length(1);
    expect(gapsOf(text.slice(0, -1))).to.deep.equal([]);
  });
});

/** Whether the later writers of an index can take other ones so that they run from 0 without gaps. Tries all choices. */
function canShareOut(indexes: readonly number[]): boolean {
  const own = new Set(indexes);
  let choices: (readonly number[])[] = [[]];
  for (let others = indexes.length - own.size; others > 0; others -= 1) {
    choices = choices.flatMap((taken) =>
      indexes.flatMap((_, index) => (index > (taken.at(-1) ?? -1) ? [[...taken, index]] : [])),
    );
  }
  return choices.some((taken) => {
    const all = [...own, ...taken].sort((a, b) => a - b);
    return all.every((index, position) => index === position);
  });
}
