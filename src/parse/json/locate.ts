/**
 * From places to ranges in JSON text. One pass over the text visits only what leads to a wanted place; everything else
 * is jumped over. Works on well-formed JSON, which is what `parseJson` hands it.
 */
import type { Place } from '../../diagnostics/diagnostic.js';
import type { Span } from '../../text/span.js';
import type { MappedText } from '../../text/text-map.js';
import { endOfString, mapJsonString, spanInString } from './json-string.js';
import { NO_COMMA } from './jsonc.js';
import { FIELD, PlaceTrie } from './place-trie.js';

/** JSON, and the text that it was made from by leaving out comments and trailing commas; both of one length. */
interface Texts {
  readonly text: string;
  readonly written: string;
}

/**
 * The range of each place. A path that leads nowhere gives the opening bracket of the innermost value on the way there:
 * for a missing property that is the object which lacks it. `written` is the text with its comments and trailing commas, in
 * a form that has them.
 */
export function locateInJson(text: string, list: readonly Place[], written = text): Span[] {
  const trie = new PlaceTrie(list);
  new Walker(text, trie).run();
  const spans: Span[] = new Array(list.length);
  for (let node = 0; node < trie.steps.length; node += 1) {
    if (isReached(trie, node)) fillIn({ text, written }, trie, node, list, spans);
    else fillWith(trie, node, text, spans);
  }
  return spans;
}

/** Whether a node leads to a value: parents come before their children, and of those that do not, the visits are void. */
function isReached(trie: PlaceTrie, node: number): boolean {
  const parentVisit = trie.get(trie.get(node, FIELD.parent), FIELD.visit);
  return node === 0 || (parentVisit > 0 && trie.get(node, FIELD.parentVisit) === parentVisit);
}

function fillIn({ text, written }: Texts, trie: PlaceTrie, node: number, list: readonly Place[], spans: Span[]): void {
  const last = trie.get(node, FIELD.place);
  if (last === 0) return;
  const start = trie.get(node, FIELD.start);
  const value = { start, end: Math.max(start, trie.get(node, FIELD.end)) };
  const keyEnd = trie.get(node, FIELD.keyEnd);
  const key = keyEnd === 0 ? null : { start: trie.get(node, FIELD.keyStart), end: keyEnd };
  const isString = text.charCodeAt(start) === 0x22;
  const isAlone = trie.before[last - 1] === 0;
  let decoded: MappedText | null = null;
  for (let next = last; next > 0; next = trie.before[next - 1] as number) {
    const index = next - 1;
    const { on, within } = list[index] as Place;
    if (on === 'key' && key !== null) spans[index] = key;
    else if (on === 'member')
      spans[index] = memberSpan({ text, written }, { start: key?.start ?? start, end: value.end });
    else if (within === undefined || !isString) spans[index] = value;
    else if (isAlone) spans[index] = spanInString(text, value, within);
    else {
      decoded ??= mapJsonString(text, value.start, value.end);
      spans[index] = decoded.source(within);
    }
  }
}

/** Gives the places of a node that is not there the opening bracket of the innermost value on the way to it. */
function fillWith(trie: PlaceTrie, node: number, text: string, spans: Span[]): void {
  const start = trie.get(trie.get(node, FIELD.parent), FIELD.start);
  trie.set(node, FIELD.start, start);
  trie.set(node, FIELD.visit, 0);
  const span = { start, end: Math.min(start + 1, text.length) };
  for (let next = trie.get(node, FIELD.place); next > 0; next = trie.before[next - 1] as number) spans[next - 1] = span;
}

/**
 * A property or item with the comma that goes with it: the one behind it and the blanks there, else the one before. With a
 * comment in between, the one before stays: a form that has comments allows it.
 */
function memberSpan({ text, written }: Texts, { start, end }: Span): Span {
  const isTrailingComma = (at: number): boolean => text[at] === NO_COMMA && written[at] === ',';
  let behind = end;
  while (isSpace(text.charCodeAt(behind)) && !isTrailingComma(behind)) behind += 1;
  if (text.charCodeAt(behind) === 0x2c || isTrailingComma(behind))
    return { start, end: skipSpace(written, behind + 1) };
  let before = start;
  while (isSpace(written.charCodeAt(before - 1))) before -= 1;
  return text.charCodeAt(before - 1) === 0x2c ? { start: before - 1, end } : { start, end };
}

/** Goes through the text once, into what is wanted and over all else. */
class Walker {
  readonly #text: string;
  readonly #trie: PlaceTrie;
  /** The container that the walk is in. */
  #node = 0;
  #depth = 0;
  #clock = 0;
  #at: number;

  constructor(text: string, trie: PlaceTrie) {
    this.#text = text;
    this.#trie = trie;
    this.#at = skipSpace(text, 0);
  }

  run(): void {
    this.#enter(0, 0);
    while (this.#depth > 0) {
      this.#at = skipSpace(this.#text, this.#at);
      const unit = this.#text.charCodeAt(this.#at);
      if (unit === 0x2c) this.#at += 1;
      else if (unit === 0x7d || unit === 0x5d || this.#at >= this.#text.length) this.#leave();
      else this.#member();
    }
  }

  /** Comes to a wanted value: into a container that something is wanted of, over anything else. */
  #enter(node: number, parentVisit: number): void {
    const trie = this.#trie;
    this.#clock += 1;
    trie.set(node, FIELD.visit, this.#clock);
    trie.set(node, FIELD.parentVisit, parentVisit);
    trie.set(node, FIELD.start, this.#at);
    const unit = this.#text.charCodeAt(this.#at);
    const first = trie.get(node, FIELD.first);
    if (first !== 0 && (unit === 0x7b || unit === 0x5b)) {
      trie.set(node, FIELD.index, unit === 0x5b ? 0 : -1);
      trie.set(node, FIELD.cursor, first);
      this.#node = node;
      this.#depth += 1;
      this.#at += 1;
    } else {
      this.#at = endOfValue(this.#text, this.#at);
      trie.set(node, FIELD.end, this.#at);
    }
  }

  #leave(): void {
    this.#at += 1;
    this.#trie.set(this.#node, FIELD.end, this.#at);
    this.#node = this.#trie.get(this.#node, FIELD.parent);
    this.#depth -= 1;
  }

  #member(): void {
    const node = this.#node;
    const isItem = this.#trie.get(node, FIELD.index) >= 0;
    const child = isItem ? this.#nextItem(node) : this.#nextProperty(node);
    if (child === 0) this.#at = endOfValue(this.#text, this.#at);
    else this.#enter(child, this.#trie.get(node, FIELD.visit));
  }

  /** What is wanted of the next item of an array, or 0. */
  #nextItem(node: number): number {
    const trie = this.#trie;
    const index = trie.get(node, FIELD.index);
    trie.set(node, FIELD.index, index + 1);
    if (trie.get(node, FIELD.isAscending) === 0) return trie.child(node, index);
    const cursor = trie.get(node, FIELD.cursor);
    if (cursor === 0 || trie.steps[cursor] !== index) return 0;
    trie.set(node, FIELD.cursor, trie.get(cursor, FIELD.next));
    return cursor;
  }

  /** Moves over the name of the next property of an object; what is wanted of its value, or 0. */
  #nextProperty(node: number): number {
    const start = this.#at;
    const end = endOfString(this.#text, start);
    const child = this.#trie.childOfKey(node, this.#text, start, end);
    if (child !== 0) {
      this.#trie.set(child, FIELD.keyStart, start);
      this.#trie.set(child, FIELD.keyEnd, end);
    }
    this.#at = skipSpace(this.#text, skipSpace(this.#text, end) + 1);
    return child;
  }
}

/** Offset of the first character at or behind `from` that is no white space of JSON. */
export function skipSpace(text: string, from: number): number {
  let at = from;
  while (isSpace(text.charCodeAt(at))) at += 1;
  return at;
}

function isSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09;
}

function endOfValue(text: string, start: number): number {
  let depth = 0;
  let at = start;
  do {
    const unit = text.charCodeAt(at);
    if (unit === 0x22) at = endOfString(text, at);
    else {
      if (unit === 0x7b || unit === 0x5b) depth += 1;
      else if (unit === 0x7d || unit === 0x5d) depth -= 1;
      else if (depth === 0) return endOfScalar(text, at);
      at += 1;
    }
  } while (depth > 0 && at < text.length);
  return at;
}

function endOfScalar(text: string, start: number): number {
  let at = start;
  while (at < text.length && !isSpace(text.charCodeAt(at)) && !',]}'.includes(text[at] as string)) at += 1;
  return at;
}
