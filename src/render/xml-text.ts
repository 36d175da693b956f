/**
 * Text as XML 1.0 can carry it, in an element and in an attribute's double quotes: markup and line breaks are escaped, and
 * what XML has no way to write (control characters, half surrogate pairs, U+FFFE, U+FFFF) becomes U+FFFD.
 */
export function xmlText(text: string): string {
  return text.replace(NO_XML, '\ufffd').replace(/[&<>"\t\n\r]/g, (unit) => ESCAPES.get(unit) ?? numeric(unit));
}

/** As `xmlText`, with line breaks and tabs as they are: for elements whose text is shown over several lines. */
export function xmlLines(lines: readonly string[]): string {
  return lines.map(xmlText).join('\n');
}

// XML 1.0, production 2: Char.
const NO_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
]);

function numeric(unit: string): string {
  return `&#${unit.charCodeAt(0)};`;
}
