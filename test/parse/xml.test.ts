import { expect } from 'chai';
import fc from 'fast-check';
import { parseTaskBody } from '#src/model/task-body.js';
import { readPlainXml } from '#src/parse/xml/plain-reader.js';
import { readXml } from '#src/parse/xml/reader.js';
import { readStrictly } from '#src/parse/xml/recover.js';
import { unmark } from '../helpers/encode-json.js';
import { isWellFormedBySaxes } from '../helpers/saxes-verdict.js';

const OUTPUT = '<outputAsset assetCreationOptions="0" assetName="renditions">JobOutputAsset(0)</outputAsset>';
const BODY = `<?xml version="1.0" encoding="utf-8"?>\n<taskBody>\n  <inputAsset>JobInputAsset(0)</inputAsset>\n  ${OUTPUT}\n</taskBody>\n`;

/** Pieces of XML, whole and broken, put together at random. */
const SOUP = fc.array(
  fc.constantFrom(
    '<a>',
    '</a>',
    '<a',
    '<taskBody>',
    '</taskBody>',
    '<inputAsset>',
    '</inputAsset>',
    '<outputAsset assetName="x">',
    '</outputAsset>',
    '<b/>',
    'JobInputAsset(0)',
    ' ',
    '\n',
    '\r\n',
    '&amp;',
    '&',
    '&#x41;',
    '&#0;',
    '&nope;',
    '<!-- c -->',
    '<!--',
    '-->',
    '<![CDATA[x]]>',
    '<![CDATA[',
    ']]>',
    '<?xml version="1.0"?>',
    '<?pi x?>',
    '<!DOCTYPE a>',
    ' b="1"',
    " c='2'",
    ' d=”3”',
    ' e',
    '=',
    '"',
    "'",
    '>',
    '/>',
    '<',
    '/',
    '”',
    '\u0001',
    '😀',
    '\ud800',
    'constructor',
    '<constructor/>',
    '__proto__',
  ),
  { maxLength: 14 },
);

/** Any of some texts, the first of them most often. */
const oneOf = (first: string, ...others: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(first) }, { weight: 2, arbitrary: fc.constantFrom(first, ...others) });
const joined = (...parts: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...parts).map((texts) => texts.join(''));
const many = (part: fc.Arbitrary<string>, maxLength: number): fc.Arbitrary<string> =>
  fc.array(part, { maxLength }).map((texts) => texts.join(''));

const NAME = oneOf(
  'inputAsset',
  'taskBody',
  'outputAsset',
  'a',
  'b',
  'a-b.c',
  'd:TaskBody',
  'größe',
  '日本',
  '_',
  'xml',
);
/** Some are reserved by fast-xml-parser. */
const ANY_NAME = fc.oneof({ weight: 40, arbitrary: NAME }, oneOf('constructor', '__proto__', 'toString'));
const SPACES = oneOf('', ' ', '\n', '\r\n\t', '  ');
/** What may stand in text and in values of either quote. */
const CHARACTERS = many(
  oneOf(
    'JobInputAsset(0)',
    ' ',
    '\r\n',
    '&amp;',
    '&lt;a&gt;',
    '&#65;',
    '&#x1F600;',
    '😀',
    '>',
    '/>',
    '->',
    '-->',
    '?>',
    ']] ',
    '=',
    '”',
  ),
  3,
);
/** What may stand in markup in which nothing else is markup. */
const ANYTHING = many(
  oneOf('x', '<a>', '</a>', '</taskBody>', '<', '&', '&nope;', '"', "'", '/>', '<!', '\r\n', '😀', 'a="1"'),
  3,
);
const SILENT = fc.oneof(
  joined(fc.constant('<!--'), ANYTHING, fc.constant(' -->')),
  joined(fc.constant('<!-- - '), ANYTHING, fc.constant('>-->')),
);
const DATA = joined(fc.constant('<![CDATA['), ANYTHING, oneOf(']]>', ']]]>', ']]]]>'));
const INSTRUCTION = joined(fc.constant('<?note '), ANYTHING, fc.constant('?>'));
const VALUE = fc.oneof(
  joined(fc.constant('"'), CHARACTERS, oneOf('', "'", '\n'), fc.constant('"')),
  joined(fc.constant("'"), CHARACTERS, oneOf('', '"', '\t'), fc.constant("'")),
);
const EQUALS = joined(SPACES, fc.constant('='), SPACES);
const ATTRIBUTES = fc
  .uniqueArray(fc.constantFrom('assetName', 'assetCreationOptions', 'xml:lang', 'größe', 'toString', '_'), {
    maxLength: 3,
  })
  .chain((names) =>
    joined(...names.map((name) => joined(oneOf(' ', '\n', ' \t '), fc.constant(name), EQUALS, VALUE)), SPACES),
  );
/** Elements in any shape, some with names that JavaScript reserves. */
const { element: ELEMENT } = fc.letrec<{ element: string; content: string }>((tie) => ({
  content: fc
    .array(fc.oneof(CHARACTERS, SPACES, SILENT, DATA, tie('element'), tie('element')), { maxLength: 4 })
    .map((texts) => texts.join('')),
  element: fc
    .tuple(ANY_NAME, ATTRIBUTES, fc.boolean(), tie('content'), SPACES)
    .map(([name, attributes, isShort, content, space]) =>
      isShort ? `<${name}${attributes}/>` : `<${name}${attributes}>${content}</${name}${space}>`,
    ),
}));
/** Well-formed documents with all that XML has but a DOCTYPE. */
const DOCUMENT = joined(
  oneOf(
    '<?xml version="1.0"?>',
    '',
    "<?xml version='1.0' encoding='utf-16' standalone=\"yes\" ?>\r\n",
    '<?xml\nversion = "1.0"?>',
  ),
  many(fc.oneof(SILENT, SPACES, SPACES), 2),
  ELEMENT,
  many(fc.oneof(SILENT, SPACES, SPACES), 2),
  fc.oneof({ weight: 9, arbitrary: fc.constant('') }, INSTRUCTION),
);

/** Characters at the edges of what a name may begin with, what it may go on with, and what XML has at all. */
const EDGES = [
  0x09, 0x0d, 0x1f, 0x2d, 0x2e, 0x2f, 0x30, 0x39, 0x3a, 0x3b, 0x5f, 0x60, 0x7f, 0x85, 0xb7, 0xc0, 0xd7, 0xf7, 0x2ff,
  0x300, 0x370, 0x37e, 0x1fff, 0x2000, 0x200b, 0x200c, 0x200d, 0x200e, 0x2028, 0x203e, 0x203f, 0x2040, 0x2041, 0x2070,
  0x218f, 0x2190, 0x2bff, 0x2c00, 0x2fef, 0x2ff0, 0x3000, 0x3001, 0xd7ff, 0xd800, 0xdb80, 0xdfff, 0xe000, 0xf8ff,
  0xf900, 0xfdcf, 0xfdd0, 0xfdf0, 0xfeff, 0xfffd, 0xfffe, 0xffff, 0x10000, 0xeffff, 0xf0000, 0x10ffff,
];
const EDGE = fc.constantFrom(...EDGES).map((point) => String.fromCodePoint(point));
/** Declarations, most of them wrong. */
const DECLARATION = joined(
  oneOf('', '\ufeff', '\n', '<!-- -->'),
  oneOf('<?xml', '<?XML', '<? xml', '<?'),
  ...[
    ['version', '1.0', '1.1', '1.10', '2.0', '1.', ''],
    ['encoding', 'utf-8', 'UTF-16', 'a_.-1', '1a', 'utf 8', 'größe'],
    ['standalone', 'yes', 'no', 'YES', ''],
    ['version', '1.0'],
  ].map(([name = '', first = '', ...others], index) =>
    fc.oneof(
      { weight: index < 2 ? 1 : 3, arbitrary: fc.constant('') },
      joined(
        oneOf(' ', '\n', ''),
        oneOf(name, 'Version', 'encoding'),
        oneOf('=', ' = ', '\t=\n'),
        fc.tuple(oneOf('"', "'", ''), oneOf(first, ...others)).map(([quote, value]) => quote + value + quote),
      ),
    ),
  ),
  oneOf('', ' ', '\n'),
  oneOf('?>', '>', '/>', '??>', '? >', ''),
);
/** What stands at the edges of what XML allows. */
const DETAIL = fc.oneof(
  EDGE,
  EDGE.map((edge) => `<${edge}/>`),
  EDGE.map((edge) => `<a${edge}/>`),
  EDGE.map((edge) => `<?${edge} ?>`),
  EDGE.map((edge) => `&#x${edge.codePointAt(0)?.toString(16)};`),
  DECLARATION,
  fc.constantFrom(
    ...[
      '<?a"?>',
      '<?a?b?>',
      '<?xml-a?>',
      '<?a',
      '?>',
      '--->',
      '<!---->',
      '<!--->',
      '<!-->',
      '<!doctype a>',
      '<!DOCTYPE a [<!ENTITY b "c">]>',
    ],
    ...[
      '</a b="1">',
      '</a/>',
      '</a >',
      '</ a>',
      '<a?>',
      '<a b="1"?>',
      '<a/ >',
      '<a b="1"c="2"/>',
      '<a b="1" b="2"/>',
      '<a b = "1"/>',
    ],
    ...[
      '&#00000000000065;',
      '&#x0000000000041;',
      '&#99999999999;',
      '&#X41;',
      '&#;',
      '&;',
      '&größe;',
      ']]]>',
      ']]&gt;',
      '<!ELEMENT a>',
    ],
  ),
);
/** Documents with a few changes: pieces taken out, doubled, or put in. */
const CHANGED = fc
  .tuple(
    fc.oneof(DOCUMENT, joined(DECLARATION, ELEMENT)),
    fc.array(
      fc.tuple(
        fc.nat(),
        fc.nat(12),
        fc.constantFrom('out', 'twice', 'in'),
        fc.oneof(
          DETAIL,
          SOUP.map(([piece]) => piece ?? ''),
        ),
      ),
      {
        minLength: 1,
        maxLength: 2,
      },
    ),
  )
  .map(([document, changes]) =>
    changes.reduce((text, [place, length, how, piece]) => {
      const at = place % (text.length + 1);
      const cut = text.slice(at, at + length);
      return (
        text.slice(0, at) +
        (how === 'in' ? piece : how === 'twice' ? cut + cut : '') +
        text.slice(how === 'out' ? at + length : at)
      );
    }, document),
  );

/** Whether reading by the letter finds nothing to refuse. */
function isWellFormed(xml: string): boolean {
  const { breaks, doctype, tooDeep } = readStrictly(xml);
  return breaks.length === 0 && doctype === null && tooDeep === null;
}

describe('XML', () => {
  it('is well-formed where saxes finds so too', () => {
    const text = fc.oneof(
      CHANGED,
      DOCUMENT,
      fc.tuple(SOUP, fc.array(DETAIL, { maxLength: 3 })).map(([soup, details]) => [...soup, ...details].join('')),
      fc.tuple(DETAIL, ELEMENT, DETAIL).map((parts) => parts.join('')),
      fc.array(DETAIL, { maxLength: 3 }).map((details) => `<taskBody>${details.join('')}</taskBody>`),
    );
    fc.assert(
      fc.property(text, (xml) => {
        expect(isWellFormed(xml)).to.equal(isWellFormedBySaxes(xml));
      }),
      { numRuns: 50_000 },
    );
  });

  it('that is broken has a finding, and no other has; it is read as the reader reads it', () => {
    fc.assert(
      fc.property(SOUP, fc.boolean(), (parts, wrap) => {
        const xml = wrap ? `<taskBody>${parts.join('')}</taskBody>` : parts.join('');
        const isSound = isWellFormedBySaxes(xml);
        const syntax = parseTaskBody(xml).diagnostics.filter(
          ({ code }) => code === 'xml-syntax' || code === 'xml-doctype',
        );
        expect(syntax.length === 0).to.equal(isSound);
        for (const { place } of syntax) {
          expect((place.within?.end ?? -1) <= Math.max(1, xml.length) && (place.within?.start ?? -1) >= 0).to.equal(
            true,
          );
        }
        if (readPlainXml(xml) !== null) expect(isSound).to.equal(true);
        if (!isSound) return;
        const { root } = readStrictly(xml);
        expect(root).to.deep.equal(readXml(xml) ?? root);
        expect(root).to.deep.equal(readPlainXml(xml) ?? root);
      }),
      { numRuns: 5000 },
    );
  });

  it('that is well-formed reads the same by the recovery, which is what browsers have, and by the reader', () => {
    fc.assert(
      fc.property(DOCUMENT, (xml) => {
        expect(isWellFormedBySaxes(xml)).to.equal(true);
        const { root, breaks } = readStrictly(xml);
        expect(breaks).to.deep.equal([]);
        expect(root).not.to.equal(null);
        const read = readXml(xml);
        if (read === null) expect(xml).to.match(/.<\?|<(?:constructor|__proto__)/s);
        else expect(root).to.deep.equal(read);
        expect(root).to.deep.equal(readPlainXml(xml) ?? root);
      }),
      { numRuns: 3000 },
    );
  });

  /** What stands between ‹ and › is what the one finding points at. */
  const BREAKS: readonly [string, (xml: string) => string][] = [
    ['curly-quote', (xml) => xml.replace('"renditions"', '‹”›renditions”')],
    ['curly-quote', (xml) => xml.replace('"renditions"', '‹“›our renditions”')],
    ['unquoted-value', (xml) => xml.replace('"renditions"', '‹renditions›')],
    ['missing-value', (xml) => xml.replace('assetName="renditions"', '‹assetName›')],
    ['unclosed-value', (xml) => xml.replace('"renditions"', '‹"›renditions')],
    ['unclosed-value', (xml) => xml.replace('"0" ', '‹"›0 ')],
    ['curly-quote', (xml) => xml.replace('"0" ', '"0‹”› ')],
    ['quote-in-value', (xml) => xml.replace('"renditions"', '"the ‹"›best" renditions"')],
    ['quote-in-value', (xml) => xml.replace('"renditions"', '"5‹"› reel"')],
    ['less-than-in-value', (xml) => xml.replace('"renditions"', '"a ‹<› b"')],
    ['missing-space', (xml) => xml.replace('"0" assetName', '"0"‹a›ssetName')],
    ['repeated-attribute', (xml) => xml.replace('assetName=', 'assetName="x" ‹assetName›=')],
    ['raw-ampersand', (xml) => xml.replace('renditions', 'Q‹&›A')],
    ['raw-ampersand', (xml) => xml.replace('renditions', '‹&›amp')],
    ['raw-ampersand', (xml) => xml.replace('<inputAsset>', '‹&› <inputAsset>')],
    ['unknown-entity', (xml) => xml.replace('renditions', 'a‹&nbsp;›b')],
    ['invalid-character-reference', (xml) => xml.replace('renditions', 'a‹&#0;›b')],
    ['invalid-character', (xml) => xml.replace('renditions', 'a‹\u0001›b')],
    ['raw-less-than', (xml) => xml.replace('<inputAsset>', '‹<› <inputAsset>')],
    ['invalid-name', (xml) => xml.replace('<inputAsset>', '‹<1›st/><inputAsset>')],
    ['cdata-end-in-text', (xml) => xml.replace('<inputAsset>', '‹]]>›<inputAsset>')],
    ['unclosed-tag', (xml) => xml.replace('<inputAsset>', '‹<inputAsset› ')],
    ['unclosed-tag', (xml) => xml.replace('</inputAsset>', '‹</inputAsset›')],
    ['unclosed-tag', (xml) => xml.replace('</taskBody>\n', '‹</taskBody›')],
    ['unclosed-markup', (xml) => xml.replace('</taskBody>', '‹<!--› </taskBody>')],
    ['unclosed-markup', (xml) => xml.replace('JobInputAsset(0)', '‹<![CDATA[›JobInputAsset(0)')],
    ['malformed-markup', (xml) => xml.replace('<inputAsset>', '<!-- a ‹--› b --><inputAsset>')],
    ['malformed-markup', (xml) => xml.replace('<?xml version="1.0" encoding="utf-8"', '‹<?xml› encoding="utf-8"')],
    ['malformed-markup', (xml) => xml.replace('<inputAsset>', '<!-- a ‹--›-><inputAsset>')],
    ['malformed-markup', (xml) => xml.replace('<inputAsset>', '<inputAsset‹?›>')],
    ['declaration-not-first', (xml) => xml.replace('<?xml', '\n‹<?xml›')],
    ['other', (xml) => xml.replace('1.0"', '2.0‹"›')],
    ['other', (xml) => xml.replace('encoding', '‹e›ncodin')],
    ['other', (xml) => xml.replace('?>', '‹>›')],
    ['other', (xml) => xml.replace('<inputAsset>', '<?note‹!› x?><inputAsset>')],
    ['other', (xml) => xml.replace('</inputAsset>', '</inputAsset ‹b›="1">')],
    ['opening-for-closing', (xml) => xml.replace('</taskBody>', '‹<taskBody>›')],
    ['opening-for-closing', (xml) => xml.replace('</inputAsset>', '‹<inputAsset>›')],
    ['closing-tag-case', (xml) => xml.replace('</taskBody>', '</‹taskbody›>')],
    ['wrong-closing-tag', (xml) => xml.replace('</inputAsset>', '</‹inputAset›>')],
    ['wrong-closing-tag', (xml) => xml.replace('</taskBody>', '</‹task›>')],
    ['wrong-closing-tag', (xml) => xml.replace('</taskBody>', '</‹taskBdy›>\n<!-- the end -->')],
    ['stray-closing-tag', (xml) => xml.replace('</taskBody>', '</‹job›></taskBody>')],
    ['stray-closing-tag', (xml) => xml.replace('</taskBody>', '</taskBody></‹taskBody›>')],
    ['unclosed-element', (xml) => xml.replace('</inputAsset>', '').replace('<inputAsset>', '<‹inputAsset›>')],
    ['unclosed-element', (xml) => xml.replace('</taskBody>', '').replace('<taskBody>', '<‹taskBody›>')],
    ['text-outside-root', (xml) => xml.replace('</taskBody>', "</taskBody>‹';›")],
    ['text-outside-root', (xml) => xml.replace('<taskBody>', '‹so:› <taskBody>')],
    ['second-root', (xml) => xml.replace('</taskBody>', '</taskBody><‹taskBody›></taskBody>')],
    ['empty', () => '‹ \n ›'],
    ['no-element', () => '‹JobInputAsset(0)›'],
  ];
  for (const [problem, change] of BREAKS) {
    const broken = change(BODY).replace('‹', '\ue000').replace('›', '\ue001');
    const { text, marked } = unmark(broken);
    it(`${problem}: ${JSON.stringify(text.slice(Math.max(0, (marked?.start ?? 0) - 24), (marked?.end ?? 0) + 16))}`, () => {
      const { diagnostics } = parseTaskBody(text);
      const found = diagnostics.map(({ code, args, place }) => [
        code,
        (args as { problem?: string }).problem,
        text.slice(place.within?.start, place.within?.end),
      ]);
      expect(found).to.deep.equal([['xml-syntax', problem, text.slice(marked?.start, marked?.end)]]);
      expect(diagnostics[0]?.place.within).to.deep.equal(marked);
    });
  }

  it('that is broken still gives its references', () => {
    const keepsBoth = BREAKS.filter(([, change]) => /JobInputAsset\(0\).*JobOutputAsset\(0\)/s.test(change(BODY)));
    for (const [problem, change] of keepsBoth) {
      if (['raw-ampersand', 'raw-less-than', 'unclosed-markup', 'cdata-end-in-text'].includes(problem)) continue;
      const { inputs, outputs } = parseTaskBody(change(BODY).replace(/[‹›]/g, ''));
      expect([inputs[0]?.reference, outputs[0]?.reference], problem).to.deep.equal([
        { kind: 'JobInputAsset', index: 0 },
        { kind: 'JobOutputAsset', index: 0 },
      ]);
    }
  });

  it('with several breaks has them all', () => {
    const xml = BODY.replace('"renditions"', '”Q&A”')
      .replace('</inputAsset>', '<inputAsset>')
      .replace('</taskBody>', '</taskBody>;');
    const problems = parseTaskBody(xml).diagnostics.map(({ args }) => (args as { problem: string }).problem);
    expect(problems).to.have.members(['opening-for-closing', 'curly-quote', 'raw-ampersand', 'text-outside-root']);
  });

  it('nested 100,000 levels deep is one finding, however it is broken', () => {
    const deep = (name: string): string => `<${name}>`.repeat(100_000);
    const shut = '</a>'.repeat(100_000);
    for (const xml of [
      deep('a'),
      deep('a') + shut,
      `<taskBody>${deep('a')}${shut}</taskBody>`,
      `<taskBody>${deep('inputAsset')}`,
    ]) {
      expect(parseTaskBody(xml).diagnostics.map(({ code }) => code)).to.deep.equal(['nesting-too-deep']);
    }
    const codes = (levels: number): string[] =>
      parseTaskBody(`<taskBody>${'<a>'.repeat(levels)}${'</a>'.repeat(levels)}</taskBody>`).diagnostics.map(
        ({ code }) => code,
      );
    expect(codes(199)).to.not.include('nesting-too-deep');
    expect(codes(200)).to.deep.equal(['nesting-too-deep']);
  });

  it('takes time in proportion to its length, however broken', () => {
    const parts = [
      '<',
      '<a',
      '<a b="',
      "<a b='",
      ' b="1',
      '&',
      '&#',
      '<!--',
      '<![CDATA[',
      '<!DOCTYPE',
      '<!DOCTYPE a [',
      '</a>',
      '<a><b>',
      ' x=”1',
      '"',
      '<?',
      '<?note a > b ?>',
      '<!DOCTYPE a [><b/>',
      ']]>',
      '<inputAsset>',
      '<a b="x"y',
      'a="<',
      '--',
      '<?x',
      '</a ',
      '<a?',
      '&#0',
    ];
    for (const part of parts) {
      parseTaskBody(`<taskBody>${part.repeat(40_000)}`);
      parseTaskBody(`<taskBody ${part.repeat(40_000)}`);
    }
  });

  it('takes time in proportion to the blanks in a reference', () => {
    const blanks = ' \n'.repeat(200_000);
    const { diagnostics } = parseTaskBody(`<taskBody><inputAsset>${blanks}x${blanks}y</inputAsset></taskBody>`);
    expect(diagnostics.map(({ code }) => code)).to.deep.equal(['missing-output', 'invalid-reference']);
  });

  it('gives the values of options through references and line ends', () => {
    const xml =
      '<taskBody><inputAsset><!-- a -->Job<![CDATA[Input]]>Asset&#40;0)</inputAsset><outputAsset AssetName="a&lt;&#x1F600;\r\n\tb" StorageAccountName=\'s\' assetCreationOptions="2" assetFormatOption="1">JobOutputAsset(0)</outputAsset></taskBody>';
    const { outputs, inputs } = parseTaskBody(xml);
    expect(inputs[0]?.reference).to.deep.equal({ kind: 'JobInputAsset', index: 0 });
    const { range, element, elementName, reference, ...options } = outputs[0] ?? {};
    expect(options).to.deep.equal({
      assetName: 'a<😀  b',
      storageAccountName: 's',
      assetCreationOptions: 2,
      assetFormatOption: 1,
      hasCreationOptions: true,
    });
    expect([xml.slice(element?.start, element?.end), xml.slice(elementName?.start, elementName?.end)]).to.deep.equal([
      xml.slice(xml.indexOf('<outputAsset'), xml.indexOf('</taskBody>')),
      'outputAsset',
    ]);
    expect([range?.start, reference?.index]).to.deep.equal([xml.lastIndexOf('JobOutput'), 0]);
  });
});
