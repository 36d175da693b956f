/** Comments, instructions and CDATA end where XML ends them, whatever they hold: no finding comes of what stands in them. */
import { expect } from 'chai';
import fc from 'fast-check';
import { fix } from '#src/fix.js';
import { lint } from '#src/lint.js';
import { input, output } from '../helpers/jobs.js';
import { isWellFormedBySaxes } from '../helpers/saxes-verdict.js';

/** What looks like markup, and like the end of it. */
const PIECES = [
  '<',
  '>',
  '&',
  '&amp;',
  '"',
  "'",
  '-',
  '/>',
  '?',
  ' ',
  ']]',
  'Encode',
  'JobInputAsset(9)',
  '<inputAsset>',
  '</inputAsset>',
  '<taskBody>',
  '</taskBody>',
  '<jobTemplate>',
  '<entry>',
  '<d:TaskBody>',
  '</d:TaskBody>',
  '<!--',
  '<![CDATA[',
  '<?note',
  '<?xml version="1.0"?>',
  '<!DOCTYPE a>',
];
const hidden = fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }).map((pieces) => pieces.join(''));
const comment = hidden.map((text) => `<!--${text.replace(/-+/g, '-')} -->`);
const target = fc.constantFrom('note', 'xml-stylesheet', 'TaskBody', 'x');
const instruction = fc.oneof(
  target.map((name) => `<?${name}?>`),
  fc.tuple(target, hidden).map(([name, text]) => `<?${name} ${text.replaceAll('?>', '? >')}?>`),
);
const blank = fc.constantFrom('', ' ', '\n', '\r\n\t');
const silently = (...kinds: fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.array(fc.oneof(...kinds), { maxLength: 3 }).map((pieces) => pieces.join(''));
/** May stand outside of the root element. */
const outside = silently(comment, instruction, blank);
/** May stand between elements as well. */
const between = silently(comment, instruction, blank, fc.constantFrom('<![CDATA[]]>', '<![CDATA[ \n]]>'));
const declaration = fc.constantFrom('', '<?xml version="1.0"?>', `<?xml version='1.0' encoding="utf-16" ?>`);

/** Characters of a text, as they are or in CDATA, with what says nothing among them. */
function textOf(characters: string): fc.Arbitrary<string> {
  const cuts = fc.array(fc.nat(characters.length), { maxLength: 3 });
  const gaps = fc.array(fc.tuple(silently(comment, instruction), fc.boolean()), { minLength: 4, maxLength: 4 });
  return fc.tuple(cuts, gaps).map(([at, around]) => {
    const ends = [...at.sort((a, b) => a - b), characters.length];
    return ends
      .map((end, index) => {
        const piece = characters.slice(ends[index - 1] ?? 0, end);
        const [gap, isData] = around[index] ?? ['', false];
        const escaped = piece
          .replaceAll('&', '&amp;')
          .replaceAll('<', '&lt;')
          .replace(/(^|\])>/g, '$1&gt;');
        return gap + (isData ? `<![CDATA[${piece.replaceAll(']]>', ']]]]><![CDATA[>')}]]>` : escaped);
      })
      .join('');
  });
}

const IN = textOf('JobInputAsset(0)').map((text) => `<inputAsset>${text}</inputAsset>`);
const OUT = textOf('JobOutputAsset(0)').map((text) => `<outputAsset assetCreationOptions="0">${text}</outputAsset>`);
const join = (...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...parts).map((pieces) => pieces.join(''));
const is = fc.constant<string>;
const taskBody = join(is('<taskBody>'), between, IN, between, OUT, between, is('</taskBody>'));
const bareBody = join(declaration, outside, taskBody, outside);
const jobTemplate = join(
  declaration,
  outside,
  is('<jobTemplate>'),
  between,
  taskBody.map((xml) => xml.replace('<taskBody>', '<taskBody taskTemplateId="nb:ttid:UUID:1a2b3c5d">')),
  between,
  is('</jobTemplate>'),
  outside,
).map((xml) => xml.replace('1a2b3c5d', '1a2b3c5d-e63e-4e81-a099-d5c3b2a1d5c3'));

const PROCESSOR = 'nb:mpid:UUID:ff4df607-d419-42f0-bc17-a481b1331e56';
const property = (name: string, text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  join(between, is(`<d:${name}>`), text, is(`</d:${name}>`), between);
/** An entry of a task, with what it says of its name and its body. */
const entry = fc
  .tuple(hidden, bareBody)
  .chain(([name, xml]) =>
    join(
      declaration,
      outside,
      is(`<entry xmlns="http://www.w3.org/2005/Atom" `),
      is(`xmlns:d="http://schemas.microsoft.com/ado/2007/08/dataservices" `),
      is(`xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata">`),
      between,
      is(`<content type="application/xml">`),
      between,
      is('<m:properties>'),
      property('Name', textOf(`Encode ${name}`)),
      property('MediaProcessorId', textOf(PROCESSOR)),
      property('TaskBody', textOf(xml)),
      is('</m:properties>'),
      between,
      is('</content></entry>'),
      outside,
    ).map((text) => ({ text, name: `Encode ${name}`, xml })),
  );

/** Nothing is found, and what is read is what stands outside of all that. */
function expectClean(given: string | object, kind: string): void {
  const { diagnostics, jobs, kind: found } = lint(given);
  expect(diagnostics).to.deep.equal([]);
  expect(found).to.equal(kind);
  const [task] = jobs[0]?.tasks ?? [];
  expect(jobs[0]?.tasks?.length).to.equal(1);
  expect(task?.body?.inputs.map(({ reference }) => reference)).to.deep.equal([input(0)]);
  expect(task?.body?.outputs.map(({ reference }) => reference)).to.deep.equal([output(0)]);
}

describe('comments, instructions and CDATA', () => {
  it('say nothing in a TaskBody, bare or in a task', () => {
    fc.assert(
      fc.property(bareBody, (xml) => {
        expect(isWellFormedBySaxes(xml)).to.equal(true);
        expectClean(xml, 'task-body');
        expectClean({ MediaProcessorId: PROCESSOR, TaskBody: xml }, 'task');
      }),
      { numRuns: 1000 },
    );
  });

  it('say nothing in a job template', () => {
    fc.assert(
      fc.property(jobTemplate, (xml) => {
        expectClean(xml, 'job-template-body');
        const own = { Id: 'nb:ttid:UUID:1a2b3c5d-e63e-4e81-a099-d5c3b2a1d5c3', NumberofInputAssets: 1 };
        const templates = [{ ...own, NumberofOutputAssets: 1 }];
        expectClean({ TemplateType: 1, JobTemplateBody: xml, TaskTemplates: templates }, 'job-template');
      }),
      { numRuns: 500 },
    );
  });

  it('say nothing in an Atom entry, nor around its properties, nor in their text', () => {
    fc.assert(
      fc.property(entry, ({ text, name, xml }) => {
        expect(isWellFormedBySaxes(text)).to.equal(true);
        expectClean(text, 'task');
        const { value } = lint(text).document;
        expect(normal(value)).to.deep.equal(normal({ Name: name, MediaProcessorId: PROCESSOR, TaskBody: xml }));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('markup with an end of its own', () => {
  const body = (before: string, reference: string): string =>
    `<taskBody>${before}<inputAsset>${reference}</inputAsset><outputAsset assetCreationOptions="0">JobOutputAsset(0)</outputAsset></taskBody>`;

  it('is one finding where it may not stand', () => {
    const doctype = '<!DOCTYPE a [ <!ENTITY x "y"> ]>';
    for (const xml of [body(doctype, 'JobInputAsset(0)'), body('', `${doctype}JobInputAsset(0)`)])
      expect(lint(xml).diagnostics.map(({ code }) => code)).to.deep.equal(['xml-doctype']);
  });

  it('does not say what a text is', () => {
    for (const silent of ['<!-- <entry> -->', '<?note <feed> ?>', '<!-- <jobTemplate> -->', '<!---><entry>-->'])
      expect(lint(silent + body('', 'JobInputAsset(0)'))).to.deep.include({ kind: 'task-body', diagnostics: [] });
  });

  it('is no CDATA that a fix in an Atom entry could stand in', () => {
    const text = `<entry xmlns="http://www.w3.org/2005/Atom" xmlns:d="http://schemas.microsoft.com/ado/2007/08/dataservices" xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"><content type="application/xml"><m:properties><d:MediaProcessorId>${PROCESSOR}</d:MediaProcessorId><d:TaskBody><?note <![CDATA[ ?>&lt;taskBody>&lt;inputAsset>JobInputAsset(0)&lt;outputAsset assetCreationOptions="0">JobOutputAsset(0)&lt;/outputAsset><![CDATA[</taskBody>]]></d:TaskBody></m:properties></content></entry>`;
    const { text: fixed } = fix(text, { unsafe: true });
    expect(lint(fixed).diagnostics).to.deep.equal([]);
    expect(fixed).to.include('JobInputAsset(0)&lt;/inputAsset&gt;&lt;outputAsset');
  });
});

/** Line ends are for XML to change. */
function normal(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replace(/(?:\\[rn])+/g, ' '));
}
