/** The fast way through a plain TaskBody against the long one, which reads all of them. */
import { expect } from 'chai';
import fc from 'fast-check';
import type { Diagnostic } from '#src/diagnostics/diagnostic.js';
import { readPlainTaskBody } from '#src/model/plain-task-body.js';
import { parseTaskBody, readAnyTaskBody, type TaskBody } from '#src/model/task-body.js';

const BODIES_PER_RUN = 50;
const numRuns = 2000;

function readLongWay(xml: string): { readonly body: TaskBody; readonly found: readonly Diagnostic[] } {
  const found: Diagnostic[] = [];
  const body = readAnyTaskBody(xml, [], (finding) => found.push(finding));
  return { body, found };
}

const declaration = fc.constantFrom(
  ...['', '<?xml version="1.0"?>', '<?xml version="1.0" encoding="utf-8"?>', '<?xml version="1.0" encoding="UTF-16"?>'],
);
const blanks = fc.constantFrom('', '', '', ' ', '\n  ', '\r\n\t');
const space = fc.constantFrom(' ', ' ', '\n   ', '\t');
const index = fc.oneof(fc.nat(20), fc.constantFrom(2147483647)).map(String);
const input = fc.tuple(fc.constantFrom('Input', 'Output'), index).map(([kind, at]) => `Job${kind}Asset(${at})`);
const output = index.map((at) => `JobOutputAsset(${at})`);
const assetName = fc.oneof(
  fc.constantFrom('Sintel, night run', 'a > b', "the director's cut", '', 'Žižkov 夜', '='),
  fc.string({ maxLength: 12 }).map((text) => text.replace(/[<&"]/g, '')),
);
const attribute = fc.oneof(
  assetName.map((value) => ['assetName', value] as const),
  fc.constantFrom('0', '1', '2', '4').map((value) => ['assetCreationOptions', value] as const),
  fc.constantFrom('0', '1').map((value) => ['assetFormatOption', value] as const),
  fc.constantFrom('encodinghouse', 'abc').map((value) => ['storageAccountName', value] as const),
);
const attributes = fc.uniqueArray(attribute, { maxLength: 4, selector: ([name]) => name });

/** The other casing of those that have one. */
const CASINGS: Readonly<Record<string, string>> = {
  assetName: 'AssetName',
  assetCreationOptions: 'AssetCreationOptions',
  storageAccountName: 'StorageAccountName',
};

/** An attribute in one of its casings and in quotes of either kind. */
const written = ([name, value]: readonly [string, string]): fc.Arbitrary<string> =>
  fc.tuple(space, fc.boolean(), fc.boolean()).map(([before, isOther, isSingle]) => {
    const quote = isSingle && !value.includes("'") ? "'" : '"';
    return `${before}${isOther ? (CASINGS[name] ?? name) : name}=${quote}${value}${quote}`;
  });

const inputElement = input.map((reference) => `<inputAsset>${reference}</inputAsset>`);
const outputElement = fc
  .tuple(
    attributes.chain((list) => fc.tuple(...list.map(written))),
    blanks,
    output,
  )
  .map(([list, before, reference]) => `<outputAsset${list.join('')}${before}>${reference}</outputAsset>`);

/** What is in good XML and not plain, and what is no XML. */
const decoration = fc.constantFrom(
  ...[
    '<!-- ingest -->',
    '<![CDATA[JobInputAsset(0)]]>',
    '&amp;',
    '&#x4a;',
    '&',
    '<',
    '>',
    '"',
    "'",
    '/',
    ']]>',
    '\u0001',
  ],
  ...['<inputAsset/>', '<inputasset>JobInputAsset(0)</inputasset>', '</taskBody>', '<taskBody>', ' ', '(', '0', '-'],
  ...[
    '<?note a?>',
    '<outputAsset assetName="a" assetName="b">',
    'JobOutputAsset(1)',
    '\ud800',
    '\ufffe',
    'é',
    '=',
    '\n',
  ],
  ...['\ufeff', ' assetCreationOptions="8"', ' assetName = "a"', ' AssetName="b"', ' xmlns="urn:a"', '<!DOCTYPE a>'],
);

const plainParts = fc
  .tuple(
    declaration,
    blanks,
    fc.array(fc.tuple(blanks, fc.oneof(inputElement, outputElement)), { maxLength: 5 }),
    blanks,
  )
  .map(([head, before, elements, after]) => [
    ...[head, before, '<taskBody>'],
    ...elements.flat(),
    ...[after, '</taskBody>', after],
  ]);

/** A body, plain or with a few characters put in, doubled or left out anywhere. */
const anyBody = fc
  .tuple(plainParts, fc.array(fc.tuple(fc.nat(10_000), fc.nat(3), decoration), { maxLength: 2 }))
  .map(([parts, changes]) => {
    let xml = parts.join('');
    for (const [place, length, text] of changes) {
      const at = place % (xml.length + 1);
      xml = xml.slice(0, at) + text + xml.slice(at + length);
    }
    return xml;
  });

describe('a plain TaskBody', () => {
  it('reads the same the fast way as the long one', () => {
    let plain = 0;
    let others = 0;
    const bodies = fc.array(anyBody, { minLength: BODIES_PER_RUN, maxLength: BODIES_PER_RUN });
    const check = (xml: string): void => {
      const fast = readPlainTaskBody(xml);
      if (fast === null) {
        others += 1;
        return;
      }
      plain += 1;
      const { body, found } = readLongWay(xml);
      if (JSON.stringify(sorted(body)) !== JSON.stringify(sorted(fast)) || found.length > 0) {
        expect(fast, xml).to.deep.equal(body);
        expect(found, xml).to.deep.equal([]);
      }
    };
    fc.assert(
      fc.property(bodies, (list) => list.forEach(check)),
      { numRuns },
    );
    expect(Math.min(plain, others)).to.be.greaterThan((BODIES_PER_RUN * numRuns) / 10);
  });

  it('goes the fast way whenever nothing is wrong in it and nothing is decorated', () => {
    fc.assert(
      fc.property(plainParts, (parts) => {
        const xml = parts.join('');
        const { found } = readLongWay(xml);
        expect(readPlainTaskBody(xml) !== null, xml).to.equal(found.length === 0);
      }),
      { numRuns },
    );
  });

  it('may have thousands of mentions', () => {
    const mentions = Array.from({ length: 20_000 }, (_, n) => `<inputAsset>JobInputAsset(${n})</inputAsset>`).join(
      '\n',
    );
    const xml = (more: string): string =>
      `<taskBody>${mentions}${more}<outputAsset assetCreationOptions="0">JobOutputAsset(0)</outputAsset></taskBody>`;
    expect(readPlainTaskBody(xml(''))?.inputs).to.have.length(20_000);
    expect(readPlainTaskBody(xml('<inputAsset>JobInputAsset(7)</inputAsset>'))).to.equal(null);
    const { diagnostics } = parseTaskBody(xml('<inputAsset>JobInputAsset(7)</inputAsset>'));
    expect(diagnostics.map(({ code }) => code)).to.deep.equal(['repeated-input']);
  });
});

/** The mentions with their properties in one order, so that a comparison is cheap. */
function sorted({ inputs, outputs, isComplete, rootName }: TaskBody): unknown {
  const ordered = (mention: object): unknown => Object.entries(mention).sort(([a], [b]) => (a < b ? -1 : 1));
  return [inputs.map(ordered), outputs.map(ordered), isComplete, rootName];
}
