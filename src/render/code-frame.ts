/** A line of text with a caret under what a finding is about, cut around the caret where the line is long. */
import type { Path, Place } from '../diagnostics/diagnostic.js';
import type { Range } from '../locate.js';
import type { Document } from '../parse/document.js';
import { type LineIndex, lineIndex } from '../text/line-index.js';
import type { Span } from '../text/span.js';
import { padStart, width } from './columns.js';
import type { Paint } from './paint.js';

/** One line to show, cut and safe to print. */
export interface ShownLine {
  /** Stands before the bar: a line number, or what the line is of. */
  readonly label: string;
  readonly before: string;
  /** What to mark; an empty run marks the place before which something is missing. */
  readonly marked: string;
  readonly after: string;
}

/** The lines of XML or JSON that a string of the document carries, and what they are called. */
interface InnerText {
  readonly lines: LineIndex;
  readonly name: 'XML' | 'JSON';
}

/** The lines of a document, and those of the XML and JSON in its strings. */
export class FrameSource {
  readonly #document: Document;
  readonly #lines: LineIndex;
  readonly #innerTexts = new Map<string, InnerText>();

  constructor(document: Document) {
    this.#document = document;
    this.#lines = lineIndex(document.text ?? '');
  }

  /** The file's line and, for what is inside XML or JSON that a string carries, the line of that. */
  linesAt({ path, within }: Place, { start, end }: Range): ShownLine[] {
    const { line, offset } = this.#document.origin;
    const span = { start: start.offset - offset, end: end.offset - offset };
    const own = shownLine(this.#lines, span, (own) => `${own + line}`);
    const inner = within === undefined ? null : this.#inner(path);
    if (within === undefined || inner === null) return [own];
    return [own, shownLine(inner.lines, within, (line) => `${inner.name} ${line}`)];
  }

  /** Null where the text of the string is that of the file. */
  #inner(path: Path): InnerText | null {
    const key = path.join('\n');
    const known = this.#innerTexts.get(key);
    if (known !== undefined) return known;
    let value = this.#document.value;
    for (const step of path) value = (value as Record<string | number, unknown> | null | undefined)?.[step];
    if (typeof value !== 'string' || path.length === 0) return null;
    const inner: InnerText = { lines: lineIndex(value), name: /^\s*[{[]/.test(value) ? 'JSON' : 'XML' };
    this.#innerTexts.set(key, inner);
    return inner;
  }
}

/** How many columns of the line are shown. */
const LINE_WIDTH = 100;
/** How many characters before the mark are kept where the line is cut. */
const LEAD = 36;

/** The line of a span, which may end on a later one. */
function shownLine(lines: LineIndex, span: Span, label: (line: number) => string): ShownLine {
  const start = lines.position(span.start);
  const text = lines.line(start.line);
  const from = Math.min(start.column - 1, text.length);
  const to = Math.min(from + Math.max(0, span.end - span.start), text.length);
  return { label: label(start.line), ...cut(text, { start: from, end: to }) };
}

/** The lines of a frame, ready to print, each with its caret line. */
export function codeFrame(lines: readonly ShownLine[], paint: Paint, mark: (text: string) => string): string[] {
  const gutter = Math.max(...lines.map(({ label }) => width(label)));
  return lines.flatMap(({ label, before, marked, after }) => {
    const caret = ' '.repeat(width(before)) + mark('^'.repeat(Math.max(1, width(marked))));
    return [
      `${paint.dim(`${padStart(label, gutter)} |`)} ${before}${marked}${after}`.trimEnd(),
      `${paint.dim(`${' '.repeat(gutter)} |`)} ${caret}`,
    ];
  });
}

function cut(text: string, mark: Span): Omit<ShownLine, 'label'> {
  const isLong = text.length > LINE_WIDTH;
  const from =
    isLong && mark.start > LEAD
      ? startOfPair(text, Math.min(mark.start - LEAD, Math.max(0, text.length - LINE_WIDTH)))
      : 0;
  const to = isLong && from + LINE_WIDTH < text.length ? startOfPair(text, from + LINE_WIDTH) : text.length;
  const end = Math.max(mark.start, Math.min(mark.end, to));
  const shown = withoutCommands(text.slice(from, to));
  return {
    before: (from > 0 ? '…' : '') + printable(shown.slice(0, mark.start - from)),
    marked: printable(shown.slice(mark.start - from, end - from)),
    after: printable(shown.slice(end - from)) + (to < text.length ? '…' : ''),
  };
}

/** Text of the same length without `##`, which begins commands to build servers. A line with `::` has its number before it. */
function withoutCommands(text: string): string {
  return text.replace(/#(?<=##)/g, '�');
}

/** An offset that does not cut a surrogate pair. */
function startOfPair(text: string, offset: number): number {
  const unit = text.charCodeAt(offset);
  return unit >= 0xdc00 && unit <= 0xdfff ? offset - 1 : offset;
}

/** Text as a terminal can show it: tabs as spaces, and nothing that moves the cursor or turns the text around. */
function printable(text: string): string {
  return text.replaceAll('\t', ' ').replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '�');
}
