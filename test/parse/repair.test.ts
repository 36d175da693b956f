import { expect } from 'chai';
import fc from 'fast-check';
import type { Diagnostic } from '#src/diagnostics/diagnostic.js';
import { lint } from '#src/lint.js';
import { repairJson } from '#src/parse/json/repair.js';
import { triviaScanner as triviaScannerOfBrowsers } from '#src/parse/json/trivia.browser.js';
import { triviaScanner } from '#src/parse/json/trivia.js';
import { encodeJson } from '../helpers/encode-json.js';

const TASK = { MediaProcessorId: 'nb:mpid:UUID:ff4df607-d419-42f0-bc17-a481b1331e56' };
const BODY =
  '<taskBody><inputAsset>JobInputAsset(0)</inputAsset><outputAsset assetCreationOptions="0">JobOutputAsset(0)</outputAsset></taskBody>';
const LINK = '{"__metadata":{"uri":"https://media.example/api/Assets(1)"}}';

/** What is found, where, in the text of a broken document. */
function breaks(text: string): string[] {
  return repairJson(text).breaks.map(
    ({ problem, span }) => `${problem} ${JSON.stringify(text.slice(span.start, span.end))}@${span.start}`,
  );
}

/** Behind all white space and comments that stand in a row at an offset. */
function behindAll(next: (at: number) => number, at: number): number {
  let end = at;
  for (let last = -1; end !== last; ) [last, end] = [end, next(end)];
  return end;
}

describe('broken JSON', () => {
  it('has the same white space and comments in a browser', () => {
    const piece = fc.constantFrom(
      '/',
      '*',
      '//',
      '/*',
      '*/',
      ' ',
      '\t',
      '\n',
      '\r',
      '\r\n',
      '\v',
      '\u00a0',
      '\u2028',
      '"',
      '#',
      '{',
      'x',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        for (let at = 0; at <= text.length; at += 1)
          expect(behindAll(triviaScannerOfBrowsers(text), at)).to.equal(behindAll(triviaScanner(text), at));
      }),
      { numRuns: 10_000 },
    );
  });

  const cases: readonly [string, unknown, ...string[]][] = [
    ['{"a": }', { a: null }, 'missing-value "}"@6'],
    ['{"a" 1}', { a: 1 }, 'missing-colon "1"@5'],
    ['{"a":1 "b":2}', { a: 1, b: 2 }, 'missing-comma "\\""@7'],
    ['{"a":1\n"b":2}', { a: 1, b: 2 }, 'missing-comma "\\""@7'],
    ['{"a":"x"\n"b":2}', { a: 'x', b: 2 }, 'missing-comma "\\""@9'],
    ['[1 2]', [1, 2], 'missing-comma "2"@3'],
    ['{"a":1,}', { a: 1 }, 'extra-comma ","@6'],
    ['[1,,2]', [1, 2], 'extra-comma ","@3'],
    ['[,1]', [1], 'extra-comma ","@1'],
    ['{"a":[1,2', { a: [1, 2] }, 'unexpected-end ""@9'],
    ['{"a":"x', { a: 'x' }, 'unexpected-end ""@7'],
    ['{"a":', { a: null }, 'unexpected-end ""@5'],
    ['{"a"', { a: null }, 'unexpected-end ""@4'],
    ['{"a":1}`', { a: 1 }, 'text-after-end "`"@7'],
    ['{"a":1}}', { a: 1 }, 'text-after-end "}"@7'],
    ['{"a":1} {"b":2}', { a: 1 }, 'text-after-end "{\\"b\\":2}"@8'],
    ["{'a':1}", { a: 1 }, 'quote-style "\'a\'"@1'],
    ['{"a":\'x y\'}', { a: 'x y' }, 'quote-style "\'x y\'"@5'],
    ['{“a”:“x”}', { a: 'x' }, 'quote-style "“a”"@1', 'quote-style "“x”"@5'],
    ['{a:1}', { a: 1 }, 'unquoted-key "a"@1'],
    ['{"a":True, "b":2}', { a: true, b: 2 }, 'invalid-value "True"@5'],
    ['{"a":01}', { a: null }, 'invalid-value "01"@5'],
    ['{"a":NaN,"b":undefined}', { a: null, b: null }, 'invalid-value "NaN"@5', 'invalid-value "undefined"@13'],
    ['{"a":"x\\q"}', { a: 'x\\q' }, 'invalid-escape "\\\\q"@7'],
    ['{"a":"C:\\media\\new"}', { a: 'C:\\media\new' }, 'invalid-escape "\\\\m"@8'],
    ['{"a":"x\u0001"}', { a: 'x\u0001' }, 'control-character "\\u0001"@7'],
    ['{"a":"x\ty"}', { a: 'x\ty' }, 'control-character "\\t"@7'],
    ['{"a":"x\r\ny"}', { a: 'x\r\ny' }, 'raw-line-break "\\r\\n"@7'],
    ['{"a":"x\ny\nz"}', { a: 'x\ny\nz' }, 'raw-line-break "\\n"@7'],
    ['{"a":"x,\n"b":2}', { a: 'x', b: 2 }, 'unclosed-string ","@7'],
    ['{"a":"x\n}', { a: 'x' }, 'unclosed-string "\\n"@7'],
    ['{"a":"x, "b":2}', { a: 'x', b: 2 }, 'unclosed-string ","@7'],
    ['{"a":"x ,"b": "y"}', { a: 'x ', b: 'y' }, 'unclosed-string ","@8'],
    ['{"a":1;}', { a: 1 }, 'unexpected-symbol ";"@6'],
    [
      '{"a":\'it\\\'s "x" \\\\ \\q \\n\'}',
      { a: 'it\'s "x" \\ \\q \n' },
      `quote-style ${JSON.stringify("'it\\'s \"x\" \\\\ \\q \\n'")}@5`,
    ],
    [
      "{\"a\":'<x>\n</x>','b':1}",
      { a: '<x>\n</x>', b: 1 },
      'quote-style "\'<x>\\n</x>\'"@5',
      'raw-line-break "\\n"@9',
      `quote-style "'b'"@16`,
    ],
    ['// c\n{"a":1}', { a: 1 }, 'comment "// c"@0'],
    ['{"a":1 /* c */}', { a: 1 }, 'comment "/* c */"@7'],
    ['{"a":1;"b":2}', { a: 1, b: 2 }, 'unexpected-symbol ";"@6'],
    ['{"a":{"b":1],"c":2}', { a: { b: 1 }, c: 2 }, 'wrong-bracket "]"@11'],
    ['[{"a":1]', [{ a: 1 }], 'missing-bracket "]"@7'],
    ['{"a":[1}', { a: [1] }, 'missing-bracket "}"@7'],
    ['{"a":"<x y="1" z="{}"/>","b":1}', { a: '<x y="1" z="{}"/>', b: 1 }, 'unescaped-quote "\\""@11'],
    ['{"a":"the "best" job","b":1}', { a: 'the "best" job', b: 1 }, 'unescaped-quote "\\""@10'],
    ['{{"a":1}}', { a: 1 }, 'unexpected-symbol "{"@1'],
    ['{[1]}', { '': [1] }, 'missing-key "["@1'],
    ['{"a"::1}', { a: 1 }, 'unexpected-symbol ":"@5'],
    ['{"a":1}\u0000', { a: 1 }, 'text-after-end "\\u0000"@7'],
  ];
  for (const [text, value, ...expected] of cases) {
    it(`${JSON.stringify(text)} is broken at ${expected.join(', ')}`, () => {
      expect(breaks(text)).to.deep.equal(expected);
      expect(JSON.parse(repairJson(text).map.text)).to.deep.equal(value);
    });
  }

  it('is always repaired to JSON, and never without a word', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 4 }),
        fc.nat(),
        fc.array(
          fc.tuple(
            fc.nat(),
            fc.nat({ max: 3 }),
            fc.constantFrom('', '"', '{', ']', ',', ':', '\n', "'", '\\', 'x', '\u0000', '/*', '='),
          ),
          { minLength: 1, maxLength: 4 },
        ),
        (value, seed, edits) => {
          let { text } = encodeJson({ a: value, 'b="c"': '<x y="z">' }, seed);
          for (const [at, cut, put] of edits) {
            const offset = at % (text.length + 1);
            text = text.slice(0, offset) + put + text.slice(offset + cut);
          }
          const { map, breaks: found } = repairJson(text);
          expect(() => JSON.parse(map.text)).to.not.throw();
          for (const { span } of found)
            expect(span.start >= 0 && span.end <= text.length && span.start <= span.end).to.equal(true);
          let isJson = true;
          try {
            JSON.parse(text);
          } catch {
            isJson = false;
          }
          expect(found.length > 0).to.equal(!isJson);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('that is well-formed is left as it is', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.nat(), (value, seed) => {
        const { text } = encodeJson(value, seed);
        const { map, breaks: found } = repairJson(text);
        expect(found).to.deep.equal([]);
        expect(JSON.parse(map.text)).to.deep.equal(JSON.parse(text));
      }),
      { numRuns: 300 },
    );
  });

  it('takes time in proportion to its length', () => {
    const parts = ['"a" ', "'", '{"a":"b', '"x\n', '{,', '\\', '/*', '":"', '="'];
    for (const part of parts) repairJson(`[${part.repeat(100_000)}`);
    repairJson(`["a${'\n'.repeat(200_000)}b"]`);
  });
});

describe('a definition in broken JSON', () => {
  const job = (body: string, rest = ''): string =>
    `{"InputMediaAssets":[${LINK}],"Tasks":[{"MediaProcessorId":"${TASK.MediaProcessorId}","TaskBody":${body}}${rest}]}`;
  const codes = (text: string): string[] => lint(text).diagnostics.map(({ code }: Diagnostic) => code);

  it('has no findings in what the break damaged, but links through it', () => {
    const raw = `"${BODY.replace('<taskBody>', '<taskBody extra="1">')}"`;
    const next = `,${JSON.stringify({ ...TASK, TaskBody: BODY.replace('JobInputAsset(0)', 'JobOutputAsset(0)').replace('JobOutputAsset(0)</out', 'JobOutputAsset(1)</out') })}`;
    expect(codes(job(raw, next))).to.deep.equal(['json-syntax']);
  });

  it('has its other findings all the same', () => {
    const far = `,${JSON.stringify({ ...TASK, TaskBody: BODY.replace('JobInputAsset(0)', 'JobInputAsset(8)').replace('JobOutputAsset(0)', 'JobOutputAsset(1)') })},`;
    expect(codes(job(JSON.stringify(BODY), far))).to.deep.equal(['unknown-input-asset', 'json-syntax']);
  });

  it('that ends too soon is not blamed for what may have followed', () => {
    const whole = job(
      JSON.stringify(BODY),
      `,${JSON.stringify({ ...TASK, TaskBody: BODY.replace('JobOutputAsset(0)', 'JobOutputAsset(1)').replace('JobInputAsset(0)', 'JobOutputAsset(5)') })}`,
    );
    for (let end = whole.indexOf('Tasks'); end < whole.length - 1; end += 1) {
      expect(codes(whole.slice(0, end)), whole.slice(0, end)).to.deep.equal(['json-syntax']);
    }
  });

  it('is read no deeper than 200 levels, however broken', () => {
    for (const text of [
      '['.repeat(100_000),
      '{"a":'.repeat(100_000),
      `{"Tasks":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    ]) {
      expect(codes(text)).to.deep.equal(['nesting-too-deep']);
    }
  });
});
