import { expect } from 'chai';
import fc from 'fast-check';
import { type Node, parseTree } from 'jsonc-parser';
import { lint } from '#src/lint.js';
import { locate } from '#src/locate.js';
import { type DuplicateKey, findDuplicateKeys } from '#src/parse/json/duplicate-keys.js';
import { extentOf } from '#src/parse/json/extent.js';
import { encodeJson } from '../helpers/encode-json.js';

function duplicatesOf(text: string): DuplicateKey[] {
  const found: DuplicateKey[] = [];
  findDuplicateKeys(text, extentOf(JSON.parse(text)).keys, (duplicate) => found.push(duplicate));
  return found;
}

/** What stands twice by the tree of jsonc-parser, which keeps every property: where each stands, and where it stood first. */
function expected(text: string): [number, number][] {
  const found: [number, number][] = [];
  const pending: Node[] = [parseTree(text) as Node];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const first = new Map<string, number>();
    for (const child of node.children ?? []) {
      pending.push(child);
      const [name] = child.children ?? [];
      if (child.type !== 'property' || name === undefined) continue;
      const known = first.get(name.value as string);
      if (known === undefined) first.set(name.value as string, name.offset);
      else found.push([name.offset, known]);
    }
  }
  return found.sort((a, b) => a[0] - b[0]);
}

/** JSON in which objects repeat their keys: few names, and each key gets a mark that is taken out again. */
const REPEATED = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(1, null, ':', '"a":', '\\', '{"a":1,"a":2}'),
    tie('object'),
    tie('list'),
  ),
  list: fc.array(tie('value'), { maxLength: 3 }),
  object: fc
    .array(fc.tuple(fc.constantFrom('a', 'b', '', '__proto__', 'é'), tie('value')), { maxLength: 4 })
    .map((members) => Object.fromEntries(members.map(([name, value], index) => [`${name}#${index}`, value]))),
})).object;

describe('keys that stand twice', () => {
  it('are those of the tree of jsonc-parser, in any way of writing JSON', () => {
    fc.assert(
      fc.property(REPEATED, fc.nat(), (value, seed) => {
        const text = encodeJson(value, seed).text.replace(/(?:#|\\u0023)(?:\d|\\u003\d)(?=")/g, '');
        const found = duplicatesOf(text).map(({ span, first }) => [span.start, first.start]);
        expect(found).to.deep.equal(expected(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('are compared decoded, and have the path of their property', () => {
    const text = '{"Tasks": [0, {"Name": 1, "x": {}, "Na\\u006de" : 2}]}';
    const [found, ...others] = duplicatesOf(text);
    expect(others).to.deep.equal([]);
    expect(found?.path).to.deep.equal(['Tasks', 1, 'Name']);
    expect(text.slice(found?.span.start, found?.span.end)).to.equal('"Na\\u006de"');
    expect(text.slice(found?.first.start, found?.first.end)).to.equal('"Name"');
  });

  it('are not looked for where strings and numbers only look like them', () => {
    for (const text of ['{"a":"b\\":\\"","c":": {"}', '["a","a"]', '{"a":{"a":{"a":1}}}', '[{"a":1},{"a":1}]', '":"']) {
      expect(duplicatesOf(text)).to.deep.equal([]);
    }
  });

  it('take time in proportion to the text, and share what they can', () => {
    const deep = `${'{"a":'.repeat(190)}{${'"b":1,'.repeat(200_000)}"b":1}${'}'.repeat(190)}`;
    const found = duplicatesOf(deep);
    expect(found).to.have.length(200_000);
    expect(found[0]?.path).to.equal(found[199_999]?.path);
    expect(duplicatesOf(`{${'"a":[],'.repeat(100_000)}"a":{}}`)).to.have.length(100_000);
  });
});

describe('keys that stand twice in broken JSON', () => {
  const shown = (text: string): string[] => {
    const report = lint(text);
    const found = report.diagnostics.filter(({ code }) => code === 'duplicate-key');
    const places = found.flatMap(({ place, related }) => [place, ...related.map((other) => other.place)]);
    return locate(report, places).map((range) => text.slice(range?.start.offset, range?.end.offset));
  };

  it('are told where they stand in the text as it was given', () => {
    expect(shown('{"Tasks":[],,"x":1,"x":2,"Tasks":[]}')).to.deep.equal(['"x"', '"x"', '"Tasks"', '"Tasks"']);
    expect(shown('{\'Name\':1,"Tasks":[], Name: 2}')).to.deep.equal(['Name', "'Name'"]);
    expect(shown('{"Tasks":[],"Name":"the "best" job","Name":"Harbour"}')).to.deep.equal(['"Name"', '"Name"']);
    expect(shown('{"Tasks":[],"x":1 /* two */,"x":2}')).to.deep.equal(['"x"', '"x"']);
  });

  it('are not told where the repair put the key in, or guessed it', () => {
    expect(shown('{"Tasks":[{[1],[2]}]}')).to.deep.equal([]);
    expect(shown('{"Tasks":[],"x":1 [1],"":2}')).to.deep.equal([]);
    expect(shown('{"Tasks":[],"Name":,"Name":"a"}')).to.deep.equal([]);
  });

  it('are not told where a break may have made one object of two', () => {
    expect(shown('{"Tasks":[{"Name":"Encode\\"},\n{"Name":"Package"}]}')).to.deep.equal([]);
    expect(shown('{"Name":"x","Tasks":[{"Name":"Encode"]},"Name":"Package"}')).to.deep.equal([]);
  });

  it('are not told of bytes that were lost', () => {
    const text = '{"Tasks":[],"N\u00e9":1,"N\u00e8":2,"x":1,"x":2}';
    const { diagnostics } = lint(Uint8Array.from(text, (unit) => unit.charCodeAt(0)));
    expect(diagnostics.filter(({ code }) => code === 'duplicate-key').map(({ args }) => args)).to.deep.equal([
      { property: 'x' },
    ]);
  });
});
