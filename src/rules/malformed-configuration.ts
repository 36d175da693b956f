import { type Diagnostic, diagnostic, valueAt } from '../diagnostics/diagnostic.js';
import { isProtected } from '../model/task-settings.js';
import { parseJson } from '../parse/json/json.js';
import { parseXml } from '../parse/xml/parse-xml.js';
import { readPlainXml } from '../parse/xml/plain-reader.js';
import { readStrictly } from '../parse/xml/recover.js';
import type { Span } from '../text/span.js';
import type { SettingsRule } from './rule.js';

/** White space takes in a byte order mark. */
const BEGINS_LIKE_MARKUP = /^\s*[<{[]/;
/** What is only the name of a value that somebody fills in later. */
const PLACEHOLDER = /^\s*\{\{?[\w .-]{0,60}\}\}?\s*$/;

/**
 * A preset in XML or JSON that is not well-formed. The service takes it when the job is created, and the task fails later
 * (seen live). The first break is told. Encrypted ones are not looked into; nor are DOCTYPEs and depths that this tool
 * does not read.
 */
export const malformedConfiguration: SettingsRule = {
  code: 'malformed-configuration',
  check(settings, report) {
    if (isProtected(settings) !== false) return;
    const found = firstBreak(settings.configuration);
    if (found === null) return;
    const { span, finding } = found;
    const args = { owner: settings.label, ...finding };
    report(diagnostic('malformed-configuration', valueAt(settings.pathOf('Configuration'), span), args));
  },
};

/** A break, and the characters of the text that it is at. */
interface Break {
  readonly span: Span;
  readonly finding:
    | (Extract<Diagnostic, { code: 'xml-syntax' }>['args'] & { readonly syntax: 'XML' })
    | (Extract<Diagnostic, { code: 'json-syntax' }>['args'] & { readonly syntax: 'JSON' });
}

function firstBreak(value: string): Break | null {
  if (!BEGINS_LIKE_MARKUP.test(value)) return null;
  // A mark that came along when the preset was read from a file.
  const mark = value.startsWith('\ufeff') ? 1 : 0;
  const text = value.slice(mark);
  const start = text.trimStart()[0] ?? '';
  const breaks = start === '<' ? xmlBreaks(text) : '{['.includes(start) && start !== '' ? jsonBreaks(text) : [];
  let first: Break | null = null;
  for (const next of breaks) if (first === null || next.span.start < first.span.start) first = next;
  if (first === null) return null;
  const span = { start: first.span.start + mark, end: first.span.end + mark };
  return { ...first, span };
}

function xmlBreaks(text: string): readonly Break[] {
  if (readPlainXml(text) !== null) return [];
  if (readStrictly(text).breaks.length === 0) return [];
  const breaks: Break[] = [];
  parseXml(text, [], ({ code, args, place }) => {
    if (code === 'xml-syntax') breaks.push({ span: spanOf(place.within), finding: { ...args, syntax: 'XML' } });
  });
  return breaks;
}

function jsonBreaks(text: string): readonly Break[] {
  if (isJson(text)) return [];
  if (PLACEHOLDER.test(text)) return [];
  const breaks: Break[] = [];
  parseJson(text, ({ code, args, place }) => {
    if (code === 'json-syntax') breaks.push({ span: spanOf(place.inText), finding: { ...args, syntax: 'JSON' } });
  });
  return breaks;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function spanOf(span: Span | undefined): Span {
  return span ?? { start: 0, end: 0 };
}
