/**
 * Text that was made from other text, piece by piece, and knows where each of its characters came from: a JSON string
 * without its escapes, XML character data without its references, broken JSON after its repair.
 */
import { countWhile } from './count-while.js';
import type { Span } from './span.js';

export interface MappedText {
  readonly text: string;
  /** The run of the source that a run of `text` was made from. An empty run stays empty. */
  source(span: Span): Span;
}

interface Piece {
  /** Where the piece starts in the made text, and how many units it has there. */
  readonly made: number;
  readonly length: number;
  /** Where it starts in the source. */
  readonly start: number;
  /** Copied pieces map unit by unit; others (an escape, a reference) map as a whole. */
  readonly copied: boolean;
  readonly end: number;
}

/** Builds a {@link MappedText} from left to right. */
export class TextMapBuilder {
  readonly #source: string;
  readonly #pieces: Piece[] = [];
  readonly #parts: string[] = [];
  #length = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /** Takes `source[start, end)` as it stands. */
  copy(start: number, end: number): void {
    if (start < end) this.#add(start, end, true, this.#source.slice(start, end));
  }

  /** Puts `text` in the place of `source[start, end)`; both may be empty. */
  replace(start: number, end: number, text: string): void {
    this.#add(start, end, false, text);
  }

  build(): MappedText {
    const pieces = this.#pieces;
    const text = this.#parts.join('');
    const source = (span: Span): Span => {
      const start = toSource(pieces, span.start, 'start');
      return { start, end: span.end <= span.start ? start : Math.max(start, toSource(pieces, span.end, 'end')) };
    };
    return { text, source };
  }

  #add(start: number, end: number, copied: boolean, text: string): void {
    this.#pieces.push({ made: this.#length, length: text.length, start, end, copied });
    this.#parts.push(text);
    this.#length += text.length;
  }
}

/** Maps one offset. An `end` belongs to the piece before it: text between two pieces is not part of either. */
function toSource(pieces: readonly Piece[], offset: number, edge: 'start' | 'end'): number {
  const before = countWhile(pieces.length, (index) => {
    const { made } = pieces[index] as Piece;
    return edge === 'start' ? made <= offset : made < offset;
  });
  const piece = pieces[Math.max(0, before - 1)];
  if (piece === undefined) return 0;
  if (piece.copied) return Math.min(piece.start + offset - piece.made, piece.end);
  return edge === 'start' && offset < piece.made + piece.length ? piece.start : piece.end;
}
