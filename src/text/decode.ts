/**
 * Bytes to text. Definitions come as UTF-8 with or without a byte order mark, and as UTF-16 with one (a Windows shell
 * redirection writes that). The mark is removed: offsets count UTF-16 units after it.
 */
import type { Span } from './span.js';

/** The one global of the core: every browser, worker and Node has it, but no ECMAScript library declares it. */
declare const TextDecoder: new (
  label: string,
  options?: { ignoreBOM?: boolean },
) => { decode(bytes: Uint8Array): string };

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** Why bytes are not text: a sequence that the encoding does not have, or UTF-16 whose byte order mark is missing. */
export interface EncodingFault {
  readonly reason: 'invalid-bytes' | 'missing-mark';
  readonly encoding: Encoding;
  /** The replacement character that stands for the first fault, or the first character where the mark is missing. */
  readonly span: Span;
}

/** A file's text. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: Encoding;
  /** The first fault; `text` then has U+FFFD where bytes could not be read, and is still worth linting. */
  readonly fault: EncodingFault | null;
}

/**
 * Decodes a file, or a later part of one in UTF-8, which has no mark at its start. Never throws: what cannot be read becomes
 * U+FFFD and `fault` says where the first one is.
 */
export function decode(bytes: Uint8Array, isStart = true): DecodedText {
  const { encoding, marked } = isStart ? detectEncoding(bytes) : { encoding: 'utf-8' as const, marked: false };
  const raw = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
  const text = isStart ? withoutMark(raw) : raw;
  if (encoding !== 'utf-8' && !marked) {
    return { text, encoding, fault: { reason: 'missing-mark', encoding, span: { start: 0, end: 1 } } };
  }
  const start = firstReplacement(text, bytes, encoding, raw.length - text.length);
  const fault = start < 0 ? null : ({ reason: 'invalid-bytes', encoding, span: { start, end: start + 1 } } as const);
  return { text, encoding, fault };
}

/** Text without leading byte order marks (U+FEFF): string input can carry one as well, and careless joins carry two. */
export function withoutMark(text: string): string {
  let start = 0;
  while (text.charCodeAt(start) === 0xfeff) start += 1;
  return text.slice(start);
}

/** What a file is in, by its first two bytes: by the mark; without one, a NUL beside an ASCII character gives UTF-16 away, since no definition starts with NUL. */
export function detectEncoding(bytes: Uint8Array): { encoding: Encoding; marked: boolean } {
  const [first = 0, second = 0] = bytes;
  if (first === 0xff && second === 0xfe) return { encoding: 'utf-16le', marked: true };
  if (first === 0xfe && second === 0xff) return { encoding: 'utf-16be', marked: true };
  if (bytes.length >= 2 && first !== 0 && second === 0) return { encoding: 'utf-16le', marked: false };
  if (bytes.length >= 2 && first === 0 && second !== 0) return { encoding: 'utf-16be', marked: false };
  return { encoding: 'utf-8', marked: false };
}

/**
 * Offset of the first U+FFFD that the decoder put in, or -1. A U+FFFD that the file itself holds does not count, so each
 * candidate is held against the bytes: the text before it re-encodes to the bytes before it.
 */
function firstReplacement(text: string, bytes: Uint8Array, encoding: Encoding, marks: number): number {
  let at = text.indexOf('\ufffd');
  if (at < 0) return -1;
  const step = encoding === 'utf-8' ? utf8Length : utf16Length;
  const own = encoding === 'utf-8' ? [0xef, 0xbf, 0xbd] : encoding === 'utf-16le' ? [0xfd, 0xff] : [0xff, 0xfd];
  let offset = marks * step(0xfeff);
  for (let done = 0; at >= 0; at = text.indexOf('\ufffd', at + 1)) {
    for (; done < at; done += 1) offset += step(text.charCodeAt(done));
    if (own.some((byte, index) => bytes[offset + index] !== byte)) return at;
  }
  return -1;
}

/** Bytes that one UTF-16 unit takes in UTF-8; each half of a surrogate pair counts for two of its four. */
function utf8Length(unit: number): number {
  if (unit < 0x80) return 1;
  if (unit < 0x800) return 2;
  return unit >= 0xd800 && unit <= 0xdfff ? 2 : 3;
}

function utf16Length(): number {
  return 2;
}
