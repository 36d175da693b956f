/** What mends an attribute value: characters that must not stand in it become references. */
import type { Mend } from '../repair.js';
import type { TextEdit } from '../rewrite.js';
import { escapeAttribute } from './escape.js';

/** Changes of all characters of a kind in a run to their references. */
export function escaping(xml: string, character: '"' | "'" | '<', start: number, end: number): TextEdit[] {
  const edits: TextEdit[] = [];
  const run = xml.slice(start, end);
  for (let at = run.indexOf(character); at >= 0; at = run.indexOf(character, at + 1)) {
    edits.push({ start: start + at, end: start + at + 1, text: escapeAttribute(character) });
  }
  return edits;
}

/** Quotes from `start` to the end of a value. With an attribute between them, they may be those of two values. */
export function escapingQuotes(xml: string, quote: '"' | "'", start: number, end: number): Mend {
  return { safe: !/=[ \t\r\n]*["']/.test(xml.slice(start, end)), edits: escaping(xml, quote, start, end) };
}

/** Brackets in a value; null where they are of tags that the value has swallowed. */
export function escapingBrackets(xml: string, start: number, end: number): Mend | null {
  const isSwallowed = /<\/|<(?:inputAsset|outputAsset|taskBody)\b/i.test(xml.slice(start, end));
  return isSwallowed ? null : { safe: true, edits: escaping(xml, '<', start, end) };
}
