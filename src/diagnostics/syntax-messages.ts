/** Sentences for what breaks the syntax of JSON and XML: one table each, total by its type. */
import type { JsonProblem, XmlProblem } from './syntax-problems.js';
import { didYouMean, firstLine } from './words.js';

/** What a break of JSON is called, and the way out. */
export const JSON_PROBLEMS: { readonly [P in JsonProblem]: (found: string) => string } = {
  'raw-line-break': () => 'A string goes on over a line break. Write the break as \\n, or put the string on one line.',
  'unescaped-quote': () => 'A quote inside a string is not escaped. Write it as \\".',
  'unclosed-string': () => 'A string ends here without its closing quote.',
  'quote-style': (found) => `Expected straight double quotes, found ${firstLine(found)}`,
  'invalid-escape': (found) =>
    ESCAPES.get(found[1] ?? '') ?? `"${found}" is no escape of JSON. A backslash itself is written \\\\.`,
  'control-character': (found) =>
    `A control character stands in a string. Write it as ${JSON.stringify(found).slice(1, -1)}.`,
  'invalid-value': invalidValue,
  'unquoted-key': (found) => `The property name ${found} must stand in double quotes.`,
  'missing-value': () => 'Expected a value before this.',
  'missing-key': () => 'Expected a property name before this.',
  'missing-colon': () => 'Expected a colon before this.',
  'missing-comma': () => 'Expected a comma before this.',
  'extra-comma': () => 'Unexpected comma: nothing stands between it and what follows.',
  'wrong-bracket': (found) => `Unexpected "${found}", expected "${found === ']' ? '}' : ']'}".`,
  'missing-bracket': (found) => `Expected a closing "${found === '}' ? ']' : '}'}" before this.`,
  'unexpected-end': () => 'The text ends in the middle of the JSON.',
  'unexpected-symbol': (found) => `Unexpected "${found}".`,
  comment: (found) =>
    found.startsWith('#')
      ? 'JSON has no comments. Remove it.'
      : 'JSON has no comments. Remove it, or name the file .jsonc.',
  'unclosed-comment': () => 'This comment is never closed, expected */.',
  'text-after-end': (found) => `Unexpected text after the end of the JSON: ${firstLine(found)}`,
};

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["'", "\\' is no escape of JSON. A single quote needs no backslash."],
  ['u', '\\u needs four hexadecimal digits.'],
]);

function invalidValue(found: string): string {
  const literal = LITERALS.get(found.toLowerCase());
  if (literal !== undefined) return `"${found}" is no JSON value.${didYouMean(literal)}`;
  if (/^[+-]?[\d.]/.test(found))
    return `${found} is no number of JSON, which has no leading zeros, plus signs or hexadecimal.`;
  return `"${found}" is no JSON value. Text stands in double quotes.`;
}

const LITERALS: ReadonlyMap<string, string> = new Map([
  ['true', 'true'],
  ['false', 'false'],
  ['null', 'null'],
  ['none', 'null'],
  ['nil', 'null'],
  ['undefined', 'null'],
  ['nan', 'null'],
]);

/** What a break of XML is called, and what was expected. */
export const XML_PROBLEMS: { readonly [P in XmlProblem]: (found: string, expected: string) => string } = {
  empty: () => 'The TaskBody is empty, expected a <taskBody> element.',
  'no-element': () => 'There is no XML here, expected a <taskBody> element.',
  'escaped-markup': () => 'The markup itself is escaped. Write < instead of &lt;.',
  'missing-root': (_, expected) => `These elements stand side by side. Put one ${expected} around them.`,
  'curly-quote': (_, expected) => `Curly quotes around the value. Write straight ones: "${expected}".`,
  'unquoted-value': (found) => `The value ${found} must stand in quotes.`,
  'missing-value': (found) => `The attribute ${found} has no value.`,
  'unclosed-value': () => 'The quote that opens this value is never closed.',
  'quote-in-value': (found) =>
    `Unexpected raw ${found} inside a value, expected ${found === '"' ? '&quot;' : '&apos;'}.`,
  'less-than-in-value': () => 'Unexpected raw < inside a value, expected &lt;.',
  'missing-space': () => 'Expected white space before this attribute.',
  'repeated-attribute': (found) => `The attribute ${found} is there twice.`,
  'raw-ampersand': () => 'Unexpected raw &, expected &amp;.',
  'unknown-entity': (found) => `XML has no entity ${found}. Write the character itself, or its number.`,
  'invalid-character-reference': (found) => `${found} stands for a character that XML cannot carry.`,
  'invalid-character': (found) =>
    `The character U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')} cannot stand in XML. Remove it.`,
  'raw-less-than': () => 'Unexpected raw < that begins no tag, expected &lt;.',
  'invalid-name': (found) => `A name cannot begin with "${found.slice(1)}".`,
  'space-before-name': () => 'Unexpected white space before the name of the tag.',
  'cdata-end-in-text': () => 'Unexpected ]]> in text, expected ]]&gt;.',
  'unclosed-tag': (found) => `The tag ${found} has no closing >.`,
  'unclosed-markup': (found, expected) => `${found} is never closed, expected ${expected}.`,
  'malformed-markup': (found) => `Unexpected ${found} here.`,
  'declaration-not-first': () => 'The XML declaration must be the very first characters, with nothing before it.',
  'opening-for-closing': (found, expected) =>
    `Unexpected ${found}, expected ${expected}: it opens where it should close.`,
  'closing-tag-case': (found, expected) => `Unexpected </${found}>, expected ${expected}: case matters.`,
  'wrong-closing-tag': (found, expected) => `Unexpected </${found}>, expected ${expected}.`,
  'stray-closing-tag': (found) => `Unexpected </${found}>: nothing of that name is open.`,
  'unclosed-element': (found, expected) => `<${found}> is never closed, expected ${expected}.`,
  'text-outside-root': (found, expected) =>
    `Unexpected text ${expected === '' ? 'before the root element' : `after </${expected}>`}: ${firstLine(found)}`,
  'second-root': (found) => `Unexpected second root <${found}>: XML has only one.`,
  'undeclared-prefix': (found, expected) =>
    `The prefix ${found} has no declaration.${expected === '' ? '' : ` Add ${expected} to the root element.`}`,
  'misspelt-namespace': (found, expected) =>
    `The namespace ${found} is not quite ${expected}, so its names mean nothing.`,
  'unescaped-body': (found) =>
    `The ${found} stands here as markup, but it is text. Escape it: &lt; for <, &amp; for &; or put it in CDATA.`,
  other: () => 'The XML is not well-formed here.',
};
