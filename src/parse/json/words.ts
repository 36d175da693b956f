/** What stands in broken JSON where a string, a number or a literal should: words, and text in quotes of other kinds. */

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const PLACEHOLDER = /\{\{[^{}"\r\n]{1,200}\}\}/y;
const UNOPENED = /[^\s,:;[\]{}"][^,:;[\]{}"\r\n]{0,200}"(?=[ \t]*[,}\]\r\n])/y;
/** How far to look for the closing one of other quotes. */
const QUOTED_LENGTH = 5000;
/** Which quote closes what another opens, on the same line and not within a word. */
const CLOSING: ReadonlyMap<string, RegExp> = new Map([
  ["'", /[\r\n]|'(?![\w'"])/],
  ['`', /[\r\n]|`(?![\w'"])/],
  ['‘', /[\r\n]|’(?![\w'"])/],
  ['“', /[\r\n]|”(?![\w'"])/],
  ['”', /[\r\n]|”(?![\w'"])/],
  ['„', /[\r\n]|“(?![\w'"])/],
]);

/** What ends XML in such quotes: its last bracket and the quote. */
const CLOSING_MARKUP: ReadonlyMap<string, string> = new Map([
  ["'", ">'"],
  ['`', '>`'],
  ['‘', '>’'],
  ['“', '>”'],
  ['”', '>”'],
]);

/** Offset behind the run of characters at `start` that nothing separates; at least one. */
export function endOfWord(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && !' \t\r\n,:;[]{}"'.includes(text[end] as string)) end += 1;
  return end;
}

/** Whether a word is a value of JSON: a number, `true`, `false`, `null`. */
export function isScalar(word: string): boolean {
  return word === 'true' || word === 'false' || word === 'null' || NUMBER.test(word);
}

/**
 * Offset behind what stands where a value should and is none: a word, a placeholder in double braces, or words with only
 * the closing quote of their string.
 */
export function endOfNoValue(text: string, start: number): number {
  PLACEHOLDER.lastIndex = start;
  if (PLACEHOLDER.test(text)) return PLACEHOLDER.lastIndex;
  UNOPENED.lastIndex = start;
  return UNOPENED.test(text) ? UNOPENED.lastIndex : endOfWord(text, start);
}

/** Whether a template's placeholder stands here: `{{preset}}`. */
export function isPlaceholder(text: string, start: number): boolean {
  PLACEHOLDER.lastIndex = start;
  return PLACEHOLDER.test(text);
}

/** Offset behind XML in single, curly or back quotes, over any number of lines; null where none starts at `start`. */
export function endOfQuotedMarkup(text: string, start: number): number | null {
  const closing = text[start + 1] === '<' ? CLOSING_MARKUP.get(text[start] as string) : undefined;
  if (closing === undefined) return null;
  const length = text.slice(start + 2, start + QUOTED_LENGTH).indexOf(closing);
  return length < 0 ? null : start + 2 + length + closing.length;
}

/** Offset behind a text in single, curly or back quotes on one line that starts at `start`; null where there is none. */
export function endOfOtherQuotes(text: string, start: number): number | null {
  const closing = CLOSING.get(text[start] as string);
  const found = closing === undefined ? null : closing.exec(text.slice(start + 1, start + QUOTED_LENGTH));
  return found === null || '\r\n'.includes(found[0]) ? null : start + 1 + found.index + 1;
}

/** A string literal as JSON.parse would read it; as it stands where even that fails. */
export function unquote(literal: string): string {
  try {
    return JSON.parse(literal) as string;
  } catch {
    return literal.replace(/^"|"$/g, '');
  }
}
