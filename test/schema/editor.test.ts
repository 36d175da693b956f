/**
 * An editor holds a job or a template against its schema while it is written, lint holds it against validators that are compiled
 * from the same files, with code of its own for collections. Both must say the same of the same job.
 */
import type { ErrorObject } from 'ajv';
import { expect } from 'chai';
import type { Code } from '#src/diagnostics/codes.js';
import { lint } from '#src/lint.js';
import {
  CONTENT_KEY,
  ENCODER,
  ENDPOINT,
  job,
  NIGHTLY,
  NIGHTLY_TEMPLATE,
  TASK_TEMPLATE,
  TEMPLATE,
  task,
  xml,
} from './samples.js';
import { validator } from './schema-files.js';

/** What a schema can find. The other codes are about what is beyond it. */
const SHAPE_CODES: ReadonlySet<Code> = new Set([
  'missing-property',
  'wrong-type',
  'number-as-string',
  'too-long',
  'out-of-range',
  'not-allowed-value',
  'unknown-property',
  'invalid-id',
  'template-type',
  'notification-state',
]);

type Row = readonly [property: string, right: readonly unknown[], wrong: readonly unknown[]];

const ABSENT = undefined;
const INT32: readonly unknown[] = [ABSENT, null, 0, 3, 2147483647, -2147483648];
const NO_INT32: readonly unknown[] = ['3', 'high', '', 3.5, 2147483648, -2147483649, 1e300, true, [], {}];
const NO_TEXT: readonly unknown[] = [5, true, [], {}];

const JOB_ROWS: readonly Row[] = [
  ['Name', [ABSENT, null, '', 'n'.repeat(4000)], ['n'.repeat(4001), ...NO_TEXT]],
  ['Priority', INT32, NO_INT32],
  ['TemplateId', [null, TEMPLATE, TEMPLATE.toUpperCase().replace('NB:JTID', 'nb:jtid')], ['', 'nightly', ENCODER, 5]],
  [
    'InputMediaAssets',
    [[], [{}], [{ __metadata: { uri: 'https://media.example' } }]],
    [ABSENT, 'asset', 5, [1], ['a']],
  ],
  [
    'InputMediaAssets',
    [{ results: [{}] }, { __deferred: { uri: 'https://media.example' } }],
    [[null], [[]], [{}, 'a']],
  ],
  ['InputMediaAssets@odata.bind', [ABSENT, null, [], ['https://media.example']], ['asset', 5, [1], [null], [{}]]],
  ['Tasks', [[], { __deferred: {} }], [ABSENT, 'Encode', 5, [1], ['Encode'], [null], [[]]]],
  [
    'JobNotificationSubscriptions',
    [null, [], [{}], [{ NotificationEndPointId: ENDPOINT, TargetJobState: 2 }], [{ 'odata.type': 'Subscription' }]],
    [5, 'all', ['all'], [{ NotificationEndPointId: 'ops' }], [{ TargetJobState: '2' }], [{ TargetTaskState: 2 }]],
  ],
  [
    'JobNotificationSubscriptions',
    [[{ TargetJobState: null }, { TargetJobState: 1 }], { results: [{ TargetJobState: 2 }] }],
    [[{ TargetJobState: 0 }], [{ TargetJobState: 3 }], { results: [{ TargetJobState: 0 }] }, { results: [5] }],
  ],
  ['Nmae', [ABSENT], ['Sintel', null]],
  ['name', [ABSENT], ['Sintel']],
  ['constructor', [], ['Sintel']],
  ['Tasks@odata.context', ['https://media.example'], []],
  ['__metadata', [{ type: 'Job' }], []],
  ['odata.metadata', ['https://media.example'], []],
  ['State', [0, 'Queued', null], []],
];

const TASK_ROWS: readonly Row[] = [
  ['Name', [ABSENT, null, '', 'n'.repeat(4000)], ['n'.repeat(4001), ...NO_TEXT]],
  ['MediaProcessorId', [ENCODER], [ABSENT, null, '', 'Media Encoder Standard', `${ENCODER}\n`, ENCODER.slice(1), 5]],
  ['TaskBody', [''], [ABSENT, null, ...NO_TEXT]],
  ['Configuration', [ABSENT, null, '', 'c'.repeat(100_000)], ['c'.repeat(100_001), ...NO_TEXT]],
  ['Priority', INT32, NO_INT32],
  ['Options', [ABSENT, null, 0, 1, 7], [8, -1, '1', 1.5, 'None', []]],
  ['EncryptionKeyId', [null, CONTENT_KEY], ['', 'key', ENCODER, 5]],
  ['EncryptionScheme', [null, 'ConfigurationEncryption'], ['', 'CommonEncryption', 5]],
  ['EncryptionVersion', [null, '1.0'], ['1', '2.0', 1]],
  ['InitializationVector', [null, '', 'A'.repeat(4000)], ['A'.repeat(4001), ...NO_TEXT]],
  [
    'TaskNotificationSubscriptions',
    [null, [], [{ NotificationEndPointId: ENDPOINT, TargetTaskState: 2, IncludeTaskProgress: true }]],
    [5, ['all'], [{ IncludeTaskProgress: 'yes' }], [{ TargetTaskState: 2.5 }], [{ TargetJobState: 2 }]],
  ],
  ['Progres', [ABSENT], [50]],
  ['taskBody', [ABSENT], ['<taskBody/>']],
  ['TaskBody@odata.type', ['Edm.String'], []],
  ['Progress', [0, 'half'], []],
];

const TEMPLATE_ROWS: readonly Row[] = [
  ['Name', [ABSENT, null, '', 'n'.repeat(5000)], NO_TEXT],
  ['JobTemplateBody', [xml('in0 > out0')], [ABSENT, null, ...NO_TEXT]],
  ['NumberofInputAssets', INT32, NO_INT32],
  ['TemplateType', [1], [ABSENT, null, 0, 2, '1', '0', 'AccountLevel', 1.5, true]],
  ['TaskTemplates', [[], { results: [] }, { __deferred: {} }], [ABSENT, null, 5, {}, ['Encode'], [null], [[]]]],
  ['TaskTemplate', [ABSENT], [[], null]],
  ['Id', [TEMPLATE, null], []],
  ['Created', ['2015-01-19T08:04:34'], []],
];

const TASK_TEMPLATE_ROWS: readonly Row[] = [
  ['Id', [TASK_TEMPLATE], [ABSENT, null, '', 'Encode', TEMPLATE, TASK_TEMPLATE.slice(0, -1), 5]],
  ['Name', [ABSENT, null, '', 'n'.repeat(4000)], ['n'.repeat(4001), ...NO_TEXT]],
  ['Description', [ABSENT, null, '', 'd'.repeat(4000)], ['d'.repeat(4001), ...NO_TEXT]],
  ['MediaProcessorId', [ABSENT, null, ENCODER], ['', 'Media Encoder Standard', 5]],
  ['Configuration', [ABSENT, null, '', 'c'.repeat(100_000)], ['c'.repeat(100_001), ...NO_TEXT]],
  ['NumberofInputAssets', INT32.slice(2), [ABSENT, null, ...NO_INT32]],
  ['NumberofOutputAssets', INT32.slice(2), [ABSENT, null, ...NO_INT32]],
  ['NumberOfOutputAssets', [ABSENT], [1]],
  ['Options', [ABSENT, null, 0, 1, 7], [8, -1, '1', 1.5, 'None', []]],
  ['EncryptionKeyId', [null, CONTENT_KEY], ['', 'key', ENCODER, 5]],
  ['EncryptionScheme', [null, 'ConfigurationEncryption'], ['', 'CommonEncryption', 5]],
  ['EncryptionVersion', [null, '1.0'], ['1', '2.0', 1]],
  ['InitializationVector', [null, '', 'A'.repeat(4000)], ['A'.repeat(4001), ...NO_TEXT]],
  ['TaskBody@odata.type', ['Edm.String'], []],
  ['LastModified', ['2015-01-19T08:04:34', null], []],
];

describe('what an editor finds by the schemas, and what lint finds', () => {
  const jobs = JOB_ROWS.map(([property, ...values]) => ({ property, values, make: withProperty(NIGHTLY, property) }));
  const tasks = TASK_ROWS.map(([property, ...values]) => {
    const make = withProperty(task('Encode', 'in0 > out0'), property);
    return { property: `Tasks[].${property}`, values, make: (value: unknown) => job([make(value)]) };
  });
  for (const { property, values, make } of [...jobs, ...tasks]) {
    it(`is the same for ${property}`, () => {
      const [right, wrong] = values;
      for (const value of right) expect(verdict(make(value)), show(value)).to.deep.equal({ editor: [], lint: [] });
      for (const value of wrong) {
        const { editor, lint: ours } = verdict(make(value));
        expect(ours, show(value)).to.have.length.above(0);
        expect(editor, show(value)).to.include.members(ours);
      }
    });
  }

  const templates = TEMPLATE_ROWS.map(([property, ...values]) => {
    return { name: 'job-template', property, values, make: withProperty(NIGHTLY_TEMPLATE, property) };
  });
  const taskTemplates = TASK_TEMPLATE_ROWS.flatMap(([property, ...values]) => {
    const make = withProperty(NIGHTLY_TEMPLATE.TaskTemplates[0], property);
    const within = (value: unknown): object => ({ ...NIGHTLY_TEMPLATE, TaskTemplates: [make(value)] });
    return [
      { name: 'task-template', property, values, make },
      { name: 'job-template', property: `TaskTemplates[].${property}`, values, make: within },
    ];
  });
  for (const { name, property, values, make } of [...templates, ...taskTemplates]) {
    it(`is the same for ${property} of a ${name}`, () => {
      const [right, wrong] = values;
      for (const value of right)
        expect(verdict(make(value), name), show(value)).to.deep.equal({ editor: [], lint: [] });
      for (const value of wrong) {
        const { editor, lint: ours } = verdict(make(value), name);
        expect(ours, show(value)).to.have.length.above(0);
        expect(editor, show(value)).to.include.members(ours);
      }
    });
  }

  it('is the same for a task by itself', () => {
    for (const [property, right, wrong] of TASK_ROWS) {
      const make = withProperty(task('Encode', 'in0 > out0'), property);
      for (const value of right) expect(validator('task')(make(value)), show(value)).to.equal(true);
      for (const value of wrong) expect(validator('task')(make(value)), show(value)).to.equal(false);
    }
  });

  it('is the same for a job without tasks, and for one made from a template', () => {
    const none = { InputMediaAssets: [{}] };
    expect(verdict({ ...none, TemplateId: TEMPLATE })).to.deep.equal({ editor: [], lint: [] });
    expect(verdict(none).lint).to.deep.equal(['/Tasks']);
    expect(verdict(none).editor).to.include('/Tasks');
  });
});

describe('what an editor cannot know', () => {
  it('is how .NET counts: lengths are UTF-16 units for lint, code points for a schema', () => {
    const name = '\u{1f3ac}'.repeat(2001);
    expect(verdict({ ...NIGHTLY, Name: name })).to.deep.equal({ editor: [], lint: ['/Name'] });
  });

  it('is that a job was read back: a schema describes what is to be sent', () => {
    const { InputMediaAssets, ...sent } = NIGHTLY;
    const { editor, lint: ours } = verdict({ ...sent, State: 3 });
    expect(editor).to.include('/InputMediaAssets');
    expect(ours).to.deep.equal([]);
  });
});

/** Where the schemas and where lint find a fault in the shape of a job or a template, as JSON pointers. */
function verdict(value: object, name = 'job'): { editor: string[]; lint: string[] } {
  const validate = validator(name);
  validate(value);
  const found = lint(value).diagnostics.filter(({ code }) => SHAPE_CODES.has(code));
  return {
    editor: (validate.errors ?? []).map(pointerOf),
    lint: found.map(({ place }) => `/${place.path.join('/')}`),
  };
}

/** A property that is missing, or should be, is meant itself and not the object around it. */
function pointerOf({ instancePath, params }: ErrorObject): string {
  const name: unknown = params.missingProperty ?? params.additionalProperty;
  return name === undefined ? instancePath : `${instancePath}/${name}`;
}

function withProperty(entity: object, property: string): (value: unknown) => object {
  return (value) => {
    const rest = Object.entries(entity).filter(([name]) => name !== property);
    return Object.fromEntries(value === ABSENT ? rest : [...rest, [property, value]]);
  };
}

function show(value: unknown): string {
  return `${JSON.stringify(value)}`.slice(0, 60);
}
