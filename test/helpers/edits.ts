/** Texts of lines, and changes of them, for tests of what edits come to. */
import fc from 'fast-check';
import { chooseApart, compareEdits } from '#src/parse/edits.js';
import type { TextEdit } from '#src/parse/rewrite.js';

export const anyText: fc.Arbitrary<string> = fc
  .array(fc.constantFrom('a', 'b', 'é', '😀', '\n', '\n', '\r\n', 'Encode\n', 'x y'), { maxLength: 60 })
  .map((parts) => parts.join(''));

/** Where, over how much, and what: to be fitted to a text by `editsOf`. */
export const rawEdits = fc.array(
  fc.tuple(fc.nat(), fc.nat({ max: 6 }), fc.constantFrom('', 'z', '\n', 'q\n', '\nw', 'two\nlines\n')),
  { maxLength: 5 },
);

/** Edits of a text, from left to right, none of which meets another. */
export function editsOf(text: string, raw: readonly (readonly [number, number, string])[]): TextEdit[] {
  const groups = raw.map(([at, length, put]) => {
    const start = at % (text.length + 1);
    return [{ start, end: Math.min(text.length, start + length), text: put }];
  });
  const chosen = chooseApart(groups);
  return groups
    .filter((_, index) => chosen.has(index))
    .flat()
    .sort(compareEdits);
}
