import { expect } from 'chai';
import { lint } from '#src/lint.js';
import { body, job, task } from '../helpers/encoding-house.js';

const silent = (xml: string): string => xml.replaceAll(' assetCreationOptions="0"', '');
const codes = (input: object | string): string[] => lint(input).diagnostics.map(({ code }) => code);
const saying = (attributes: string): string =>
  body(['in:0'], ['out:0']).replace('assetCreationOptions="0"', attributes);

describe('outputs that do not say how they are encrypted', () => {
  it('are told once for each asset of a job, at the name of the element that mentions it first', () => {
    const first = silent(body(['in:0'], ['out:0', 'out:1']));
    const input = job([
      { ...task('Encode', [], []), TaskBody: first },
      { ...task('Package', [], []), TaskBody: silent(body(['out:1'], ['out:1', 'out:2'])) },
      task('Index', ['out:0'], ['out:2']),
    ]);
    const places = lint(input).diagnostics.flatMap(({ code, place }) =>
      code === 'implicit-encryption' ? [place] : [],
    );
    expect(places.map(({ path }) => path[1])).to.deep.equal([0, 0, 1]);
    const cut = places.slice(0, 2).map(({ within }) => first.slice((within?.start ?? 0) - 1, (within?.end ?? 0) + 18));
    expect(cut).to.deep.equal(['<outputAsset>JobOutputAsset(0)', '<outputAsset>JobOutputAsset(1)']);
  });

  it('are not those that an earlier mention was almost one of, and says it', () => {
    const almost = (xml: string): object => ({
      ...task('Encode', [], []),
      TaskBody: xml.replace('JobOutputAsset(0)', 'JobOutputAsset[0]'),
    });
    const later = { ...task('Package', [], []), TaskBody: silent(body(['in:0'], ['out:0'])) };
    const spoken = body(['in:0'], ['out:0']);
    expect(codes(job([almost(spoken), later]))).to.deep.equal(['invalid-reference']);
    expect(codes(job([almost(silent(spoken)), later]))).to.deep.equal(['invalid-reference', 'implicit-encryption']);
  });

  it('are a bare TaskBody and a job template as well', () => {
    expect(codes(silent(body(['in:0'], ['out:0'])))).to.deep.equal(['implicit-encryption']);
    expect(codes(`<jobTemplate>${silent(body(['in:0'], ['out:0']))}</jobTemplate>`)).to.deep.equal([
      'template-id',
      'implicit-encryption',
    ]);
    expect(codes(silent(body(['in:0'], ['out:0'])).replace('JobOutputAsset', 'joboutputasset'))).to.have.members([
      'implicit-encryption',
      'invalid-reference',
    ]);
  });

  const others: readonly [string, string[]][] = [
    ['AssetCreationOptions="1"', []],
    ['assetCreationOptions=""', ['invalid-creation-options']],
    ['assetCreationOptions="7"', ['invalid-creation-options']],
    ['assetcreationoptions="0"', ['unexpected-attribute']],
    ['assetCreationOption="9"', ['unexpected-attribute', 'invalid-creation-options']],
    ['assetCreationOptions', ['xml-syntax']],
    ['assetCreationOptions=0', ['xml-syntax']],
    ['assetName="a assetCreationOptions="0"', ['xml-syntax']],
    ['assetName=“a assetCreationOptions=“0“', ['xml-syntax']],
    ['/ assetName="a"', ['xml-syntax']],
  ];
  for (const [attributes, expected] of others) {
    it(`are not those with ${attributes}`, () => {
      expect(new Set(codes(saying(attributes)))).to.deep.equal(new Set(expected));
    });
  }

  it('are those with another fault in the value of another attribute', () => {
    expect(codes(saying('assetName="Q&A"'))).to.deep.equal(['implicit-encryption', 'xml-syntax']);
    expect(codes(saying('storageAccountName="A"'))).to.deep.equal(['implicit-encryption', 'invalid-storage-account']);
  });

  it('are not told where the asset is not known, nor in damaged JSON', () => {
    expect(codes(saying('').replace('JobOutputAsset(0)', 'JobOutputAsset'))).to.deep.equal(['invalid-reference']);
    expect(codes(saying('').replace('JobOutputAsset(0)', 'JobInputAsset(0)'))).to.deep.equal(['output-to-input-asset']);
    const text = JSON.stringify({ ...task('Encode', [], []), TaskBody: silent(body(['in:0'], ['out:0'])) });
    expect(codes(text)).to.deep.equal(['implicit-encryption']);
    expect(codes(text.replace('<inputAsset>', '\n<inputAsset>'))).to.deep.equal(['json-syntax']);
  });
});
