/** Workflow commands, read back as the runner reads them: its parser, told again, is the oracle. */
import { expect } from 'chai';
import fc from 'fast-check';
import type { FileResult } from '#src/render/file-result.js';
import { anyResults, anyText, fileResult, finding, HOSTILE, placeless, position, write } from '../helpers/results.js';

interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/** How the runner takes a line apart: null where it is no command. */
function readCommand(line: string): Command | null {
  const text = line.trimStart();
  const end = text.indexOf('::', 2);
  if (!text.startsWith('::') || end < 0) return null;
  const info = text.slice(2, end);
  const space = info.indexOf(' ');
  const name = space < 0 ? info : info.slice(0, space);
  const properties: Record<string, string> = {};
  for (const part of space < 0
    ? []
    : info
        .slice(space + 1)
        .trim()
        .split(',')) {
    const [key = '', ...rest] = part.split('=');
    // Of several equals signs in a row the runner keeps none, and it drops a property without a value.
    const value = rest.join('=').replace(/^=+/, '');
    if (key !== '' && value !== '') properties[key] = unescaped(value, ['%0D', '%0A', '%3A', '%2C', '%25']);
  }
  return { name, properties, data: unescaped(text.slice(end + 2), ['%0D', '%0A', '%25']) };
}

function unescaped(text: string, escapes: readonly string[]): string {
  return escapes.reduce((result, code) => result.replaceAll(code, decodeURIComponent(code)), text);
}

function read(results: readonly FileResult[]): Command[] {
  const text = write('github', results);
  if (text === '') return [];
  expect(text.endsWith('\n')).to.equal(true);
  return text
    .slice(0, -1)
    .split(/\r\n|\r|\n/)
    .map((line) => readCommand(line) ?? expect.fail(`no command: ${line}`));
}

describe('github', () => {
  it('errors, warnings and infos are errors, warnings and notices', () => {
    const findings = [finding(), finding({ severity: 'warning' }), finding({ severity: 'info' })];
    expect(read([fileResult(findings)]).map(({ name }) => name)).to.deep.equal(['error', 'warning', 'notice']);
  });

  it('has the place, the code as title, and the sentence', () => {
    expect(write('github', [fileResult([finding()])])).to.equal(
      '::error file=job.json,line=7,endLine=7,col=92,endColumn=109,title=invalid-reference::"jobOutputAsset(0)" is written in the wrong case, expected JobOutputAsset(0).\n',
    );
  });

  it('has no columns of a range over several lines, and no lines where there is no text', () => {
    const [several, none] = read([fileResult([finding({ end: position(9, 2) }), placeless()])]);
    expect(several?.properties).to.deep.equal({
      file: 'job.json',
      line: '7',
      endLine: '9',
      title: 'invalid-reference',
    });
    expect(none?.properties).to.deep.equal({ file: 'job.json', title: 'invalid-reference' });
  });

  it('names files as the repository does', () => {
    const name = (path: string): string | undefined => read([fileResult([finding()], { path })])[0]?.properties.file;
    expect(name('./jobs/a.json')).to.equal('jobs/a.json');
    expect(name('jobs\\a.json')).to.equal('jobs/a.json');
    expect(name('=a.json')).to.equal('./=a.json');
    expect(name('../a.json')).to.equal('../a.json');
  });

  it('every name and message comes back, on one line', () => {
    fc.assert(
      fc.property(anyText, anyText, (path, message) => {
        const [command, ...others] = read([fileResult([finding({ message })], { path })]);
        expect(others).to.deep.equal([]);
        expect(command?.data).to.equal(message);
        const slashed = path.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');
        expect((command?.properties.file ?? '').replace(/^\.\/(?==)/, '')).to.equal(slashed);
        expect(command?.properties.title).to.equal('invalid-reference');
      }),
    );
    for (const path of HOSTILE) expect(read([fileResult([finding()], { path })])).to.have.length(1);
  });

  it('has a line for each finding that is not suppressed, and one for those not listed', () => {
    fc.assert(
      fc.property(anyResults, (results) => {
        const count = results.reduce((sum, { findings, omitted }) => sum + findings.length + Math.sign(omitted), 0);
        expect(read(results)).to.have.length(count);
      }),
    );
    const [notice] = read([fileResult([], { omitted: 12 })]);
    expect(notice).to.deep.equal({
      name: 'notice',
      properties: { file: 'job.json' },
      data: '12 more findings are not listed',
    });
  });
});
