import { replacing } from '../repair.js';
import { readBrokenString } from './broken-string.js';
import { endOfOtherQuotes, straighten } from './other-quotes.js';
import type { RepairCursor } from './repair-cursor.js';
import { endOfNoValue, endOfQuotedMarkup, endOfWord, isScalar, literalFor } from './words.js';

/** Reads what stands for a string, a number or a literal, and writes what it must have meant; `null` for what nobody knows. */
export function repairScalar(cursor: RepairCursor): void {
  skipPrefix(cursor);
  const { text, at: start, out, log } = cursor;
  if (cursor.symbol === '"') {
    const { breaks, unfinished } = cursor.readString(false);
    if (breaks.length > 0 || unfinished) log.damage();
    return;
  }
  const near = endOfOtherQuotes(text, start);
  const isNear = near !== null && endsHere(text, near);
  const quoted = isNear ? near : (endOfQuotedMarkup(text, start) ?? near);
  const end = quoted ?? endOfNoValue(text, start);
  const word = text.slice(start, end);
  if (quoted !== null) {
    const mend = straighten(text, start, end);
    log.report('quote-style', start, end, endsHere(text, end) ? mend : null);
    cursor.write(end, mend.edits);
    reportLineBreak(cursor, start, end);
    return;
  }
  cursor.at = end;
  if (isScalar(word)) {
    out.copy(start, end);
    log.settle();
    return;
  }
  const literal = literalFor(word);
  log.report('invalid-value', start, end, literal && replacing({ start, end }, literal.text, literal.isSure));
  out.replace(start, end, literal?.text ?? 'null');
  if (!literal?.isSure) log.damage();
}

/** Whether what stands behind a value is what can follow one. */
function endsHere(text: string, end: number): boolean {
  return /^[ \t]*(?:[,\]}\r\n]|$)/.test(text.slice(end, end + 100));
}

/** Tells the first line break of a text in other quotes: straight quotes alone do not mend it. */
function reportLineBreak({ text, log }: RepairCursor, start: number, end: number): void {
  const found = /\r\n|[\r\n]/.exec(text.slice(start, end));
  if (found === null) return;
  const at = start + found.index;
  log.report('raw-line-break', at, at + found[0].length, null, true);
}

/** Skips `"c"` in `"a": "b": "c"`: the value behind a second colon belongs to no property. */
export function skipScalar(cursor: RepairCursor): void {
  if (!cursor.skipTrivia() || ',:}]{['.includes(cursor.symbol)) return;
  const context = { isKey: false, inArray: false, strict: true };
  const isString = cursor.symbol === '"';
  cursor.at = isString ? readBrokenString(cursor.text, cursor.at, context).end : endOfWord(cursor.text, cursor.at);
}

/** `@"…"`, `$"…"`: what other languages put before a string. */
function skipPrefix(cursor: RepairCursor): void {
  const { text, at: start, symbol } = cursor;
  const end = endOfWord(text, start);
  if (symbol === '"' || text[end] !== '"' || end - start > 2 || endOfNoValue(text, start) !== end) return;
  cursor.log.report('unexpected-symbol', start, end);
  cursor.at = end;
}
