/** Items of a list in the text of a job: put in, taken out, moved. An item that is put in looks like those beside it. */
import { type Path, valueAt } from '../diagnostics/diagnostic.js';
import { isObject } from '../parse/definition.js';
import type { TextEdit } from '../parse/rewrite.js';
import { escapeAttribute } from '../parse/xml/escape.js';
import { blanksBefore, type Span } from '../text/span.js';
import { type JobText, spansOf } from './job-text.js';
import type { Fail } from './task-spec.js';
import { atomEntry } from './write-atom.js';
import type { EntityValue } from './write-job.js';

/** A list in the document, and how many items it has. */
export interface TextList {
  readonly path: Path;
  readonly count: number;
}

/** How an item is written: as JSON, as an element of Atom (an entry or a link), or as a part of a batch. */
type ItemForm = 'JSON' | 'element' | 'part';

/** An item in the text. */
interface Item {
  readonly form: ItemForm;
  readonly value: Span;
  /** All of it, as it is written: for a part of a batch, from its delimiter to the next. */
  readonly whole: Span;
  /** What goes when it is taken out: with its comma, with its line. */
  readonly member: Span;
}

/** Takes an item out of its list, with the comma or the line that goes with it. */
export function removeItem(job: JobText, list: TextList, index: number): TextEdit {
  return { ...itemAt(job, list, index).member, text: '' };
}

/** Puts an item in front of the one at `at`, or behind all. It is an entity, an input as verbose JSON has it, or a URI. */
export function insertItem(job: JobText, list: TextList, at: number, value: unknown, fail: Fail): TextEdit {
  if (list.count === 0) return insertFirst(job, list, value, fail);
  const near = itemAt(job, list, Math.max(0, at - 1));
  return insertBeside(job, list, near, at > 0, written(job, list, near, value, fail));
}

/** Moves an item, as it is written, to where it has `to` others before it when it is gone from its place. */
export function moveItem(job: JobText, list: TextList, from: number, to: number, fail: Fail): readonly TextEdit[] {
  const item = itemAt(job, list, from);
  const at = to > from ? to + 1 : to;
  const near = itemAt(job, list, Math.max(0, at - 1));
  if (item.form !== near.form)
    fail('one stands in the job itself and the other is posted to it: neither can take that place');
  const text = job.text.slice(item.whole.start, item.whole.end);
  return [{ ...item.member, text: '' }, insertBeside(job, list, near, at > 0, text)];
}

function itemAt(job: JobText, { path }: TextList, index: number): Item {
  const at = [...path, index];
  const [value, member] = spansOf(job, [valueAt(at), { path: at, on: 'member' }]) as readonly [Span, Span];
  if (job.text.startsWith('--', member.start)) return { form: 'part', value, whole: member, member };
  return { form: job.text[value.start] === '<' ? 'element' : 'JSON', value, whole: value, member };
}

function insertBeside(job: JobText, list: TextList, { form, whole }: Item, isBehind: boolean, text: string): TextEdit {
  const at = isBehind ? whole.end : whole.start;
  if (form === 'part') return { start: at, end: at, text };
  // What stands between items: a first one may follow its bracket at once.
  const pattern = form === 'JSON' && list.count > 1 ? itemAt(job, list, 1).whole : whole;
  const gap = (form === 'JSON' ? ',' : '') + blanksBefore(job.text, pattern.start);
  return { start: at, end: at, text: isBehind ? gap + text : text + gap };
}

function written(job: JobText, list: TextList, near: Item, value: unknown, fail: Fail): string {
  if (near.form === 'part') return partText(job, near, value as EntityValue);
  if (near.form === 'JSON') return laidOut(value, layoutOf(job.text, near.value));
  const uri = uriOf(value);
  if (uri === null)
    return atomEntry(value as EntityValue, blanksBefore(job.text, near.value.start).replace(/^.*\n/s, ''));
  const index = list.count - 1;
  const [href] = spansOf(job, [valueAt([...list.path, index, '__metadata', 'uri'])]) as readonly [Span];
  const { start, end } = itemAt(job, list, index).value;
  if (href.start < start || href.end > end || !/["']/.test(job.text[href.end] ?? ''))
    fail('the link beside it has no href');
  return job.text.slice(start, href.start) + escapeAttribute(uri) + job.text.slice(href.end, end);
}

/** The URI of an input as JSON has it; null for anything else. */
function uriOf(value: unknown): string | null {
  const metadata = isObject(value) ? value.__metadata : null;
  return isObject(metadata) && typeof metadata.uri === 'string' ? metadata.uri : null;
}

/** A part like the one beside it, with another body and a Content-ID of its own. */
function partText({ text }: JobText, { value, whole }: Item, entity: EntityValue): string {
  const head = text.slice(whole.start, value.start).replace(/<\?xml[^>]*>\s*$/, '');
  const own = head.replace(/^(content-id:[ \t]*)\S+/im, (_, name: string) => name + freeId(text));
  const body = text[value.start] === '<' ? atomEntry(entity) : JSON.stringify(entity);
  const tail = text.slice(value.end, whole.end);
  return own.replace(/^content-length:.*(?:\r\n|\n|\r)/im, '') + body + tail;
}

function freeId(text: string): string {
  let count = 1;
  while (text.includes(`task-${count}`)) count += 1;
  return `task-${count}`;
}

/** The first item of a list in JSON: on a line of its own if the list has one. */
function insertFirst(job: JobText, { path }: TextList, value: unknown, fail: Fail): TextEdit {
  const [{ start, end }] = spansOf(job, [valueAt(path)]) as readonly [Span];
  if (job.text[start] !== '[') fail('this form has no list yet to put it into');
  const inner = { start: start + 1, end: end - 1 };
  const line = job.text.slice(Math.max(0, start - LINE), start).match(/(?:^|(\r?\n))([ \t]*)[^\r\n]*$/);
  const [, lineBreak, indentation = ''] = line ?? [];
  const isBlank = job.text.slice(inner.start, inner.end).trim() === '';
  if (lineBreak === undefined || indentation === '' || !isBlank) {
    return { start: inner.start, end: inner.start, text: JSON.stringify(value) };
  }
  const unit = indentation.slice(0, Math.max(1, Math.floor(indentation.length / Math.max(1, path.length))));
  const item = laidOut(value, { line: `${lineBreak}${indentation}${unit}`, unit });
  return { ...inner, text: `${lineBreak}${indentation}${unit}${item}${lineBreak}${indentation}` };
}

/** How far a line is looked at. */
const LINE = 500;

/** How an item is laid out over several lines: the line break with the indentation of the item, and what a level adds. */
interface Layout {
  readonly line: string;
  readonly unit: string;
}

/** The layout of an item; null where it stands on one line. */
function layoutOf(text: string, { start, end }: Span): Layout | null {
  const line = blanksBefore(text, start).replace(/^.*(?=\r?\n)/s, '');
  const inner = /^\{([ \t\r\n]{1,200})"/.exec(text.slice(start, Math.min(end, start + 202)))?.[1] ?? '';
  if (!line.includes('\n') || !inner.startsWith(line)) return null;
  return { line, unit: inner.slice(line.length) };
}

function laidOut(value: unknown, layout: Layout | null): string {
  if (layout === null) return JSON.stringify(value);
  const lineBreak = layout.line.startsWith('\r\n') ? '\r\n' : '\n';
  const indentation = layout.line.slice(layout.line.lastIndexOf('\n') + 1);
  return JSON.stringify(value, null, layout.unit).replaceAll('\n', `${lineBreak}${indentation}`);
}
