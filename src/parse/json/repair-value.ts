import { readBrokenString } from './broken-string.js';
import type { RepairCursor } from './repair-cursor.js';
import { endOfNoValue, endOfOtherQuotes, endOfQuotedMarkup, endOfWord, isScalar } from './words.js';

/** Reads what stands for a string, a number or a literal, and writes what it must have meant; `null` for what nobody knows. */
export function repairScalar(cursor: RepairCursor): void {
  skipPrefix(cursor);
  const { text, at: start, out, log } = cursor;
  if (cursor.symbol === '"') {
    const { breaks, unfinished } = cursor.readString(false);
    if (breaks.length > 0 || unfinished) log.damage();
    return;
  }
  const quoted = endOfQuotedMarkup(text, start) ?? endOfOtherQuotes(text, start);
  const end = quoted ?? endOfNoValue(text, start);
  const word = text.slice(start, end);
  cursor.at = end;
  if (quoted !== null) {
    log.report('quote-style', start, end);
    requote(cursor, start, end);
  } else if (isScalar(word)) {
    out.copy(start, end);
    log.settle();
  } else {
    log.report('invalid-value', start, end);
    out.replace(start, end, 'null');
    log.damage();
  }
}

/** Escapes of JSON, of which the first group stays; those of other quotes; and what JSON cannot have as it stands. */
const SPECIAL = /(\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))|\\['`’”]|\r\n|["\\\p{Cc}]/gu;

/** Writes a text in other quotes as a string of JSON, piece by piece, so that what is in it can be found again. */
function requote({ text, out, log }: RepairCursor, start: number, end: number): void {
  const from = start + 1;
  let isOneLine = true;
  let copied = from;
  out.replace(start, from, '"');
  for (const { 0: found, 1: kept, index } of text.slice(from, end - 1).matchAll(SPECIAL)) {
    if (kept !== undefined) continue;
    const at = from + index;
    out.copy(copied, at);
    copied = at + found.length;
    out.replace(
      at,
      copied,
      found.length > 1 && found[0] === '\\' ? found.slice(1) : JSON.stringify(found).slice(1, -1),
    );
    if (isOneLine && /[\r\n]/.test(found)) {
      isOneLine = false;
      log.report('raw-line-break', at, copied, true);
    }
  }
  out.copy(copied, end - 1);
  out.replace(end - 1, end, '"');
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
