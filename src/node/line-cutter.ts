/** Bytes of NDJSON, as they come, into parts of whole lines, so that a file of any size is linted in bounded memory. */
import type { Origin } from '../parse/document.js';
import { withoutMark } from '../text/decode.js';

/** How large a part gets: it ends with the line that reaches either bound. */
export interface PartSize {
  readonly lines: number;
  readonly bytes: number;
  /** How many bytes one line has at most. */
  readonly longest: number;
}

/** Large enough that the work outweighs the handling, small enough to be nothing in memory. */
export const PART_SIZE: PartSize = { lines: 100, bytes: 2 ** 20, longest: 64 * 2 ** 20 };

/** Whole lines of a file, and what of it comes before them. */
export interface Part {
  readonly bytes: Uint8Array;
  readonly origin: Origin;
}

/** Cuts behind line ends (LF, CRLF or CR) of UTF-8, where no other character has their bytes in it. */
export class LineCutter {
  readonly #size: PartSize;
  /** What has come and was not given out. */
  #pieces: Uint8Array[] = [];
  #bytes = 0;
  /** How many lines have ended in it, and how many bytes they have. */
  #lines = 0;
  #ended = 0;
  #endsInCr = false;
  #origin: Origin;
  #overlong: number | null = null;

  constructor(origin: Origin, size: PartSize = PART_SIZE) {
    this.#origin = origin;
    this.#size = size;
  }

  /** The number, from 0, of a line that is longer than it may be, where the cutting stops; null while there is none. */
  get overlong(): number | null {
    return this.#overlong;
  }

  /** Takes the next bytes, and gives the parts that are whole by them. */
  *push(bytes: Uint8Array): Generator<Part> {
    let from = 0;
    for (let at = 0; at < bytes.length && this.#overlong === null; at += 1) {
      const byte = bytes[at];
      // Only the byte behind a CR tells whether the line ends with it.
      if (this.#endsInCr && byte !== LF && this.#endLine()) {
        yield this.#cut(bytes.subarray(from, at));
        from = at;
      }
      this.#endsInCr = byte === CR;
      this.#bytes += 1;
      if (this.#bytes - this.#ended > this.#size.longest) this.#overlong = this.#origin.line + this.#lines;
      else if (byte === LF && this.#endLine()) {
        yield this.#cut(bytes.subarray(from, at + 1));
        from = at + 1;
      }
    }
    if (from < bytes.length) this.#pieces.push(bytes.subarray(from));
  }

  /** The rest: up to a line that is too long, else to the end, which needs no line end. */
  *end(): Generator<Part> {
    const rest = Buffer.concat(this.#pieces);
    this.#pieces = [];
    const last = this.#overlong === null ? rest : rest.subarray(0, this.#ended);
    if (last.length > 0) yield this.#cut(last);
  }

  /** Counts a line; says whether the part is large enough now. */
  #endLine(): boolean {
    this.#lines += 1;
    this.#ended = this.#bytes;
    return this.#lines >= this.#size.lines || this.#bytes >= this.#size.bytes;
  }

  #cut(last: Uint8Array): Part {
    const bytes = Buffer.concat([...this.#pieces, last]);
    const text = toText(bytes);
    const part = { bytes, origin: this.#origin };
    const { line, offset } = this.#origin;
    // Offsets in a file count behind its mark.
    const length = (offset === 0 ? withoutMark(text) : text).length;
    this.#origin = { line: line + this.#lines, offset: offset + length };
    this.#pieces = [];
    this.#bytes = 0;
    this.#lines = 0;
    this.#ended = 0;
    return part;
  }
}

const LF = 0x0a;
const CR = 0x0d;

/** Text of UTF-8, of which nothing is taken away. */
export function toText(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
