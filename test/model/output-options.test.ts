import { expect } from 'chai';
import { parseTaskBody } from '#src/model/task-body.js';

const parse = (attributes: string) =>
  parseTaskBody(
    `<taskBody><inputAsset>JobInputAsset(0)</inputAsset><outputAsset ${attributes}>JobOutputAsset(0)</outputAsset></taskBody>`,
  );

describe('options of an outputAsset', () => {
  const cases: readonly [string, number | undefined, string[]][] = [
    ['assetCreationOptions="0"', 0, []],
    ['assetCreationOptions="4"', 4, []],
    ['AssetCreationOptions="2"', 2, []],
    ['assetCreationOptions="3"', undefined, ['invalid-creation-options']],
    ['assetCreationOptions="8"', undefined, ['invalid-creation-options']],
    ['assetCreationOptions="-1"', undefined, ['invalid-creation-options']],
    ['assetCreationOptions=""', undefined, ['invalid-creation-options']],
    ['assetCreationOptions="0x4"', 4, ['invalid-creation-options']],
    ['assetCreationOptions=" 1 "', 1, ['invalid-creation-options']],
    ['assetCreationOptions="commonEncryptionProtected"', 2, ['invalid-creation-options']],
    ['assetCreationOptions="1" AssetCreationOptions="2"', 1, ['duplicate-attribute']],
    ['assetCreationOptions="1" assetCreationOptions="2"', 1, ['xml-syntax']],
  ];
  for (const [attributes, value, codes] of cases) {
    it(`${attributes} reads as ${value}${codes.map((code) => ` with ${code}`).join('')}`, () => {
      const { outputs, diagnostics } = parse(attributes);
      expect(outputs[0]?.assetCreationOptions).to.equal(value);
      expect(diagnostics.map(({ code }) => code)).to.deep.equal(codes);
    });
  }

  it('have a fix where the number is clear', () => {
    const xml = 'assetFormatOption="AdaptiveStreaming"';
    const [finding] = parse(xml).diagnostics;
    expect(finding?.fix).to.deep.include({ title: 'Write 1', safe: true });
    expect(finding?.fix?.edits[0]?.place.within).to.deep.equal(finding?.place.within);
    expect(parse('assetFormatOption="7"').diagnostics[0]?.fix).to.equal(null);
  });

  it('name storage accounts as accounts are named', () => {
    for (const name of ['abc', 'harbour2', 'a'.repeat(24)])
      expect(parse(`storageAccountName="${name}"`).diagnostics).to.deep.equal([]);
    for (const name of ['', 'ab', 'Harbour', 'a-b', 'a'.repeat(25), '{account}']) {
      expect(parse(`StorageAccountName="${name}"`).diagnostics.map(({ code }) => code)).to.deep.equal([
        'invalid-storage-account',
      ]);
    }
  });
});

describe('text in a TaskBody', () => {
  it('is told once for each run between elements; blanks and comments are no text', () => {
    const xml =
      '<taskBody>a&amp;b<inputAsset>JobInputAsset(0)</inputAsset>\n<!-- x -->\n<outputAsset assetCreationOptions="0">JobOutputAsset(0)</outputAsset> c </taskBody>';
    const { diagnostics } = parseTaskBody(xml);
    const cut = diagnostics.map(({ place }) => xml.slice(place.within?.start, place.within?.end));
    expect(cut).to.deep.equal(['a&amp;b', 'c']);
    expect(new Set(diagnostics.map(({ code }) => code))).to.deep.equal(new Set(['unexpected-text']));
  });
});
