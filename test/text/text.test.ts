import { expect } from 'chai';
import fc from 'fast-check';
import { decode } from '#src/text/decode.js';
import { lineIndex } from '#src/text/line-index.js';
import { TextMapBuilder } from '#src/text/text-map.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');

describe('decode', () => {
  it('reads every encoding that definitions come in, without the mark', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 2 }), (text) => {
        const content = `{${text}`;
        const marked = `\ufeff${content}`;
        for (const bytes of [utf8(content), utf8(marked), utf16(marked), utf16(marked).swap16()]) {
          expect(decode(bytes)).to.deep.include({ text: content, fault: null });
        }
      }),
    );
  });

  it('tells UTF-16 without a mark, and reads it', () => {
    expect(decode(utf16('{"é": 1}'))).to.deep.equal({
      text: '{"é": 1}',
      encoding: 'utf-16le',
      fault: { reason: 'missing-mark', encoding: 'utf-16le', span: { start: 0, end: 1 } },
    });
    expect(decode(utf16('{}').swap16()).fault?.encoding).to.equal('utf-16be');
  });

  it('says where the first byte is that is no text', () => {
    const at = (...parts: (string | number[])[]): number | undefined =>
      decode(Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...utf8(part)] : part)))).fault?.span
        .start;
    expect(at('{"é😀": "', [0xe9], '"}')).to.equal(9);
    expect(at('\ufeff{"a": "', [0xff, 0xfe], '"}')).to.equal(7);
    expect(at('{"\ufffd": "', [0xc3])).to.equal(7);
    expect(at('{"\ufffd": "\ufffd"}')).to.equal(undefined);
    expect(decode(Uint8Array.from([0xff, 0xfe, 0x41, 0x00, 0x00, 0xd8, 0x42, 0x00])).fault?.span.start).to.equal(1);
    expect(decode(Uint8Array.from([0xff, 0xfe, 0x41, 0x00, 0x42])).fault?.span.start).to.equal(1);
  });

  it('takes no bytes for an empty text', () => {
    expect(decode(new Uint8Array())).to.deep.equal({ text: '', encoding: 'utf-8', fault: null });
  });
});

describe('lineIndex', () => {
  it('agrees with splitting the text', () => {
    const texts = fc
      .array(fc.constantFrom('a', '😀', '\n', '\r', '\r\n'), { maxLength: 20 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(texts, fc.nat(), (text, seed) => {
        const index = lineIndex(text);
        const lines = text.split(/\r\n|\r|\n/);
        const offset = seed % (text.length + 1);
        // Between CR and LF the line has not ended yet.
        const before = text
          .slice(0, offset)
          .replace(/\r$/, text[offset] === '\n' ? '' : '\r')
          .split(/\r\n|\r|\n/);
        expect(index.lineCount).to.equal(lines.length);
        expect(index.position(offset).line).to.equal(before.length);
        lines.forEach((line, number) => {
          expect(index.line(number + 1)).to.equal(line);
        });
      }),
    );
  });

  it('keeps to the text', () => {
    const index = lineIndex('ab\ncd');
    expect(index.position(99)).to.deep.equal({ line: 2, column: 3, offset: 5 });
    expect(index.position(-1)).to.deep.equal({ line: 1, column: 1, offset: 0 });
    expect(index.line(3)).to.equal('');
  });
});

describe('TextMapBuilder', () => {
  it('knows where each run came from, what was put in and what was left out', () => {
    const map = new TextMapBuilder('a&lt;b--c');
    map.copy(0, 1);
    map.replace(1, 5, '<');
    map.copy(5, 6);
    map.replace(6, 8, '');
    map.copy(8, 9);
    map.replace(9, 9, '!');
    const { text, source } = map.build();
    expect(text).to.equal('a<bc!');
    expect(source({ start: 1, end: 2 })).to.deep.equal({ start: 1, end: 5 });
    expect(source({ start: 0, end: 3 })).to.deep.equal({ start: 0, end: 6 });
    expect(source({ start: 3, end: 4 })).to.deep.equal({ start: 8, end: 9 });
    expect(source({ start: 2, end: 4 })).to.deep.equal({ start: 5, end: 9 });
    expect(source({ start: 2, end: 2 })).to.deep.equal({ start: 5, end: 5 });
    expect(source({ start: 5, end: 5 })).to.deep.equal({ start: 9, end: 9 });
    expect(new TextMapBuilder('').build().source({ start: 0, end: 0 })).to.deep.equal({ start: 0, end: 0 });
  });
});
