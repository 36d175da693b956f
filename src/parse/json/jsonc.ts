/** JSON with comments and trailing commas, as `.jsonc` files have it. */
import type { Span } from '../../text/span.js';
import { endOfString } from './json-string.js';

/** Stands where a trailing comma stood. A comment leaves spaces, so that who has the text as written can tell. */
export const NO_COMMA = '\t';

/** A text with blanks, of the same length, where comments and trailing commas stood; and the comments. */
export interface PlainJson {
  readonly text: string;
  readonly comments: readonly Span[];
}

/** Takes comments and trailing commas out of a text. What breaks the JSON otherwise is left for JSON.parse to refuse. */
export function stripJsonc(text: string): PlainJson {
  const parts: string[] = [];
  const comments: Span[] = [];
  let copied = 0;
  const blank = (start: number, end: number): void => {
    parts.push(text.slice(copied, start), text.slice(start, end).replace(/[^\r\n]/g, ' '));
    copied = end;
  };
  /** Which part is the comma behind which only blanks and comments have come; the sign before that. */
  let comma: number | null = null;
  let last = '';
  let at = 0;
  // One comment that is never closed means that none behind it is: looking for each end would be quadratic.
  const lastClose = text.lastIndexOf('*/');
  while (at < text.length) {
    const unit = text[at] as string;
    const end = unit === '/' ? endOfComment(text, at, lastClose) : unit === '"' ? endOfString(text, at) : at + 1;
    if (unit === '/' && end > at + 1) {
      comments.push({ start: at, end });
      blank(at, end);
    } else if (unit === ',' && !'[{,:'.includes(last)) {
      parts.push(text.slice(copied, at), NO_COMMA);
      copied = end;
      comma = parts.length - 1;
      last = unit;
    } else if (!' \t\r\n'.includes(unit)) {
      if (comma !== null && unit !== '}' && unit !== ']') parts[comma] = ',';
      comma = null;
      last = unit;
    }
    at = end;
  }
  if (comma !== null) parts[comma] = ',';
  parts.push(text.slice(copied));
  return { text: parts.join(''), comments };
}

/** Behind the comment at `start`; right behind its slash where it is none, or one that is never closed. */
function endOfComment(text: string, start: number, lastClose: number): number {
  const next = text[start + 1];
  if (next === '*') return lastClose < start + 2 ? start + 1 : text.indexOf('*/', start + 2) + 2;
  if (next !== '/') return start + 1;
  for (let at = start; at < text.length; at += 1) if (text[at] === '\n' || text[at] === '\r') return at;
  return text.length;
}
