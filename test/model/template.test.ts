import { expect } from 'chai';
import { lint, plan } from '#src/index.js';
import { body } from '../helpers/encoding-house.js';

const id = (n: number): string => `nb:ttid:UUID:0000000${n}-e63e-4e81-a099-ad66bcac3789`;
const withId = (n: number, xml: string, name = 'taskTemplateId'): string =>
  xml.replace('<taskBody', `<taskBody ${name}="${id(n)}"`);
const FIRST = withId(1, body(['in:0'], ['out:0']));
const SECOND = withId(2, body(['out:0'], ['out:1']), 'TaskTemplateId');
const template = (
  xml: unknown,
  TaskTemplates: unknown = [
    { Id: id(2).toUpperCase(), Name: 'Package' },
    { Id: id(1), Name: 'Encode' },
  ],
): object => ({
  Name: 'Nightly',
  JobTemplateBody: xml,
  NumberofInputAssets: 1,
  TaskTemplates,
});
const found = (input: object | string): string[] =>
  lint(input).diagnostics.map(({ code, place }) => `${code} ${place.path.join('.')}`);

describe('a job template', () => {
  it('is a job of its taskBody elements, named by their TaskTemplates', () => {
    const report = lint(template(`<jobTemplate>${SECOND}${FIRST}</jobTemplate>`));
    expect(report.diagnostics).to.deep.equal([]);
    const result = plan(report.jobs[0]);
    expect(result?.job).to.equal('Nightly');
    expect(result?.order).to.deep.equal([1, 0]);
    expect(result?.tasks.map(({ name }) => name)).to.deep.equal(['Package', 'Encode']);
  });

  it('takes its TaskTemplates as the service returns them, and does without them', () => {
    const xml = `<jobTemplate>${FIRST}${SECOND}</jobTemplate>`;
    const named = lint(template(xml, { results: [{ Id: id(1), Name: 'Encode' }, 7, {}, { Id: id(2), Name: '' }] }));
    expect(named.jobs[0]?.tasks?.map(({ name }) => name)).to.deep.equal(['Encode', null]);
    expect(named.jobs[0]?.tasks?.[0]?.path).to.deep.equal(['TaskTemplates', 'results', 0]);
    expect(lint(template(xml, null)).jobs[0]?.tasks).to.have.length(2);
  });

  it('has the findings of a job, at the characters of its body', () => {
    const dangling = withId(2, body(['out:9', 'in:1'], ['out:1']));
    const report = lint(template(`<jobTemplate>${FIRST}${dangling}</jobTemplate>`));
    expect(report.diagnostics.map(({ code }) => code)).to.deep.equal(['unproduced-asset', 'unknown-input-asset']);
    const { within } = report.diagnostics[0]?.place ?? {};
    expect(`<jobTemplate>${FIRST}${dangling}</jobTemplate>`.slice(within?.start, within?.end)).to.equal(
      'JobOutputAsset(9)',
    );
  });

  it('has a jobTemplate as its root, and only taskBody elements in it', () => {
    expect(found(template(`<jobtemplate>${FIRST}</jobtemplate>`))).to.deep.equal(['unexpected-root JobTemplateBody']);
    expect(found(template(FIRST))).to.include('unexpected-root JobTemplateBody');
    expect(found(template(`<jobTemplate>${FIRST}<encoder/></jobTemplate>`))).to.deep.equal([
      'unexpected-element JobTemplateBody',
    ]);
    expect(found(template(`<jobTemplate>${FIRST.replaceAll('taskBody', 'TaskBody')}</jobTemplate>`))).to.deep.equal([
      'unexpected-root JobTemplateBody',
    ]);
    expect(found(template('<jobTemplate/>'))).to.deep.equal(['empty-job ']);
  });

  it('has a body that is a string of XML', () => {
    expect(found(template(7))).to.deep.equal(['wrong-type JobTemplateBody']);
    expect(found(template(''))).to.deep.equal(['xml-syntax JobTemplateBody']);
    expect(plan(lint(template(7)).jobs[0])).to.equal(null);
  });

  it('may be its bare body; the id of a task template belongs there only', () => {
    expect(found(`<jobTemplate>${FIRST}${SECOND}</jobTemplate>`)).to.deep.equal([]);
    expect(found(FIRST)).to.deep.equal(['unexpected-attribute ']);
  });
});
