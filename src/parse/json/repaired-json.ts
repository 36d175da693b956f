/** What the repair of broken JSON gives. */

import type { Path } from '../../diagnostics/diagnostic.js';
import type { JsonProblem } from '../../diagnostics/syntax-problems.js';
import type { Span } from '../../text/span.js';
import type { MappedText } from '../../text/text-map.js';

/** One break. */
export interface JsonBreak {
  readonly problem: JsonProblem;
  /** In the text as it was given. */
  readonly span: Span;
  readonly found: string;
  /** The value that the break belongs to. */
  readonly path: Path;
}

/** A text that was repaired, and what it was repaired of. */
export interface RepairedJson {
  /** Well-formed JSON, with the way back to the text as it was given. */
  readonly map: MappedText;
  readonly breaks: readonly JsonBreak[];
  /** Values that a break went through: what they say now is a guess, good for linking and for nothing else. */
  readonly damaged: readonly Path[];
  /** Containers whose end is lost: what they seem to lack may have stood there. */
  readonly incomplete: readonly Path[];
  /** The bracket that opens one level too many, where reading stopped. */
  readonly tooDeep: Span | null;
}
