/** Logging commands, read back as the agent reads them: its parser, told again, is the oracle. */
import { expect } from 'chai';
import fc from 'fast-check';
import type { FileResult } from '#src/render/file-result.js';
import { anyResults, anyText, fileResult, finding, HOSTILE, placeless, write } from '../helpers/results.js';

interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/** How the agent takes a line apart, wherever the command begins in it: null where there is none. */
function readCommand(line: string): Command | null {
  const start = line.indexOf('##vso[');
  const end = line.indexOf(']', start);
  if (start < 0 || end < 0) return null;
  const [name = '', ...rest] = line.slice(start + '##vso['.length, end).split(' ');
  const properties: Record<string, string> = {};
  for (const part of rest.join(' ').split(';')) {
    const [key = '', ...values] = part.split('=');
    // Of several equals signs in a row the agent keeps none, and it drops a property without a value.
    const value = values.join('=').replace(/^=+/, '');
    if (key !== '' && value !== '') properties[key] = unescaped(value);
  }
  return { name, properties, data: unescaped(line.slice(end + 1)) };
}

function unescaped(text: string): string {
  const escapes = ['%3B', '%0D', '%0A', '%5D'];
  const plain = escapes.reduce((result, code) => result.replaceAll(code, decodeURIComponent(code)), text);
  return plain.replaceAll('%AZP25', '%');
}

function lines(results: readonly FileResult[]): string[] {
  const text = write('azure-pipelines', results);
  expect(text === '' || text.endsWith('\n')).to.equal(true);
  return text === '' ? [] : text.slice(0, -1).split(/\r\n|\r|\n/);
}

describe('azure-pipelines', () => {
  it('errors and warnings are issues with place, code and sentence', () => {
    expect(write('azure-pipelines', [fileResult([finding(), placeless({ severity: 'warning' })])])).to.equal(
      [
        '##vso[task.logissue type=error;sourcepath=job.json;linenumber=7;columnnumber=92;code=invalid-reference;]"jobOutputAsset(0)" is written in the wrong case, expected JobOutputAsset(0).\n',
        '##vso[task.logissue type=warning;sourcepath=job.json;code=invalid-reference;]"jobOutputAsset(0)" is written in the wrong case, expected JobOutputAsset(0).\n',
      ].join(''),
    );
  });

  it('infos, and how many are not listed, are plain lines', () => {
    expect(lines([fileResult([finding({ severity: 'info' })], { omitted: 12 })])).to.deep.equal([
      'job.json(7,92,7,109): info invalid-reference: "jobOutputAsset(0)" is written in the wrong case, expected JobOutputAsset(0).',
      'job.json(1): info: 12 more findings are not listed',
    ]);
  });

  it('every name and message comes back, on one line', () => {
    fc.assert(
      fc.property(anyText, anyText, (path, message) => {
        const [line = '', ...others] = lines([fileResult([finding({ message })], { path })]);
        expect(others).to.deep.equal([]);
        const { name, properties, data } = readCommand(line) ?? expect.fail(`no command: ${line}`);
        expect({ name, data }).to.deep.equal({ name: 'task.logissue', data: message });
        expect((properties.sourcepath ?? '').replace(/^\.\/(?==)/, '')).to.equal(path);
        expect(properties).to.include({
          type: 'error',
          linenumber: '7',
          columnnumber: '92',
          code: 'invalid-reference',
        });
      }),
    );
    for (const path of HOSTILE) expect(lines([fileResult([finding()], { path })])).to.have.length(1);
  });

  it('nothing else in a line is a command, to this agent or to others', () => {
    fc.assert(
      fc.property(anyResults, (results) => {
        for (const line of lines(results)) {
          const command = readCommand(line);
          expect(command === null || (command.name === 'task.logissue' && line.startsWith('##vso['))).to.equal(true);
          if (command === null) expect(line).to.not.include('##');
        }
      }),
    );
  });

  it('has a line for each finding that is not suppressed, and one for those not listed', () => {
    fc.assert(
      fc.property(anyResults, (results) => {
        const count = results.reduce((sum, { findings, omitted }) => sum + findings.length + Math.sign(omitted), 0);
        expect(lines(results)).to.have.length(count);
      }),
    );
  });
});
