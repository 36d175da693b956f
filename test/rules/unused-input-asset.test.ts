import { expect } from 'chai';
import fc from 'fast-check';
import { lint } from '#src/lint.js';
import { LISTED_UNUSED } from '#src/rules/unused-input-asset.js';
import { body, job, link, task } from '../helpers/encoding-house.js';
import { input, output, plainJob } from '../helpers/jobs.js';

const unusedOf = (value: object | string) =>
  lint(value).diagnostics.flatMap((finding) => (finding.code === 'unused-input-asset' ? [finding] : []));
const TASK = task('Encode', ['in:0'], ['out:0']);

describe('inputs that no task reads', () => {
  it('are told one by one, and from the 21st on together', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.array(fc.nat(39), { maxLength: 6 }), (count, reads) => {
        const inputs = Math.max(count, ...reads.map((index) => index + 1), 1);
        const tasks = [0, ...reads].map((index, position) => ({ reads: [input(index)], writes: [output(position)] }));
        const unread = [...Array(inputs).keys()].filter((index) => index > 0 && !reads.includes(index));
        const found = unusedOf(plainJob({ inputs, tasks }));
        expect(found.map(({ place }) => place.path)).to.deep.equal(
          unread.slice(0, LISTED_UNUSED + 1).map((index) => ['InputMediaAssets', index]),
        );
        const told = found.reduce((sum, { args }) => sum + 1 + args.others, 0);
        expect(told).to.equal(unread.length);
        expect(found.slice(0, LISTED_UNUSED).every(({ args }) => args.others === 0)).to.equal(true);
      }),
      { numRuns: 200 },
    );
  });

  it('are found where they stand: in verbose and light JSON, wrapped, or in both', () => {
    const { InputMediaAssets, ...rest } = job([TASK]) as Record<string, unknown>;
    const pathsOf = (more: object): unknown => unusedOf({ ...rest, ...more }).map(({ place }) => place.path);
    const uris = ['https://media.example/1', 'https://media.example/2'];
    expect(InputMediaAssets).to.have.length(1);
    expect(pathsOf({ InputMediaAssets: { results: [link(), link()] } })).to.deep.equal([
      ['InputMediaAssets', 'results', 1],
    ]);
    expect(pathsOf({ 'InputMediaAssets@odata.bind': uris })).to.deep.equal([['InputMediaAssets@odata.bind', 1]]);
    expect(pathsOf({ InputMediaAssets: [link()], 'InputMediaAssets@odata.bind': uris })).to.deep.equal([
      ['InputMediaAssets@odata.bind', 0],
      ['InputMediaAssets@odata.bind', 1],
    ]);
    expect(pathsOf({ InputMediaAssest: [link(), link()] })).to.deep.equal([['InputMediaAssest', 1]]);
  });

  it('are not told where the inputs are unknown, or only their number is', () => {
    expect(unusedOf({ ...job([TASK]), InputMediaAssets: { __deferred: {} } })).to.deep.equal([]);
    expect(unusedOf([TASK])).to.deep.equal([]);
    const JobTemplateBody = `<jobTemplate>${body(['in:0'], ['out:0'])}</jobTemplate>`;
    expect(unusedOf({ JobTemplateBody, TaskTemplates: [], NumberofInputAssets: 3 })).to.deep.equal([]);
    const text = '{"Tasks":[…],"InputMediaAssets":[{},{}'.replace('…', JSON.stringify(TASK));
    expect(unusedOf(`${text}]}`)).to.have.length(1);
    expect(lint(text).diagnostics.map(({ code }) => code)).to.deep.equal(['json-syntax']);
  });

  it('are not told where something unreadable, or a reference that leads nowhere, may have meant them', () => {
    expect(unusedOf(job([TASK], 2))).to.have.length(1);
    const hiding: readonly unknown[] = [
      'Encode',
      { Name: 'No body' },
      { ...task('Broken', [], []), TaskBody: '<taskBody>' },
      task('No input', [], ['out:1']),
      task('Invalid', ['in:x'], ['out:1']),
      task('Too high', ['in:2'], ['out:1']),
      task('An output of that number', ['out:1'], ['out:2']),
    ];
    for (const other of hiding)
      expect(unusedOf(job([TASK, other as object], 2)), JSON.stringify(other)).to.deep.equal([]);
    expect(unusedOf(job([TASK, task('Another output', ['out:7'], ['out:1'])], 2))).to.have.length(1);
    expect(unusedOf(job([], 2))).to.deep.equal([]);
  });
});
