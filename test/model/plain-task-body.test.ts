/** The fast way through a plain TaskBody against the long one, which reads all of them. */
import { expect } from 'chai';
import fc from 'fast-check';
import type { Diagnostic } from '#src/diagnostics/diagnostic.js';
import { readLinks } from '#src/graph/read-links.js';
import { assetsRead, assetsWritten, saysEncryption } from '#src/model/body-assets.js';
import type { Task } from '#src/model/job.js';
import { readPlainTaskBody } from '#src/model/plain-task-body.js';
import { SoundTaskBody } from '#src/model/sound-task-body.js';
import { parseTaskBody, readAnyTaskBody, type TaskBody } from '#src/model/task-body.js';
import { withoutMentions } from '#src/model/without-mentions.js';

const BODIES_PER_RUN = 50;
const numRuns = 2000;

/** A TaskBody and what was found in it. */
interface Read {
  readonly body: TaskBody;
  readonly found: readonly Diagnostic[];
}

function readLongWay(xml: string): Read {
  const found: Diagnostic[] = [];
  const body = readAnyTaskBody(xml, ['TaskBody'], (finding) => found.push(finding));
  return { body, found };
}

function readFastWay(xml: string): Read | null {
  const found: Diagnostic[] = [];
  const body = readPlainTaskBody(xml, { bodyPath: ['TaskBody'] }, (finding) => found.push(finding));
  if (body === null) expect(found, xml).to.deep.equal([]);
  return body === null ? null : { body, found };
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

const inputElement = (reference: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  reference.map((text) => `<inputAsset>${text}</inputAsset>`);
const outputElement = (reference: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(
      attributes.chain((list) => fc.tuple(...list.map(written))),
      blanks,
      reference,
    )
    .map(([list, before, text]) => `<outputAsset${list.join('')}${before}>${text}</outputAsset>`);

const same = (text: string): string => text;

/** A reference with faults: blanks around it, zeros before its index, letters of the other case, another name. */
const faulty = (reference: fc.Arbitrary<string>): fc.Arbitrary<string> => {
  const change = fc.constantFrom<(text: string) => string>(
    (text) => text.replace('(', '(00'),
    (text) => text.toLowerCase(),
    (text) => text.toUpperCase(),
    (text) => text.replace('Job', ''),
    ...[same, same, same],
  );
  return fc.tuple(reference, change, blanks, blanks).map(([text, made, before, after]) => before + made(text) + after);
};

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

const partsWith = (...elements: readonly fc.Arbitrary<string>[]): fc.Arbitrary<readonly string[]> =>
  fc
    .tuple(
      declaration,
      blanks,
      fc.array(fc.tuple(blanks, fc.oneof(...elements)), { minLength: 1, maxLength: 5 }),
      blanks,
    )
    .map(([head, before, elements, after]) => [
      ...[head, before, '<taskBody>'],
      ...elements.flat(),
      ...[after, '</taskBody>', after],
    ]);
const plainParts = partsWith(inputElement(input), outputElement(output));
const faultyParts = partsWith(
  ...[inputElement(input), outputElement(output)],
  ...[inputElement(faulty(input)), outputElement(faulty(fc.oneof(output, output, input)))],
);

/** A body, plain or with a few characters put in, doubled or left out anywhere. */
const anyBody = fc
  .tuple(
    fc.oneof({ arbitrary: plainParts, weight: 2 }, { arbitrary: faultyParts, weight: 1 }),
    fc.array(fc.tuple(fc.nat(10_000), fc.nat(3), decoration), { maxLength: 2 }),
  )
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
    let withFaults = 0;
    const bodies = fc.array(anyBody, { minLength: BODIES_PER_RUN, maxLength: BODIES_PER_RUN });
    const check = (xml: string): void => {
      const fast = readFastWay(xml);
      if (fast === null) {
        others += 1;
        return;
      }
      plain += 1;
      if (fast.found.length > 0) withFaults += 1;
      const slow = readLongWay(xml);
      if (JSON.stringify(comparable(fast)) !== JSON.stringify(comparable(slow))) {
        expect(comparable(fast), xml).to.deep.equal(comparable(slow));
      }
    };
    fc.assert(
      fc.property(bodies, (list) => list.forEach(check)),
      { numRuns },
    );
    expect(Math.min(plain, others)).to.be.greaterThan((BODIES_PER_RUN * numRuns) / 10);
    expect(withFaults).to.be.greaterThan((BODIES_PER_RUN * numRuns) / 100);
  });

  it('goes the fast way whenever nothing is wrong in it and nothing is decorated', () => {
    fc.assert(
      fc.property(plainParts, (parts) => {
        const xml = parts.join('');
        const { found } = readLongWay(xml);
        expect(readFastWay(xml) !== null, xml).to.equal(found.length === 0);
      }),
      { numRuns },
    );
  });

  it('that is not plain has the same mentions when they are read again', () => {
    let again = 0;
    fc.assert(
      fc.property(anyBody, (xml) => {
        const { body } = readLongWay(xml);
        const kept = withoutMentions(xml, body);
        if (kept !== body) again += 1;
        expect(comparable({ body: kept, found: [] }), xml).to.deep.equal(comparable({ body, found: [] }));
        expect([assetsRead(kept), assetsWritten(kept)], xml).to.deep.equal([assetsRead(body), assetsWritten(body)]);
        expect(saysEncryption(kept), xml).to.equal(saysEncryption(body));
        expect(readLinks({ tasks: [taskOf(kept)], inputCount: 1 })).to.deep.equal(
          readLinks({ tasks: [taskOf(body)], inputCount: 1 }),
        );
      }),
      { numRuns },
    );
    expect(again).to.be.greaterThan(numRuns / 10);
  });

  it('may have thousands of mentions', () => {
    const mentions = Array.from({ length: 20_000 }, (_, n) => `<inputAsset>JobInputAsset(${n})</inputAsset>`).join(
      '\n',
    );
    const xml = (more: string): string =>
      `<taskBody>${mentions}${more}<outputAsset assetCreationOptions="0">JobOutputAsset(0)</outputAsset></taskBody>`;
    expect(readFastWay(xml(''))?.body.inputs).to.have.length(20_000);
    expect(readFastWay(xml('<inputAsset>JobInputAsset(7)</inputAsset>'))).to.equal(null);
    const { diagnostics } = parseTaskBody(xml('<inputAsset>JobInputAsset(7)</inputAsset>'));
    expect(diagnostics.map(({ code }) => code)).to.deep.equal(['repeated-input']);
  });
});

function taskOf(body: TaskBody): Task {
  const nothing = { name: null, priorityPath: null, settings: null, run: null };
  return { ...nothing, position: 0, path: [0], label: 'Task 0', priority: 0, body, bodyPath: [0, 'TaskBody'] };
}

/** All that was read, the properties of mentions in one order, so that a comparison is cheap. */
function comparable({ body, found }: Read): unknown {
  const { inputs, outputs, isComplete, rootName } = body;
  const ordered = (mention: object): unknown => Object.entries(mention).sort(([a], [b]) => (a < b ? -1 : 1));
  const ranges = inputs.map(({ range }, at) => (body instanceof SoundTaskBody ? body.inputRange(at) : range));
  return [inputs.map(ordered), ranges, outputs.map(ordered), isComplete, rootName, found];
}
