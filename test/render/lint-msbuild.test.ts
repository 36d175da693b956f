/**
 * Lines for MSBuild, read back as it reads them. The reader here follows the documented form, "Origin : Subcategory Category
 * Code : Text" with a place in brackets behind the origin, and what MSBuild's own reader adds to it: 400 characters are looked
 * at, a letter and a colon may begin the origin, so may the number of a project; and the form of C compilers is tried next.
 */
import { expect } from 'chai';
import fc from 'fast-check';
import { oneLine } from '#src/diagnostics/messages.js';
import type { FileResult } from '#src/render/file-result.js';
import { anyFinding, anyResults, anyText, fileResult, finding, HOSTILE, placeless, write } from '../helpers/results.js';

interface Canonical {
  readonly file: string;
  readonly place: readonly number[];
  readonly category: string;
  readonly code: string;
  readonly text: string;
}

const SCANNED = 400;

/** A line as MSBuild takes it; null where it is neither error nor warning. */
function readCanonical(line: string): Canonical | null {
  const scanned = line.slice(0, SCANNED).trimStart();
  for (const origin of origins(scanned)) {
    const rest = scanned.slice(origin === null ? 0 : origin.length + 1);
    const match = CATEGORY_CODE_TEXT.exec(rest);
    if (match === null) continue;
    const [, category = '', code = '', text = ''] = match;
    const tail = text + line.slice(line.length - Math.max(0, line.trimStart().length - SCANNED));
    return { ...place(origin ?? ''), category: category.toLowerCase(), code, text: tail.trim() };
  }
  return COMPILER_FORM.test(scanned) ? { file: '?', place: [], category: '?', code: '?', text: '?' } : null;
}

/** Behind the origin: words without a colon, the category, perhaps a code, a colon, the text. */
const CATEGORY_CODE_TEXT = /^(?:[^:]*? )?(error|warning)(?: \s*([^: ]*))?\s*:(.*)$/is;
const COMPILER_FORM = /^.*:\d*:\d*: (?:error|warning):/is;

/** What may stand before the first colon that counts, in the order in which it is tried; null for no origin at all. */
function origins(line: string): (string | null)[] {
  const drive = /^(?:\p{Nd}+>)?[a-z]?:[^:]*(?=:)/iu.exec(line)?.[0];
  const plain = /^[^:]*(?=:)/.exec(line)?.[0];
  return [...(drive === undefined ? [] : [drive]), ...(plain === undefined ? [] : [plain]), null];
}

function place(origin: string): Pick<Canonical, 'file' | 'place'> {
  const trimmed = origin.trim();
  const open = trimmed.lastIndexOf('(');
  const inside = trimmed.endsWith(')') && open >= 0 ? trimmed.slice(open + 1, -1) : null;
  if (inside === null || !/^[\d,-]*$/.test(inside)) return { file: trimmed, place: [] };
  const file = trimmed.slice(0, open).replace(/^\p{Nd}+>/u, '');
  return { file: file.trim(), place: inside.split(',').map(Number) };
}

function lines(results: readonly FileResult[]): string[] {
  const text = write('msbuild', results);
  expect(text === '' || text.endsWith('\n')).to.equal(true);
  return text === '' ? [] : text.slice(0, -1).split(/\r\n|\r|\n/);
}

describe('msbuild', () => {
  it('is the canonical form', () => {
    expect(write('msbuild', [fileResult([finding()])])).to.equal(
      'job.json(7,92,7,109): error invalid-reference: "jobOutputAsset(0)" is written in the wrong case, expected JobOutputAsset(0).\n',
    );
    expect(lines([fileResult([placeless({ severity: 'warning' })])])[0]).to.match(
      /^job\.json\(1\): warning invalid-reference: /,
    );
  });

  it('the reader here reads the examples of the documentation', () => {
    expect(readCanonical("Main.cs(17,20): warning CS0168: The variable 'x' is declared but never used")).to.deep.equal({
      file: 'Main.cs',
      place: [17, 20],
      category: 'warning',
      code: 'CS0168',
      text: "The variable 'x' is declared but never used",
    });
    expect(readCanonical('C:\\dir1\\strings.resx(2) : error BC30188: Declaration expected.')).to.deep.include({
      file: 'C:\\dir1\\strings.resx',
      place: [2],
      code: 'BC30188',
    });
    expect(readCanonical('cl : Command line warning D4024 : unrecognized source file')).to.include({ code: 'D4024' });
    expect(readCanonical('err.cpp:6:3: error: use of undeclared identifier')).to.include({ file: '?' });
    expect(readCanonical('Build started.')).to.equal(null);
  });

  it('ordinary names come back as they are: drives, brackets, spaces, dots', () => {
    const name = fc
      .tuple(
        fc.constantFrom('', 'C:\\', 'C:/', '/srv/', '\\\\server\\share\\', '../', 'an error in '),
        fc.array(fc.constantFrom(...'abc 0(1,2).-_é日', '🎬'), { maxLength: 20 }),
      )
      .map(([root, characters]) => `${root}x${characters.join('')}.json`);
    fc.assert(
      fc.property(name, anyFinding, (path, made) => {
        const [line = ''] = lines([fileResult([{ ...made, severity: 'error' }], { path })]);
        const { start, end } = made;
        expect(readCanonical(line)).to.deep.include({
          file: path,
          place: start === undefined || end === undefined ? [1] : [start.line, start.column, end.line, end.column],
          category: 'error',
          code: made.code,
        });
      }),
    );
  });

  it('whatever a name is, an error is one line that is taken for one, with its place, code and sentence', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.constantFrom(...HOSTILE)), anyText, (path, message) => {
        const [line = '', ...others] = lines([fileResult([finding({ message, severity: 'warning' })], { path })]);
        expect(others).to.deep.equal([]);
        expect(line).to.not.match(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(readCanonical(line)).to.deep.include({
          place: [7, 92, 7, 109],
          category: 'warning',
          code: 'invalid-reference',
          text: oneLine(message).trim(),
        });
      }),
    );
  });

  it('what a name cannot have is percent-encoded, and of a long one the end is kept', () => {
    const name = (path: string): string | undefined =>
      readCanonical(lines([fileResult([finding()], { path })])[0] ?? '')?.file;
    expect(name('job:1\n.json')).to.equal('job%3A1%0A.json');
    expect(name(' padded ')).to.equal('%20padded%20');
    expect(name('12>sintel.json')).to.equal('12%3Esintel.json');
    expect(name('<stdin>')).to.equal('<stdin>');
    expect(name(`${'n'.repeat(400)}/sintel.json`)).to.match(/^…n+\/sintel\.json$/);
    expect(name('🎬'.repeat(200))).to.match(/^…🎬+$/u);
  });

  it('an info is a line of its own that counts as neither, whatever is in it', () => {
    fc.assert(
      fc.property(anyText, anyText, (path, message) => {
        const [line = '', ...others] = lines([fileResult([finding({ message, severity: 'info' })], { path })]);
        expect(others).to.deep.equal([]);
        expect(readCanonical(line)).to.equal(null);
      }),
    );
    const hostile = finding({ severity: 'info', message: 'see a.c:1:2: error: no' });
    expect(readCanonical(lines([fileResult([hostile], { path: 'my warning x.json' })])[0] ?? '')).to.equal(null);
    expect(lines([fileResult([], { omitted: 12, path: 'my warning x.json' })]).map(readCanonical)).to.deep.equal([
      null,
    ]);
  });

  it('has no commands to build servers in it', () => {
    fc.assert(
      fc.property(anyResults, (results) => {
        for (const line of lines(results)) expect(line).to.not.match(/##|^\s*::/);
      }),
    );
  });
});
