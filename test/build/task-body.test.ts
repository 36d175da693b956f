import { expect } from 'chai';
import fc from 'fast-check';
import { buildTaskBody, TaskBodyBuildError, type TaskBodyToBuild } from '#src/build/task-body.js';
import { formatReference } from '#src/model/asset-reference.js';
import { parseTaskBody } from '#src/model/task-body.js';

const input = { reference: { kind: 'JobInputAsset', index: 0 } } as const;
const output = { reference: { kind: 'JobOutputAsset', index: 0 } } as const;

/** Names of any characters that XML can carry, those that mean something to XML above all. */
const NAME = fc.array(
  fc.oneof(
    fc.constantFrom(
      '&',
      '<',
      '>',
      '"',
      "'",
      '&amp;',
      '&name;',
      '&#10;',
      '&#x41;',
      ']]>',
      '\n',
      '\r',
      '\r\n',
      '\t',
      ' ',
      '\u0085',
      '\u2028',
      '{name}',
      '<!--',
      '😀',
      '\ufffd',
    ),
    fc
      .string({ unit: 'binary', maxLength: 4 })
      .filter(
        (text) =>
          !/[\ufffe\uffff]|\p{Cs}/u.test(text) && [...text].every((unit) => unit >= ' ' || '\t\n\r'.includes(unit)),
      ),
  ),
  { maxLength: 8 },
);
const INDEX = fc.oneof(fc.nat({ max: 9 }), fc.nat({ max: 2147483647 }));
const BODY: fc.Arbitrary<TaskBodyToBuild> = fc.record({
  inputs: fc.uniqueArray(
    fc.record({
      reference: fc.record({
        kind: fc.constantFrom('JobInputAsset' as const, 'JobOutputAsset' as const),
        index: INDEX,
      }),
    }),
    { minLength: 1, maxLength: 4, selector: ({ reference }) => formatReference(reference) },
  ),
  outputs: fc.uniqueArray(
    fc.record(
      {
        reference: fc.record({ kind: fc.constant('JobOutputAsset' as const), index: INDEX }),
        assetName: NAME.map((parts) => parts.join('')),
        storageAccountName: fc.stringMatching(/^[a-z0-9]{3,24}$/),
        assetCreationOptions: fc.constantFrom(0, 1, 2, 4),
        assetFormatOption: fc.constantFrom(0, 1),
      },
      { requiredKeys: ['reference'] },
    ),
    { minLength: 1, maxLength: 4, selector: ({ reference }) => formatReference(reference) },
  ),
});

describe('buildTaskBody', () => {
  it('writes what parseTaskBody reads back, whatever the names', () => {
    fc.assert(
      fc.property(BODY, (body) => {
        const { inputs, outputs, diagnostics, isComplete } = parseTaskBody(buildTaskBody(body));
        expect(diagnostics).to.deep.equal([]);
        expect(isComplete).to.equal(true);
        const read = { range: undefined, element: undefined, elementName: undefined, hasCreationOptions: undefined };
        const plain = (mention: object): object => ({ ...mention, ...read });
        expect(inputs.map(plain)).to.deep.equal(body.inputs.map(plain));
        expect(outputs.map(plain)).to.deep.equal(body.outputs.map(plain));
      }),
      { numRuns: 1000 },
    );
  });

  it('takes what parseTaskBody gives', () => {
    const xml =
      '<taskBody><inputAsset>JobInputAsset(0)</inputAsset><outputAsset assetName="a">JobOutputAsset(0)</outputAsset></taskBody>';
    expect(buildTaskBody(parseTaskBody(xml) as TaskBodyToBuild)).to.equal(xml);
  });

  const refused: readonly [string, unknown, string][] = [
    ['no inputs', { inputs: [], outputs: [output] }, 'inputs: a task needs at least one'],
    ['no outputs', { inputs: [input], outputs: [] }, 'outputs: a task needs at least one'],
    [
      'an output that is an input',
      { inputs: [input], outputs: [input] },
      'outputs[0].reference: an output cannot be a JobInputAsset',
    ],
    [
      'a negative index',
      { inputs: [{ reference: { kind: 'JobInputAsset', index: -1 } }], outputs: [output] },
      'inputs[0].reference: expected a kind and an index from 0 to 2147483647, found {"kind":"JobInputAsset","index":-1}',
    ],
    [
      'no reference',
      { inputs: [{ reference: null }], outputs: [output] },
      'inputs[0].reference: expected a kind and an index from 0 to 2147483647, found null',
    ],
    [
      'a control character',
      { inputs: [input], outputs: [{ ...output, assetName: 'a\u0001' }] },
      'outputs[0].assetName: XML cannot carry the character U+0001 at 1',
    ],
    [
      'half a surrogate pair',
      { inputs: [input], outputs: [{ ...output, assetName: '\ud83d!' }] },
      'outputs[0].assetName: XML cannot carry the character U+D83D at 0',
    ],
    [
      'a number where text is due',
      { inputs: [input], outputs: [{ ...output, assetName: 7 }] },
      'outputs[0].assetName: expected a string, found 7',
    ],
    [
      'text where a number is due',
      { inputs: [input], outputs: [{ ...output, assetCreationOptions: '0' }] },
      'outputs[0].assetCreationOptions: expected one of 0, 1, 2, 4, found "0"',
    ],
  ];
  for (const [title, body, message] of refused) {
    it(`refuses ${title}`, () => {
      expect(() => buildTaskBody(body as TaskBodyToBuild)).to.throw(TaskBodyBuildError, message);
    });
  }
});
