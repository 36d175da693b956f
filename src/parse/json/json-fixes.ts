/** The fixes of broken JSON: what mends a break is found while it is read, and here gets its name. */

import type { Fix } from '../../diagnostics/diagnostic.js';
import type { JsonProblem } from '../../diagnostics/syntax-problems.js';
import { type Mend, toFix } from '../repair.js';
import type { JsonBreak } from './repaired-json.js';

/** The fix of a break, in the text as it was given; null where nobody knows what was meant. */
export function fixOfBreak(text: string, { problem, path, mend }: JsonBreak): Fix | null {
  const title = mend && TITLES[problem]?.(mend);
  return title ? toFix(text, { title, ...mend }, (inText) => ({ path, on: 'value', inText })) : null;
}

const TITLES: { readonly [P in JsonProblem]?: (mend: Mend) => string } = {
  'raw-line-break': () => 'Escape the line breaks in the string',
  'unescaped-quote': () => 'Escape the quotes in the string',
  'unclosed-string': () => 'Close the string',
  'quote-style': () => 'Use straight double quotes',
  'invalid-escape': ({ safe }) => (safe ? 'Remove the backslash' : 'Escape the backslash'),
  'control-character': () => 'Escape the control characters in the string',
  'invalid-value': write,
  'unquoted-key': () => 'Put the name in double quotes',
  'missing-colon': () => 'Insert the colon',
  'missing-comma': () => 'Insert the comma',
  'extra-comma': () => 'Remove the comma',
  'wrong-bracket': write,
  'missing-bracket': ({ edits }) => `Insert ${edits[0]?.text}`,
  comment: ({ edits }) => (edits.length === 1 ? 'Remove the comment' : 'Remove the comments'),
  'text-after-end': () => 'Remove the text',
};

function write({ edits }: Mend): string {
  return `Write ${edits[0]?.text}`;
}
