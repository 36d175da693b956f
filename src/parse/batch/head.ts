/** Heads of HTTP messages and MIME parts: lines of a name and a value, up to a blank line. */
import type { Span } from '../../text/span.js';
import type { BatchLog } from './batch-log.js';
import { type Line, lineAt, lineEndBefore } from './lines.js';

/** One header. */
export interface Header {
  /** In lower case. */
  readonly name: string;
  readonly value: string;
  readonly span: Span;
}

/** The headers of a part or a request. */
export interface Head {
  readonly headers: readonly Header[];
  /** Where what follows the head begins. */
  readonly end: number;
  /** Whether a blank line ends it; else it is the end of the part, or a line that can be no header. */
  readonly isEnded: boolean;
}

const NAME = /^[\w!#$%&'*+.^`|~-]{1,100}(?=[ \t]{0,20}:)/;

/** How to read a head. */
export interface HeadReader {
  readonly text: string;
  /** Where the part ends. */
  readonly limit: number;
  readonly log: BatchLog;
  /** Whether a line can only stand behind the head. */
  readonly isBehind: (line: string) => boolean;
}

/** Reads headers from an offset on. A line that is none is told, once for each head, unless it can only stand behind it. */
export function readHead({ text, limit, log, isBehind }: HeadReader, start: number): Head {
  const headers: Header[] = [];
  let isTold = false;
  let at = start;
  while (at < limit) {
    const line = lineAt(text, at, limit);
    const shown = text.slice(line.start, line.end);
    if (shown.trim() === '') return { headers, end: line.next, isEnded: true };
    const header = readHeader(text, line);
    if (header !== null) headers.push(header);
    else if (isBehind(shown)) return { headers, end: line.start, isEnded: false };
    // A line that begins with a blank goes on with the header before it, and a text may be cut in the middle of its last.
    else if (!isTold && line.end < text.length && !(headers.length > 0 && /^[ \t]/.test(shown))) {
      log.tell('header', line, { found: shown });
      isTold = true;
    }
    at = line.next;
  }
  return { headers, end: limit, isEnded: false };
}

/** Reads one line as a header; null for what is none. */
export function readHeader(text: string, { start, end }: Line): Header | null {
  const name = NAME.exec(text.slice(start, Math.min(end, start + 130)))?.[0];
  if (name === undefined) return null;
  const colon = text.indexOf(':', start + name.length);
  const value = text.slice(colon + 1, end);
  const from = colon + 1 + (value.length - value.trimStart().length);
  return { name: name.toLowerCase(), value: value.trim(), span: { start: from, end: from + value.trim().length } };
}

/** Whether the line at an offset is a header that only parts have, such as `Content-Type`. */
export function isMimeHeader(text: string, start: number): boolean {
  return readHeader(text, lineAt(text, start, text.length))?.name.startsWith('content-') === true;
}

/** Tells that the blank line is missing which would end a head before an offset. */
export function tellMissingBlankLine(text: string, start: number, log: BatchLog): void {
  const before = { start, end: start };
  log.tell('missing-blank-line', before, {
    fix: { ...before, title: 'Insert a blank line', text: lineEndBefore(text, start) },
  });
}

/** The first header of a name, or null. */
export function headerOf({ headers }: Pick<Head, 'headers'>, name: string): Header | null {
  return headers.find((header) => header.name === name) ?? null;
}

/** The type of a `Content-Type`, in lower case and without its parameters; '' for no header. */
export function mediaType(header: Header | null): string {
  return (header?.value.split(';')[0] ?? '').trim().toLowerCase();
}

/** The boundary that a `Content-Type` names, and where; null where it names none. */
export function boundaryOf({ value, span }: Header): { readonly name: string; readonly span: Span } | null {
  const found = /;[ \t]*boundary[ \t]*=[ \t]*(?:"([^"]+)"|([^";\s]+))/i.exec(value);
  const name = found?.[1] ?? found?.[2];
  if (found === null || name === undefined) return null;
  const start = span.start + found.index + found[0].length - name.length - (found[1] === undefined ? 0 : 1);
  return { name, span: { start, end: start + name.length } };
}
