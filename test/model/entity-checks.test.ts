import { expect } from 'chai';
import { formatDiagnostic, lint } from '#src/index.js';
import { JOB_SHAPE, TASK_SHAPE } from '#src/schema/validate.js';
import { job, PROCESSOR, task } from '../helpers/encoding-house.js';
import { SCHEMAS } from '../schema/schema-files.js';

const codes = (input: object): string[] => lint(input).diagnostics.map(({ code }) => code);
const found = (input: object): string[] =>
  lint(input).diagnostics.map(({ code, place }) => `${code} ${place.on} ${place.path.join('.')}`);
const TASK = task('Encode', ['in:0'], ['out:0']);
const named = (length: number): object => job([TASK], 1, { Name: 'n'.repeat(length) });

describe('the name of a job', () => {
  it('may have 256 characters, should not have more, and cannot have more than 4000', () => {
    expect(codes(named(256))).to.deep.equal([]);
    expect(found(named(257))).to.deep.equal(['long-job-name value Name']);
    expect(codes(named(4000))).to.deep.equal(['long-job-name']);
    expect(codes(named(4001))).to.deep.equal(['too-long']);
    expect(codes(job([task('n'.repeat(300), ['in:0'], ['out:0'])]))).to.deep.equal([]);
    const { Name, ...rest } = named(5000) as Record<string, unknown>;
    expect(codes({ ...rest, Nmae: Name })).to.deep.equal(['unknown-property']);
  });
});

describe('properties that only the service sets', () => {
  it('are those that the schemas say are read-only', () => {
    for (const [name, { readOnly }] of [
      ['job', JOB_SHAPE],
      ['task', TASK_SHAPE],
    ] as const) {
      const properties = Object.entries((SCHEMAS.get(name)?.properties ?? {}) as Record<string, { readOnly?: true }>);
      const marked = properties.filter(([, schema]) => schema.readOnly === true).map(([property]) => property);
      expect(readOnly).to.deep.equal(marked);
      expect(readOnly).to.include.members(['Id', 'State', 'RunningDuration', 'OutputMediaAssets']);
    }
  });

  it('are each told at its name, in a job and in its tasks', () => {
    const written = JOB_SHAPE.readOnly.filter((name) => !['Created', 'State'].includes(name));
    for (const name of written)
      expect(found(job([TASK], 1, { [name]: 1 }))).to.deep.equal([`read-only-property key ${name}`]);
    for (const name of TASK_SHAPE.readOnly) {
      expect(found(job([{ ...TASK, [name]: 1 }]))).to.deep.equal([`read-only-property key Tasks.0.${name}`]);
    }
  });

  it('are in order in what was read back, with its tasks, and null is as good as absent', () => {
    const tasks = [{ ...TASK, Id: 'nb:tid:UUID:1', Progress: 100 }];
    for (const mark of [
      { Created: '2015-01-19T08:04:34' },
      { State: 0 },
      { 'odata.metadata': 'https://media.example' },
    ]) {
      expect(codes(job(tasks, 1, { Id: 'nb:jid:UUID:1', ...mark }))).to.deep.equal([]);
    }
    expect(codes({ d: job(tasks, 1, { Id: 'nb:jid:UUID:1' }) })).to.deep.equal([]);
    expect(codes({ value: [job(tasks)] })).to.deep.equal([]);
    expect(codes(job(tasks, 1, { Created: null, State: null, Id: null }))).to.deep.equal([
      'read-only-property',
      'read-only-property',
    ]);
    expect(codes(job([{ ...TASK, Id: null, State: undefined }]))).to.deep.equal([]);
  });

  it('of tasks without a job are in order where that task was read back', () => {
    const [left, back] = [
      { ...TASK, Progress: 50 },
      { ...TASK, Progress: 50, State: 2 },
    ];
    expect(codes(left)).to.deep.equal(['read-only-property']);
    expect(codes({ ...left, Created: '2015-01-19T08:04:34' })).to.include('read-only-property');
    expect(codes(back)).to.deep.equal([]);
    expect(codes({ ...left, 'odata.metadata': 'https://media.example' })).to.deep.equal([]);
    expect(codes({ d: left })).to.deep.equal([]);
    const second = { ...task('Package', ['out:0'], ['out:1']), Progress: 50 };
    expect(found([back, second])).to.deep.equal(['read-only-property key 1.Progress']);
    expect(codes({ d: { results: [left, second] } })).to.deep.equal([]);
    expect(found(job([back]))).to.deep.equal([
      'read-only-property key Tasks.0.Progress',
      'read-only-property key Tasks.0.State',
    ]);
  });
});

describe('flags in Options', () => {
  it('that only the .NET client knows are told by their names, also where the number is a string', () => {
    const told = (Options: unknown): unknown =>
      lint({ ...TASK, Options }).diagnostics.flatMap((finding) =>
        finding.code === 'undocumented-option' ? [finding.args.flags.map((flag) => flag.slice(0, 11)).join('+')] : [],
      );
    expect([0, 1, 2, 3, 4, 5, 6, 7].map(told)).to.deep.equal([
      [],
      [],
      ['DoNotDelete'],
      ['DoNotDelete'],
      ['DoNotCancel'],
      ['DoNotCancel'],
      ['DoNotDelete+DoNotCancel'],
      ['DoNotDelete+DoNotCancel'],
    ]);
    expect(codes({ ...TASK, Options: '2' })).to.deep.equal(['number-as-string', 'undocumented-option']);
    for (const Options of [8, 10, -2, 2 ** 31 + 2])
      expect(codes({ ...TASK, Options })).to.deep.equal(['not-allowed-value']);
    for (const Options of [2.5, 'two', true]) expect(codes({ ...TASK, Options })).to.deep.equal(['wrong-type']);
    expect(
      lint({ Name: 'Encode', MediaProcessorId: PROCESSOR, ...TASK, Options: 6 }).diagnostics.map(formatDiagnostic),
    ).to.deep.equal([
      'Options of task "Encode" is 6, with DoNotDeleteOutputAssetOnFailure and DoNotCancelOnJobFailure: flags of the .NET client that the reference does not have.',
    ]);
  });
});
