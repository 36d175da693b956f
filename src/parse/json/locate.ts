/**
 * From places to ranges in JSON text. One pass over the text visits only what leads to a wanted place; everything else
 * is jumped over. Works on well-formed JSON, which is what `parseJson` hands it.
 */
import type { Place } from '../../diagnostics/diagnostic.js';
import type { Span } from '../../text/span.js';
import type { MappedText } from '../../text/text-map.js';
import { mapJsonString, spanInString } from './json-string.js';
import { NO_COMMA } from './jsonc.js';
import { endOfString } from './outline.js';

/** A node of the trie of wanted paths, filled in as the text is walked. */
interface Wanted {
  readonly step: string | number;
  /** What is wanted below, as a list from the last that was added; of many, by step too. */
  last: Wanted | null;
  readonly before: Wanted | null;
  count: number;
  byStep: Map<string | number, Wanted> | null;
  /** The last place that is wanted here, or -1; the list goes on in `Places.before`. */
  place: number;
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

/** The places, and for each the one before it that is at the same path, or -1. */
interface Places {
  readonly list: readonly Place[];
  readonly before: Int32Array;
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
export function locateInJson(text: string, list: readonly Place[], written = text): Span[] {
  const places = { list, before: new Int32Array(list.length) };
  const root = buildTrie(places);
  new Walker(text).run(root);
  const spans: Span[] = list.map(() => NOWHERE);
  const pending: Wanted[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    fillIn({ text, written }, node, places, spans);
    for (let child = node.last; child !== null; child = child.before) {
      if (child.visit > 0 && child.parentVisit === node.visit) pending.push(child);
      else fillWith(child, { start: node.start, end: Math.min(node.start + 1, text.length) }, places, spans);
    }
  }
  return spans;
}

const NOWHERE: Span = { start: 0, end: 0 };
/** Up to so many children are looked through one by one: a map of them would take longer to make. */
const FEW = 8;

function buildTrie({ list, before }: Places): Wanted {
  const root = newNode('', null);
  list.forEach(({ path }, index) => {
    let node = root;
    for (const step of path) node = childOf(node, step) ?? addChild(node, step);
    before[index] = node.place;
    node.place = index;
  });
  return root;
}

function newNode(step: string | number, before: Wanted | null): Wanted {
  return {
    step,
    last: null,
    before,
    count: 0,
    byStep: null,
    place: -1,
    key: null,
    value: null,
    start: 0,
    visit: 0,
    parentVisit: 0,
  };
}

function childOf(node: Wanted, step: string | number): Wanted | null {
  // Places mostly come in the order of the text, so the last is tried first.
  if (node.last === null || node.last.step === step) return node.last;
  if (node.byStep !== null) return node.byStep.get(step) ?? null;
  for (let child = node.last.before; child !== null; child = child.before) if (child.step === step) return child;
  return null;
}

function addChild(node: Wanted, step: string | number): Wanted {
  const added = newNode(step, node.last);
  node.last = added;
  node.count += 1;
  if (node.byStep !== null) node.byStep.set(step, added);
  else if (node.count > FEW) {
    node.byStep = new Map();
    for (let child: Wanted | null = added; child !== null; child = child.before) node.byStep.set(child.step, child);
  }
  return added;
}

function fillIn({ text, written }: Texts, node: Wanted, { list, before }: Places, spans: Span[]): void {
  const value = node.value ?? { start: node.start, end: node.start };
  const isString = text.charCodeAt(value.start) === 0x22;
  const isAlone = node.place >= 0 && before[node.place] === -1;
  let decoded: MappedText | null = null;
  for (let index = node.place; index >= 0; index = before[index] as number) {
    const { on, within } = list[index] as Place;
    if (on === 'key' && node.key !== null) spans[index] = node.key;
    else if (on === 'member')
      spans[index] = memberSpan({ text, written }, { start: node.key?.start ?? value.start, end: value.end });
    else if (within === undefined || !isString) spans[index] = value;
    else if (isAlone) spans[index] = spanInString(text, value, within);
    else {
      decoded ??= mapJsonString(text, value.start, value.end);
      spans[index] = decoded.source(within);
    }
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

function fillWith(missing: Wanted, span: Span, { before }: Places, spans: Span[]): void {
  const pending = [missing];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    for (let index = node.place; index >= 0; index = before[index] as number) spans[index] = span;
    for (let child = node.last; child !== null; child = child.before) pending.push(child);
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
    if (node.last !== null && (unit === 0x7b || unit === 0x5b)) {
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
    const { wanted } = frame;
    let child: Wanted | null;
    if (frame.isArray) {
      child = childOf(wanted, frame.index);
      frame.index += 1;
    } else {
      const start = this.#at;
      const end = endOfString(this.#text, start);
      child = childOfKey(wanted, this.#text, start, end);
      if (child !== null) child.key = { start, end };
      this.#at = skipSpace(this.#text, skipSpace(this.#text, end) + 1);
    }
    if (child === null) this.#at = endOfValue(this.#text, this.#at);
    else this.#enter(child, wanted.visit);
  }
}

/** What is wanted below a key, quotes included. Most keys are none of those wanted, and no string is made of them. */
function childOfKey(node: Wanted, text: string, start: number, end: number): Wanted | null {
  if (node.byStep !== null || hasEscape(text, start, end)) {
    return childOf(node, JSON.parse(text.slice(start, end)) as string);
  }
  for (let child = node.last; child !== null; child = child.before) {
    const { step } = child;
    if (typeof step === 'string' && step.length === end - start - 2 && text.startsWith(step, start + 1)) return child;
  }
  return null;
}

function hasEscape(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (text.charCodeAt(at) === 0x5c) return true;
  return false;
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
