/** What can be written at an offset of a text: names and values of JSON, and all within the TaskBody in its string. */

import type { Path } from '../diagnostics/diagnostic.js';
import { type LintOptions, type LintReport, lint } from '../lint.js';
import { isObject } from '../parse/definition.js';
import { escaped, mapJsonString } from '../parse/json/json-string.js';
import { withoutMark } from '../text/decode.js';
import type { BodyCursor } from './asset-completions.js';
import { bodyCompletions } from './body-completions.js';
import type { Completion, Completions } from './completion.js';
import { type JsonCursor, jsonCursor } from './json-cursor.js';
import { nameCompletions, propertiesAt, valueCompletions } from './property-completions.js';

/**
 * What can be written at an offset of a definition in JSON, or of a bare TaskBody; null where nothing is known. Texts of other
 * forms have none.
 */
export function completionsAt(text: string, offset: number, options: LintOptions = {}): Completions | null {
  const plain = withoutMark(text);
  const shift = text.length - plain.length;
  const made = offset < shift ? null : inText(plain, offset - shift, options);
  return made && { items: made.items, span: { start: made.span.start + shift, end: made.span.end + shift } };
}

function inText(text: string, offset: number, options: LintOptions): Completions | null {
  const report = once(() => lint(text, options));
  if (/^\s*</.test(text)) return bodyCompletions(text, offset, () => bodyCursor(report(), [], offset));
  if (!/^\s*(?:[[{/]|$)/.test(text)) return null;
  const cursor = jsonCursor(text, offset);
  if (cursor === null) return null;
  if (cursor.role === 'key') return namesAt(text, cursor, report());
  const isXml = cursor.isString && (cursor.step === 'TaskBody' || cursor.step === 'JobTemplateBody');
  return isXml ? inBody(text, offset, cursor, report) : valuesAt(cursor, report());
}

function once<T extends object>(make: () => T): () => T {
  let made: T | null = null;
  return () => {
    made ??= make();
    return made;
  };
}

/** The XML of a string is read in its own characters; what is written goes through the escapes of JSON. */
function inBody(text: string, offset: number, cursor: JsonCursor, report: () => LintReport): Completions | null {
  const { literal, isClosed } = cursor;
  const { text: xml, source } = mapJsonString(text, literal.start, literal.end + (isClosed ? 0 : 1));
  const at = mapJsonString(text, literal.start, offset + 1).text.length;
  const path = [...cursor.owner, cursor.step as string];
  const made = bodyCompletions(xml, at, () => bodyCursor(report(), path, at));
  if (made === null) return null;
  const { start, end } = made.span;
  // At the cursor itself no character may be there to ask for.
  const span = start === end ? { start: offset, end: offset } : source(made.span);
  const items = made.items.map((item) => ({ ...item, text: item.text.map(escaped) as [string, string] }));
  return { span, items };
}

function bodyCursor({ jobs }: LintReport, path: Path, offset: number): BodyCursor | null {
  const key = JSON.stringify(path);
  for (const job of jobs) {
    const task = job.tasks?.find(({ bodyPath }) => bodyPath.length === path.length && JSON.stringify(bodyPath) === key);
    if (task !== undefined) return { job, task, offset };
  }
  return null;
}

function namesAt(
  text: string,
  { owner, literal, isString, isClosed }: JsonCursor,
  { document }: LintReport,
): Completions | null {
  const written = isString ? text.slice(literal.start + 1, literal.end - (isClosed ? 1 : 0)) : '';
  const holder = owner.reduce<unknown>(
    (at, step) => (at as Record<string | number, unknown> | null | undefined)?.[step],
    document.value,
  );
  const present = new Set(isObject(holder) ? Object.keys(holder).filter((name) => name !== written) : []);
  const hasColon = /^\s{0,100}:/.test(text.slice(literal.end, literal.end + 101));
  const open = isString ? '' : '"';
  const write = (name: string, [before, after]: readonly [string, string]): Completion['text'] =>
    hasColon ? [`${open}${name}"`, ''] : [`${open}${name}": ${before}`, after];
  return completions(literal, isString, nameCompletions(propertiesAt(document, owner), present, write));
}

function valuesAt({ owner, step, literal, isString }: JsonCursor, { document }: LintReport): Completions | null {
  const property = propertiesAt(document, owner).find(({ name }) => name === step);
  if (property === undefined) return null;
  const write = (value: string | number): string =>
    JSON.stringify(value).slice(isString && typeof value === 'string' ? 1 : 0);
  const items = valueCompletions(property, write);
  // What is no string cannot be written between quotes.
  const fitting = isString ? items.filter(({ text: [written] }) => written.endsWith('"')) : items;
  return completions(literal, isString, fitting);
}

/** The opening quote stays: the letters behind it are what has been typed. */
function completions(
  { start, end }: JsonCursor['literal'],
  isString: boolean,
  items: readonly Completion[],
): Completions | null {
  return items.length === 0 ? null : { span: { start: isString ? start + 1 : start, end }, items };
}
