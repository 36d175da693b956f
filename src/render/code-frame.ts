/** A line of text with a caret under what a finding is about, cut around the caret where the line is long. */

import type { LineIndex } from '../text/line-index.js';
import type { Span } from '../text/span.js';
import { padStart, width } from './columns.js';
import type { Paint } from './paint.js';

/** One line to show: where it is from, and what to mark in it. */
export interface FrameLine {
  /** Stands before the bar: a line number, or what the line is of. */
  readonly label: string;
  readonly text: string;
  /** What to mark; an empty run marks the place before which something is missing. */
  readonly mark: Span;
}

/** How many columns of the line are shown. */
const LINE_WIDTH = 100;
/** How many characters before the mark are kept where the line is cut. */
const LEAD = 36;

/** The line of a position, with the run from there to an end that may be on a later line. */
export function frameLine(lines: LineIndex, span: Span, prefix: string): FrameLine {
  const start = lines.position(span.start);
  const text = lines.line(start.line);
  const from = Math.min(start.column - 1, text.length);
  const to = Math.min(from + Math.max(0, span.end - span.start), text.length);
  return { label: `${prefix}${start.line}`, text, mark: { start: from, end: to } };
}

/** The lines of a frame, ready to print, each with its caret line. */
export function codeFrame(lines: readonly FrameLine[], paint: Paint, mark: (text: string) => string): string[] {
  const gutter = Math.max(...lines.map(({ label }) => width(label)));
  return lines.flatMap((line) => {
    const { before, marked, after } = cut(line);
    const caret = ' '.repeat(width(before)) + mark('^'.repeat(Math.max(1, width(marked))));
    return [
      `${paint.dim(`${padStart(line.label, gutter)} |`)} ${before}${marked}${after}`.trimEnd(),
      `${paint.dim(`${' '.repeat(gutter)} |`)} ${caret}`,
    ];
  });
}

function cut({ text, mark }: FrameLine): { before: string; marked: string; after: string } {
  const isLong = text.length > LINE_WIDTH;
  const from =
    isLong && mark.start > LEAD
      ? startOfPair(text, Math.min(mark.start - LEAD, Math.max(0, text.length - LINE_WIDTH)))
      : 0;
  const to = isLong && from + LINE_WIDTH < text.length ? startOfPair(text, from + LINE_WIDTH) : text.length;
  const end = Math.max(mark.start, Math.min(mark.end, to));
  return {
    before: (from > 0 ? '…' : '') + printable(text.slice(from, mark.start)),
    marked: printable(text.slice(mark.start, end)),
    after: printable(text.slice(end, to)) + (to < text.length ? '…' : ''),
  };
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
