/** The fixes of XML that is not well-formed. Most breaks say themselves what mends them; the others carry it. */

import { excerpt, type Fix, type Path, valueAt } from '../../diagnostics/diagnostic.js';
import { nearest } from '../../diagnostics/nearest.js';
import type { XmlProblem } from '../../diagnostics/syntax-problems.js';
import { behindBlanks } from '../../text/span.js';
import { type Mend, type Repair, removalOf, replacing, saysNothing, toFix } from '../repair.js';
import type { TextEdit } from '../rewrite.js';
import { findInvalidCharacter } from './characters.js';
import type { XmlBreak } from './xml.js';

/** The fix of a break of the XML that stands at `path`; null where nobody knows what was meant. */
export function fixOfBreak(xml: string, found: XmlBreak, path: Path): Fix | null {
  const repair = REPAIRS[found.problem]?.(found, xml) ?? null;
  return repair && toFix(xml, repair, (span) => valueAt(path, span));
}

type MakeRepair = (found: XmlBreak, xml: string) => Repair | null;

const REPAIRS: { readonly [P in XmlProblem]?: MakeRepair } = {
  'curly-quote': carried(() => 'Use straight quotes'),
  'unquoted-value': carried(() => 'Put the value in quotes'),
  'unclosed-value': carried(() => 'Close the value'),
  'quote-in-value': carried(({ found }) => `Write ${found === '"' ? '&quot;' : '&apos;'}`),
  'less-than-in-value': carried(() => 'Write &lt;'),
  'missing-space': ({ span: { start } }) => titled('Insert a space', replacing({ start, end: start }, ' ')),
  'raw-ampersand': ({ span }) => titled('Write &amp;', replacing(span, '&amp;')),
  'invalid-character': ({ span }, xml) => titled('Remove what XML cannot carry', withoutInvalid(xml, span.start)),
  'space-before-name': ({ span, found }) => {
    const start = span.start + (found.startsWith('</') ? 2 : 1);
    return titled('Remove the white space', replacing({ start, end: span.end }, ''));
  },
  'unclosed-tag': carried(({ mend }) => `Insert ${mend?.edits[0]?.text}`),
  'declaration-not-first': ({ span }, xml) => {
    const isAfterBlanks = span.start < MOST_BLANKS && behindBlanks(xml, 0) >= span.start;
    const mend = replacing({ start: 0, end: span.start }, '');
    return isAfterBlanks ? titled('Remove the white space before the declaration', mend) : null;
  },
  'opening-for-closing': ({ span, expected }) => titled(`Write ${excerpt(expected, 40)}`, replacing(span, expected)),
  'closing-tag-case': closing,
  'wrong-closing-tag': closing,
  'unclosed-element': carried(({ expected }) => `Insert ${excerpt(expected, 40)}`),
  'text-outside-root': ({ span, found }, xml) =>
    titled('Remove the text', { safe: saysNothing(found), edits: [removalOf(xml, span)] }),
};

/** How many blanks before an XML declaration are looked through. */
const MOST_BLANKS = 1000;

function titled(title: string, mend: Mend): Repair {
  return { title, ...mend };
}

/** Of a break that carries what mends it. */
function carried(title: (found: XmlBreak) => string): MakeRepair {
  return (found) => (found.mend ? titled(title(found), found.mend) : null);
}

/** The name of the opening tag in the closing one. A name that is not even like it may have meant something else. */
function closing({ span, found, expected, pair }: XmlBreak): Repair | null {
  if (pair === undefined) return null;
  const isNear = found.length < 100 && nearest(found, [pair.name]) !== null;
  return titled(`Write ${excerpt(expected, 40)}`, replacing(span, pair.name, isNear));
}

function withoutInvalid(xml: string, first: number): Mend {
  const edits: TextEdit[] = [];
  for (let at = first; at >= 0; at = findInvalidCharacter(xml, at + 1))
    edits.push({ start: at, end: at + 1, text: '' });
  return { safe: false, edits };
}
