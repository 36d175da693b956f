import { readBrokenString } from './broken-string.js';
import type { RepairCursor } from './repair-cursor.js';
import { endOfNoValue, endOfOtherQuotes, endOfWord, isScalar } from './words.js';

/** Reads what stands for a string, a number or a literal, and writes what it must have meant; `null` for what nobody knows. */
export function repairScalar(cursor: RepairCursor): void {
  skipPrefix(cursor);
  const { text, at: start, out, log } = cursor;
  if (cursor.symbol === '"') {
    const { breaks, unfinished } = cursor.readString(false);
    if (breaks.length > 0 || unfinished) log.damage();
    return;
  }
  const quoted = endOfOtherQuotes(text, start);
  const end = quoted ?? endOfNoValue(text, start);
  const word = text.slice(start, end);
  cursor.at = end;
  if (quoted !== null) {
    log.report('quote-style', start, end);
    out.replace(start, end, JSON.stringify(word.slice(1, -1)));
  } else if (isScalar(word)) {
    out.copy(start, end);
    log.settle();
  } else {
    log.report('invalid-value', start, end);
    out.replace(start, end, 'null');
    log.damage();
  }
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
