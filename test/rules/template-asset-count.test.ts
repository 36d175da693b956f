import { expect } from 'chai';
import type { Diagnostic } from '#src/diagnostics/diagnostic.js';
import { formatDiagnostic } from '#src/diagnostics/messages.js';
import { lint } from '#src/lint.js';
import { jobTemplate, taskTemplate, templateBody } from '../helpers/encoding-house.js';

const XML = `<jobTemplate>${templateBody(1, ['in:0', 'in:1', 'in:1'], ['out:0'])}${templateBody(2, ['out:0'], ['out:1', 'out:2'])}</jobTemplate>`;
/** What is said of them, beside that an input is listed twice. */
const findings = (input: object | string): Diagnostic[] =>
  lint(input).diagnostics.filter(({ code }) => code !== 'repeated-input');
const messages = (input: object | string): string[] => findings(input).map(formatDiagnostic);
const template = (inputs: unknown, first: readonly [number, number], second: readonly [number, number]): object =>
  jobTemplate(XML, [taskTemplate(1, ...first), taskTemplate(2, ...second)], { NumberofInputAssets: inputs });

describe('numbers of assets in a job template', () => {
  it('count different assets', () => {
    expect(messages(template(2, [2, 1], [1, 2]))).to.deep.equal([]);
    expect(messages(template(3, [3, 2], [2, 1]))).to.deep.equal([
      'NumberofInputAssets of the job template is 3, but 2 are read.',
      'NumberofInputAssets of task template 0 is 3, but 2 are read.',
      'NumberofOutputAssets of task template 0 is 2, but 1 is written.',
      'NumberofInputAssets of task template 1 is 2, but 1 is read.',
      'NumberofOutputAssets of task template 1 is 1, but 2 are written.',
    ]);
  });

  it('that no job can have bound nothing', () => {
    expect(messages(template(-1, [2, 1], [1, 2]))).to.deep.equal([
      'NumberofInputAssets of the job template is -1, but 2 are read.',
    ]);
    expect(messages(template(0, [2, 1], [1, 2]))).to.deep.equal([
      'Task 0 reads JobInputAsset(0), but the job has no input assets.',
      'Task 0 reads JobInputAsset(1), but the job has no input assets.',
    ]);
    expect(messages(template(null, [2, 1], [1, 2]))).to.deep.equal([]);
  });

  it('are not counted in XML that is broken, or that broken JSON runs through', () => {
    const text = JSON.stringify(template(7, [7, 7], [7, 7]));
    for (const broken of [text.replace('</jobTemplate>', ''), text.replace('<jobTemplate>', '<jobTemplate>\n')])
      expect(findings(broken).map(({ code }) => code)).to.have.length(1);
  });
});
