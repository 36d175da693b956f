/**
 * Keys that an object of JSON has twice. JSON.parse keeps the last one and drops the others without a word, so they are
 * looked for in the text: but only where it has more colons than the value has keys.
 */
import type { Path } from '../../diagnostics/diagnostic.js';
import type { Span } from '../../text/span.js';
import { skipSpace } from './locate.js';
import { endOfString, type Outline } from './outline.js';

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
 * Tells every later occurrence of a key in well-formed JSON, in the order of the text, of which `keys` says how many it has;
 * `value` is what JSON.parse made of it. Keys are compared decoded. Linear; on a text without duplicates only a walk through
 * the value. False where there are none.
 */
export function findDuplicateKeys(
  text: string,
  { keys }: Pick<Outline, 'keys'>,
  value: unknown,
  tell: (found: DuplicateKey) => void,
): boolean {
  if (keys <= countProperties(value)) return false;
  new KeyWalker(text, tell).run();
  return true;
}

function isKeyEnd(text: string, end: number): boolean {
  return text.charCodeAt(skipSpace(text, end)) === 0x3a;
}

function countProperties(root: unknown): number {
  let count = 0;
  const pending = [root];
  while (pending.length > 0) {
    const value = pending.pop();
    if (Array.isArray(value)) {
      for (const item of value) if (typeof item === 'object') pending.push(item);
      continue;
    }
    const object = value as Readonly<Record<string, unknown>> | null;
    for (const key in object) {
      if (!Object.hasOwn(object, key)) continue;
      count += 1;
      const item = object[key];
      if (typeof item === 'object') pending.push(item);
    }
  }
  return count;
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

  constructor(text: string, tell: (found: DuplicateKey) => void) {
    this.#text = text;
    this.#tell = tell;
  }

  run(): void {
    for (let at = 0; at < this.#text.length; ) {
      const unit = this.#text.charCodeAt(at);
      const top = this.#stack.at(-1);
      if (unit === 0x22) {
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
  }

  #key(frame: Frame, span: Span): void {
    const key = JSON.parse(this.#text.slice(span.start, span.end)) as string;
    frame.step = key;
    const first = frame.keys?.get(key);
    if (first === undefined) {
      frame.keys?.set(key, { span, path: null });
      return;
    }
    first.path ??= this.#stack.map(({ step }) => step);
    this.#tell({ key, path: first.path, span, first: first.span });
  }
}
