/** Items of a list in the text of a job: put in, taken out, moved. An item that is put in looks like those beside it. */
import { type Path, valueAt } from '../diagnostics/diagnostic.js';
import type { TextEdit } from '../parse/rewrite.js';
import { blanksBefore, type Span } from '../text/span.js';
import { type JobText, spansOf } from './job-text.js';

/** A list in the document, and how many items it has. */
export interface TextList {
  readonly path: Path;
  readonly count: number;
}

/** Takes an item out of its list, with the comma that goes with it. */
export function removeItem(job: JobText, list: TextList, index: number): TextEdit {
  const [span] = spansOf(job, [{ path: [...list.path, index], on: 'member' }]) as readonly [Span];
  return { ...span, text: '' };
}

/** Puts an item in front of the one at `at`, or behind all. */
export function insertItem(job: JobText, list: TextList, at: number, value: unknown): TextEdit {
  const layout = layoutOf(job, list);
  return insertText(job, list, at, layout === null ? JSON.stringify(value) : laidOut(value, layout));
}

/** Moves an item, as it is written, to where it has `to` before it when it is gone from its place. */
export function moveItem(job: JobText, list: TextList, from: number, to: number): readonly TextEdit[] {
  const [span] = spansOf(job, [valueAt([...list.path, from])]) as readonly [Span];
  const text = job.text.slice(span.start, span.end);
  return [removeItem(job, list, from), insertText(job, list, to > from ? to + 1 : to, text)];
}

function insertText(job: JobText, { path, count }: TextList, at: number, item: string): TextEdit {
  if (count === 0) {
    const [{ start }] = spansOf(job, [valueAt(path)]) as readonly [Span];
    return { start: start + 1, end: start + 1, text: item };
  }
  const beside = count > 1 ? 1 : 0;
  const [near, pattern] = spansOf(job, [
    valueAt([...path, Math.max(0, at - 1)]),
    valueAt([...path, beside]),
  ]) as readonly [Span, Span];
  const blanks = blanksBefore(job.text, pattern.start);
  if (at === 0) return { start: near.start, end: near.start, text: `${item},${blanks}` };
  return { start: near.end, end: near.end, text: `,${blanks}${item}` };
}

/** How an item is laid out over several lines: the line break with the indentation of the item, and what a level adds. */
interface Layout {
  readonly line: string;
  readonly unit: string;
}

/** Null where items stand on one line. */
function layoutOf(job: JobText, { path, count }: TextList): Layout | null {
  if (count === 0) return null;
  const [{ start, end }] = spansOf(job, [valueAt([...path, count - 1])]) as readonly [Span];
  const line = blanksBefore(job.text, start);
  const inner = /^\{([ \t\r\n]{1,200})"/.exec(job.text.slice(start, Math.min(end, start + 202)))?.[1] ?? '';
  if (!line.includes('\n') || !inner.startsWith(line)) return null;
  return { line, unit: inner.slice(line.length) };
}

function laidOut(value: unknown, { line, unit }: Layout): string {
  const lineBreak = line.startsWith('\r\n') ? '\r\n' : '\n';
  const indentation = line.slice(line.lastIndexOf('\n') + 1);
  return JSON.stringify(value, null, unit).replaceAll('\n', `${lineBreak}${indentation}`);
}
