/** One part of a batch as the HTTP message that it carries. */
import { type Span, trimmedSpan } from '../../text/span.js';
import { moveSpan } from '../move.js';
import type { BatchLog } from './batch-log.js';
import { type Head, type Header, headerOf, mediaType, readHead, readHeader, tellMissingBlankLine } from './head.js';
import { lineAt } from './lines.js';
import type { Part } from './multipart.js';
import { readStartLine } from './request-line.js';
import { type Target, targetOf } from './target.js';

/** A message: what it is for, and what it carries. */
export interface BatchRequest {
  readonly target: Target;
  readonly isResponse: boolean;
  /** The headers by which other parts can name this one. */
  readonly contentIds: readonly Header[];
  readonly contentType: Header | null;
  /** Null where there is nothing but blanks. */
  readonly body: Span | null;
  /** The first line of the message, or the delimiter before it. */
  readonly place: Span;
  /** The part from its delimiter to the next one. */
  readonly whole: Span;
  /** Whether the part says that it carries HTTP, or does. */
  readonly isHttp: boolean;
  /** Whether the text ends in it, and even before its body. */
  readonly isUnended: boolean;
  readonly isCutShort: boolean;
}

const EXAMPLE = 'POST https://media.example/api/Jobs HTTP/1.1';
const HTTP = 'application/http';
const startsBody = (line: string): boolean => /^[ \t]*[{[<]/.test(line.slice(0, 200));

/** Reads the message of a part. What is wrong with it is told; what it says is read all the same. */
export function readRequest(text: string, part: Part, log: BatchLog): BatchRequest {
  const { head, end, delimiter, isUnended, isCutShort } = part;
  const line = lineAt(text, skipBlankLines(text, head.end, end), end);
  const shown = text.slice(line.start, line.end);
  const first = startsBody(shown) ? null : readStartLine(shown, line.start);
  // Where no start line stands, what stands there may be what should follow it.
  const isBody = startsBody(shown);
  const isLost = isBody || shown === '' || readHeader(text, line) !== null;
  const isTyped = isCutShort || checkType(head, first !== null && head.headers.length === 0 ? line : delimiter, log);
  if (first !== null && isTyped && !head.isEnded) tellMissingBlankLine(text, line.start, log);
  if (isTyped && !isCutShort && !first?.isExact) {
    const span = { start: line.start, end: line.end };
    log.tell('request-line', span, { found: first === null && isLost ? '' : shown, expected: EXAMPLE });
  }
  const start = first === null && isLost ? line.start : line.next;
  const own: Head = isBody
    ? { headers: [], end: start, isEnded: true }
    : readHead({ text, limit: end, log, isBehind: startsBody }, start);
  const body = trimmedBody(text, own.end, end);
  if (body !== null && !own.isEnded) tellMissingBlankLine(text, body.start, log);
  const headers = [...head.headers, ...own.headers];
  return {
    target: targetOf(first),
    isResponse: first?.isResponse === true,
    contentIds: headers.filter(({ name }) => name === 'content-id'),
    contentType: headerOf(own, 'content-type'),
    body,
    place: first === null ? delimiter : { start: line.start, end: line.end },
    whole: { start: delimiter.start, end: lineAt(text, end, text.length).next },
    isHttp: isTyped || first !== null,
    isUnended,
    isCutShort,
  };
}

function skipBlankLines(text: string, from: number, end: number): number {
  let at = from;
  while (at < end) {
    const line = lineAt(text, at, end);
    if (text.slice(line.start, line.end).trim() !== '') return at;
    at = line.next;
  }
  return end;
}

/** Whether the part says that it carries HTTP; it is told where it does not. */
function checkType(head: Head, place: Span, log: BatchLog): boolean {
  const type = headerOf(head, 'content-type');
  if (mediaType(type) === HTTP) return true;
  log.tell('part-type', type?.span ?? place, { found: type?.value ?? '', expected: HTTP });
  return false;
}

/** The body without blank lines behind it; null where there is none. Blanks before it are part of it. */
function trimmedBody(text: string, start: number, end: number): Span | null {
  const body = moveSpan(trimmedSpan(text.slice(start, end)), start);
  return body.start >= body.end ? null : { start, end: body.end };
}
