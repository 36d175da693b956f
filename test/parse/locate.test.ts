import { expect } from 'chai';
import fc from 'fast-check';
import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import { keyAt, type Path, valueAt } from '#src/diagnostics/diagnostic.js';
import { extentOf } from '#src/parse/json/extent.js';
import { locateInJson } from '#src/parse/json/locate.js';
import { encodeJson } from '../helpers/encode-json.js';

describe('ranges in JSON text', () => {
  it('agree with the tree of jsonc-parser, for every value and key at once', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.nat(), (value, seed) => {
        const { text } = encodeJson(value, seed);
        const paths = allPaths(JSON.parse(text));
        const places = paths.flatMap((path) => [valueAt(path), keyAt(path)]);
        const spans = locateInJson(text, places);
        const tree = parseTree(text);
        paths.forEach((path, index) => {
          const node = tree && findNodeAtLocation(tree, [...path]);
          expect(spans[index * 2]).to.deep.equal(spanOf(node));
          const isProperty = typeof path.at(-1) === 'string';
          expect(spans[index * 2 + 1]).to.deep.equal(isProperty ? spanOf(node?.parent?.children?.[0]) : spanOf(node));
        });
      }),
      { numRuns: 300 },
    );
  });

  it('of characters within a string go through its escapes', () => {
    const text = '{"a": "x\\n\\u003cb\\"\\ud83d\\ude00\\/y"}';
    const value = (JSON.parse(text) as { a: string }).a;
    const cut = (start: number, end: number): string => {
      const [span] = locateInJson(text, [valueAt(['a'], { start, end })]);
      return text.slice(span?.start, span?.end);
    };
    expect([...value].join('|')).to.equal('x|\n|<|b|"|😀|/|y');
    expect([cut(1, 2), cut(2, 3), cut(2, 4), cut(4, 5), cut(5, 7), cut(7, 8), cut(0, 1), cut(8, 9)]).to.deep.equal([
      '\\n',
      '\\u003c',
      '\\u003cb',
      '\\"',
      '\\ud83d\\ude00',
      '\\/',
      'x',
      'y',
    ]);
    expect(cut(3, 3)).to.equal('');
  });

  it('of duplicate keys are those of the last one, and of what it has', () => {
    const text = '{"a": {"b": 1, "c": 2}, "a": {"b": 3}}';
    const spans = locateInJson(text, [valueAt(['a', 'b']), valueAt(['a', 'c']), keyAt(['a'])]);
    expect(spans.map(({ start, end }) => text.slice(start, end))).to.deep.equal(['3', '{', '"a"']);
    expect(spans[1]?.start).to.equal(text.lastIndexOf('{'));
    expect(spans[2]?.start).to.equal(text.lastIndexOf('"a"'));
  });

  it('of what is missing are the opening bracket of what lacks it', () => {
    const text = ' {"a": [1, {"b": null}]}';
    const places = [valueAt(['x']), valueAt(['a', 1, 'x', 'y']), valueAt(['a', 7]), valueAt(['a', 0, 'x'])];
    expect(locateInJson(text, places).map(({ start }) => start)).to.deep.equal([1, 11, 7, 8]);
  });
});

describe('places in many strings', () => {
  it('are found without looking for escapes in all that follows', () => {
    const [many, behind] = [20_000, 20_000_000];
    const text = `[${'"JobInputAsset(0)",'.repeat(many)}"${'x'.repeat(behind)}"]`;
    const places = Array.from({ length: many }, (_, index) => [
      valueAt([index], { start: 3, end: 8 }),
      ...(index % 2 === 0 ? [] : [valueAt([index], { start: 0, end: 3 })]),
    ]).flat();
    const spans = locateInJson(text, places);
    expect(spans.slice(0, 3).map(({ start, end }) => text.slice(start, end))).to.deep.equal(['Input', 'Input', 'Job']);
    expect(spans.at(-1)?.end).to.equal(1 + 19 * (many - 1) + 1 + 3);
  });
});

describe('nesting', () => {
  it('counts objects and arrays, no brackets in strings', () => {
    const isTooDeep = (text: string): boolean => extentOf(JSON.parse(text)).isTooDeep;
    expect(isTooDeep('['.repeat(200) + ']'.repeat(200))).to.equal(false);
    expect(isTooDeep('['.repeat(201) + ']'.repeat(201))).to.equal(true);
    expect(isTooDeep(`${'{"a":['.repeat(100)}null${']}'.repeat(100)}`)).to.equal(false);
    expect(isTooDeep(`${'{"a":['.repeat(100)}{}${']}'.repeat(100)}`)).to.equal(true);
    expect(isTooDeep(JSON.stringify({ a: '['.repeat(500), b: `\\"${'{'.repeat(500)}` }))).to.equal(false);
    expect(isTooDeep(`[${'[],'.repeat(500)}0]`)).to.equal(false);
  });
});

function spanOf(node: { offset: number; length: number } | undefined): { start: number; end: number } {
  return { start: node?.offset ?? -1, end: (node?.offset ?? -1) + (node?.length ?? 0) };
}

function allPaths(root: unknown): Path[] {
  const found: Path[] = [];
  const pending: { value: unknown; path: Path }[] = [{ value: root, path: [] }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, path } = next;
    found.push(path);
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) pending.push({ value: item, path: [...path, index] });
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) pending.push({ value: item, path: [...path, key] });
    }
  }
  return found;
}
