/** The table of docs/fixes.md says which findings have a fix, and how safe: held against all that have one in the fixtures. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { expect } from 'chai';
import { lint } from '#src/lint.js';
import { ROOT, readProject } from './helpers/root.js';

const FOLDER = `${ROOT}test/fixtures/rules`;

/** What no fixture has, because each has one theme. */
const MORE: readonly [string, string][] = [
  ['a.json', '{"TaskBody":"","Statee":3}'],
  ['a.json', '[{"TaskBody":"a\\\nb"}]'],
  ['a.json', '[{"TaskBody":"a\\\tb"}]'],
  ['a.json', '[{"TaskBody":\'C:\\media\'}]'],
  ['a.xml', '<taskBody><outputAsset assetName=“renditions>JobOutputAsset(0)</outputAsset></taskBody>'],
  [
    'a.xml',
    '<taskBody><outputAsset assetName="a" b="c" storageAccountName="encodinghouse">JobOutputAsset(0)</outputAsset></taskBody>'.replace(
      '" b',
      '"! b',
    ),
  ],
];

/** `json-syntax extra-comma` and whether its fixes are safe, unsafe or both, of all files. */
function observed(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const take = (fileName: string, input: Uint8Array | string): void => {
    for (const { code, args, fix } of lint(input, { fileName }).diagnostics) {
      if (fix === null) continue;
      const name = code.endsWith('-syntax') ? `${code} ${(args as { problem: string }).problem}` : code;
      found.set(name, (found.get(name) ?? new Set()).add(fix.safe ? 'safe' : 'unsafe'));
    }
  };
  for (const path of readdirSync(FOLDER, { recursive: true }).map(String)) {
    const isFile = !path.endsWith('.out') && statSync(`${FOLDER}/${path}`).isFile();
    if (isFile) take(path, readFileSync(`${FOLDER}/${path}`));
  }
  for (const [fileName, text] of MORE) take(fileName, text);
  return found;
}

describe('the table of fixes', () => {
  const rows = [...readProject('docs/fixes.md').matchAll(/^\| `([\w-]+)` \|(?: `([\w-]+)`)? \| .+ \| ([^|]+) \|$/gm)];
  const documented = new Map(
    rows.map(([, code, problem, safe = '']) => [problem ? `${code} ${problem}` : `${code}`, safe]),
  );

  it('has every finding that has a fix, and no other', () => {
    expect([...documented.keys()].sort()).to.deep.equal([...observed().keys()].sort());
  });

  it('says whether each is safe', () => {
    for (const [name, kinds] of observed()) {
      const said = new Set(documented.get(name)?.match(/\b(?:un)?safe\b/g));
      expect([...said].sort(), name).to.deep.equal([...kinds].sort());
    }
  });
});
