/** Jobs built from named assets, in each form: lint has nothing against them, and what it would have is refused. */
import { expect } from 'chai';
import fc from 'fast-check';
import { type Encryption, JobBuildError, type JobBuilder, job, type OutputSpec } from '#src/build/index.js';
import { lint } from '#src/lint.js';
import { processorName } from '#src/model/processors.js';
import { asset, PROCESSOR } from '../helpers/encoding-house.js';

const OPEN: OutputSpec = { name: 'renditions', encryption: 'None' };
const sintel = job('Sintel').input('mezzanine', asset(0));
const encode = { processor: 'Media Encoder Standard', configuration: 'H264 Multiple Bitrate 720p' } as const;

/** A character of any kind that all forms can carry. */
const unit = fc.oneof(
  fc.constantFrom(
    '&',
    '<',
    '>',
    '"',
    "'",
    ']]>',
    '\n',
    '\r',
    '\t',
    ' ',
    '--batch_taskgraph',
    '&amp;',
    '😀',
    'é',
    '\u2028',
  ),
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 3 })
    .filter((text) => /^[^\ufffe\uffff\p{Cs}\p{Cc}]+$/u.test(text)),
);
const anyText = fc.array(unit, { minLength: 1, maxLength: 6 }).map((units) => units.join(''));
/** A text that is no preset with something wrong and no path, for a Configuration. */
const configuration = anyText
  .map((text) => `Preset ${text}`)
  .filter((text) => !text.includes('\\') && !/\.\w+\s*$/.test(text));
const ENCRYPTIONS = ['None', 'StorageEncrypted', 'CommonEncryptionProtected', 'EnvelopeEncryptionProtected'] as const;

interface Drafted {
  readonly name: string;
  readonly priority: number | undefined;
  readonly inputs: readonly { readonly name: string; readonly uri: string }[];
  readonly tasks: readonly {
    readonly name: string;
    readonly processor: string;
    readonly configuration: string | undefined;
    readonly priority: number | undefined;
    readonly isProtected: boolean;
    readonly inputs: readonly string[];
    readonly outputs: readonly OutputSpec[];
  }[];
}

const drafted: fc.Arbitrary<Drafted> = fc
  .record({
    name: anyText,
    priority: fc.option(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), { nil: undefined }),
    names: fc.uniqueArray(anyText, { minLength: 60, maxLength: 60 }),
    inputs: fc.integer({ min: 1, max: 4 }),
    uri: anyText,
    tasks: fc.array(
      fc.record({
        name: anyText,
        processor: fc.constantFrom('Media Encoder Standard', 'azure media ocr', PROCESSOR, PROCESSOR.slice(13)),
        configuration: fc.option(configuration, { nil: undefined }),
        isProtected: fc.boolean(),
        reads: fc.array(fc.nat(), { minLength: 1, maxLength: 4 }),
        outputs: fc.array(
          fc.record(
            {
              encryption: fc.constantFrom<Encryption>(...ENCRYPTIONS),
              storageAccount: fc.stringMatching(/^[a-z0-9]{3,24}$/),
              format: fc.constantFrom('None' as const, 'AdaptiveStreaming' as const),
            },
            { requiredKeys: ['encryption'] },
          ),
          { minLength: 1, maxLength: 3 },
        ),
      }),
      { minLength: 1, maxLength: 12 },
    ),
  })
  .map(({ name, priority, names, inputs, uri, tasks }) => {
    let at = inputs;
    const made = tasks.map(({ reads, outputs, ...task }, position) => {
      const there = names.slice(0, at);
      const read = [...new Set(reads.map((pick) => there[pick % there.length] as string))];
      // The first reads all inputs, so that none is left over. Priorities fall, so that none is upside down.
      const written = outputs.map((output) => ({ name: names[at++] as string, ...output }));
      return { ...task, priority: tasks.length - position, inputs: position === 0 ? there : read, outputs: written };
    });
    const links = names
      .slice(0, inputs)
      .map((one, index) => ({ name: one, uri: `https://media.example/${index}/${uri}` }));
    return { name, priority, inputs: links, tasks: made };
  });

const protection = { keyId: 'nb:kid:UUID:b9a6f1f5-7b5c-4a0f-9f0e-4a0d4d0c6e51', initializationVector: 'AAECAwQFBgc=' };

function build({ name, priority, inputs, tasks }: Drafted): JobBuilder<string> {
  let built: JobBuilder<string> = job(name, priority === undefined ? {} : { priority });
  for (const input of inputs) built = built.input(input.name, input.uri);
  for (const { name: title, configuration, priority: own, isProtected, ...spec } of tasks) {
    built = built.task(title, {
      ...spec,
      ...(own === undefined ? {} : { priority: own }),
      ...(configuration === undefined ? {} : { configuration: isProtected ? 'QUJD' : configuration }),
      ...(isProtected ? { protection } : {}),
    });
  }
  return built;
}

const FORMS: Readonly<Record<string, (built: JobBuilder<string>) => string | object>> = {
  'verbose JSON': (built) => built.toVerboseJson(),
  'light JSON': (built) => built.toLightJson(),
  'an object': (built) => built.toJSON(),
  Atom: (built) => built.toAtom(),
  'a batch': (built) => built.toBatch(),
  'a batch of light JSON': (built) => built.toBatch({ parts: 'light', root: 'https://media.example/api' }),
  'a batch of Atom': (built) => built.toBatch({ parts: 'atom' }),
};

/** What a definition says, told by lint's model, in the terms of a draft: assets by the names that they got. */
function told(input: string | object): Drafted {
  const { jobs, document } = lint(input);
  const [one] = jobs;
  const value = document.value as {
    readonly Name: string;
    readonly Priority?: number;
    readonly InputMediaAssets?: readonly { readonly __metadata: { readonly uri: string } }[];
    readonly 'InputMediaAssets@odata.bind'?: readonly string[];
    readonly Tasks: readonly Readonly<Record<string, unknown>>[];
  };
  const links =
    value['InputMediaAssets@odata.bind'] ?? value.InputMediaAssets?.map((link) => link.__metadata.uri) ?? [];
  const names = new Map<string, string>(links.map((_, index) => [`JobInputAsset(${index})`, `in ${index}`]));
  const key = (reference: { kind: string; index: number } | null): string => `${reference?.kind}(${reference?.index})`;
  const tasks = (one?.tasks ?? []).map(({ body, name }, position) => {
    const raw = value.Tasks[position] as Readonly<Record<string, unknown>>;
    for (const { reference, assetName } of body?.outputs ?? []) names.set(key(reference), assetName ?? '');
    return {
      name: name ?? '',
      processor: raw.MediaProcessorId as string,
      configuration: raw.Configuration as string | undefined,
      priority: raw.Priority as number | undefined,
      isProtected: raw.EncryptionKeyId !== undefined,
      inputs: (body?.inputs ?? []).map(({ reference }) => names.get(key(reference)) ?? '?'),
      outputs: (body?.outputs ?? []).map((output) => ({
        name: output.assetName ?? '',
        encryption: ENCRYPTIONS[[0, 1, 2, 4].indexOf(output.assetCreationOptions ?? -1)] as Encryption,
        ...(output.storageAccountName === undefined ? {} : { storageAccount: output.storageAccountName }),
        ...(output.assetFormatOption === undefined
          ? {}
          : { format: output.assetFormatOption === 0 ? ('None' as const) : ('AdaptiveStreaming' as const) }),
      })),
    };
  });
  return {
    name: value.Name,
    priority: value.Priority,
    inputs: links.map((uri, index) => ({ name: `in ${index}`, uri })),
    tasks,
  };
}

/** A draft as it is told: inputs have no names, processors have ids. */
function asTold({ name, priority, inputs, tasks }: Drafted): Drafted {
  const names = new Map(inputs.map((input, index) => [input.name, `in ${index}`]));
  return {
    name,
    priority,
    inputs: inputs.map(({ uri }, index) => ({ name: `in ${index}`, uri })),
    tasks: tasks.map((task) => ({
      ...task,
      processor: task.processor.includes('ocr') ? 'nb:mpid:UUID:074c3899-d9fb-448f-9ae1-4ebcbe633056' : PROCESSOR,
      configuration: task.isProtected && task.configuration !== undefined ? 'QUJD' : task.configuration,
      inputs: task.inputs.map((input) => names.get(input) ?? input),
    })),
  };
}

describe('a built job', () => {
  for (const [form, write] of Object.entries(FORMS)) {
    it(`says what was asked for, and lint has nothing against it: ${form}`, () => {
      fc.assert(
        fc.property(drafted, (draft) => {
          const written = write(build(draft));
          const { diagnostics, jobs } = lint(written);
          expect(diagnostics.filter(({ code }) => code !== 'retired-processor')).to.deep.equal([]);
          expect(jobs).to.have.length(1);
          const read = told(written);
          expect(read).to.deep.equal(asTold(draft));
          // What was read, built again, is the same.
          expect(write(build(read))).to.deep.equal(write(build(draft)));
        }),
        { numRuns: 60 },
      );
    });
  }

  it('numbers inputs and outputs in the order in which they come', () => {
    const built = sintel
      .input('captions', asset(1))
      .task('Encode', { ...encode, inputs: ['mezzanine'], outputs: [OPEN, { name: 'audio', encryption: 'None' }] })
      .task('Package', {
        ...encode,
        inputs: ['renditions', 'captions'],
        outputs: [{ name: 'package', encryption: 'None' }],
      });
    expect(built.toJSON().Tasks.map(({ TaskBody }) => String(TaskBody).match(/Job\w+\(\d\)/g))).to.deep.equal([
      ['JobInputAsset(0)', 'JobOutputAsset(0)', 'JobOutputAsset(1)'],
      ['JobOutputAsset(0)', 'JobInputAsset(1)', 'JobOutputAsset(2)'],
    ]);
  });

  it('knows the names of assets so far as types', () => {
    const one = sintel.task('Encode', {
      ...encode,
      inputs: ['mezzanine'],
      outputs: [{ name: 'renditions', encryption: 'None' }],
    });
    const outputs = [{ name: 'package', encryption: 'None' }] as const;
    // @ts-expect-error: there is no such asset
    const misspelt = (): unknown => one.task('Package', { ...encode, inputs: ['rendition'], outputs });
    expect(misspelt).to.throw(JobBuildError, 'there is no asset "rendition" yet: did you mean "renditions"?');
    // @ts-expect-error: there is no such encryption
    const odd: OutputSpec = { name: 'package', encryption: 'none' };
    const none = (): unknown => one.task('Package', { ...encode, inputs: ['renditions'], outputs: [odd] });
    expect(none).to.throw(JobBuildError, 'output "package": encryption is "none", expected None, StorageEncrypted');
  });

  it('stays as it is when more is built on it', () => {
    const one = sintel.task('Encode', { ...encode, inputs: ['mezzanine'], outputs: [OPEN] });
    const before = one.toVerboseJson();
    one.task('Package', { ...encode, inputs: ['mezzanine'], outputs: [{ name: 'package', encryption: 'None' }] });
    expect(one.toVerboseJson()).to.equal(before);
    expect(JSON.stringify(one)).to.equal(JSON.stringify(JSON.parse(before)));
  });

  it('takes processors by name, id or GUID', () => {
    const ids = ['Media Encoder Standard', PROCESSOR, PROCESSOR.slice('nb:mpid:UUID:'.length)].map((processor) => {
      const built = sintel.task('Encode', { processor, inputs: ['mezzanine'], outputs: [OPEN] });
      return processorName(String(built.toJSON().Tasks[0]?.MediaProcessorId));
    });
    expect(ids).to.deep.equal(ids.map(() => 'Media Encoder Standard'));
  });

  const task = { ...encode, inputs: ['mezzanine'], outputs: [OPEN] } as const;
  type Call = () => unknown;
  const refused: readonly [title: string, call: string, problem: string, made: Call][] = [
    ['a job without a name', 'job("")', 'expected a name', () => job('')],
    ['a priority that is no Int32', 'job("Sintel")', 'Priority', () => job('Sintel', { priority: 2 ** 31 })],
    ['a job without tasks', '.toAtom()', 'a job needs at least one task: call .task() before', () => sintel.toAtom()],
    ['an input that has no URI', '.input("b", …)', 'expected the URI', () => sintel.input('b', '')],
    [
      'a name that is taken',
      '.input("mezzanine", …)',
      'there is an asset "mezzanine" already',
      () => sintel.input('mezzanine', 'x'),
    ],
    [
      'a task without inputs',
      '.task("Encode", …)',
      'inputs: a task needs at least one',
      () => sintel.task('Encode', { ...task, inputs: [] }),
    ],
    [
      'a task without outputs',
      '.task("Encode", …)',
      'outputs: a task needs at least one',
      () => sintel.task('Encode', { ...task, outputs: [] }),
    ],
    [
      'an output that is an input too',
      '.task("Encode", …)',
      'there is an asset "mezzanine" already',
      () => sintel.task('Encode', { ...task, outputs: [{ name: 'mezzanine', encryption: 'None' }] }),
    ],
    [
      'an unknown processor',
      '.task("Encode", …)',
      'no processor "Media Encoder Standart" is known: did you mean "Media Encoder Standard"?',
      () => sintel.task('Encode', { ...task, processor: 'Media Encoder Standart' }),
    ],
    [
      'a priority that is a fraction',
      '.task("Encode", …)',
      'Priority',
      () => sintel.task('Encode', { ...task, priority: 0.5 }),
    ],
    ['flags that nobody knows', '.task("Encode", …)', 'Options', () => sintel.task('Encode', { ...task, options: 8 })],
    [
      'a broken key id',
      '.task("Encode", …)',
      'EncryptionKeyId',
      () => sintel.task('Encode', { ...task, protection: { ...protection, keyId: '1' } }),
    ],
    [
      'a configuration that is too long',
      '.task("Encode", …)',
      'Configuration',
      () => sintel.task('Encode', { ...task, configuration: 'x'.repeat(100_001) }),
    ],
    [
      'a name that XML cannot carry',
      '.toAtom()',
      'Name of task 0: XML cannot carry',
      () => sintel.task('En\u0001code', task).toAtom(),
    ],
    [
      'one in a part of a batch',
      '.toBatch()',
      'Name of task 0: XML cannot carry',
      () => sintel.task('En\ud800code', task).toBatch({ parts: 'atom' }),
    ],
  ];
  for (const [title, call, problem, made] of refused) {
    it(`refuses ${title}`, () => {
      expect(made).to.throw(JobBuildError, problem).with.property('call', call);
    });
  }

  it('refuses more tasks and assets than a job may have', () => {
    let built: JobBuilder<string> = sintel;
    const add = (n: number): void => {
      built = built.task(`Step ${n}`, { ...task, outputs: [{ name: `asset ${n}`, encryption: 'None' }] });
    };
    for (let n = 0; n < 30; n += 1) add(n);
    expect(() => add(30)).to.throw(JobBuildError, '.task("Step 30", …)');
    const many = Array.from({ length: 50 }, (_, n) => ({ name: `part ${n}`, encryption: 'None' as const }));
    expect(() => sintel.task('Split', { ...task, outputs: many })).to.throw(JobBuildError, '50');
    const wide = job('Sintel', { quotas: { assetsPerTask: 51 } })
      .input('mezzanine', 'x')
      .task('Split', { ...task, outputs: many });
    expect(wide.toJSON().Tasks).to.have.length(1);
  });
});
