import type { Encoding } from '../text/decode.js';

/** A file that is text, as it was read. */
export interface TextFile {
  readonly bytes: Uint8Array;
  readonly text: string;
  readonly encoding: Encoding;
}

/** Another text in the encoding of a file, with the byte order mark that it has or has not. */
export function encodeLike({ bytes, text, encoding }: TextFile, other: string): Uint8Array {
  const markLength = bytes.length - encode(text, encoding).length;
  return Buffer.concat([bytes.subarray(0, markLength), encode(other, encoding)]);
}

/** A text in an encoding, without a byte order mark. */
export function encode(text: string, encoding: Encoding): Buffer {
  const bytes = Buffer.from(text, encoding === 'utf-8' ? 'utf8' : 'utf16le');
  return encoding === 'utf-16be' ? bytes.swap16() : bytes;
}
