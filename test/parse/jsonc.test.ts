import { expect } from 'chai';
import fc from 'fast-check';
import { type ParseError, parse } from 'jsonc-parser';
import { lint } from '#src/lint.js';
import { stripJsonc } from '#src/parse/json/jsonc.js';
import { body, job, PROCESSOR, task } from '../helpers/encoding-house.js';

const CLEAN = job([task('Encode', ['in:0'], ['out:0']), task('Package', ['out:0'], ['out:1'])]);

/** The job as JSONC, with comments wherever blanks may stand and a comma behind every last member. */
const COMMENTED = JSON.stringify(CLEAN, null, 2)
  .replace(/\n/g, ' // the encoding house: "quotes", /* and */ slashes\n')
  .replace(/: /g, ' /* , ] } */ : ')
  .replace(/([}\]"])( [^\n,]*\n *[}\]])/g, '$1,$2');

describe('JSON with comments', () => {
  it('is read in a file named .jsonc, trailing commas too', () => {
    const plain = lint(CLEAN);
    const { diagnostics, jobs } = lint(COMMENTED, { fileName: 'Night.JSONC' });
    expect(diagnostics.map(({ code, place }) => [code, place])).to.deep.equal(
      plain.diagnostics.map(({ code, place }) => [code, place]),
    );
    expect(JSON.stringify(jobs)).to.equal(JSON.stringify(plain.jobs));
  });

  it('is broken in a file of another name', () => {
    const { diagnostics } = lint(COMMENTED, { fileName: 'night.json' });
    expect(diagnostics[0]?.code).to.equal('json-syntax');
  });

  it('takes out what jsonc-parser allows, and nothing else', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '1',
      '//',
      '/*',
      '*/',
      '/',
      '\n',
      ' ',
      '"//"',
      '"\\""',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const text = pieces.join('');
        const errors: ParseError[] = [];
        const expected: unknown = parse(text, errors, { allowTrailingComma: true, disallowComments: false });
        let value: unknown;
        let isRefused = false;
        try {
          value = JSON.parse(stripJsonc(text).text);
        } catch {
          isRefused = true;
        }
        expect(isRefused, text).to.equal(errors.length > 0);
        if (!isRefused) expect(value).to.deep.equal(expected);
      }),
      { numRuns: 20000 },
    );
  });

  it('keeps every character where it is', () => {
    const { text, comments } = stripJsonc(COMMENTED);
    expect(text).to.have.lengthOf(COMMENTED.length);
    for (const { start, end } of comments) {
      expect(COMMENTED.slice(start, start + 2)).to.match(/^\/[/*]$/);
      expect(text.slice(start, end).trim()).to.equal('');
    }
  });

  for (const [title, text, problem, shown] of [
    ['a comment that is never closed', '{"TaskBody": "x"} /* the end', 'unclosed-comment', '/* the end'],
    ['a comma without anything before it', '[,]', 'extra-comma', ','],
    ['two commas', '{"Tasks": [],,}', 'extra-comma', ','],
    ['a hash comment', '# night\n{"Tasks": []}', 'comment', '# night'],
    ['a missing comma between comments', '{"Tasks": [] /* a */ "Name": "x"}', 'missing-comma', '"'],
  ] as const) {
    it(`still tells ${title}`, () => {
      const found = lint(text, { fileName: 'a.jsonc' }).diagnostics.filter(({ code }) => code === 'json-syntax');
      expect(found.map(({ args }) => args)).to.deep.equal([{ problem, found: shown }]);
    });
  }

  it('is read to the end, however many comments are never closed', () => {
    expect(stripJsonc('/* '.repeat(300_000)).comments).to.deep.equal([]);
    expect(stripJsonc(`${'[1,'.repeat(300_000)}/**/`).comments).to.have.lengthOf(1);
  });

  it('points at the characters behind comments', () => {
    const text = `// a\n{ /* b */ "MediaProcessorId": "${PROCESSOR}", "TaskBody": ${JSON.stringify(body(['out:0'], ['out:0']))}, }`;
    const { diagnostics, document } = lint(text, { fileName: 'a.jsonc' });
    const cycle = diagnostics.find(({ code }) => code === 'dependency-cycle');
    const [span] = document.locate?.(cycle === undefined ? [] : [cycle.place]) ?? [];
    expect(text.slice(span?.start, span?.end)).to.equal('JobOutputAsset(0)');
  });
});
