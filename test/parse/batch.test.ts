import { expect } from 'chai';
import { keyAt, type Path, type Place, valueAt } from '#src/diagnostics/diagnostic.js';
import { formatDiagnostic } from '#src/diagnostics/messages.js';
import { type LintReport, lint } from '#src/lint.js';
import { rewriteDocument } from '#src/parse/rewrite.js';
import { plan } from '#src/plan/plan.js';
import { body, link, PROCESSOR, task } from '../helpers/encoding-house.js';

const ENCODE = task('Encode', ['in:0'], ['out:0']);
const PACKAGE = task('Package', ['out:0'], ['out:1']);
const JOB = { Name: 'Sintel', InputMediaAssets: [link()] };

/** One part: a request line, a body, and headers beside those that every part has. */
interface PartText {
  readonly line: string;
  readonly value?: unknown;
  readonly id?: string;
  readonly type?: string;
}

const post = (url: string, value?: unknown, id?: string): PartText => ({
  line: `POST https://media.example/api/${url} HTTP/1.1`,
  value,
  ...(id === undefined ? {} : { id }),
});

function batch(parts: readonly PartText[], lineEnd = '\r\n'): string {
  const lines = parts.flatMap(({ line, value, id, type = 'application/json' }) => [
    '--changeset_1',
    'Content-Type: application/http',
    '',
    line,
    ...(id === undefined ? [] : [`Content-ID: ${id}`]),
    `Content-Type: ${type}`,
    '',
    ...(value === undefined ? [] : [typeof value === 'string' ? value : JSON.stringify(value)]),
  ]);
  const opening = ['--batch_1', 'Content-Type: multipart/mixed; boundary=changeset_1', ''];
  return [...opening, ...lines, '--changeset_1--', '--batch_1--', ''].join(lineEnd);
}

const told = ({ diagnostics }: LintReport): string[] =>
  diagnostics.map((finding) => `${finding.code} ${finding.place.path.join('.')}`);
const sentences = (text: string): string[] => lint(text).diagnostics.map(formatDiagnostic);

function shown(text: string, place: Place): string {
  const [span] = lint(text).document.locate?.([place]) ?? [];
  return text.slice(span?.start, span?.end);
}

describe('a batch', () => {
  it('is the job that its parts make', () => {
    const text = batch([post('Jobs', JOB, '1'), post('$1/Tasks', ENCODE, '2'), post('$1/Tasks', PACKAGE)]);
    const report = lint(text);
    expect([report.kind, ...told(report)]).to.deep.equal(['batch']);
    expect(report.document.value).to.deep.equal({ ...JOB, Tasks: [ENCODE, PACKAGE] });
    expect(report.jobs[0]?.at).to.deep.equal([]);
    expect(plan(report.jobs[0] as never)?.criticalPath).to.deep.equal([0, 1]);
  });

  it('adds tasks to those that the job has itself, as an array or in results', () => {
    for (const inline of [[ENCODE], { results: [ENCODE] }]) {
      const text = batch([post('Jobs', { ...JOB, Tasks: inline }, '1'), post('$1/Tasks', { ...PACKAGE, Colour: 1 })]);
      const report = lint(text);
      expect(report.document.value).to.deep.include({ Tasks: [ENCODE, { ...PACKAGE, Colour: 1 }] });
      expect(told(report)).to.deep.equal(['unknown-property Tasks.1.Colour']);
      expect(shown(text, keyAt(['Tasks', 1, 'Colour']))).to.equal('"Colour"');
      expect(shown(text, keyAt(['Tasks', 0, 'Name']))).to.equal('"Name"');
      expect(shown(text, valueAt(['Tasks', 0, 'Name'], { start: 0, end: 3 }))).to.equal('Enc');
    }
    const deferred = batch([post('Jobs', { ...JOB, Tasks: { __deferred: {} } }, '1'), post('$1/Tasks', ENCODE)]);
    expect(lint(deferred).jobs[0]?.tasks).to.have.length(1);
    const wrong = batch([post('Jobs', { ...JOB, Tasks: 'none' }, '1'), post('$1/Tasks', ENCODE)]);
    expect(told(lint(wrong))).to.deep.equal(['wrong-type Tasks']);
  });

  it('shows a list of posted tasks at the URL of the first, a task as a whole, and what lacks something', () => {
    const text = batch([post('Jobs', JOB, '1'), post('$1/Tasks', ENCODE)]);
    expect(shown(text, keyAt(['Tasks']))).to.equal('Tasks');
    expect(text.slice((lint(text).document.locate?.([keyAt(['Tasks'])])[0]?.start ?? 0) - 3)).to.match(/^\$1\/Tasks/);
    expect(shown(text, valueAt(['Tasks', 0]))).to.equal(JSON.stringify(ENCODE));
    expect(shown(text, valueAt(['Tasks', 0, 'Priority']))).to.equal('{');
    expect(shown(text, valueAt([]))).to.equal(JSON.stringify(JOB));
  });

  it('of several jobs is an array of them', () => {
    const second = { ...JOB, Name: 'Teaser' };
    const text = batch([
      post('Jobs', JOB, '1'),
      post('Jobs', second, '2'),
      post('$2/Tasks', ENCODE),
      post('$1/Tasks', { ...ENCODE, Priority: 'x' }),
      post('$2/Tasks', task('Index', ['in:4'], ['out:1'])),
    ]);
    const report = lint(text);
    expect(report.jobs.map(({ at, tasks }) => [at, tasks?.length])).to.deep.equal([
      [[0], 1],
      [[1], 2],
    ]);
    expect(told(report)).to.deep.equal(['wrong-type 0.Tasks.0.Priority', 'unknown-input-asset 1.Tasks.1.TaskBody']);
    expect(shown(text, valueAt([1, 'Name']))).to.equal('"Teaser"');
    expect(shown(text, valueAt([0, 'Tasks', 0, 'Priority']))).to.equal('"x"');
  });

  it('of tasks for a job that is there already has unknown inputs, and may read what others write', () => {
    const text = batch([
      post("Jobs('nb%3Ajid%3AUUID%3A1')/Tasks", ENCODE),
      post("Jobs('nb%3Ajid%3AUUID%3A1')/Tasks", task('Index', ['out:8'], ['out:9'])),
    ]);
    const report = lint(text);
    expect(told(report)).to.deep.equal([]);
    expect(report.document.value).to.have.length(2);
    expect(report.jobs[0]?.tasks?.map(({ path }) => path)).to.deep.equal([[0], [1]]);
    expect(told(lint(batch([post('Tasks', task('Index', ['out:8'], ['out:0']))])))).to.deep.equal([
      'unproduced-asset 0.TaskBody',
    ]);
  });

  it('makes job templates too', () => {
    const Id = 'nb:ttid:UUID:5b2a1e3e-1c1e-4a7e-8f0e-1f5a0c4a7f10';
    const xml = `<jobTemplate>${body(['in:0'], ['out:0']).replace('<taskBody', `<taskBody taskTemplateId="${Id}"`)}</jobTemplate>`;
    const report = lint(
      batch([
        post('JobTemplates', { Name: 'Renditions', JobTemplateBody: xml, TemplateType: 1 }, '1'),
        post('$1/TaskTemplates', { Id, Name: 'Encode', NumberofInputAssets: 1, NumberofOutputAssets: 1 }),
      ]),
    );
    expect(report.document.definitions.map(({ kind }) => kind)).to.deep.equal(['job-template']);
    expect(report.jobs[0]?.tasks?.[0]?.name).to.equal('Encode');
    expect(report.document.value).to.have.nested.property('TaskTemplates[0].Id', Id);
  });

  it('passes over requests that make nothing of that, and reads the others', () => {
    const text = batch([
      post('Assets', { Name: 'mezzanine' }, '7'),
      { line: 'GET https://media.example/api/Jobs HTTP/1.1' },
      { line: "MERGE https://media.example/api/Jobs('1') HTTP/1.1", value: { Priority: 'x' } },
      post('$1/$links/InputMediaAssets', { uri: 'x' }),
      post('Jobs?$expand=Tasks', { ...JOB, Tasks: [ENCODE] }, '1'),
    ]);
    expect(told(lint(text))).to.deep.equal([]);
    expect(lint(text).jobs).to.have.length(1);
    const nothing = lint(batch([post('Assets', { Name: 'mezzanine' })]));
    expect([nothing.kind, ...told(nothing)]).to.deep.equal(['unknown', 'unknown-document ']);
  });

  it('mixes forms, and is read back only where a job says so itself', () => {
    const entry = (members: string, links = ''): string =>
      `<?xml version="1.0"?><entry xmlns="http://www.w3.org/2005/Atom" xmlns:d="http://schemas.microsoft.com/ado/2007/08/dataservices" xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata">${links}<content><m:properties>${members}</m:properties></content></entry>`;
    const links = `<link rel="http://schemas.microsoft.com/ado/2007/08/dataservices/related/InputMediaAssets" href="Assets('a')"/>`;
    const members = `<d:MediaProcessorId>${PROCESSOR}</d:MediaProcessorId><d:TaskBody>&lt;taskBody>&lt;inputAsset>JobInputAsset(3)&lt;/inputAsset>&lt;outputAsset assetCreationOptions='0'>JobOutputAsset(0)&lt;/outputAsset>&lt;/taskBody></d:TaskBody>`;
    const text = batch([
      { ...post('Jobs', entry('<d:Name>S</d:Name>', links), '1'), type: 'application/atom+xml' },
      { ...post('$1/Tasks', entry(members)), type: 'application/atom+xml' },
      post('$1/Tasks', PACKAGE),
    ]);
    const report = lint(text);
    expect(told(report)).to.deep.equal(['unknown-input-asset Tasks.0.TaskBody']);
    const place = report.diagnostics[0]?.place as Place;
    expect(shown(text, place)).to.equal('JobInputAsset(3)');
    expect(told(lint(batch([post('Jobs', { Name: 'S', Tasks: [ENCODE] })])))).to.deep.equal([
      'missing-property InputMediaAssets',
    ]);
    expect(told(lint(batch([post('Jobs', { Name: 'S', Created: '2013', Tasks: [ENCODE] })])))).to.deep.equal([]);
  });

  it('that answers is read back', () => {
    const created = (value: object): PartText => ({ line: 'HTTP/1.1 201 Created', value: { d: value } });
    const text = batch([
      created({ Name: 'S', Tasks: { __deferred: {} } }),
      created({ ...ENCODE, State: 0, Proirity: 1 }),
      { line: 'HTTP/1.1 400 Bad Request', value: { error: { code: '' } } },
    ]);
    const report = lint(text);
    expect(told(report)).to.deep.equal(['unknown-property Tasks.0.Proirity']);
    expect(report.jobs[0]?.tasks).to.have.length(1);
    expect(shown(text, keyAt(['Tasks', 0, 'Proirity']))).to.equal('"Proirity"');
    expect(shown(text, valueAt(['Name']))).to.equal('"S"');
    expect(told(lint(batch([created({ ...ENCODE, State: 0 })])))).to.deep.equal([]);
  });

  it('with a broken body costs what that body says', () => {
    const cut = JSON.stringify(ENCODE).slice(0, -1);
    const text = batch([
      post('Jobs', JOB, '1'),
      post('$1/Tasks', cut),
      post('$1/Tasks', task('Index', ['out:7'], ['out:1'])),
    ]);
    const report = lint(text);
    expect(told(report)).to.deep.equal(['json-syntax Tasks.0.TaskBody', 'unproduced-asset Tasks.1.TaskBody']);
    const { start } = report.diagnostics[0]?.place.inText ?? {};
    expect(start).to.equal(text.indexOf(cut) + cut.length);
    const lost = JSON.stringify({ TaskBody: body(['in:0'], ['out:0']) }).slice(0, -1);
    expect(told(lint(batch([post('Jobs', JOB, '1'), post('$1/Tasks', lost)])))).to.deep.equal([
      'json-syntax Tasks.0.TaskBody',
    ]);
    const damaged = JSON.stringify({ ...ENCODE, Name: 7 }).replace('7', '"a\nb"');
    expect(told(lint(batch([post('Jobs', JOB, '1'), post('$1/Tasks', damaged)])))).to.deep.equal([
      'json-syntax Tasks.0.Name',
    ]);
    const wrapped = `{"d": ${JSON.stringify({ ...JOB, Tasks: [ENCODE] }).replace('[{"Name":"Encode"', '[{"Name":Encode')}}`;
    expect(told(lint(batch([post('Jobs', wrapped)])))).to.deep.equal(['json-syntax Tasks.0.Name']);
  });

  it('says of edits what they come to in its parts', () => {
    const text = batch([post('Jobs', JOB, '1'), post('$1/Tasks', { ...ENCODE, Proirity: 4 })]);
    const path: Path = ['Tasks', 0, 'Proirity'];
    const [[edit] = []] = rewriteDocument(lint(text).document, [{ place: keyAt(path), text: 'Priority' }]) ?? [];
    const mended = text.slice(0, edit?.start) + (edit?.text ?? '') + text.slice(edit?.end);
    expect(mended).to.equal(text.replace('Proirity', 'Priority'));
    expect(rewriteDocument(lint(text).document, [{ place: keyAt(['Tasks']), text: 'x' }])).to.deep.equal([[]]);
  });

  it('is told from other text by how it begins', () => {
    const kindOf = (text: string): string => lint(text).kind;
    const parts = batch([post('Jobs', { ...JOB, Tasks: [ENCODE] })]);
    const type = 'Content-Type: multipart/mixed; boundary=batch_1';
    for (const head of ['', '\r\n\r\n', `${type}\n\n`, `Host: x\n${type}\n\n`, `HTTP/1.1 202 Accepted\n${type}\n\n`]) {
      expect(kindOf(head + parts), head).to.equal('batch');
    }
    expect(kindOf(`POST /api/$batch HTTP/1.1\n\n${parts}`)).to.equal('batch');
    expect(kindOf(`POST https://media.example/api/$batch\n${type}\n\n${parts}`)).to.equal('batch');
    for (const other of [
      '--force\nall',
      'Dear all,\n\n--\nIngest',
      'POST /api/Jobs HTTP/1.1\n\n{}',
      `Subject: x\n\n${parts}`,
    ]) {
      expect(kindOf(other), other).to.equal('unknown');
    }
    const mail = `${type}\n\n--batch_1\nContent-Type: text/plain\n\nDear all\n--batch_1--\n`;
    expect([kindOf(mail), ...sentences(mail)]).to.deep.equal([
      'unknown',
      'Expected a job, a task, a TaskBody or a job template, found a multipart text without HTTP requests.',
    ]);
  });
});

describe('a batch that is not put together right', () => {
  const good = batch([post('Jobs', JOB, '1'), post('$1/Tasks', ENCODE, '2'), post('$1/Tasks', PACKAGE, '3')]);
  const good1 = lint(good).document.value;

  /** Each mends to the good one by its fix, if it has one, and reads like it in any case. */
  const FAULTS: Readonly<Record<string, readonly [broken: string, problem: string]>> = {
    'another boundary in the header': [good.replace('boundary=changeset_1', 'boundary=changes'), 'boundary-not-found'],
    'no boundary in the header': [good.replace('; boundary=changeset_1', ''), 'no-boundary'],
    'a boundary that differs in one place': [
      good.replace(/--changeset_1(\r\n.*\r\n\r\n.*\$1)/, '--changeset-1$1'),
      'boundary-misspelt',
    ],
    'a boundary in other case': [
      good.replace(/--changeset_1(\r\n.*\r\n\r\n.*\$1)/, '--Changeset_1$1'),
      'boundary-misspelt',
    ],
    'a hyphen too few at the end': [good.replace('--changeset_1--', '--changeset_1-'), 'boundary-misspelt'],
    'no end of the changeset': [good.replace('--changeset_1--\r\n', ''), 'missing-end'],
    'no end of the batch': [good.replace('--batch_1--\r\n', ''), 'missing-end'],
    'no end at all': [good.replace(/--changeset_1--[\s\S]*/, ''), 'missing-end'],
    'an end too early': [
      good.replace(/--changeset_1(\r\n.*\r\n\r\n.*\$1)/, '--changeset_1--\r\n--changeset_1$1'),
      'part-after-end',
    ],
    'no blank line before the request': [good.replace('http\r\n\r\nPOST', 'http\r\nPOST'), 'missing-blank-line'],
    'no blank line before the body': [good.replace('json\r\n\r\n', 'json\r\n'), 'missing-blank-line'],
    'a header without a colon': [
      good.replace('Content-Type: application/json', 'Content-Type application/json'),
      'header',
    ],
    'a boundary that is another one': [
      good.replace(/--changeset_1(\r\n.*\r\n\r\n.*\$1)/, '--parts$1'),
      'boundary-misspelt',
    ],
    'a changeset without its type': [
      good.replace('Content-Type: multipart/mixed', 'Content-Typo: multipart/mixed'),
      'part-type',
    ],
    'a part of another type': [good.replace('application/http', 'text/plain'), 'part-type'],
    'a part without a type': [good.replace('Content-Type: application/http\r\n', ''), 'part-type'],
    'a request line without version': [good.replace('Jobs HTTP/1.1', 'Jobs'), 'request-line'],
    'a request line without method': [good.replace('POST https', 'https'), 'request-line'],
    'no request line': [good.replace(/POST .*Jobs.*\r\n/, ''), 'request-line'],
    'a request line that is anything': [
      good.replace(/POST .*Jobs.*\r\n/, 'create the job, please\r\n'),
      'request-line',
    ],
    'a Content-ID that is not there': [good.replace('Content-ID: 1', 'Content-ID: job'), 'unknown-content-id'],
    'no Content-ID': [good.replace('Content-ID: 1\r\n', ''), 'unknown-content-id'],
    'the Content-ID of a task': [
      good.replace(/\$1(\/Tasks HTTP\/1.1\r\nContent-ID: 3)/, '$$2$1'),
      'unknown-content-id',
    ],
    'a Content-ID twice': [good.replace('Content-ID: 3', 'Content-ID: 1'), 'repeated-content-id'],
    'a type of body that is neither': [good.replace('application/json', 'text/plain'), 'body-type'],
  };

  for (const [title, [broken, problem]] of Object.entries(FAULTS)) {
    it(`${title}: one finding, nothing lost`, () => {
      expect(broken).to.not.equal(good);
      const report = lint(broken);
      expect(report.diagnostics.map(({ code, args }) => [code, 'problem' in args && args.problem])).to.deep.equal([
        ['batch-syntax', problem],
      ]);
      expect(report.document.value).to.deep.equal(good1);
      const edits = report.diagnostics[0]?.fix?.edits ?? [];
      const changes = (rewriteDocument(report.document, edits) ?? []).flat().toSorted((a, b) => b.start - a.start);
      if (changes.length === 0) return;
      const mended = changes.reduce(
        (text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end),
        broken,
      );
      const left = problem === 'unknown-content-id' && title.startsWith('a Content-ID') ? 1 : 0;
      expect(lint(mended).diagnostics).to.have.length(left);
    });
  }

  it('a text that is cut off anywhere: that is told, the JSON that it cuts, and nothing that stood behind', () => {
    const first = good.indexOf('--changeset_1\r');
    for (let length = first + '--changeset_1\r\n'.length; length < good.indexOf('--batch_1--'); length += 1) {
      const text = good.slice(0, length);
      // A delimiter that is cut itself may be taken for text of the body, and a backslash for an escape of nothing.
      if (/\r\n-[\w-]*$|\\$/.test(text)) continue;
      const problems = lint(text).diagnostics.map(({ code, args }) => ('problem' in args ? args.problem : code));
      expect(
        problems.filter((problem) => problem !== 'unexpected-end'),
        text,
      ).to.deep.equal(['missing-end']);
    }
  });

  it('a body that is missing or no entity: its task keeps its number, and nobody misses what it writes', () => {
    for (const value of [undefined, 'Name=Encode', [ENCODE], '7', '<taskBody/>']) {
      const report = lint(batch([post('Jobs', JOB, '1'), post('$1/Tasks', value), post('$1/Tasks', PACKAGE)]));
      expect(told(report), String(value)).to.deep.equal(['batch-syntax ']);
      expect(report.jobs[0]?.tasks?.map(({ name }) => name)).to.deep.equal([null, 'Package']);
    }
    const headless = lint(batch([post('Jobs', undefined, '1'), post('$1/Tasks', PACKAGE)]));
    expect(told(headless)).to.deep.equal(['batch-syntax ']);
  });

  it('tasks of nobody knows which job: what each job lacks may be there', () => {
    const jobs = [post('Jobs', JOB, 'one'), post('Jobs', JOB, 'other')];
    const lost = lint(batch([...jobs, post('$third/Tasks', ENCODE), post('$third/Tasks', PACKAGE)]));
    expect(lost.diagnostics.map(formatDiagnostic)).to.deep.equal([
      'Nothing that this can be posted to has the Content-ID that $third refers to. Did you mean $one or $other?',
    ]);
    const near = lint(batch([...jobs, post('$othre/Tasks', ENCODE), post('$one/Tasks', ENCODE)]));
    expect(near.diagnostics.map(formatDiagnostic)).to.deep.equal([
      'Nothing that this can be posted to has the Content-ID that $othre refers to. Did you mean $other?',
    ]);
    expect(near.jobs.map(({ tasks }) => tasks?.length)).to.deep.equal([1, 1]);
  });

  it('a type that does not fit the body is no fault where the body can be read', () => {
    const text = batch([{ ...post('Jobs', { ...JOB, Tasks: [ENCODE] }), type: 'application/atom+xml' }]);
    expect(told(lint(text))).to.deep.equal([]);
  });

  it('bytes that were lost are the fault, not the syntax that broke by them', () => {
    const bytes = new TextEncoder().encode(good.replace('Content-ID: 1', 'Content-ID@ 1'));
    bytes[bytes.indexOf(0x40)] = 0xff;
    expect(told(lint(bytes))).to.deep.equal(['invalid-encoding ']);
  });
});
