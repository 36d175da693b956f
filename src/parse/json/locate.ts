/**
 * From places to ranges in JSON text. One pass over the text visits only what leads to a wanted place; everything else
 * is jumped over. Works on well-formed JSON, which is what `parseJson` hands it.
 */
import type { Path, Place } from '../../diagnostics/diagnostic.js';
import type { Span } from '../../text/span.js';
import { mapJsonString } from './json-string.js';
import { NO_COMMA } from './jsonc.js';
import { endOfString } from './outline.js';

/** A node of the trie of wanted paths, filled in as the text is walked. */
interface Wanted {
  readonly children: Map<string | number, Wanted>;
  /** Indexes into the list of places. */
  readonly places: number[];
  key: Span | null;
  value: Span | null;
  /** Where the value begins; for a container its opening bracket. */
  start: number;
  /**
   * Which visit of this node, and of its parent, filled it in. Of duplicate keys the last wins, as in JSON.parse: what was
   * found under an earlier one is void, because its parent has been visited again since.
   */
  visit: number;
  parentVisit: number;
}

/** JSON, and the text that it was made from by leaving out comments and trailing commas; both of one length. */
interface Texts {
  readonly text: string;
  readonly written: string;
}

interface Frame {
  readonly wanted: Wanted;
  readonly isArray: boolean;
  index: number;
}

/**
 * The range of each place. A path that leads nowhere gives the opening bracket of the innermost value on the way there:
 * for a missing property that is the object which lacks it. `written` is the text with its comments and trailing commas, in
 * a form that has them.
 */
export function locateInJson(text: string, places: readonly Place[], written = text): Span[] {
  const root = buildTrie(places);
  new Walker(text).run(root);
  const spans: Span[] = places.map(() => ({ start: 0, end: 0 }));
  const pending: Wanted[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    fillIn({ text, written }, node, places, spans);
    for (const child of node.children.values()) {
      if (child.visit > 0 && child.parentVisit === node.visit) pending.push(child);
      else fillWith(child, { start: node.start, end: Math.min(node.start + 1, text.length) }, spans);
    }
  }
  return spans;
}

function buildTrie(places: readonly Place[]): Wanted {
  const root = newNode();
  places.forEach((place, index) => {
    descend(root, place.path).places.push(index);
  });
  return root;
}

function newNode(): Wanted {
  return { children: new Map(), places: [], key: null, value: null, start: 0, visit: 0, parentVisit: 0 };
}

function descend(root: Wanted, path: Path): Wanted {
  let node = root;
  for (const step of path) {
    let child = node.children.get(step);
    if (child === undefined) {
      child = newNode();
      node.children.set(step, child);
    }
    node = child;
  }
  return node;
}

function fillIn({ text, written }: Texts, node: Wanted, places: readonly Place[], spans: Span[]): void {
  const value = node.value ?? { start: node.start, end: node.start };
  const isString = text.charCodeAt(value.start) === 0x22;
  const inner = isString && node.places.some((index) => places[index]?.within !== undefined);
  const decoded = inner ? mapJsonString(text, value.start, value.end) : null;
  for (const index of node.places) {
    const place = places[index] as Place;
    if (place.on === 'key' && node.key !== null) spans[index] = node.key;
    else if (place.on === 'member')
      spans[index] = memberSpan({ text, written }, { start: node.key?.start ?? value.start, end: value.end });
    else if (place.within !== undefined && decoded !== null) spans[index] = decoded.source(place.within);
    else spans[index] = value;
  }
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

function fillWith(missing: Wanted, span: Span, spans: Span[]): void {
  const pending = [missing];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    for (const index of node.places) spans[index] = span;
    for (const child of node.children.values()) pending.push(child);
  }
}

/** Goes through the text once, into what is wanted and over all else. */
class Walker {
  readonly #text: string;
  readonly #stack: Frame[] = [];
  #clock = 0;
  #at: number;

  constructor(text: string) {
    this.#text = text;
    this.#at = skipSpace(text, 0);
  }

  run(root: Wanted): void {
    this.#enter(root, 0);
    for (let frame = this.#stack.at(-1); frame !== undefined; frame = this.#stack.at(-1)) {
      this.#at = skipSpace(this.#text, this.#at);
      const unit = this.#text.charCodeAt(this.#at);
      if (unit === 0x2c) this.#at += 1;
      else if (unit === 0x7d || unit === 0x5d || this.#at >= this.#text.length) this.#leave(frame);
      else this.#member(frame);
    }
  }

  /** Comes to a wanted value: into a container that something is wanted of, over anything else. */
  #enter(node: Wanted, parentVisit: number): void {
    this.#clock += 1;
    node.visit = this.#clock;
    node.parentVisit = parentVisit;
    node.start = this.#at;
    const unit = this.#text.charCodeAt(this.#at);
    if (node.children.size > 0 && (unit === 0x7b || unit === 0x5b)) {
      this.#stack.push({ wanted: node, isArray: unit === 0x5b, index: 0 });
      this.#at += 1;
    } else {
      this.#at = endOfValue(this.#text, this.#at);
      node.value = { start: node.start, end: this.#at };
    }
  }

  #leave({ wanted }: Frame): void {
    this.#at += 1;
    wanted.value = { start: wanted.start, end: this.#at };
    this.#stack.pop();
  }

  #member(frame: Frame): void {
    let key: Span | null = null;
    let name: string | number = frame.index;
    frame.index += 1;
    if (!frame.isArray) {
      key = { start: this.#at, end: endOfString(this.#text, this.#at) };
      name = JSON.parse(this.#text.slice(key.start, key.end)) as string;
      this.#at = skipSpace(this.#text, skipSpace(this.#text, key.end) + 1);
    }
    const child = frame.wanted.children.get(name);
    if (child === undefined) this.#at = endOfValue(this.#text, this.#at);
    else {
      child.key = key;
      this.#enter(child, frame.wanted.visit);
    }
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
