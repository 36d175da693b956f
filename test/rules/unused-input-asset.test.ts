import { expect } from 'chai';
import fc from 'fast-check';
import { lint } from '#src/lint.js';
import { LISTED_UNUSED } from '#src/rules/unused-input-asset.js';
import { body, job, link, task } from '../helpers/encoding-house.js';
import { input, type JobSpec, output, plainJob, ringedJob } from '../helpers/jobs.js';

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
      {
        ...task('Almost an output of that number', [], []),
        TaskBody: body(['out:1'], ['out:1']).replace('JobOutputAsset(1)</o', 'JobOutputAsset[1]</o'),
      },
      task('An input written', ['in:0'], ['in:1']),
      {
        ...task('Elsewhere', [], []),
        TaskBody: body(['in:0'], ['out:1']).replace('<out', '<from>JobInputAsset(1)</from><out'),
      },
    ];
    for (const other of hiding)
      expect(unusedOf(job([TASK, other as object], 2)), JSON.stringify(other)).to.deep.equal([]);
    expect(unusedOf(job([TASK, task('Another output', ['out:7'], ['out:1'])], 2))).to.have.length(1);
    expect(unusedOf(job([], 2))).to.deep.equal([]);
  });

  it('are not told where a read on a cycle may have meant them, and are where none may', () => {
    const spec = fc.tuple(fc.integer({ min: 1, max: 4 }), ringedJob({ maxTasks: 6, maxOutputs: 5 }));
    fc.assert(
      fc.property(spec, ([inputs, { tasks }]) => {
        // Outputs by the numbers that inputs have, so that they meet, and nothing that leads nowhere.
        const number = numbers(tasks);
        const all = tasks.map(({ reads, writes }) => ({
          reads: reads.map(({ kind, index }) =>
            kind === 'JobInputAsset' ? input(index % inputs) : output(number.get(index) as number),
          ),
          writes: writes.map(({ index }) => output(number.get(index) as number)),
        }));
        const written = new Set(all.flatMap(({ writes }) => writes.map(({ index }) => index)));
        const outputsRead = all.map(({ reads }) => reads.filter(({ kind }) => kind === 'JobOutputAsset'));
        fc.pre(outputsRead.every((reads) => reads.every(({ index }) => written.has(index))));
        const read = new Set(
          all
            .flatMap(({ reads }) => reads)
            .filter(({ kind }) => kind === 'JobInputAsset')
            .map(({ index }) => index),
        );
        const meant = new Set(
          outputsRead.flatMap((reads, task) =>
            reads.filter(({ index }) => leadsTo(all, task, index)).map(({ index }) => index),
          ),
        );
        const unread = [...Array(inputs).keys()].filter((index) => !read.has(index) && !meant.has(index));
        const found = unusedOf(plainJob({ inputs, tasks: all }));
        expect(found.map(({ place }) => place.path[1])).to.deep.equal(unread);
      }),
      { numRuns: 500 },
    );
  });

  it('are told beside a cycle that has nothing to do with their numbers', () => {
    const selfish = (index: number): object => task('Encode', ['in:0', `out:${index}`], [`out:${index}`]);
    expect(unusedOf(job([selfish(1), task('Package', ['in:0'], ['out:0'])], 2))).to.deep.equal([]);
    expect(unusedOf(job([selfish(0)], 2))).to.have.length(1);
    const behind = task('Thumbnails', ['out:0'], ['out:1']);
    const reader = task('Package', ['out:1'], ['out:2']);
    // What is read on the way out of a cycle is not on it.
    expect(unusedOf(job([selfish(0), behind, reader], 2))).to.have.length(1);
  });
});

/** Numbers from 0 for the outputs of a job, in the order of their mention. */
function numbers(tasks: JobSpec['tasks']): ReadonlyMap<number, number> {
  const number = new Map<number, number>();
  for (const { kind, index } of tasks.flatMap(({ reads, writes }) => [...writes, ...reads])) {
    if (kind === 'JobOutputAsset' && !number.has(index)) number.set(index, number.size);
  }
  return number;
}

/** Whether an output that a task reads leads on from the task itself: a walk over all tasks that wait for it. */
function leadsTo(tasks: JobSpec['tasks'], start: number, index: number): boolean {
  const reached = new Set([start]);
  for (const at of reached) {
    for (const { index: made } of tasks[at]?.writes ?? []) {
      if (made === index) return true;
      tasks.forEach(({ reads }, reader) => {
        if (reads.some(({ kind, index: one }) => kind === 'JobOutputAsset' && one === made)) reached.add(reader);
      });
    }
  }
  return false;
}
