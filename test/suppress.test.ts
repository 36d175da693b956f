/** Comments that say a finding is fine: what they cover, what they leave, and what is told of them. */
import { expect } from 'chai';
import fc from 'fast-check';
import { isSuppressible } from '#src/diagnostics/codes.js';
import { formatDiagnostic } from '#src/diagnostics/messages.js';
import { fix } from '#src/fix.js';
import { type LintOptions, type LintReport, lint } from '#src/lint.js';
import { locate } from '#src/locate.js';
import { job, PROCESSOR, task } from './helpers/encoding-house.js';

const OUTPUT = '<outputAsset assetCreationOptions="0">JobOutputAsset(0)</outputAsset>';
const padded = (index = 0): string => `<inputAsset> JobInputAsset(${index})</inputAsset>`;
const disable = (codes: string): string => `<!-- taskgraph-disable-next ${codes} -->`;
const body = (...parts: readonly string[]): string => `<taskBody>${parts.join('')}${OUTPUT}</taskBody>`;

const codesOf = ({ diagnostics }: LintReport): string[] => diagnostics.map(({ code }) => code);
const suppressedOf = ({ suppressed }: LintReport): unknown[] =>
  suppressed.map(({ finding, by, reason }) => [finding.code, by, reason]);
const jsonc = (text: string, options: LintOptions = {}): LintReport =>
  lint(text, { fileName: 'job.jsonc', ...options });

describe('comments in the XML of a TaskBody', () => {
  it('take the finding out of the list and of the counts, and keep it with its reason', () => {
    const report = lint(body(disable('invalid-reference: made by hand'), '<inputAsset>the reel</inputAsset>'));
    expect(codesOf(report)).to.deep.equal([]);
    expect(report).to.deep.include({ ok: true, counts: { error: 0, warning: 0, info: 0 }, omitted: 0 });
    expect(suppressedOf(report)).to.deep.equal([['invalid-reference', 'comment', 'made by hand']]);
  });

  const written: readonly [string, string | null][] = [
    ['<!--taskgraph-disable-next padded-reference-->', null],
    ['<!--\n\ttaskgraph-disable-next\n padded-reference\n-->', null],
    ['<!-- taskgraph-disable-next padded-reference: -->', null],
    ['<!-- taskgraph-disable-next padded-reference:the importer, as it is: old -->', 'the importer, as it is: old'],
    ['<!-- taskgraph-disable-next padded-reference : one\n   two -->', 'one two'],
    [`<!-- taskgraph-disable-next padded-reference: ${'x'.repeat(900)} -->`, `${'x'.repeat(500)}…`],
  ];
  for (const [comment, reason] of written) {
    it(`is read as ${JSON.stringify(comment.slice(0, 60))}`, () => {
      expect(suppressedOf(lint(body(comment, padded())))).to.deep.equal([['padded-reference', 'comment', reason]]);
    });
  }

  it('cover several codes, separated by commas or blanks', () => {
    for (const codes of [
      'padded-reference,unexpected-attribute',
      'unexpected-attribute  padded-reference',
      'padded-reference ,\nunexpected-attribute',
    ]) {
      const report = lint(body(disable(codes), '<inputAsset name="reel"> JobInputAsset(0)</inputAsset>'));
      expect([codesOf(report), report.suppressed.length], codes).to.deep.equal([[], 2]);
    }
  });

  it('cover the next element and all in it, and nothing before or behind', () => {
    const report = lint(
      `<jobTemplate>${body(padded(0))}${disable('padded-reference')}${body(padded(1), padded(2))}${body(padded(3))}</jobTemplate>`,
    );
    expect(report.suppressed.map(({ finding }) => formatDiagnostic(finding).slice(-17, -1))).to.deep.equal([
      'JobInputAsset(1)',
      'JobInputAsset(2)',
    ]);
    const left = report.diagnostics.filter(({ code }) => code === 'padded-reference');
    expect(left.map((finding) => formatDiagnostic(finding).slice(-17, -1))).to.deep.equal([
      'JobInputAsset(0)',
      'JobInputAsset(3)',
    ]);
  });

  it('cover other comments that stand before the element', () => {
    expect(codesOf(lint(body(disable('padded-reference'), '<!-- reel 7 -->', '\n', padded())))).to.deep.equal([]);
  });

  it('count in every string with a TaskBody, wherever it stands', () => {
    const xml = body(disable('padded-reference'), padded());
    const template = { JobTemplateBody: `<jobTemplate>${xml}</jobTemplate>`, TaskTemplates: [] };
    const encode = { Name: 'Encode', MediaProcessorId: PROCESSOR, TaskBody: xml };
    const made = job([encode]);
    for (const value of [encode, [encode], made, [made], { d: made }, template]) {
      for (const input of [value, JSON.stringify(value), new TextEncoder().encode(JSON.stringify(value))]) {
        expect(suppressedOf(lint(input))).to.deep.equal([['padded-reference', 'comment', null]]);
      }
    }
    const lines = lint(`${JSON.stringify(made)}\n${JSON.stringify(encode)}\n`, { fileName: 'jobs.ndjson' });
    expect(lines.suppressed.map(({ finding }) => finding.place.path[0])).to.deep.equal([0, 1]);
    expect(codesOf(lines)).to.deep.equal([]);
  });

  it('cover a finding that other tasks cause', () => {
    const Package = task('Package', [], [], {
      TaskBody: body(disable('unproduced-asset: dropped'), '<inputAsset>JobOutputAsset(7)</inputAsset>'),
    });
    expect(suppressedOf(lint(job([Package])))).to.deep.equal([['unproduced-asset', 'comment', 'dropped']]);
  });

  it('are read where the XML is broken', () => {
    const report = lint(body(disable('padded-reference'), padded(), '<inputAsset>JobInputAsset(1)</inputAsst>'));
    expect([codesOf(report), suppressedOf(report)]).to.deep.equal([
      ['xml-syntax'],
      [['padded-reference', 'comment', null]],
    ]);
  });

  it('what only looks like one is none', () => {
    const marked = disable('padded-reference');
    expect(codesOf(lint(body(`<![CDATA[${marked}]]>`, padded())))).to.include.members([
      'padded-reference',
      'unexpected-text',
    ]);
    expect(codesOf(lint(body(marked.replace('next', 'line'), padded())))).to.deep.equal(['padded-reference']);
    expect(codesOf(lint(body(marked.replace('next', 'next-line'), padded())))).to.deep.equal(['padded-reference']);
    expect(codesOf(lint(body(marked.replace('<!-- ', '<!-- please '), padded())))).to.deep.equal(['padded-reference']);
    expect(codesOf(lint(body(`<?note ${marked} ?>`, padded())))).to.include('padded-reference');
    expect(codesOf(lint({ TaskBody: body(padded()), MediaProcessorId: PROCESSOR, Name: marked }))).to.deep.equal([
      'padded-reference',
    ]);
  });

  it('cannot hide what always is an error, nor what is said of themselves', () => {
    const report = lint(
      `${disable('unused-suppression, expired-suppression, xml-syntax')}<taskBody>${disable('shared-output')}${padded().replace('</', '&</')}${OUTPUT}</taskBody>`,
    );
    expect(codesOf(report)).to.deep.equal(['unused-suppression', 'xml-syntax']);
    expect(report.suppressed).to.deep.equal([]);
    const clean = lint(
      `${disable('unused-suppression')}${body(disable('shared-output'), '<inputAsset>JobInputAsset(0)</inputAsset>')}`,
    );
    expect(codesOf(clean)).to.deep.equal(['unused-suppression', 'unused-suppression']);
  });

  it('that suppress nothing are told at the code, unless a break hides what they may suppress', () => {
    const unused = body(disable('shared-output'), '<inputAsset>JobInputAsset(0)</inputAsset>');
    const broken = body(disable('shared-output'), '<inputAsset>JobInputAsset(0)<inputAsset>');
    const [good, bad] = [task('Encode', [], [], { TaskBody: unused }), task('Package', [], [], { TaskBody: broken })];
    const report = lint(unused);
    expect(codesOf(report)).to.deep.equal(['unused-suppression']);
    const [range] = locate(
      report,
      report.diagnostics.map(({ place }) => place),
    );
    expect(unused.slice(range?.start.offset, range?.end.offset)).to.equal('shared-output');
    expect(codesOf(lint(broken))).to.deep.equal(['xml-syntax']);
    // A break in one job of a list says nothing of the others; in the same job it may.
    expect(codesOf(lint([job([good]), job([bad])]))).to.deep.equal(['unused-suppression', 'xml-syntax']);
    expect(codesOf(lint(job([good, bad])))).to.not.include('unused-suppression');
  });

  it('that suppress nothing are not told where findings of the code are off; their severity can be changed too', () => {
    const unused = body(disable('padded-reference'), '<inputAsset>JobInputAsset(0)</inputAsset>');
    expect(codesOf(lint(unused, { severity: { 'padded-reference': 'off' } }))).to.deep.equal([]);
    expect(codesOf(lint(unused, { severity: { 'unused-suppression': 'off' } }))).to.deep.equal([]);
    expect(lint(unused, { severity: { 'unused-suppression': 'error' } }).ok).to.equal(false);
  });

  it('with a code that nobody knows are told, with the one that was meant', () => {
    const { diagnostics } = lint(body(disable('paded-reference'), padded()));
    expect(diagnostics.map(({ args }) => args)[0]).to.deep.equal({
      code: 'paded-reference',
      reason: 'unknown-code',
      suggestion: 'padded-reference',
      file: null,
    });
    expect(diagnostics[0]?.fix?.edits[0]?.text).to.equal('padded-reference');
    // What cannot be suppressed is never suggested.
    expect(lint(body(disable('xml-syntx'), padded())).diagnostics[0]?.args).to.include({ suggestion: null });
  });
});

describe('comments in JSON that has them', () => {
  const start = `{ "MediaProcessorId": "${PROCESSOR}", "TaskBody": ${JSON.stringify(body('<inputAsset>JobInputAsset(0)</inputAsset>'))}`;

  it('cover the next property, its name and its value', () => {
    for (const rest of [
      ',\n// taskgraph-disable-next number-as-string: as the portal has it\n"Priority": "5" }',
      ', /* taskgraph-disable-next number-as-string: as the portal has it */ "Priority": "5" }',
      ' /* taskgraph-disable-next number-as-string: as the portal has it */, "Priority" : "5" }',
      ', "Priority" // taskgraph-disable-next number-as-string: as the portal has it\n : "5" }',
      ', "Priority": /* taskgraph-disable-next number-as-string: as the portal has it */ "5" }',
      ', "Priority": // taskgraph-disable-next number-as-string: as the portal has it\r"5" }',
    ]) {
      const report = jsonc(start + rest);
      expect([codesOf(report), suppressedOf(report)], rest).to.deep.equal([
        [],
        [['number-as-string', 'comment', 'as the portal has it']],
      ]);
    }
    const names = jsonc(`${start}, /* taskgraph-disable-next unknown-property */ "Proirity": 5, "Proirty": 6 }`);
    expect(names.suppressed.length).to.equal(1);
    expect(names.diagnostics.map(({ place }) => place.path)).to.deep.equal([['Proirty']]);
  });

  it('in a row have the same behind them', () => {
    const rest = `, "Priority": "5", // taskgraph-disable-next unknown-property: one
      /* reel 7 */ // taskgraph-disable-next number-as-string
      "Proirity": 5, /* taskgraph-disable-next too-long */ /* taskgraph-disable-next unknown-property: two */ "Proirty": 6 }`;
    const report = jsonc(start + rest);
    expect(suppressedOf(report)).to.deep.equal([
      ['unknown-property', 'comment', 'one'],
      ['unknown-property', 'comment', 'two'],
    ]);
    expect(codesOf(report)).to.deep.equal(['number-as-string', 'unused-suppression', 'unused-suppression']);
  });

  it('cover the next item of a list with all in it, and the whole document from in front of it', () => {
    const item = JSON.stringify(task('Encode', ['out:7'], ['out:0']));
    const other = JSON.stringify(task('Package', ['out:9'], ['out:1']));
    const text = (before: string, between: string): string =>
      `${before}{ "InputMediaAssets": [], "Tasks": [${item}, ${between} ${other},] }`;
    const one = jsonc(text('', '/* taskgraph-disable-next unproduced-asset */'));
    expect(one.diagnostics.map(({ place }) => place.path[1])).to.deep.equal([0]);
    expect(one.suppressed.map(({ finding }) => finding.place.path[1])).to.deep.equal([1]);
    const all = jsonc(text('// taskgraph-disable-next unproduced-asset\n', ''));
    expect([codesOf(all), all.suppressed.length]).to.deep.equal([[], 2]);
  });

  it('what stands at the end of a list or object covers nothing', () => {
    for (const rest of [
      ', "Priority": "5" /* taskgraph-disable-next number-as-string */ }',
      ', "Priority": "5" } // taskgraph-disable-next number-as-string',
    ]) {
      expect(codesOf(jsonc(start + rest)), rest).to.have.members(['number-as-string', 'unused-suppression']);
    }
  });

  it('cover what is in TaskBodies too, next to the comments there', () => {
    const xml = JSON.stringify(
      body(disable('unexpected-attribute'), '<inputAsset name="reel"> JobInputAsset(0)</inputAsset>'),
    );
    const report = jsonc(
      `{ "MediaProcessorId": "${PROCESSOR}", /* taskgraph-disable-next padded-reference */ "TaskBody": ${xml} }`,
    );
    expect(suppressedOf(report)).to.deep.equal([
      ['unexpected-attribute', 'comment', null],
      ['padded-reference', 'comment', null],
    ]);
    expect(codesOf(report)).to.deep.equal([]);
  });

  it('in a string is none, and none in JSON without comments', () => {
    expect(
      codesOf(jsonc(`${start}, "Name": "// taskgraph-disable-next number-as-string", "Priority": "5" }`)),
    ).to.deep.equal(['number-as-string']);
    const plain = lint(`${start}, /* taskgraph-disable-next number-as-string */ "Priority": "5" }`);
    expect(codesOf(plain)).to.have.members(['json-syntax', 'number-as-string']);
  });

  it('that suppress nothing are told, unless a break hides what they may suppress', () => {
    const unused = `{ /* taskgraph-disable-next too-long, toolong */ "Name": "Encode", ${start.slice(1)} }`;
    const report = jsonc(unused);
    const ranges = locate(
      report,
      report.diagnostics.map(({ place }) => place),
    );
    expect(ranges.map((range) => unused.slice(range?.start.offset, range?.end.offset))).to.deep.equal([
      'too-long',
      'toolong',
    ]);
    expect(codesOf(jsonc(unused.replace('"Name":', '"Name"')))).to.deep.equal(['unused-suppression', 'json-syntax']);
  });
});

const ENTRY =
  'xmlns="http://www.w3.org/2005/Atom" xmlns:d="http://schemas.microsoft.com/ado/2007/08/dataservices" xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"';

/** The entry of a task, with comments at each place that is named. */
function entry(
  TaskBody: string,
  comments: { readonly [at in 'root' | 'content' | 'priority' | 'body']?: string } = {},
): string {
  const { root = '', content = '', priority = '', body: before = '' } = comments;
  return `${root}<entry ${ENTRY}>
  ${content}<content type="application/xml"><m:properties>
    <d:MediaProcessorId>${PROCESSOR}</d:MediaProcessorId>
    ${priority}<d:Priority>2147483648</d:Priority>
    ${before}<d:TaskBody>${TaskBody}</d:TaskBody>
  </m:properties></content>
</entry>`;
}

const escaped = (xml: string): string => xml.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const COMMENTED = body(disable('padded-reference: as it came'), padded());

describe('comments in Atom entries', () => {
  it('count in a TaskBody, whether it is escaped, in CDATA, in pieces, or was not escaped', () => {
    for (const TaskBody of [
      escaped(COMMENTED),
      `<![CDATA[${COMMENTED}]]>`,
      escaped(COMMENTED).replaceAll('-', '&#45;'),
      escaped(COMMENTED).replace('taskgraph', '<![CDATA[task]]><!-- & -->graph'),
    ]) {
      const report = lint(entry(TaskBody));
      expect(codesOf(report), TaskBody).to.deep.equal(['out-of-range']);
      expect(suppressedOf(report)).to.deep.equal([['padded-reference', 'comment', 'as it came']]);
    }
    const raw = lint(entry(COMMENTED, { body: disable('xml-syntax') }));
    expect(codesOf(raw)).to.deep.equal(['out-of-range', 'unused-suppression', 'xml-syntax']);
    expect(suppressedOf(raw)).to.deep.equal([['padded-reference', 'comment', 'as it came']]);
  });

  it('of the entry itself cover the next element, and all in it', () => {
    const TaskBody = escaped(body(padded()));
    const left = (comments: Parameters<typeof entry>[1]): string[] => codesOf(lint(entry(TaskBody, comments)));
    const both = disable('padded-reference, out-of-range: as it came');
    expect(left({ priority: both })).to.deep.equal(['unused-suppression', 'padded-reference']);
    expect(left({ body: both })).to.deep.equal(['out-of-range', 'unused-suppression']);
    expect(left({ content: both })).to.deep.equal([]);
    expect(left({ root: both })).to.deep.equal([]);
    expect(left({ root: `<?xml version="1.0"?>\n${both}` })).to.deep.equal([]);
    expect(lint(entry(TaskBody, { root: both })).suppressed.map(({ reason }) => reason)).to.deep.equal([
      'as it came',
      'as it came',
    ]);
  });

  it('that suppress nothing are told where they stand, with a fix in the same escapes', () => {
    const text = entry(escaped(body(disable('paddedreference'), padded())).replace('padded', 'p&#97;dded'), {
      priority: disable('outofrange'),
    });
    const { document, diagnostics } = lint(text);
    const told = diagnostics.filter(({ code }) => code === 'unused-suppression');
    const shown = locate(
      { document },
      told.map(({ place }) => place),
    ).map((range) => text.slice(range?.start.offset, range?.end.offset));
    expect(shown).to.deep.equal(['outofrange', 'p&#97;ddedreference']);
    const fixed = fix(text, { unsafe: true }).text;
    expect(fixed).to.include(`${disable('out-of-range')}<d:Priority>`);
    expect(fixed).to.include(escaped(disable('padded-reference')));
  });
});

describe('comments in batches', () => {
  const part = (url: string, text: string, id = ''): string =>
    `--batch_sintel\nContent-Type: application/http\n${id && `Content-ID: ${id}\n`}\nPOST ${url} HTTP/1.1\n\n${text}\n`;
  const batch = (...parts: readonly string[]): string => `${parts.join('')}--batch_sintel--\n`;
  const lead = (id: string): string => part('Jobs', JSON.stringify({ InputMediaAssets: [{}] }), id);
  const json = JSON.stringify({ MediaProcessorId: PROCESSOR, TaskBody: COMMENTED });
  const other = escaped(COMMENTED).replace('JobOutputAsset(0)', 'JobOutputAsset(1)');

  it('count in parts of JSON and of Atom, with either line end, with and without a head', () => {
    const text = batch(
      lead('1'),
      part('$1/Tasks', json),
      part('$1/Tasks', entry(other, { priority: disable('out-of-range') })),
    );
    const head =
      'POST https://media.example/api/$batch HTTP/1.1\nContent-Type: multipart/mixed; boundary=batch_sintel\n\n';
    for (const whole of [text, head + text, (head + text).replaceAll('\n', '\r\n')]) {
      const report = lint(whole);
      expect(codesOf(report)).to.deep.equal([]);
      expect(report.suppressed.map(({ finding }) => [finding.code, ...finding.place.path])).to.deep.equal([
        ['padded-reference', 'Tasks', 0, 'TaskBody'],
        ['out-of-range', 'Tasks', 1, 'Priority'],
        ['padded-reference', 'Tasks', 1, 'TaskBody'],
      ]);
    }
  });

  it('cover nothing in another part', () => {
    const report = lint(
      batch(
        lead('1'),
        part('$1/Tasks', entry(other, { root: disable('out-of-range') })),
        part('$1/Tasks', entry(escaped(body(padded())))),
      ),
    );
    expect(codesOf(report)).to.deep.equal(['out-of-range', 'padded-reference']);
    expect(report.diagnostics.map(({ place }) => place.path[1])).to.deep.equal([1, 1]);
  });

  it('that suppress nothing are told, unless a break of the same job, or of the batch, hides what they may suppress', () => {
    const unused = json.replace('> JobInput', '>JobInput');
    const broken = json.replace('</inputAsset>', '');
    const jobs = (...tasks: readonly string[]): string =>
      batch(...tasks.flatMap((text, n) => [lead(`j${n}`), part(`$j${n}/Tasks`, text)]));
    expect(codesOf(lint(jobs(unused, json)))).to.deep.equal(['unused-suppression']);
    expect(codesOf(lint(jobs(unused, broken)))).to.deep.equal(['unused-suppression', 'xml-syntax']);
    expect(codesOf(lint(jobs(unused.replace('JobInput', '&JobInput'), json)))).to.deep.equal(['xml-syntax']);
    expect(codesOf(lint(jobs(unused, json).replace('--batch_sintel--', '')))).to.deep.equal(['batch-syntax']);
  });
});

describe('a comment', () => {
  /** Faults of one mention, each of one code, that nothing else in the body changes. */
  const FAULTS = [
    ['padded-reference', '<inputAsset> JobInputAsset(0)</inputAsset>'],
    ['padded-reference', '<outputAsset>JobOutputAsset(01)</outputAsset>'],
    ['invalid-reference', '<inputAsset>the reel</inputAsset>'],
    ['output-to-input-asset', '<outputAsset>JobInputAsset(0)</outputAsset>'],
    ['unexpected-attribute', '<inputAsset order="1">JobInputAsset(0)</inputAsset>'],
    ['unexpected-element', '<thumbnails/>'],
    ['invalid-creation-options', '<outputAsset assetCreationOptions="3">JobOutputAsset(2)</outputAsset>'],
  ] as const;

  it('takes exactly the finding planted in the next element, and nothing else', () => {
    const fault = fc.constantFrom(...FAULTS);
    fc.assert(
      fc.property(
        fc.array(fault, { maxLength: 5 }),
        fault,
        fc.array(fault, { maxLength: 5 }),
        (before, planted, behind) => {
          const [code, element] = planted;
          const xml = (comment: string): string => {
            const elements = (list: typeof before): string => list.map(([, text]) => text).join('\n');
            return body(
              '<inputAsset>JobInputAsset(0)</inputAsset>',
              elements(before),
              comment,
              element,
              elements(behind),
            );
          };
          const plain = lint(xml(' '.repeat(disable(code).length)));
          const report = lint(xml(disable(code)));
          const start = xml(disable(code)).indexOf(disable(code)) + disable(code).length;
          const isPlanted = ({ place, code: own }: (typeof plain.diagnostics)[number]): boolean =>
            own === code && (place.within?.start ?? 0) >= start && (place.within?.end ?? 0) <= start + element.length;
          expect(report.suppressed.map(({ finding }) => finding)).to.deep.equal(plain.diagnostics.filter(isPlanted));
          expect(report.suppressed.length).to.equal(1);
          expect(report.diagnostics).to.deep.equal(plain.diagnostics.filter((finding) => !isPlanted(finding)));
        },
      ),
    );
  });

  it('of every code that a finding has, in front of the root, leaves none of them', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...FAULTS), { minLength: 1 }), (faults) => {
        const xml = body(...faults.map(([, element]) => element));
        const found = lint(xml).diagnostics.filter(({ code }) => isSuppressible(code));
        const report = lint(`${disable([...new Set(found.map(({ code }) => code))].join(', '))}${xml}`);
        expect([codesOf(report), report.suppressed.length]).to.deep.equal([[], found.length]);
      }),
    );
  });
});
