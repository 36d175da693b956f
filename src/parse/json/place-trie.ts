/** The trie of the paths of wanted places, which a walk through a text fills in. */
import type { Place } from '../../diagnostics/diagnostic.js';

/**
 * What is known of a node. All nodes stand in one array of numbers: a finding has two of them, and as objects they would be
 * most of what a large report takes.
 */
export const FIELD = {
  parent: 0,
  /** The first and the last child, and the next one of its parent; 0 is none, since the root is nobody's child. */
  first: 1,
  last: 2,
  next: 3,
  count: 4,
  /** 1 where the children are indexes, each higher than the one before. */
  isAscending: 5,
  /** One more than the last place that is wanted here, or 0; the list goes on in `PlaceTrie.before`. */
  place: 6,
  /** Where the name of the property is; the end is 0 where there is none. */
  keyStart: 7,
  keyEnd: 8,
  /** Where the value is: of a container, its opening bracket; the end is 0 until it is known. */
  start: 9,
  end: 10,
  /**
   * Which visit of this node, and of its parent, filled it in. Of duplicate keys the last wins, as in JSON.parse: what was
   * found under an earlier one is void, because its parent has been visited again since.
   */
  visit: 11,
  parentVisit: 12,
  /** While an array is walked: the index that comes next, and the child that is next where they are ascending. An object has -1. */
  index: 13,
  cursor: 14,
} as const;
const FIELDS = 15;

/** Up to so many children are looked through one by one: a map of them would take longer to make. */
const FEW = 8;

/** Nodes are numbered from the root, 0, each behind its parent. */
export class PlaceTrie {
  readonly steps: (string | number)[] = [''];
  /** For each place the one before it that is at the same path, one more than its index, or 0. */
  readonly before: Int32Array;
  readonly #fields: Int32Array;
  /** The children of nodes that have many, in no order. */
  readonly #maps = new Map<number, Map<string | number, number>>();

  constructor(places: readonly Place[]) {
    let most = 1;
    for (const { path } of places) most += path.length;
    this.before = new Int32Array(places.length);
    this.#fields = new Int32Array(most * FIELDS);
    for (let index = 0; index < places.length; index += 1) this.#add((places[index] as Place).path, index);
  }

  get(node: number, field: number): number {
    return this.#fields[node * FIELDS + field] as number;
  }

  set(node: number, field: number, value: number): void {
    this.#fields[node * FIELDS + field] = value;
  }

  /** The child at a step; 0 where nothing is wanted there. */
  child(node: number, step: string | number): number {
    // Places mostly come in the order of the text, so the last is tried first.
    const last = this.get(node, FIELD.last);
    if (last === 0 || this.steps[last] === step) return last;
    const isAscending = this.get(node, FIELD.isAscending) === 1;
    if (isAscending && typeof step === 'number' && step > (this.steps[last] as number)) return 0;
    if (this.get(node, FIELD.count) > FEW) return this.#mapOf(node).get(step) ?? 0;
    let child = this.get(node, FIELD.first);
    while (child !== 0 && this.steps[child] !== step) child = this.get(child, FIELD.next);
    return child;
  }

  /** The child below a key of a text, quotes included. Most keys are none of those wanted, and no string is made of them. */
  childOfKey(node: number, text: string, start: number, end: number): number {
    if (this.get(node, FIELD.count) > FEW || hasEscape(text, start, end)) {
      return this.child(node, JSON.parse(text.slice(start, end)) as string);
    }
    for (let child = this.get(node, FIELD.first); child !== 0; child = this.get(child, FIELD.next)) {
      const step = this.steps[child] as string | number;
      if (typeof step === 'string' && step.length === end - start - 2 && text.startsWith(step, start + 1)) return child;
    }
    return 0;
  }

  #add(path: Place['path'], index: number): void {
    let node = 0;
    for (const step of path) node = this.child(node, step) || this.#addChild(node, step);
    this.before[index] = this.get(node, FIELD.place);
    this.set(node, FIELD.place, index + 1);
  }

  #addChild(node: number, step: string | number): number {
    const added = this.steps.push(step) - 1;
    const last = this.get(node, FIELD.last);
    const isAscending = typeof step === 'number' && (last === 0 || this.get(node, FIELD.isAscending) === 1);
    this.set(added, FIELD.parent, node);
    this.set(node, FIELD.isAscending, isAscending && (last === 0 || step > (this.steps[last] as number)) ? 1 : 0);
    if (last === 0) this.set(node, FIELD.first, added);
    else this.set(last, FIELD.next, added);
    this.set(node, FIELD.last, added);
    this.set(node, FIELD.count, this.get(node, FIELD.count) + 1);
    this.#maps.get(node)?.set(step, added);
    return added;
  }

  #mapOf(node: number): ReadonlyMap<string | number, number> {
    const known = this.#maps.get(node);
    if (known !== undefined) return known;
    const map = new Map<string | number, number>();
    for (let child = this.get(node, FIELD.first); child !== 0; child = this.get(child, FIELD.next)) {
      map.set(this.steps[child] as string | number, child);
    }
    this.#maps.set(node, map);
    return map;
  }
}

function hasEscape(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (text.charCodeAt(at) === 0x5c) return true;
  return false;
}
