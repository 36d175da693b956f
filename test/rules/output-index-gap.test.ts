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

  it('are not told of a bare task, nor of a list that broken JSON ends in', () => {
    expect(gapsOf(task('B', ['out:0'], ['out:2']))).to.deep.equal([]);
    expect(gapsOf(body(['out:0'], ['out:2']))).to.deep.equal([]);
    const text = JSON.stringify([task('A', ['in:0'], ['out:0']), task('B', ['out:0'], ['out:2'])]);
    expect(gapsOf(text)).to.have.length(1);
    expect(gapsOf(text.slice(0, -1))).to.deep.equal([]);
  });
});
