/**
 * Keys that an object of JSON has twice. JSON.parse keeps the last one and drops the others without a word, so they are
 * looked for in the text: but only where it has more quotes with a colon behind them than the value has keys.
 */
import type { Path } from '../../diagnostics/diagnostic.js';
import type { Span } from '../../text/span.js';
import { isBlank } from '../../text/span.js';
import { NESTING_LIMIT } from '../limits.js';
import { endOfString, isEscaped } from './json-string.js';
import { skipSpace } from './locate.js';

const QUOTE = 0x22;
const COLON = 0x3a;

/** One occurrence of a key that its object had already. */
export interface DuplicateKey {
  readonly key: string;
  /** The path of the property: of all that bear the name. */
  readonly path: Path;
  /** The name with its quotes, here and where it stood first. */
  readonly span: Span;
  readonly first: Span;
}

/**
 * Tells every later occurrence of a key in well-formed JSON, in the order of the text; `keys` says how many the value has that
 * JSON.parse made of it. Keys are compared decoded. Linear; on a text without duplicates only a count of its keys. False where
 * there are none.
 */
export function findDuplicateKeys(text: string, keys: number, tell: (found: DuplicateKey) => void): boolean {
  return countKeys(text) > keys && new KeyWalker(text, tell).run();
}

/** How many keys well-formed JSON has: strings with a colon behind them. One more for each string that begins with a colon. */
function countKeys(text: string): number {
  let keys = 0;
  for (let colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
    let before = colon - 1;
    while (isBlank(text.charCodeAt(before))) before -= 1;
    if (text.charCodeAt(before) === QUOTE && !isEscaped(text, before)) keys += 1;
  }
  return keys;
}

function isKeyEnd(text: string, end: number): boolean {
  return text.charCodeAt(skipSpace(text, end)) === COLON;
}

/** Where a key stood first; its path is made when it is needed, once for all that repeat it. */
interface FirstKey {
  readonly span: Span;
  path: Path | null;
}

interface Frame {
  /** Null for an array. */
  readonly keys: Map<string, FirstKey> | null;
  /** Where in the container the walk is: the index, or the last key. */
  step: string | number;
}

/** Goes through all of a text and remembers the keys of every object that is open. */
class KeyWalker {
  readonly #text: string;
  readonly #tell: (found: DuplicateKey) => void;
  readonly #stack: Frame[] = [];
  #hasTold = false;

  constructor(text: string, tell: (found: DuplicateKey) => void) {
    this.#text = text;
    this.#tell = tell;
  }

  /** Whether there was anything to tell. */
  run(): boolean {
    for (let at = 0; at < this.#text.length; ) {
      const unit = this.#text.charCodeAt(at);
      const top = this.#stack.at(-1);
      if (unit === QUOTE) {
        const span = { start: at, end: endOfString(this.#text, at) };
        if (top !== undefined && isKeyEnd(this.#text, span.end)) this.#key(top, span);
        at = span.end;
        continue;
      }
      if (unit === 0x7b) this.#stack.push({ keys: new Map(), step: '' });
      else if (unit === 0x5b) this.#stack.push({ keys: null, step: 0 });
      else if (unit === 0x7d || unit === 0x5d) this.#stack.pop();
      else if (unit === 0x2c && typeof top?.step === 'number') top.step += 1;
      at += 1;
    }
    return this.#hasTold;
  }

  #key(frame: Frame, span: Span): void {
    const key = JSON.parse(this.#text.slice(span.start, span.end)) as string;
    frame.step = key;
    const first = frame.keys?.get(key);
    if (first === undefined) {
      frame.keys?.set(key, { span, path: null });
      return;
    }
    // What is deeper than the value stands in what a later key has dropped, which is told; paths would be as long as that is deep.
    if (this.#stack.length > NESTING_LIMIT) return;
    first.path ??= this.#stack.map(({ step }) => step);
    this.#hasTold = true;
    this.#tell({ key, path: first.path, span, first: first.span });
  }
}
