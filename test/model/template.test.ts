import { expect } from 'chai';
import { lint, plan } from '#src/index.js';
import { readTemplateId } from '#src/model/template.js';
import { jobTemplate, taskTemplate, templateBody, templateId } from '../helpers/encoding-house.js';
import { SCHEMAS } from '../schema/schema-files.js';

const FIRST = templateBody(1, ['in:0'], ['out:0']);
const SECOND = templateBody(2, ['out:0'], ['out:1']).replace('taskTemplateId', 'TaskTemplateId');
const BOTH = `<jobTemplate>${SECOND}${FIRST}</jobTemplate>`;
const TEMPLATES = [
  taskTemplate(2, 1, 1, { Id: templateId(2).toUpperCase().replace('NB:TTID', 'nb:ttid'), Name: 'Package' }),
  taskTemplate(1, 1, 1, { Name: 'Encode' }),
];
const found = (input: object | string): string[] =>
  lint(input).diagnostics.map(({ code, place }) => `${code} ${place.path.join('.')}`);

describe('a job template', () => {
  it('is a job of its taskBody elements, named by their TaskTemplates', () => {
    const report = lint(jobTemplate(BOTH, TEMPLATES));
    expect(report.diagnostics).to.deep.equal([]);
    const result = plan(report.jobs[0]);
    expect(result?.job).to.equal('Nightly');
    expect(result?.order).to.deep.equal([1, 0]);
    expect(result?.tasks.map(({ name }) => name)).to.deep.equal(['Package', 'Encode']);
  });

  it('takes its TaskTemplates as the service returns them, and does without them', () => {
    const named = lint(jobTemplate(BOTH, { results: TEMPLATES }));
    expect(named.jobs[0]?.tasks?.map(({ name }) => name)).to.deep.equal(['Package', 'Encode']);
    expect(named.jobs[0]?.tasks?.[1]?.path).to.deep.equal(['TaskTemplates', 'results', 1]);
    const linked = lint({ d: jobTemplate(BOTH, { __deferred: {} }, { Id: 'x', Created: 'y', LastModified: 'z' }) });
    expect(linked.diagnostics).to.deep.equal([]);
    expect(linked.jobs[0]?.tasks?.map(({ name }) => name)).to.deep.equal([null, null]);
    expect(found(jobTemplate(BOTH, null))).to.deep.equal(['missing-property TaskTemplates']);
    expect(found(jobTemplate(BOTH, null, { Created: '2015-01-19T08:04:34' }))).to.deep.equal([]);
    expect(found({ value: [jobTemplate(BOTH, TEMPLATES)] })).to.deep.equal([]);
  });

  it('keeps what is no TaskTemplate in its place', () => {
    const [second, first] = TEMPLATES;
    const report = lint(jobTemplate(BOTH, [second, 7, first]));
    expect(report.diagnostics.map(({ code }) => code)).to.deep.equal(['template-count', 'wrong-type']);
    expect(report.jobs[0]?.tasks?.map(({ path }) => path.join('.'))).to.deep.equal([
      'TaskTemplates.0',
      'TaskTemplates.2',
    ]);
  });

  it('has the findings of a job, at the characters of its body', () => {
    const body = `<jobTemplate>${FIRST}${templateBody(2, ['out:9', 'in:1'], ['out:1'])}</jobTemplate>`;
    const report = lint(jobTemplate(body, [taskTemplate(1, 1, 1), taskTemplate(2, 2, 1)]));
    expect(report.diagnostics.map(({ code }) => code)).to.deep.equal(['unproduced-asset', 'unknown-input-asset']);
    const { within } = report.diagnostics[0]?.place ?? {};
    expect(body.slice(within?.start, within?.end)).to.equal('JobOutputAsset(9)');
  });

  it('with too many tasks shows the first that is one too many', () => {
    const numbers = Array.from({ length: 31 }, (_, n) => n);
    const bodies = numbers.map((n) => templateBody(n, ['in:0'], [`out:${n}`]));
    const template = jobTemplate(`<jobTemplate>${bodies.join('')}</jobTemplate>`, [
      ...numbers.map((n) => taskTemplate(n, 1, 1)),
    ]);
    expect(found(template)).to.deep.equal(['too-many-tasks TaskTemplates.30']);
  });

  it('has tasks of the same name told apart', () => {
    const same = TEMPLATES.map((template) => ({ ...template, Name: 'Encode', Priority: 1 }));
    const labels = lint(jobTemplate(BOTH, same)).diagnostics.map(({ args }) => 'owner' in args && args.owner);
    expect(labels).to.deep.equal(['Task template 0 "Encode"', 'Task template 1 "Encode"']);
    expect(lint(jobTemplate(BOTH, same)).jobs[0]?.tasks?.map(({ label }) => label)).to.deep.equal([
      'Task 0 "Encode"',
      'Task 1 "Encode"',
    ]);
  });

  it('has a jobTemplate as its root, and only taskBody elements in it', () => {
    const one = (body: string): string[] => found(jobTemplate(body, [taskTemplate(1, 1, 1)]));
    expect(one(`<jobtemplate>${FIRST}</jobtemplate>`)).to.deep.equal(['unexpected-root JobTemplateBody']);
    expect(one(`<encoder>${FIRST}</encoder>`)).to.deep.equal(['unexpected-root JobTemplateBody']);
    expect(one('<encoder/>')).to.deep.equal(['unexpected-root JobTemplateBody']);
    expect(one(FIRST)).to.deep.equal(['unexpected-root JobTemplateBody']);
    expect(one(`<jobTemplate>${FIRST}<encoder/></jobTemplate>`)).to.deep.equal(['unexpected-element JobTemplateBody']);
    expect(one(`<jobTemplate>${FIRST.replaceAll('taskBody', 'encoder')}</jobTemplate>`)).to.deep.equal([
      'unexpected-element JobTemplateBody',
    ]);
    expect(one(`<jobTemplate>${FIRST.replaceAll('taskBody', 'TaskBody')}</jobTemplate>`)).to.deep.equal([
      'unexpected-root JobTemplateBody',
    ]);
    expect(one(`<jobTemplate>and${FIRST}</jobTemplate>`)).to.deep.equal(['unexpected-text JobTemplateBody']);
    expect(one('<jobTemplate/>')).to.deep.equal(['empty-job JobTemplateBody']);
    expect(one('<jobTemplate><!-- ')).to.deep.equal(['xml-syntax JobTemplateBody']);
  });

  it('has a body that is a string of XML', () => {
    expect(found(jobTemplate(7, TEMPLATES))).to.deep.equal(['wrong-type JobTemplateBody']);
    expect(found(jobTemplate('', TEMPLATES))).to.deep.equal(['xml-syntax JobTemplateBody']);
    expect(plan(lint(jobTemplate(7, TEMPLATES)).jobs[0])).to.equal(null);
  });

  it('may be its bare body; the id of a task template belongs there only', () => {
    expect(found(BOTH)).to.deep.equal([]);
    expect(found(FIRST)).to.deep.equal(['unexpected-attribute ']);
  });
});

describe('a bare task template', () => {
  it('is checked like those of a job template, and is no job', () => {
    const report = lint(taskTemplate(1, 1, 1, { Options: 1, MediaProcessorId: 'OCR' }));
    expect([report.kind, report.jobs]).to.deep.equal(['task-template', []]);
    expect(report.diagnostics.map(({ code }) => code)).to.deep.equal(['incomplete-encryption', 'invalid-id']);
    expect(report.diagnostics[1]?.fix?.edits[0]?.text).to.equal('nb:mpid:UUID:074c3899-d9fb-448f-9ae1-4ebcbe633056');
  });
});

describe('the id of a task template', () => {
  it('has the form that the schema says', () => {
    type Schema = { readonly properties: { readonly Id: { readonly pattern: string } } };
    const pattern = new RegExp((SCHEMAS.get('task-template') as unknown as Schema).properties.Id.pattern);
    const place = { path: [], on: 'value' } as const;
    for (const text of [
      templateId(1),
      templateId(1).toUpperCase(),
      `${templateId(1)}0`,
      '',
      'Encode',
      templateId(1).slice(1),
    ])
      expect(readTemplateId(text, place).isWellFormed, text).to.equal(pattern.test(text));
  });
});
