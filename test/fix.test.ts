/**
 * The promise of fixes: a definition with faults becomes the one that was meant, nothing else of the file changes, and a
 * second run finds nothing more to do.
 */
import { expect } from 'chai';
import fc from 'fast-check';
import { type Diagnostic, diagnostic, type Edit, valueAt } from '#src/diagnostics/diagnostic.js';
import { applyFixes, type FixOptions, type FixResult, fix, MAX_PASSES } from '#src/fix.js';
import { type LintReport, lint } from '#src/lint.js';
import { parseTaskBody } from '#src/model/task-body.js';
import type { TextEdit } from '#src/parse/rewrite.js';
import { writeAtom, writeBatch } from './helpers/encode-forms.js';
import { encodeJson, random, unmark } from './helpers/encode-json.js';
import { body, GOOD_JOB, job, PROCESSOR, task } from './helpers/encoding-house.js';
import { faultyBody, faultyJob } from './helpers/fixable-faults.js';

/** Where something stands, which fixes may move. */
const PLACES = new Set(['range', 'path', 'bodyPath', 'priorityPath', 'element', 'elementName', 'rootName']);

/** What a definition says: everything but where it says it. */
function meaning({ jobs }: Pick<LintReport, 'jobs'>): unknown {
  return JSON.parse(
    JSON.stringify(
      jobs.map(({ name, inputCount, tasks }) => ({ name, inputCount, tasks })),
      (key, value: unknown) => (PLACES.has(key) ? undefined : value),
    ),
  );
}

/** A text after edits, made in another way than the code under test makes it: from the last to the first. */
function edited(text: string, edits: readonly TextEdit[]): string {
  return edits
    .toReversed()
    .reduce((now, { start, end, text: put }) => now.slice(0, start) + put + now.slice(end), text);
}

function expectFixed(text: string, meant: unknown, options: FixOptions, faults: readonly string[]): FixResult {
  const result = fix(text, options);
  expect(result.report.diagnostics, result.text).to.deep.equal([]);
  expect(result.isComplete).to.equal(true);
  expect(meaning(result.report)).to.deep.equal(meant);
  expect(edited(text, result.edits)).to.equal(result.text);
  for (const [index, { end }] of result.edits.entries())
    expect(end).to.be.lessThan(result.edits[index + 1]?.start ?? Infinity);
  const problems = result.fixed.map(({ code, args }) => (args as { problem?: string }).problem ?? code);
  // A problem of a reference has a name too; its code is what was planted.
  const known = new Set([...problems, ...result.fixed.map(({ code }) => code)]);
  for (const fault of faults) expect([...known], text).to.include(fault);
  expect(fix(result.text, options)).to.deep.include({ text: result.text, edits: [], fixed: [], isComplete: true });
  return result;
}

const marks = fc.constantFrom('', '\ufeff');

describe('fixes make of a definition with faults the one that was meant', () => {
  it('in JSON, however it is written', () => {
    fc.assert(
      fc.property(faultyJob({ isOneLine: false }), fc.nat(), marks, ({ meant, written, faults }, seed, mark) => {
        const { text } = encodeJson(written, seed);
        const { text: fixed } = expectFixed(mark + text, meaning(lint(meant)), { fileName: 'job.json' }, faults);
        expect(fixed.startsWith('\ufeff')).to.equal(mark !== '');
        expect(Object.keys(JSON.parse(fixed.slice(mark.length)) as object)).to.deep.equal(Object.keys(meant));
      }),
      { numRuns: 400 },
    );
  });

  it('in JSON with comments, which stay', () => {
    fc.assert(
      fc.property(faultyJob({ isOneLine: false }), fc.nat(), ({ meant, written, faults }, seed) => {
        const { text } = encodeJson(written, seed);
        const commented = `// the night job\n${text.replace(/\}\s*$/, '/* all of it */,\n}')}`;
        const told = faults.filter((fault) => fault !== 'extra-comma');
        const { text: fixed } = expectFixed(commented, meaning(lint(meant)), { fileName: 'job.jsonc' }, told);
        expect(fixed.startsWith('// the night job\n')).to.equal(true);
        expect(fixed).to.include('/* all of it */');
      }),
      { numRuns: 200 },
    );
  });

  it('in NDJSON, each line by itself', () => {
    const lines = fc.array(fc.tuple(faultyJob({ isOneLine: true }), fc.nat()), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(lines, fc.constantFrom('\n', '\r\n', '\r'), (jobs, lineEnd) => {
        const texts = jobs.map(([{ written }, seed]) => encodeJson(written, seed).text.replace(/[\r\n]/g, ' '));
        const meant = jobs.flatMap(([job]) => meaning(lint(job.meant)));
        const faults = jobs.flatMap(([job]) => job.faults);
        const { text } = expectFixed(texts.join(lineEnd), meant, { fileName: 'jobs.ndjson' }, faults);
        expect(text.split(lineEnd)).to.have.length(jobs.length);
      }),
      { numRuns: 200 },
    );
  });

  it('in a bare TaskBody', () => {
    const lineEnds = fc.constantFrom('', '\n  ', '\r\n', '\r\t');
    const bodies = fc.tuple(lineEnds, marks).chain(([end, mark]) => fc.tuple(faultyBody(0, end), fc.constant(mark)));
    fc.assert(
      fc.property(bodies, ([{ meant, written, faults }, mark]) => {
        const { text } = expectFixed(mark + written, meaning(lint(meant)), { fileName: 'body.xml' }, faults);
        // Quotes and references can be written in more than one way; here there is only one.
        expect(text.replaceAll("'5&apos; reel'", `"5' reel"`)).to.equal(mark + meant);
      }),
      { numRuns: 400 },
    );
  });
});

/** A job of a chain of tasks whose faults are in their XML: every form can have them. */
const bodiesJob = fc
  .tuple(fc.constantFrom('', '\n  ', '\r\n'), fc.integer({ min: 1, max: 3 }))
  .chain(([end, count]) => fc.tuple(...Array.from({ length: count }, (_, index) => faultyBody(index, end))))
  .map((bodies) => {
    const of = (key: 'meant' | 'written') =>
      job(bodies.map((made, index) => task(`Step ${index}`, [], [], { TaskBody: made[key], Priority: 0 })));
    return { meant: of('meant'), written: of('written'), faults: bodies.flatMap(({ faults }) => faults) };
  });

describe('fixes make of a definition with faults in its XML the one that was meant', () => {
  type Json = Readonly<Record<string, unknown>>;
  const check = (write: (job: Json, next: () => number) => string): void =>
    fc.assert(
      fc.property(bodiesJob, fc.nat(), marks, ({ meant, written, faults }, seed, mark) => {
        const text = mark + unmark(write(written as Json, random(seed))).text;
        const { text: fixed, edits } = expectFixed(text, meaning(lint(meant)), {}, faults);
        expect(fixed.startsWith('\ufeff')).to.equal(mark !== '');
        // Line ends go where what they stand in goes, and none comes.
        const kept = edited(
          text,
          edits.map((edit) => ({ ...edit, text: '' })),
        );
        const lineEnds = (whole: string): number => whole.match(/\r\n|\r|\n/g)?.length ?? 0;
        expect(lineEnds(fixed)).to.equal(lineEnds(kept));
      }),
      { numRuns: 100 },
    );

  it('in an Atom entry', () => check(writeAtom));

  it('in a batch of JSON and Atom, with and without a head, with line ends of any kind', () => {
    for (const head of ['request', 'headers', 'none'] as const) {
      for (const lineEnds of [['\n'], ['\r\n'], ['\n', '\r\n']]) {
        const style = { forms: ['verbose', 'light', 'atom'], lineEnds, head } as const;
        check((made, next) => writeBatch(made, { ...style, inlineTasks: Math.floor(next() * 2) }, next));
      }
    }
  });
});

describe('a fix of broken syntax makes the text what it was read as', () => {
  const json = (text: string): LintReport => lint(text, { fileName: 'job.json' });
  const syntaxOf = ({ document, diagnostics }: LintReport, code: string) => ({
    document,
    diagnostics: diagnostics.filter((finding) => finding.code === code),
  });

  it('in JSON, unsafe ones too', () => {
    const pieces = [
      '',
      '"',
      '{',
      ']',
      ',',
      ':',
      '\n',
      "'",
      '\\',
      "\\'",
      'x',
      '\u0000',
      '/*',
      '// c\n',
      '=',
      '“',
      '`',
      'True',
    ];
    const changes = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 3 }), fc.constantFrom(...pieces)), {
      minLength: 1,
      maxLength: 3,
    });
    let count = 0;
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), fc.nat(), changes, (value, seed, list) => {
        let { text } = encodeJson({ a: value, 'b="c"': '<x y="z">', Name: 'Sintel' }, seed);
        for (const [at, cut, put] of list) {
          const offset = at % (text.length + 1);
          text = text.slice(0, offset) + put + text.slice(offset + cut);
        }
        const report = json(text);
        const { text: fixed, applied } = applyFixes(syntaxOf(report, 'json-syntax'), { unsafe: true });
        if (applied.length === 0 || fixed === null) return;
        const after = json(fixed);
        if (after.diagnostics.some(({ code }) => code === 'json-syntax')) return;
        count += 1;
        expect(after.document.value, text).to.deep.equal(report.document.value);
      }),
      { numRuns: 3000 },
    );
    expect(count).to.be.greaterThan(300);
  });

  it('in XML', () => {
    const whole = `<?xml version="1.0"?>\n<taskBody>\n  <inputAsset>JobInputAsset(0)</inputAsset>\n  <outputAsset assetCreationOptions="0" assetName='the "best" cut é'>JobOutputAsset(0)</outputAsset>\n  <outputAsset storageAccountName="encodinghouse" assetName="Sintel's reel &amp; more">JobOutputAsset(1)</outputAsset>\n</taskBody>\n`;
    const pieces = [
      '',
      '"',
      "'",
      '”',
      '“',
      '<',
      '>',
      '&',
      '/',
      ' ',
      '=',
      '\n',
      'x',
      ';',
      '</taskBody>',
      '<taskBody>',
      "';",
    ];
    const changes = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 3 }), fc.constantFrom(...pieces)), {
      minLength: 1,
      maxLength: 3,
    });
    const read = (xml: string): unknown => {
      const { inputs, outputs } = parseTaskBody(xml);
      return [
        inputs.map(({ reference }) => reference),
        outputs.map(({ range, element, elementName, hasCreationOptions, ...rest }) => rest),
      ];
    };
    let count = 0;
    fc.assert(
      fc.property(changes, (list) => {
        let xml = whole;
        for (const [at, cut, put] of list) {
          const offset = at % (xml.length + 1);
          xml = xml.slice(0, offset) + put + xml.slice(offset + cut);
        }
        const { text, applied } = applyFixes(syntaxOf(lint(xml, { fileName: 'body.xml' }), 'xml-syntax'));
        if (applied.length === 0 || text === null) return;
        if (parseTaskBody(text).diagnostics.some(({ code }) => code === 'xml-syntax')) return;
        count += 1;
        expect(read(text), xml).to.deep.equal(read(xml));
      }),
      { numRuns: 5000 },
    );
    expect(count).to.be.greaterThan(100);
  });
});

describe('breakages of real life', () => {
  const XML =
    '<taskBody><inputAsset>JobInputAsset(0)</inputAsset><outputAsset assetCreationOptions="0">JobOutputAsset(0)</outputAsset></taskBody>';
  const written = (literal: string, end = ''): string =>
    `{ "InputMediaAssets": [{}], "Tasks": [{ "MediaProcessorId": "${PROCESSOR}", "TaskBody": ${literal} }] }${end}\n`;
  const good = JSON.stringify(XML);
  const cases: readonly [string, string, string][] = [
    [
      'a raw line break',
      written(good.replace('<inputAsset>', '\n<inputAsset>')),
      written(good.replace('<inputAsset>', '\\n<inputAsset>')),
    ],
    ['quotes that nobody escaped', written(`"${XML}"`), written(good)],
    ['curly quotes', written(good.replaceAll('\\"', '”')), written(good)],
    ['an opening tag for a closing one', written(good.replace('</taskBody>', '<taskBody>')), written(good)],
    ["'; behind the root", written(good.replace('</taskBody>', "</taskBody>';")), written(good)],
    ['a stray backtick', written(good, '`'), written(good)],
    ['a value in single quotes', written(`'${XML}'`), written(good)],
    ['padding in a value in single quotes', written(`'${XML.replace('>JobIn', '> JobIn')}'`), written(good)],
    [
      'quotes of both kinds in one string',
      written(`"${XML.replace('"0"', '”0" assetName="x"')}"`),
      written(good.replace('\\"0\\"', '\\"0\\" assetName=\\"x\\"')),
    ],
  ];
  for (const [title, text, fixed] of cases) {
    it(title, () => {
      const result = fix(text, { fileName: 'job.json' });
      expect(result.text).to.equal(fixed);
      expect(result.report.diagnostics).to.deep.equal([]);
    });
  }

  it('what loses text, or is a guess, takes --unsafe', () => {
    const comment = written(good).replace('"Tasks"', '/* tonight */\n "Tasks"');
    const unclosed = written(good.slice(0, -1).replace('assetCreationOptions', 'assetCreationOptions'));
    for (const [text, fixed] of [
      [comment, written(good).replace(' "Tasks"', '\n "Tasks"')],
      [
        written(good).replace(' ', `\n${'  // tonight\n'.repeat(MAX_PASSES)}  # or later\n/* or\nnever */\n `),
        written(good).replace(' ', '\n '),
      ],
      [`${written(good)}Sintel\n`, written(good)],
      [unclosed.replace(' }] }', '\n}] }'), written(good).replace(' }] }', '\n}] }')],
    ] as const) {
      expect(fix(text), text).to.deep.include({ text, fixed: [], isComplete: true });
      expect(fix(text, { unsafe: true }).text).to.equal(fixed);
    }
  });
});

describe('a guess is no fix', () => {
  const safe = (text: string, fileName: string): string[] =>
    lint(text, { fileName }).diagnostics.flatMap(({ args, fix: found }) =>
      found?.safe ? [(args as { problem: string }).problem] : [],
    );

  it('where a string may end elsewhere', () => {
    expect(safe(`[{"Name":"The "long" night"}]`, 'a.json')).to.deep.equal(['unescaped-quote']);
    expect(safe(`[{"Name":"The "long" night", "TaskBody":"x"}]`, 'a.json')).to.deep.equal(['unescaped-quote']);
    expect(safe(`[{"Name":"The "long" night: 4 }]`, 'a.json')).to.deep.equal([]);
    expect(safe(`[{"Name":"Encode "TaskBody":"x"}]`, 'a.json')).to.deep.equal([]);
    expect(safe(`[{"Name":'Encode' 'Package'}]`, 'a.json')).to.deep.equal([]);
    expect(safe('[{Name 1}]', 'a.json')).to.deep.equal([]);
    expect(safe('[{"Name" 1}]', 'a.json')).to.deep.equal(['missing-colon']);
  });

  it('where a value may have swallowed tags or other values', () => {
    const xml = (attributes: string): string =>
      `<taskBody><inputAsset>JobInputAsset(0)</inputAsset><outputAsset ${attributes}>JobOutputAsset(0)</outputAsset></taskBody>`;
    expect(safe(xml('assetName="a < b"'), 'a.xml')).to.deep.equal(['less-than-in-value']);
    expect(safe(xml('assetName="a </outputAsset><outputAsset assetName="b"'), 'a.xml')).to.deep.equal([]);
    expect(safe(xml('assetName="the "best" cut"'), 'a.xml')).to.deep.equal(['quote-in-value']);
    expect(safe(xml('assetName="a"! storageAccountName="b"'), 'a.xml')).to.deep.equal([]);
  });
});

describe('applying fixes', () => {
  /** A report of findings with these edits, whatever they are about. */
  const reportOf = (text: string, fixes: readonly (readonly Edit[])[], fileName = 'job.json') => {
    const { document } = lint(text, { fileName });
    const diagnostics = fixes.map((edits) =>
      diagnostic('empty-job', valueAt([]), {}, { fix: { title: 'Try', safe: true, edits } }),
    );
    return { document, diagnostics };
  };
  const at = (start: number, end: number, text: string): Edit => ({
    place: { path: [], on: 'value', inText: { start, end } },
    text,
  });

  it('takes a fix with all its edits or not at all, and the first of those that meet', () => {
    const report = reportOf('"abcdefgh"', [
      [at(1, 3, 'X'), at(5, 7, 'Y')],
      [at(2, 4, '?')],
      [at(7, 8, 'Z')],
      [at(8, 9, '!'), at(6, 7, '!')],
    ]);
    const { text, applied, left, edits } = applyFixes(report);
    expect(text).to.equal('"XcYZh"'.replace('c', 'cd'));
    expect(applied).to.deep.equal([report.diagnostics[0], report.diagnostics[2]]);
    expect(left).to.deep.equal([report.diagnostics[1], report.diagnostics[3]]);
    expect(edits.map(({ start }) => start)).to.deep.equal([1, 5, 7]);
  });

  it('takes one of two insertions at the same place, and none that meets itself', () => {
    expect(
      applyFixes(reportOf('12', [[at(1, 1, 'a')], [at(1, 1, 'b')], [at(0, 2, 'c'), at(1, 2, 'd')]])).text,
    ).to.equal('1a2');
  });

  it('escapes text for what carries it', () => {
    const text = '{"Tasks":[{"TaskBody":"a\\u0062c"}]}';
    const within = (start: number, end: number, put: string): Edit => ({
      place: valueAt(['Tasks', 0, 'TaskBody'], { start, end }),
      text: put,
    });
    const rename: Edit = { place: { path: ['Tasks', 0, 'TaskBody'], on: 'key' }, text: 'Task"Body' };
    expect(applyFixes(reportOf(text, [[within(1, 2, '"\n')], [rename]])).text).to.equal(
      '{"Tasks":[{"Task\\"Body":"a\\"\\nc"}]}',
    );
  });

  it('removes members with their commas, and leaves comments', () => {
    const member = (name: string): Edit[] => [{ place: { path: [name], on: 'member' }, text: '' }];
    const cases: readonly [string, string, readonly string[], string][] = [
      ['a.json', '{ "a": 1, "b": 2, "c": 3 }', ['a'], '{ "b": 2, "c": 3 }'],
      ['a.json', '{ "a": 1, "b": 2, "c": 3 }', ['c'], '{ "a": 1, "b": 2 }'],
      ['a.json', '{ "a": 1, "b": 2, "c": 3 }', ['a', 'b'], '{ "c": 3 }'],
      ['a.json', '{ "a": 1 }', ['a'], '{  }'],
      ['a.jsonc', '{ "a": 1, // one\n  "b": 2, }', ['b'], '{ "a": 1, // one\n  }'],
      ['a.jsonc', '{ "a": 1, // one\n  "b": 2 }', ['b'], '{ "a": 1, // one\n   }'],
      ['a.jsonc', '{ "a": 1, // one\n  "b": 2 }', ['a'], '{ // one\n  "b": 2 }'],
      ['a.jsonc', '{ "a": 1, }', ['a'], '{ }'],
    ];
    for (const [fileName, text, names, expected] of cases) {
      expect(applyFixes(reportOf(text, names.map(member), fileName)).text, text).to.equal(expected);
    }
    // Where a comma would go with both of two members, the second waits for the next pass.
    expect(applyFixes(reportOf('{ "a": 1, "b": 2 }', [member('a'), member('b')])).text).to.equal('{ "b": 2 }');
  });

  it('never breaks JSON, whatever fixes there are at once', () => {
    const text = JSON.stringify(GOOD_JOB);
    const bodies = [0, 1, 2].map((index) => ['Tasks', index, 'TaskBody'] as const);
    const span = fc.tuple(fc.nat(40), fc.nat(20)).map(([start, length]) => ({ start, end: start + length }));
    const anyText = fc.string({ unit: 'binary', maxLength: 5 });
    const edit = fc.oneof(
      fc
        .tuple(fc.constantFrom(...bodies), span, anyText)
        .map(([path, within, put]) => ({ place: valueAt(path, within), text: put })),
      fc
        .tuple(fc.constantFrom(...bodies), anyText)
        .map(([path, put]): Edit => ({ place: { path, on: 'key' }, text: put })),
      fc.constantFrom(...bodies).map((path): Edit => ({ place: { path, on: 'member' }, text: '' })),
      fc.constantFrom(...bodies).map((path): Edit => ({ place: valueAt(path.slice(0, 2)), text: 'null' })),
      fc.constantFrom(...bodies).map((path): Edit => ({ place: { path: path.slice(0, 2), on: 'member' }, text: '' })),
    );
    fc.assert(
      fc.property(fc.array(fc.array(edit, { minLength: 1, maxLength: 3 }), { maxLength: 6 }), (fixes) => {
        const report = reportOf(text, fixes);
        const { text: fixed, edits, applied, left } = applyFixes(report);
        expect(() => JSON.parse(fixed ?? ''), fixed ?? '').to.not.throw();
        expect(fixed).to.equal(edited(text, edits));
        expect(applied.length + left.length).to.equal(fixes.length);
      }),
      { numRuns: 500 },
    );
  });

  it('does nothing to an object, which has no text', () => {
    const report = lint(task('Encode', ['in:00'], ['out:0']));
    expect(report.diagnostics.map(({ fix: found }) => found?.safe)).to.deep.equal([true]);
    expect(applyFixes(report)).to.deep.equal({ text: null, edits: [], applied: [], left: report.diagnostics });
  });

  it('leaves alone what is off, and what has no fix', () => {
    const xml =
      '<taskBody><inputAsset> JobInputAsset(0)</inputAsset><outputAsset>JobOutputAsset</outputAsset></taskBody>';
    expect(fix(xml, { severity: { 'padded-reference': 'off' } }).text).to.equal(xml);
    expect(fix(xml).report.diagnostics.map(({ code }) => code)).to.deep.equal(['invalid-reference']);
  });
});

describe('passes', () => {
  it('go on to what a break has hidden', () => {
    const hidden = `"${body(['in:0'], ['out:0']).replace('assetCreationOptions="0"', 'assetCreationOptions="0x1"').replace('>JobIn', '> JobIn')}"`;
    const text = JSON.stringify(job([task('Encode', ['in:0'], ['out:0'], { TaskBody: '?' })])).replace('"?"', hidden);
    const { fixed, report } = fix(text);
    expect(report.diagnostics).to.deep.equal([]);
    expect(fixed.map(({ code }: Diagnostic) => code)).to.deep.equal([
      'json-syntax',
      'padded-reference',
      'invalid-creation-options',
    ]);
  });

  it(`end after ${MAX_PASSES}, and say so`, () => {
    const text = `[{"TaskBody":"x"}${','.repeat(MAX_PASSES + 5)}]`;
    const first = fix(text);
    expect(first).to.deep.include({ isComplete: false, text: `[{"TaskBody":"x"}${','.repeat(5)}]` });
    expect(fix(first.text)).to.deep.include({ isComplete: true, text: '[{"TaskBody":"x"}]' });
    expect(fix(`[{"TaskBody":"x"}${','.repeat(MAX_PASSES)}]`).isComplete).to.equal(true);
  });

  it('take time in proportion to the text, however much is wrong', () => {
    const name = 'Q&A '.repeat(20_000);
    const xml = body(['in:0'], ['out:0']).replace('<outputAsset', `<outputAsset assetName="${name}"`);
    const { text, fixed } = fix(xml);
    expect([fixed.length, text.length - xml.length]).to.deep.equal([20_000, 80_000]);
    const quotes = `[{"Name":"${'the "best" reel '.repeat(20_000)}"}]`;
    const mended = fix(quotes);
    expect(JSON.parse(mended.text)).to.deep.equal([{ Name: 'the "best" reel '.repeat(20_000) }]);
    expect(mended.edits).to.have.length(1);
  });
});
