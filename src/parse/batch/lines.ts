/** Lines of a batch. They end at LF, CRLF or CR, and files mix them. */
import type { Span } from '../../text/span.js';

/** A line without its end. */
export interface Line extends Span {
  /** Where the next line begins. */
  readonly next: number;
}

/** The line that begins at an offset; none goes over `limit`. */
export function lineAt(text: string, start: number, limit: number): Line {
  let end = start;
  while (end < limit && !isLineEnd(text.charCodeAt(end))) end += 1;
  return { start, end, next: Math.min(behindLineEnd(text, end), limit) };
}

/** A line that begins with two hyphens, as delimiters do. */
export interface DashLine extends Line {
  /** What stands behind the hyphens, without blanks at the end. */
  readonly name: string;
}

/** All lines from an offset on that may be delimiters. */
export function dashLines(text: string, from: number): readonly DashLine[] {
  const found: DashLine[] = [];
  for (let at = from; at < text.length; ) {
    const line = lineAt(text, at, text.length);
    if (text.startsWith('--', at)) found.push({ ...line, name: text.slice(at + 2, line.end).trimEnd() });
    at = line.next;
  }
  return found;
}

/** Where what stands before an offset ends, if the line end before it is not part of it. */
export function beforeLineEnd(text: string, offset: number): number {
  const end = offset - (text[offset - 1] === '\n' ? 1 : 0);
  return end - (text[end - 1] === '\r' ? 1 : 0);
}

/** How lines of a text end: as the one before the offset does. */
export function lineEndBefore(text: string, offset: number): string {
  const found = text.slice(beforeLineEnd(text, offset), offset);
  return found === '' ? '\n' : found;
}

function behindLineEnd(text: string, at: number): number {
  return at + (text.startsWith('\r\n', at) ? 2 : 1);
}

function isLineEnd(unit: number): boolean {
  return unit === 0x0a || unit === 0x0d;
}
