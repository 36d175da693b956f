import { expect } from 'chai';
import fc from 'fast-check';
import { lint } from '#src/lint.js';
import { codeFrame, FrameSource } from '#src/render/code-frame.js';
import { PLAIN } from '#src/render/paint.js';

/** A file with one line, and a range of it. */
function frame(line: string, start: number, end: number): string[] {
  const { document } = lint(`${line}\n`);
  const at = (offset: number) => ({ line: 1, column: offset + 1, offset });
  const shown = new FrameSource(document).linesAt({ path: [], on: 'value' }, { start: at(start), end: at(end) });
  return codeFrame(shown, PLAIN, (text) => text);
}

describe('a code frame', () => {
  it('parts what begins a command to a build server, and keeps the columns', () => {
    expect(frame('<a>##vso[task.x]b', 4, 8)).to.deep.equal(['1 | <a>#�vso[task.x]b', '  |     ^^^^']);
    expect(frame('<a>####[x]', 5, 6)).to.deep.equal(['1 | <a>#���[x]', '  |      ^']);
    expect(frame('::add-mask::x', 2, 10)).to.deep.equal(['1 | ::add-mask::x', '  |   ^^^^^^^^']);
    expect(frame('C# is # and #', 1, 2)).to.deep.equal(['1 | C# is # and #', '  |  ^']);
  });

  it('is that of the same line with letters for marks, wherever it is cut: same columns, same caret', () => {
    const anyLine = fc
      .array(fc.constantFrom('#', '##', '##vso[', 'x', ' ', 'é', '日', '😀', '\t', '\u200b'), { maxLength: 120 })
      .map((parts) => `<${parts.join('')}`);
    fc.assert(
      fc.property(anyLine, fc.nat(), fc.nat(), (line, a, b) => {
        const [start, end] = [a % line.length, b % line.length].sort((one, other) => one - other) as [number, number];
        const [text = '', caret] = frame(line, start, end);
        const [plain = '', plainCaret] = frame(line.replaceAll('#', 'h'), start, end);
        expect(caret).to.equal(plainCaret);
        expect(text).to.not.include('##');
        expect(text.replace(/[#�]/g, (unit, at: number) => (plain[at] === 'h' ? 'h' : unit))).to.equal(plain);
      }),
    );
  });
});
