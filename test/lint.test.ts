import { expect } from 'chai';
import fc from 'fast-check';
import { type Diagnostic, formatDiagnostic, type Job, lint, locate, plan } from '#src/index.js';
import type { Input } from '#src/parse/document.js';
import { encodeJson } from './helpers/encode-json.js';
import {
  body,
  GOOD_JOB,
  job,
  jobTemplate,
  link,
  PROCESSOR,
  task,
  taskTemplate,
  templateBody,
  templateId,
} from './helpers/encoding-house.js';

const codes = (input: Input): string[] => lint(input).diagnostics.map(({ code }) => code);
const where = ({ code, place }: Diagnostic): string => `${code} ${place.path.join('.')}`;
const found = (input: Input): string[] => lint(input).diagnostics.map(where);
const TASK = task('Encode', ['in:0'], ['out:0']);
const TEMPLATE = jobTemplate(`<jobTemplate>${templateBody(1, ['in:0'], ['out:0'])}</jobTemplate>`, [
  taskTemplate(1, 1, 1),
]);
const READER = task('Package', ['out:0'], ['out:1']);

describe('what a document is', () => {
  const cases: readonly [string, Input, string, string[]][] = [
    ['a job', GOOD_JOB, 'job', []],
    [
      'a job in light JSON',
      { 'InputMediaAssets@odata.bind': ["https://media.example/api/Assets('1')"], Tasks: [TASK] },
      'job',
      [],
    ],
    [
      'a job from a template',
      { Name: 'x', InputMediaAssets: [link()], TemplateId: 'nb:jtid:UUID:15e6e5e6-ac85-084e-9dc2-db3645fbf0aa' },
      'job',
      [],
    ],
    ['jobs', [GOOD_JOB, GOOD_JOB], 'jobs', []],
    ['jobs and something else', [GOOD_JOB, 1, {}], 'jobs', ['unknown-document 1', 'unknown-document 2']],
    ['a task', TASK, 'task', []],
    ['a task that reads what others write', READER, 'task', []],
    ['a task that reads what it writes', task('x', ['out:0'], ['out:0']), 'task', ['dependency-cycle TaskBody']],
    ['tasks', [TASK, READER], 'tasks', []],
    ['tasks and something else', [TASK, null, READER], 'tasks', ['wrong-type 1']],
    [
      'tasks of which one reads what nobody writes',
      [TASK, task('x', ['out:7'], ['out:1'])],
      'tasks',
      ['unproduced-asset 1.TaskBody'],
    ],
    ['a response', { d: { ...GOOD_JOB, Id: 'nb:jid:UUID:1', State: 0, Created: '2015-01-19T08:04:34' } }, 'job', []],
    [
      'a response that links',
      { d: { __metadata: {}, Tasks: { __deferred: {} }, InputMediaAssets: { __deferred: {} }, State: 3 } },
      'job',
      [],
    ],
    ['a response without links', { 'odata.metadata': 'x', Id: 'y', Name: 'z', State: 3, TemplateId: null }, 'job', []],
    ['a list of responses', { value: [GOOD_JOB] }, 'jobs', []],
    ['a verbose list of responses', { d: { results: [TASK, READER] } }, 'tasks', []],
    [
      'expanded collections',
      { ...GOOD_JOB, Tasks: { results: [TASK] }, InputMediaAssets: { results: [link()] } },
      'job',
      [],
    ],
    ['a TaskBody', body(['in:0'], ['out:0']), 'task-body', []],
    ['a TaskBody that reads what others write', body(['out:4'], ['out:0']), 'task-body', []],
    ['a TaskBody that reads what it writes', body(['out:0'], ['out:0']), 'task-body', ['dependency-cycle ']],
    ['an unknown root', '<project/>', 'task-body', ['unexpected-root ']],
    ['a job template', TEMPLATE, 'job-template', []],
    [
      'a job template without body',
      { TemplateType: 1, TaskTemplates: [] },
      'job-template',
      ['missing-property JobTemplateBody'],
    ],
    [
      'a job template body',
      `<jobTemplate>${templateBody(1, ['in:0'], ['out:0'])}${templateBody(2, ['out:0'], ['out:1'])}</jobTemplate>`,
      'job-template-body',
      [],
    ],
    ['job templates', [TEMPLATE, TEMPLATE], 'job-template', []],
    [
      'job templates and something else',
      [TEMPLATE, {}, 1],
      'job-template',
      ['unknown-document 1', 'unknown-document 2'],
    ],
    ['a task template', taskTemplate(1, 1, 1), 'task-template', []],
    [
      'a task template without the number of its outputs',
      { Id: templateId(1), NumberofInputAssets: 1 },
      'task-template',
      ['missing-property NumberofOutputAssets'],
    ],
    ['a response of task templates', { d: { results: [taskTemplate(1, 1, 1)] } }, 'task-template', []],
    ['task templates and a job template', [taskTemplate(1, 1, 1), TEMPLATE], 'task-template', ['unknown-document 1']],
    [
      'numbers of assets with a TemplateType',
      { TemplateType: 1, NumberofInputAssets: 1 },
      'job-template',
      ['missing-property JobTemplateBody', 'missing-property TaskTemplates'],
    ],
    [
      'a task with numbers of assets',
      { ...TASK, NumberofInputAssets: 1 },
      'task',
      ['unknown-property NumberofInputAssets'],
    ],
    ['an empty object', {}, 'unknown', ['unknown-document ']],
    ['an empty array', [], 'unknown', ['unknown-document ']],
    ['an array of anything', ['a', {}], 'unknown', ['unknown-document ']],
    ['null', 'null', 'unknown', ['unknown-document ']],
    ['a number', ' 7 ', 'unknown', ['unknown-document ']],
    ['a string', '"TaskBody"', 'unknown', ['unknown-document ']],
    ['prose', 'Dear customer', 'unknown', ['unknown-document ']],
    ['nothing', '', 'unknown', ['unknown-document ']],
    ['something wrapped', { d: { results: [] } }, 'unknown', ['unknown-document d.results']],
    ['an Atom entry', '<entry xmlns="http://www.w3.org/2005/Atom"/>', 'unknown', ['unknown-document ']],
  ];
  for (const [title, input, kind, expected] of cases) {
    it(`${title} is ${kind}${expected.length > 0 ? ` with ${expected.join(', ')}` : ''}`, () => {
      for (const given of typeof input === 'string' ? [input] : [input, JSON.stringify(input)]) {
        expect(lint(given).kind).to.equal(kind);
        expect(found(given)).to.deep.equal(expected);
      }
    });
  }

  it('goes by content; only a name in .xml says that broken text was XML', () => {
    expect(lint('taskBody>', { fileName: 'a.XML' }).kind).to.equal('task-body');
    expect(lint('taskBody>', { fileName: 'a.txt' }).kind).to.equal('unknown');
    expect(lint(JSON.stringify(GOOD_JOB), { fileName: 'a.txt' }).kind).to.equal('job');
  });
});

describe('everything in one run, nothing twice', () => {
  it('a malformed TaskBody, a dangling reference, a cycle among others and a too long name are all told', () => {
    const input = job([
      task('Ingest', ['in:0'], ['out:0'], {
        TaskBody:
          '<taskBody><inputAsset>JobInputAsset(0)<inputAsset><outputAsset assetCreationOptions="0" assetName="a&b">JobOutputAsset(0)</outputAsset></taskBody>',
      }),
      task('Encode', ['out:9'], ['out:1']),
      task('Package', ['out:3'], ['out:2']),
      task('Index', ['out:2'], ['out:3']),
      task('T'.repeat(4001), ['out:0'], ['out:4']),
    ]);
    for (const given of [input, JSON.stringify(input, null, 2)]) {
      expect(found(given)).to.deep.equal([
        'xml-syntax Tasks.0.TaskBody',
        'xml-syntax Tasks.0.TaskBody',
        'unproduced-asset Tasks.1.TaskBody',
        'dependency-cycle Tasks.2.TaskBody',
        'too-long Tasks.4.Name',
      ]);
    }
  });

  it('a reference that nobody writes names the TaskBodies in which a break may hide the writer', () => {
    const hidden = job([
      task('Encode', ['in:0'], [], {
        TaskBody: body(['in:0'], ['out:0']).replace('<outputAsset', '<!-- <outputAsset'),
      }),
      READER,
    ]);
    const { diagnostics } = lint(hidden);
    expect(diagnostics.map(where)).to.deep.equal(['xml-syntax Tasks.0.TaskBody', 'unproduced-asset Tasks.1.TaskBody']);
    expect(diagnostics[1]?.related.map(({ role, place }) => [role, place.path.join('.')])).to.deep.equal([
      ['unreadable-body', 'Tasks.0.TaskBody'],
    ]);
  });

  it('unknown is not wrong', () => {
    const { InputMediaAssets, ...noInputs } = job([task('x', ['in:7'], ['out:0'])]) as Record<string, unknown>;
    expect(found(noInputs)).to.deep.equal(['missing-property InputMediaAssets']);
    expect(found({ ...noInputs, InputMediaAssets: null })).to.deep.equal(['missing-property InputMediaAssets']);
    expect(found({ ...noInputs, InputMediaAssets: { __deferred: {} } })).to.deep.equal([]);
    expect(found({ ...noInputs, InputMediaAssets: [] })).to.deep.equal(['unknown-input-asset Tasks.0.TaskBody']);
    expect(found({ ...noInputs, InputMediaAssets: 'x' })).to.deep.equal(['wrong-type InputMediaAssets']);
    expect(found({ ...noInputs, InputMediaAssets: [1] })).to.deep.equal([
      'unknown-input-asset Tasks.0.TaskBody',
      'wrong-type InputMediaAssets.0',
    ]);
    expect(InputMediaAssets).to.have.length(1);
  });

  it('a job without tasks has nothing to do', () => {
    expect(found({ InputMediaAssets: [], Tasks: [] })).to.deep.equal(['empty-job Tasks']);
    expect(found({ InputMediaAssets: [] })).to.deep.equal(['missing-property Tasks']);
    expect(found({ InputMediaAssets: [], Tasks: {} })).to.deep.equal(['wrong-type Tasks']);
    expect(
      found({ InputMediaAssets: [], Tasks: [], TemplateId: 'nb:jtid:UUID:15e6e5e6-ac85-084e-9dc2-db3645fbf0aa' }),
    ).to.deep.equal([]);
  });

  it('a reference in the wrong case, or padded, links all the same', () => {
    const loose = job([
      TASK,
      { ...READER, TaskBody: body(['out:0'], ['out:1']).replace('JobOutputAsset(0)', ' joboutputasset(00)\n') },
    ]);
    expect(codes(loose)).to.deep.equal(['invalid-reference']);
    expect(plan(lint(loose).jobs[0])?.tasks[1]?.dependsOn).to.deep.equal([0]);
  });

  it('elements and a root in the wrong case are read as meant', () => {
    const xml =
      '<TaskBody><InputAsset>JobInputAsset(0)</InputAsset><outputasset assetCreationOptions="0">JobOutputAsset(0)</outputasset></TaskBody>';
    expect(codes(xml)).to.deep.equal(['unexpected-root', 'unexpected-element', 'unexpected-element']);
  });

  it('a number in a string counts as the number', () => {
    const inverted = job([TASK, { ...READER, Priority: '3' }]);
    expect(codes(inverted)).to.deep.equal(['number-as-string', 'priority-inversion']);
    expect(codes(job([{ ...TASK, Priority: '3x' }]))).to.deep.equal(['wrong-type']);
    expect(codes(job([{ ...TASK, Priority: '9999999999' }]))).to.deep.equal(['wrong-type']);
    expect(
      codes(
        job([
          { ...TASK, Priority: 1.5 },
          { ...TASK, Priority: -7, TaskBody: body(['in:0'], ['out:1']) },
        ]),
      ),
    ).to.deep.equal(['wrong-type']);
  });

  it('of duplicate keys the last wins, and has the findings', () => {
    const text = `{"InputMediaAssets":[],"Tasks":[1],"Tasks":[${JSON.stringify(TASK)}]}`;
    const report = lint(text);
    expect(report.diagnostics.map(where)).to.deep.equal([
      'duplicate-key Tasks',
      'unknown-input-asset Tasks.0.TaskBody',
    ]);
    const [, range] = locate(
      report,
      report.diagnostics.map(({ place }) => place),
    );
    expect(range?.start.offset).to.equal(text.lastIndexOf('JobInputAsset(0)'));
  });

  it('annotations are no properties, and read-only ones are in order', () => {
    expect(
      codes({
        ...GOOD_JOB,
        __metadata: {},
        'Tasks@odata.navigationLinkUrl': 'x',
        'odata.type': 'y',
        State: 1,
        OutputMediaAssets: [],
      }),
    ).to.deep.equal([]);
    expect(codes({ ...GOOD_JOB, metadata: {} })).to.deep.equal(['unknown-property']);
  });

  it('names of spaces are allowed, and names like properties of objects too', () => {
    for (const Name of [' ', '__proto__', 'constructor', 'toString', ''])
      expect(codes(job([{ ...TASK, Name }]))).to.deep.equal([]);
    expect(
      found(
        `{"InputMediaAssets":[],"Tasks":[{"__proto__":{"TaskBody":1},"TaskBody":${JSON.stringify(body(['in:0'], ['out:0']))},"MediaProcessorId":"${PROCESSOR}"}]}`,
      ),
    ).to.deep.equal(['unknown-property Tasks.0.__proto__', 'unknown-input-asset Tasks.0.TaskBody']);
    expect(
      found(
        `{"InputMediaAssets":[],"Tasks":[{"__proto__":{"TaskBody":"<"},"Naem":"Encode","MediaProcessorId":"${PROCESSOR}"}]}`,
      ),
    ).to.deep.equal([
      'missing-property Tasks.0.TaskBody',
      'unknown-property Tasks.0.__proto__',
      'unknown-property Tasks.0.Naem',
    ]);
  });
});

describe('the order of findings', () => {
  it('is the same for an object and for its text, and that of the document', () => {
    const values = fc.record(
      {
        Name: fc.constantFrom('a', 1, 'n'.repeat(4001)),
        Priority: fc.constantFrom(1, '2', 'x', 2 ** 31),
        MediaProcessorId: fc.constantFrom(PROCESSOR, 'x', null),
        TaskBody: fc.constantFrom(
          body(['in:0'], ['out:0']),
          body(['out:0', 'out:7'], ['out:0']),
          '<taskBody x="1" y=\'2\'>',
          '',
          5,
        ),
        Prioritty: fc.constant(1),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(values, { maxLength: 5 }), fc.nat(), (tasks, seed) => {
        const input = job(tasks);
        const { text } = encodeJson(input, seed);
        const report = lint(text);
        expect(report.diagnostics.map(where)).to.deep.equal(found(input));
        const ranges = locate(
          report,
          report.diagnostics.map(({ place }) => place),
        );
        const starts = ranges.map((range) => range?.start.offset ?? -1);
        expect(starts).to.deep.equal([...starts].sort((a, b) => a - b));
      }),
      { numRuns: 300 },
    );
  });
});

describe('plain objects', () => {
  it('that no JSON could hold are told, never thrown', () => {
    const loop: Record<string, unknown> = { Name: 'loop' };
    loop.Tasks = [loop];
    loop.InputMediaAssets = loop;
    const inputs: object[] = [
      loop,
      { Tasks: [undefined, () => 1, Symbol('x'), 1n, new Date(0), Number.NaN], InputMediaAssets: new Map() },
      new Map(),
      [new Set()],
      { d: loop },
    ];
    for (const input of inputs) expect(lint(input).ok).to.equal(false);
    const odd = { ...TASK, Priority: Number.NaN, Options: 1n, Name: undefined, Configuration: Symbol('x') };
    expect(lint(job([odd])).diagnostics.map(formatDiagnostic)).to.deep.equal([
      'Priority of task 0 must be a whole number, found NaN.',
      'Options of task 0 must be a whole number, found a bigint.',
      'Configuration of task 0 must be a string, found a symbol. Write the preset as one string.',
    ]);
  });

  it('have places and no ranges', () => {
    const report = lint(job([task('x', ['out:5', 'in:0'], ['out:0'])]));
    expect(report.diagnostics[0]?.place).to.deep.equal({
      path: ['Tasks', 0, 'TaskBody'],
      on: 'value',
      within: { start: 22, end: 39 },
    });
    expect(
      locate(
        report,
        report.diagnostics.map(({ place }) => place),
      ),
    ).to.deep.equal([null]);
    expect(locate(lint('[]'), [])).to.deep.equal([]);
  });
});

describe('large input', () => {
  it('lists 100,000 findings and counts the rest', () => {
    const tasks = Array.from({ length: 50_001 }, () => ({ Name: 1, Priority: 'x' }));
    const report = lint(job(tasks));
    expect(report.diagnostics).to.have.length(100_000);
    // Four in each task, and one for their number.
    expect(report.omitted).to.equal(4 * 50_001 + 1 - 100_000);
    expect(report.ok).to.equal(false);
  });

  it('one TaskBody may have 20,000 faults', () => {
    const xml = `<taskBody>${'<inputAsset>x</inputAsset>'.repeat(20_000)}<outputAsset assetCreationOptions="0">JobOutputAsset(0)</outputAsset></taskBody>`;
    const report = lint(JSON.stringify(job([{ ...TASK, TaskBody: xml }])));
    const ranges = locate(
      report,
      report.diagnostics.map(({ place }) => place),
    );
    expect(ranges).to.have.length(20_000);
    expect(ranges[19_999]?.start.column).to.be.greaterThan(500_000);
  });
});

describe('messages', () => {
  it('are one line, whatever the names', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const input = job([task(name, ['out:5'], ['out:0'], { [name]: 1, MediaProcessorId: name, Options: name })]);
        for (const finding of lint(input).diagnostics) {
          const text = formatDiagnostic(finding);
          expect(text).to.not.match(/\p{Cc}|\p{Zl}|\p{Zp}|\p{Cs}/u);
          expect(text.length).to.be.lessThan(600);
        }
      }),
    );
  });

  it('of a long cycle show twelve tasks and say how many more there are', () => {
    const ring = (length: number): Job[] =>
      lint(
        job(Array.from({ length }, (_, n) => task(`S${n}`, [`out:${(n + length - 1) % length}`], [`out:${n}`]))),
      ).jobs.slice();
    expect(ring(3)).to.have.length(1);
    const { diagnostics } = lint(
      job(Array.from({ length: 70 }, (_, n) => task(`S${n}`, [`out:${(n + 69) % 70}`], [`out:${n}`]))),
    );
    const cycle = diagnostics.find(({ code }) => code === 'dependency-cycle') as Diagnostic;
    expect(formatDiagnostic(cycle)).to.match(
      /^Tasks wait for each other in a cycle: Task "S0" → JobOutputAsset\(0\) → .* → … 58 more tasks … → Task "S0"\. Drop one read/,
    );
    expect(cycle.related).to.have.length(100);
  });
});
