import { expect } from 'chai';
import fc from 'fast-check';
import { applyEdits, chooseApart, compareEdits, composeEdits } from '#src/parse/edits.js';
import type { TextEdit } from '#src/parse/rewrite.js';
import { anyText, editsOf, rawEdits } from '../helpers/edits.js';

const meet = (a: TextEdit, b: TextEdit): boolean =>
  (a.start < b.end && b.start < a.end) ||
  (a.start === a.end && b.start === b.end && a.start === b.start) ||
  (a.start === b.start && a.end === b.end);

describe('edits', () => {
  it('of two steps make one step', () => {
    fc.assert(
      fc.property(anyText, rawEdits, rawEdits, (text, rawFirst, rawSecond) => {
        const first = editsOf(text, rawFirst);
        const middle = applyEdits(text, first);
        const second = editsOf(middle, rawSecond);
        const both = composeEdits(first, middle, second);
        expect(applyEdits(text, both)).to.equal(applyEdits(middle, second));
        for (const [index, { end }] of both.entries()) expect(end).to.be.lessThan(both[index + 1]?.start ?? Infinity);
      }),
      { numRuns: 2000 },
    );
  });

  const groups = fc.array(
    fc.array(
      fc.tuple(fc.nat(20), fc.nat(4)).map(([start, length]) => ({ start, end: start + length, text: 'x' })),
      { maxLength: 3 },
    ),
    { maxLength: 8 },
  );

  it('are chosen so that none meets another, the whole group or nothing, and the first group always', () => {
    fc.assert(
      fc.property(groups, (all) => {
        const chosen = [...chooseApart(all)];
        const edits = chosen.flatMap((group) => all[group] ?? []);
        for (const [index, edit] of edits.entries())
          for (const other of edits.slice(index + 1))
            expect(meet(edit, other), JSON.stringify([edit, other])).to.equal(false);
        const isSound = (group: readonly TextEdit[]): boolean =>
          group.length > 0 && group.every((edit, index) => group.slice(index + 1).every((other) => !meet(edit, other)));
        const firstOf = (group: readonly TextEdit[]): number => Math.min(...group.map(({ start }) => start));
        const [first] = all
          .map((group, index) => ({ group, index }))
          .filter(({ group }) => isSound(group))
          .sort((a, b) => firstOf(a.group) - firstOf(b.group) || a.index - b.index);
        expect(chosen.includes(first?.index ?? -1)).to.equal(first !== undefined);
        for (const group of chosen) expect(isSound(all[group] ?? [])).to.equal(true);
      }),
      { numRuns: 3000 },
    );
  });

  it('that do not meet are all chosen', () => {
    const apart = [
      [{ start: 4, end: 6, text: '' }],
      [
        { start: 6, end: 6, text: 'a' },
        { start: 0, end: 4, text: '' },
      ],
      [{ start: 6, end: 9, text: 'b' }],
    ];
    expect([...chooseApart(apart)].sort()).to.deep.equal([0, 1, 2]);
    expect(
      apart
        .flat()
        .sort(compareEdits)
        .map(({ start, end }) => [start, end]),
    ).to.deep.equal([
      [0, 4],
      [4, 6],
      [6, 6],
      [6, 9],
    ]);
  });

  it('are chosen and applied in time, however many', () => {
    const many = Array.from({ length: 200_000 }, (_, index) => [
      { start: index, end: index + 1, text: '' },
      { start: 400_000 - index, end: 400_001 - index, text: '' },
    ]);
    expect(chooseApart(many).size).to.equal(200_000);
    const nested = Array.from({ length: 100_000 }, (_, index) => [{ start: index, end: 300_000 - index, text: '' }]);
    expect([...chooseApart(nested)]).to.deep.equal([0]);
  });
});
