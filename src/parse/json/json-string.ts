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

/** How characters are written in a string of JSON. */
export function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** The characters that a well-formed JSON string literal at `[start, end)`, quotes included, stands for. */
export function mapJsonString(source: string, start: number, end: number): MappedText {
  const map = new TextMapBuilder(source);
  const close = end - 1;
  let at = start + 1;
  // An empty string has a place too: between its quotes.
  if (at === close) map.replace(at, at, '');
  while (at < close) {
    const slash = source.indexOf('\\', at);
    if (slash < 0 || slash >= close) {
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
