import { expect } from 'chai';
import { applyPatch, parsePatch } from 'diff';
import fc from 'fast-check';
import { applyEdits } from '#src/parse/edits.js';
import { unifiedDiff } from '#src/render/unified-diff.js';
import { wellFormed } from '#src/render/well-formed.js';
import { anyText, editsOf, rawEdits } from '../helpers/edits.js';
import { anyText as anyName } from '../helpers/results.js';

/** A name in quotes, read back: the octal numbers are bytes. */
function unquoted(name: string): string {
  const bytes = name.slice(1, -1).replace(/\\(\d{3}|.)|[^\\]+/gu, (text, code: string | undefined) => {
    if (code === undefined) return Buffer.from(text).toString('latin1');
    return code.length === 3 ? String.fromCharCode(Number.parseInt(code, 8)) : code;
  });
  return Buffer.from(bytes, 'latin1').toString();
}

describe('a unified diff', () => {
  it('is one that another program makes the new text of the old one with', () => {
    fc.assert(
      fc.property(anyText, rawEdits, (text, raw) => {
        const edits = editsOf(text, raw);
        const diff = unifiedDiff('job.json', text, edits);
        if (diff === '') expect(edits).to.deep.equal([]);
        else expect(applyPatch(text, diff, { autoConvertLineEndings: false }), diff).to.equal(applyEdits(text, edits));
      }),
      { numRuns: 3000 },
    );
  });

  const lines = Array.from({ length: 20 }, (_, index) => `line ${index + 1}\n`).join('');
  const at = (line: number) => lines.indexOf(`line ${line}\n`);

  it('shows three lines around a change, and changes that are near together in one hunk', () => {
    const change = (line: number) => ({ start: at(line), end: at(line) + 4, text: 'LINE' });
    const hunks = (changed: readonly number[]) =>
      parsePatch(unifiedDiff('job.json', lines, changed.map(change)))[0]?.hunks.map(({ oldStart, oldLines }) => [
        oldStart,
        oldLines,
      ]);
    expect(hunks([10])).to.deep.equal([[7, 7]]);
    expect(hunks([3, 10])).to.deep.equal([[1, 13]]);
    expect(hunks([3, 11])).to.deep.equal([
      [1, 6],
      [8, 7],
    ]);
    expect(hunks([1, 20])).to.deep.equal([
      [1, 4],
      [17, 4],
    ]);
  });

  it('removes and adds whole lines as such', () => {
    const removed = unifiedDiff('job.json', lines, [{ start: at(2), end: at(3), text: '' }]);
    expect(removed).to.equal(
      '--- job.json\n+++ job.json\n@@ -1,5 +1,4 @@\n line 1\n-line 2\n line 3\n line 4\n line 5\n',
    );
    const added = unifiedDiff('job.json', '1\n2\n', [{ start: 2, end: 2, text: 'and a half\n' }]);
    expect(added).to.include('@@ -1,2 +1,3 @@\n 1\n+and a half\n');
  });

  it('says where a line has no end, and where a name with blanks has one', () => {
    const diff = unifiedDiff('night job.json', '{,}', [{ start: 1, end: 2, text: '' }]);
    expect(diff).to.equal(
      '--- night job.json\t\n+++ night job.json\t\n@@ -1,1 +1,1 @@\n-{,}\n\\ No newline at end of file\n+{}\n\\ No newline at end of file\n',
    );
  });

  it('names files as git does, in quotes where a line cannot have the name, or a build server would obey it', () => {
    const header = (path: string): string =>
      /^--- (.*)\n\+\+\+ \1\n@@/.exec(unifiedDiff(path, '{,}', [{ start: 1, end: 2, text: '' }]))?.[1] ?? '';
    expect(header('night job\u001b.json')).to.equal('"night job\\033.json"');
    expect(header('a "b"\\c.json')).to.equal('"a \\"b\\"\\\\c.json"');
    expect(header('##vso[task.complete]é.json')).to.equal('"#\\043vso[task.complete]é.json"');
    fc.assert(
      fc.property(anyName, (path) => {
        const name = header(path);
        expect(name).to.not.match(/##|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}](?<!\t$)/u);
        expect(name.startsWith('"') ? unquoted(name) : name.replace(/\t$/, '')).to.equal(wellFormed(path));
      }),
    );
  });

  it('of many changes takes time in proportion to the text', () => {
    const text = 'Q&A\n'.repeat(300_000);
    const edits = Array.from({ length: 100_000 }, (_, index) => ({
      start: index * 12 + 1,
      end: index * 12 + 2,
      text: '&amp;',
    }));
    expect(unifiedDiff('job.json', text, edits).match(/^\+Q/gm)).to.have.length(100_000);
  });
});
