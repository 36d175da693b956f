/** Strings of broken JSON in single, curly or back quotes. */
import type { Mend } from '../repair.js';
import type { TextEdit } from '../rewrite.js';
import { endOfEscape, escaped } from './json-string.js';

/** How far to look for the closing one of other quotes. */
const QUOTED_LENGTH = 5000;
/** Which quote closes what another opens, on the same line, not within a word and not behind a backslash. */
const CLOSING: ReadonlyMap<string, RegExp> = new Map([
  ["'", /[\r\n]|(?<!\\)'(?![\w'"])/],
  ['`', /[\r\n]|(?<!\\)`(?![\w'"])/],
  ['‘', /[\r\n]|’(?![\w'"])/],
  ['“', /[\r\n]|”(?![\w'"])/],
  ['”', /[\r\n]|”(?![\w'"])/],
  ['„', /[\r\n]|“(?![\w'"])/],
]);

/** Offset behind a text in single, curly or back quotes on one line that starts at `start`; null where there is none. */
export function endOfOtherQuotes(text: string, start: number): number | null {
  const closing = CLOSING.get(text[start] as string);
  const found = closing === undefined ? null : closing.exec(text.slice(start + 1, start + QUOTED_LENGTH));
  return found === null || '\r\n'.includes(found[0]) ? null : start + 1 + found.index + 1;
}

/**
 * What makes a string of JSON of a text in other quotes, which stand at its two ends. A backslash may mean itself there, so
 * only before a quote it is taken for an escape without a doubt.
 */
export function straighten(text: string, start: number, end: number): Mend {
  const edits: TextEdit[] = [{ start, end: start + 1, text: '"' }];
  let safe = true;
  let at = start + 1;
  const put = (length: number, made: string): void => {
    edits.push({ start: at, end: at + length, text: made });
    at += length;
  };
  while (at < end - 1) {
    const unit = text[at] as string;
    if (unit === '\\' && at + 1 < end - 1 && "'`’”".includes(text[at + 1] as string)) {
      put(1, '');
      at += 1;
    } else if (unit === '\\') {
      safe &&= text[at + 1] === '"';
      const behind = endOfEscape(text, at);
      if (behind !== null && behind <= end - 1) at = behind;
      else put(1, '\\\\');
    } else if (unit === '"' || unit < ' ') put(1, escaped(unit));
    else at += 1;
  }
  edits.push({ start: end - 1, end, text: '"' });
  return { safe, edits };
}
