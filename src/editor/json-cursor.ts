import type { Path } from '../diagnostics/diagnostic.js';
import { endOfString } from '../parse/json/json-string.js';
import type { Span } from '../text/span.js';

/** Where an offset stands in JSON that somebody is writing. */
export interface JsonCursor {
  /** The path of the object or list around it. */
  readonly owner: Path;
  /** Whether a property's name belongs here, or a value. */
  readonly role: 'key' | 'value';
  /** Of a value: the property or index whose value it is; null at the root. */
  readonly step: string | number | null;
  /** The string around the offset with its quotes, or the word there, which may be empty. */
  readonly literal: Span;
  /** Whether `literal` is a string, and whether it has its closing quote. */
  readonly isString: boolean;
  readonly isClosed: boolean;
}

interface Frame {
  readonly isList: boolean;
  index: number;
  key: string | null;
  hasColon: boolean;
}

/** What may stand beside strings: numbers and literals. */
const WORD = /[\w.+-]*/y;

/**
 * Goes from the beginning of a text to an offset, and says where that is. Breaks of the syntax are taken as they come; null
 * where nothing can be written, between a name and its colon or in a comment.
 */
export function jsonCursor(text: string, offset: number): JsonCursor | null {
  const frames: Frame[] = [];
  for (let at = 0; at < offset; ) {
    const unit = text[at] as string;
    if (unit === '"') {
      const string = stringAt(text, at);
      if (offset < string.end || (offset === string.end && !string.isClosed)) return inString(frames, string, offset);
      const frame = frames.at(-1);
      if (frame !== undefined && !frame.isList && !frame.hasColon) frame.key = decoded(text, string);
      at = string.end;
    } else if (unit === '/' && (text[at + 1] === '/' || text[at + 1] === '*')) {
      const end = endOfComment(text, at);
      if (offset < end) return null;
      at = end;
    } else {
      step(frames, unit);
      at += 1;
    }
  }
  return atWord(frames, text, offset);
}

interface StringSpan extends Span {
  readonly isClosed: boolean;
}

/** A string that somebody has not closed ends with its line. */
function stringAt(text: string, start: number): StringSpan {
  const end = endOfString(text, start);
  const line = text.slice(start, end).search(/[\r\n]/);
  if (line >= 0) return { start, end: start + line, isClosed: false };
  // Only the end of the text gives an end without a quote, or with one that is escaped.
  const isClosed = end < text.length || (end > start + 1 && endOfString(`${text}"`, start) === end);
  return { start, end, isClosed };
}

function decoded(text: string, { start, end, isClosed }: StringSpan): string {
  const written = text.slice(start + 1, isClosed ? end - 1 : end);
  if (!written.includes('\\')) return written;
  try {
    return JSON.parse(`"${written}"`);
  } catch {
    return written;
  }
}

function endOfComment(text: string, start: number): number {
  const close = text[start + 1] === '/' ? '\n' : '*/';
  const end = text.indexOf(close, start + 2);
  return end < 0 ? Infinity : end + close.length;
}

function step(frames: Frame[], unit: string): void {
  const frame = frames.at(-1);
  if (unit === '{' || unit === '[') frames.push({ isList: unit === '[', index: 0, key: null, hasColon: false });
  else if (unit === '}' || unit === ']') frames.pop();
  else if (frame === undefined) return;
  else if (unit === ':') frame.hasColon = true;
  else if (unit === ',') {
    frame.index += 1;
    frame.key = null;
    frame.hasColon = false;
  }
}

function inString(frames: readonly Frame[], { start, end, isClosed }: StringSpan, offset: number): JsonCursor | null {
  // What follows the cursor in a string without its end may be anything.
  const literal = { start, end: isClosed ? end : Math.min(end, offset) };
  return cursor(frames, { literal, isString: true, isClosed });
}

function atWord(frames: readonly Frame[], text: string, offset: number): JsonCursor | null {
  let start = offset;
  while (start > 0 && /[\w.+-]/.test(text[start - 1] as string)) start -= 1;
  WORD.lastIndex = offset;
  const end = offset + (WORD.exec(text)?.[0].length ?? 0);
  return cursor(frames, { literal: { start, end }, isString: false, isClosed: true });
}

function cursor(
  frames: readonly Frame[],
  found: Pick<JsonCursor, 'literal' | 'isString' | 'isClosed'>,
): JsonCursor | null {
  const owner = frames.slice(0, -1).map(stepOf);
  const frame = frames.at(-1);
  if (frame === undefined) return { owner, role: 'value', step: null, ...found };
  if (frame.isList || frame.hasColon) return { owner, role: 'value', step: stepOf(frame), ...found };
  return frame.key === null ? { owner, role: 'key', step: null, ...found } : null;
}

function stepOf({ isList, index, key }: Frame): string | number {
  return isList ? index : (key ?? '');
}
