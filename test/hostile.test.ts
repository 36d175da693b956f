/** Inputs that are made to break a program: nothing is thrown, nothing hangs, and nothing is lost without a word. */
import { expect } from 'chai';
import { fingerprint, pathPattern } from '#src/diagnostics/fingerprint.js';
import { SuppressionMatcher } from '#src/diagnostics/suppression-matcher.js';
import { lint } from '#src/lint.js';
import { renderLint } from '#src/render/formats.js';
import { body, job, jobTemplate, PROCESSOR, task, taskTemplate, templateBody } from './helpers/encoding-house.js';
import { run } from './helpers/run.js';

const MANY = 150_000;
const codes = (input: object | string): Set<string> => new Set(lint(input).diagnostics.map(({ code }) => code));

describe('hostile input', () => {
  it('with more breaks in one tag than a call can take arguments', () => {
    expect(codes(`<taskBody ${'b '.repeat(MANY)}/>`)).to.include('xml-syntax');
    expect(codes(`<taskBody ${'b="1" '.repeat(MANY)}/>`)).to.include('xml-syntax');
  });

  it('that states a number of inputs beyond all measure', () => {
    const xml = `<jobTemplate>${templateBody(1, ['in:5'], ['out:0'])}</jobTemplate>`;
    const stated = jobTemplate(xml, [taskTemplate(1, 1, 1)], { NumberofInputAssets: 2_000_000_000 });
    expect([...codes(stated)]).to.deep.equal(['template-asset-count']);
  });

  it('with holes in its lists', () => {
    const holes = lint({ InputMediaAssets: [], Tasks: Object.assign([], { length: 3 }) });
    expect(holes.diagnostics.map(({ code, place }) => `${code} ${place.path.join('.')}`)).to.deep.equal([
      'wrong-type Tasks.0',
      'wrong-type Tasks.1',
      'wrong-type Tasks.2',
    ]);
  });

  it('with many DOCTYPEs, open brackets or quotes, takes time in proportion', () => {
    for (const part of ['<!doctype[>', '<![', '<!-', '</', '<?', "='"]) lint(`<taskBody>${part.repeat(MANY)}`);
    for (const part of ["'a,", '“', '[{', '{"a":{', '"a":']) lint(`{"Tasks":[${part.repeat(MANY)}`);
  });

  it('with many comments that suppress takes time in proportion', () => {
    const disable = (codes: string): string => `taskgraph-disable-next ${codes}`;
    const xml = (part: string): string => body(['in:0'], ['out:0']).replace('<in', `${part}<in`);
    const comment = `<!--${disable('padded-reference')}-->`;
    const padded = '<inputAsset> JobInputAsset(0)</inputAsset>';
    const severity = { 'repeated-input': 'off' } as const;
    const each = lint(xml(`${comment}${padded}`.repeat(8_000)), { severity });
    expect([each.suppressed.length, each.diagnostics.length]).to.deep.equal([8_000, 0]);
    const row = lint(`${comment.repeat(20_000)}${xml(padded.repeat(8_000))}`, { severity });
    expect([row.suppressed.length, row.diagnostics.length]).to.deep.equal([8_000, 19_999]);
    expect(lint(xml(`<!--${disable('padding '.repeat(20_000))}-->`)).diagnostics.length).to.equal(20_000);
    expect(codes(xml(`<!--${disable('a')}`.repeat(MANY)))).to.include('xml-syntax');
    expect(codes(`${comment}${`<taskBody>${comment}`.repeat(8_000)}`)).to.deep.equal(new Set(['nesting-too-deep']));
    const bodies = body(['in:0'], ['out:0']).repeat(8_000).replace('Job', ' Job');
    const template = { JobTemplateBody: `<jobTemplate>${comment}${bodies}</jobTemplate>`, TaskTemplates: [] };
    expect(lint(template).suppressed.length).to.equal(1);
    const jsonc = (text: string): Set<string> =>
      new Set(lint(text, { fileName: 'a.jsonc' }).diagnostics.map(({ code }) => code));
    const long = `"Name": "${'x'.repeat(MANY)}"`;
    expect(jsonc(`{"Tasks": [], ${`/*${disable('too-long')}*/`.repeat(20_000)} ${long}}`)).to.include('empty-job');
    expect(jsonc(`{"Tasks": [${`/*${disable('wrong-type')}*/7,`.repeat(8_000)}]}`)).to.deep.equal(
      new Set(['missing-property', 'too-many-tasks']),
    );
    expect(jsonc(`{"Tasks": ${`//${disable('wrong-type')}\n[`.repeat(20_000)}`)).to.include('nesting-too-deep');
  });

  it('with very many properties takes time in proportion', () => {
    const names = Array.from({ length: 20_000 }, (_, n) => [`Note ${n}`, n]);
    expect(codes(job([task('Encode', ['in:0'], ['out:0'])], 1, Object.fromEntries(names)))).to.deep.equal(
      new Set(['unknown-property']),
    );
  });

  it('that hides repeated keys deep in a value that is dropped tells no more of them than can be read', () => {
    const deep = `${'{"a":1,"a":2,"b":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
    const { diagnostics } = lint(`{"Tasks":${deep},"Tasks":[],"InputMediaAssets":[]}`);
    expect(new Set(diagnostics.map(({ code }) => code))).to.deep.equal(new Set(['duplicate-key', 'empty-job']));
    expect(Math.max(...diagnostics.map(({ place }) => place.path.length))).to.equal(200);
    expect(diagnostics.map(({ place }) => place.path.join())).to.include('Tasks');
  });

  it('with many entries that suppress takes time in proportion', () => {
    const tasks = Array.from({ length: 5_000 }, () => task('Step', [`out:${MANY}`], ['out:0']));
    const report = lint(job(tasks));
    const entries = report.diagnostics.map((finding) => {
      const path = pathPattern(finding.place.path);
      return { code: finding.code, path, fingerprint: fingerprint(finding, report.document.value) };
    });
    const suppressions = new SuppressionMatcher([...entries, ...entries]);
    expect(lint(job(tasks), { suppressions }).suppressed.length).to.equal(entries.length);
    expect(suppressions.uses.filter(({ matched }) => matched > 0).length).to.equal(entries.length);
  });

  it('hides no error behind 100,000 warnings', async () => {
    const padded = ' JobInputAsset(0)</inputAsset><inputAsset>'.repeat(100_001);
    const xml = body(['in:0'], ['out:0']).replace('<inputAsset>', `<inputAsset>${padded}`);
    const text = JSON.stringify(
      job([task('Ingest', ['in:0'], ['out:0'], { TaskBody: xml }), task('Encode', ['out:9'], ['out:1'])]),
    );
    const report = lint(text);
    expect(report.counts).to.deep.equal({ error: 1, warning: 200_002, info: 0 });
    expect([report.ok, report.omitted, report.diagnostics.length]).to.deep.equal([false, 100_003, 100_000]);
    expect(report.diagnostics.at(-1)?.code).to.equal('unproduced-asset');
    const { code, stdout } = await run(['lint', 'job.json', '--format', 'json'], { files: { 'job.json': text } });
    expect(code).to.equal(1);
    expect((JSON.parse(stdout) as { summary: object }).summary).to.include({
      errors: 1,
      warnings: 200_002,
      truncated: true,
    });
  }).timeout(90_000);

  it('in names cannot speak to a terminal through errors of use either', async () => {
    const Name = 'Ev\u001b[31mil\nTWO\u202e';
    const files = { 'evil.json': JSON.stringify(job([task(Name, ['out:9'], ['out:0'])])) };
    const { stderr, stdout, code } = await run(['plan', 'evil.json', '--duration', 'Nope=4'], { files });
    expect({ code, stdout }).to.deep.equal({ code: 2, stdout: '' });
    expect(stderr).to.equal(
      'taskgraph: no task has the name, position or processor "Nope"; there are Task "Ev\\u001b[31mil\\u000aTWO\\u202e". See taskgraph plan --help\n',
    );
    expect((await run(['lint', 'no\nsuch\u001b[31m'])).stderr).to.equal(
      'taskgraph: no\\u000asuch\\u001b[31m: no such file or folder\n',
    );
  });

  it('in a text of many findings is shown in time', () => {
    const tasks = Array.from({ length: 20_000 }, (_, n) => task(`Step ${n}`, [`out:${n + 20_000}`], [`out:${n}`]));
    const text = renderLint(lint(JSON.stringify(job(tasks))), 'text', 'job.json');
    expect(text.match(/unproduced-asset/g)).to.have.length(20_000);
  });

  it('of keys that look like numbers has its findings in the order of the text', () => {
    const { diagnostics } = lint(
      `{"InputMediaAssets":[],"Zeta":1,"7":2,"Tasks":[{"MediaProcessorId":"${PROCESSOR}"}]}`,
    );
    expect(diagnostics.map(({ place }) => place.path.join('.'))).to.deep.equal(['Zeta', '7', 'Tasks.0.TaskBody']);
  });

  it('with several files goes on after one that is not there', async () => {
    const { code, stdout, stderr } = await run(['lint', 'none.json', 'bad.json'], {
      files: { 'bad.json': '{"Tasks":[]}' },
    });
    expect(code).to.equal(2);
    expect(stderr).to.equal('taskgraph: none.json: no such file or folder\n');
    expect(stdout).to.include('empty-job');
  });
});
