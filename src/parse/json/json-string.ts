import type { Span } from '../../text/span.js';
import { type MappedText, TextMapBuilder } from '../../text/text-map.js';

const SHORT_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** Offset behind the escape whose backslash is at `start`; null where JSON has no such escape. */
export function endOfEscape(text: string, start: number): number | null {
  ESCAPE.lastIndex = start;
  return ESCAPE.test(text) ? ESCAPE.lastIndex : null;
}

/** Offset behind the quote that ends the string opened at `start`; the text's length when there is none. */
export function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    if (!isEscaped(text, quote)) return quote + 1;
  }
  return text.length;
}

/** Whether a character of a string stands behind a backslash that is not itself escaped. */
export function isEscaped(text: string, at: number): boolean {
  let slashes = at;
  while (text.charCodeAt(slashes - 1) === 0x5c) slashes -= 1;
  return (at - slashes) % 2 === 1;
}

/** How characters are written in a string of JSON. */
export function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** The characters that a well-formed JSON string literal at `[start, end)`, quotes included, stands for. */
export function mapJsonString(source: string, start: number, end: number): MappedText {
  const map = new TextMapBuilder(source);
  const close = end - 1;
  const text = source.slice(0, close);
  let at = start + 1;
  // An empty string has a place too: between its quotes.
  if (at === close) map.replace(at, at, '');
  while (at < close) {
    const slash = text.indexOf('\\', at);
    if (slash < 0) {
      map.copy(at, close);
      break;
    }
    map.copy(at, slash);
    const letter = source[slash + 1] ?? '';
    const length = letter === 'u' ? 6 : 2;
    const unit = letter === 'u' ? String.fromCharCode(Number.parseInt(source.slice(slash + 2, slash + 6), 16)) : letter;
    map.replace(slash, slash + length, SHORT_ESCAPES.get(unit) ?? unit);
    at = slash + length;
  }
  return map.build();
}

/**
 * What `source` of the map of a string literal gives for one run of its characters, without the map: that is for strings in
 * which many runs are looked for.
 */
export function spanInString(source: string, literal: Span, within: Span): Span {
  // Without what follows: the next escape may be there, and would be looked for again from each string.
  const text = source.slice(0, literal.end);
  const start = offsetInString(text, literal, within.start, 'start');
  const end = within.end <= within.start ? start : offsetInString(text, literal, within.end, 'end');
  return { start, end: Math.max(start, end) };
}

/** Where a character of a string literal begins, or the one before it ends. */
function offsetInString(source: string, literal: Span, offset: number, edge: 'start' | 'end'): number {
  const close = literal.end - 1;
  // What is left: a run that ends at the offset reaches it, one that begins there does not.
  let left = edge === 'end' ? offset : offset + 1;
  let at = literal.start + 1;
  for (;;) {
    const slash = source.indexOf('\\', at);
    const copied = (slash < 0 ? close : slash) - at;
    if (left <= copied) return at + left - (edge === 'end' ? 0 : 1);
    at += copied;
    if (at === close) return close;
    const next = at + (source.charCodeAt(at + 1) === 0x75 ? 6 : 2);
    left -= copied + 1;
    if (left <= 0) return edge === 'end' ? next : at;
    at = next;
  }
}
