/** What an object is, by the properties that it has: each mark by itself, and any of them together. */
import { expect } from 'chai';
import { lint } from '#src/lint.js';
import { readDocument } from '#src/parse/document.js';
import { body, PROCESSOR, task } from '../helpers/encoding-house.js';

/** In the order in which they decide; NumberofInputAssets is a property of both kinds of template. */
const DECIDING: readonly (readonly [string, string])[] = [
  ['Tasks', 'job'],
  ['TaskBody', 'task'],
  ['InputMediaAssets', 'job'],
  ['InputMediaAssets@odata.bind', 'job'],
  ['TemplateId', 'job'],
  ['JobTemplateBody', 'job-template'],
  ['TaskTemplates', 'job-template'],
  ['NumberofOutputAssets', 'task-template'],
  ['NumberofInputAssets', 'task-template'],
];
const deferred = { __deferred: { uri: 'https://media.example/api/x' } };
const kindOf = (value: object): string => readDocument(value, { fileName: '' }, () => {}).kind;

describe('the kind of a document', () => {
  it('is that of the first of its marks, whatever else it has', () => {
    for (let chosen = 1; chosen < 2 ** DECIDING.length; chosen += 1) {
      const marks = DECIDING.filter((_, index) => ((chosen >> index) & 1) === 1);
      const value = Object.fromEntries(marks.map(([name]) => [name, deferred]).reverse());
      const [[, kind]] = marks as [readonly [string, string]];
      const names = Object.keys(value).join(', ');
      expect(kindOf(value), names).to.equal(kind);
      expect(kindOf({ d: value }), names).to.equal(kind);
      const ofList = kind.endsWith('template') ? kind : `${kind}s`;
      expect(kindOf([value, value]), names).to.equal(ofList);
      expect(kindOf({ value: [value] }), names).to.equal(ofList);
      const typed = { ...value, TemplateType: 1 };
      expect(kindOf(typed), names).to.equal(kind === 'task-template' ? 'job-template' : kind);
    }
  });

  it('of a list with a job in it is jobs, and a task among them is told, with or without links', () => {
    const linked = { ...task('Encode', ['in:0'], ['out:0']), InputMediaAssets: deferred };
    for (const one of [task('Encode', ['in:0'], ['out:0']), linked]) {
      const { kind, diagnostics } = lint([{ TemplateId: 'nb:jtid:UUID:1', InputMediaAssets: [] }, one]);
      expect(kind).to.equal('jobs');
      expect(diagnostics.filter(({ code }) => code === 'unknown-document').map(({ args }) => args)).to.deep.equal([
        { found: 'a task among jobs' },
      ]);
    }
  });

  it('is the same in an Atom entry as in JSON', () => {
    const entry = (properties: string, links = ''): string =>
      `<entry xmlns="http://www.w3.org/2005/Atom" xmlns:d="http://schemas.microsoft.com/ado/2007/08/dataservices" xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata">${links}<content type="application/xml"><m:properties>${properties}</m:properties></content></entry>`;
    const link = (name: string): string =>
      `<link rel="http://schemas.microsoft.com/ado/2007/08/dataservices/related/${name}" href="x/${name}" />`;
    const xml = body(['in:0'], ['out:0']).replaceAll('<', '&lt;');
    const own = `<d:MediaProcessorId>${PROCESSOR}</d:MediaProcessorId><d:TaskBody>${xml}</d:TaskBody>`;
    const kindIn = (text: string): string => readDocument(text, { fileName: '' }, () => {}).kind;
    expect(kindIn(entry(own, link('InputMediaAssets')))).to.equal('task');
    expect(kindIn(entry(own, link('InputMediaAssets') + link('Tasks')))).to.equal('job');
    expect(kindIn(entry('<d:Name>Sintel</d:Name>', link('InputMediaAssets')))).to.equal('job');
    expect(kindIn(entry('<d:JobTemplateBody>x</d:JobTemplateBody>', link('TaskTemplates')))).to.equal('job-template');
  });
});
