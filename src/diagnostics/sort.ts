/** The order of findings: as their values stand in the document, then by range, then by code. */
import type { Diagnostic, Path, Place } from './diagnostic.js';

/** Sorts findings by the document they are about. The same findings come out the same, whoever found them first. */
export function sortDiagnostics(findings: readonly Diagnostic[], document: unknown): Diagnostic[] {
  return sortByValue(findings, document).sorted;
}

/** Findings in the order of a value, and whether on the way to them are keys that look like numbers, which a value has first. */
export interface Sorted {
  readonly sorted: Diagnostic[];
  readonly hasNumericKeys: boolean;
}

/** The same, with what is to be known where the order of the text is wanted. */
export function sortByValue(findings: readonly Diagnostic[], document: unknown): Sorted {
  const ranks = new Ranks(document, findings);
  let isSorted = true;
  for (let at = 1; at < findings.length && isSorted; at += 1) isSorted = compare(findings, ranks, at - 1, at) <= 0;
  const sorted = isSorted ? findings.slice() : inOrderOf(ranks, findings);
  return { sorted, hasNumericKeys: ranks.sawNumericKeys };
}

function inOrderOf(ranks: Ranks, findings: readonly Diagnostic[]): Diagnostic[] {
  const order = findings.map((_, at) => at).sort((a, b) => compare(findings, ranks, a, b));
  return order.map((at) => findings[at] as Diagnostic);
}

/** By number, for two findings of a list. */
function compare(findings: readonly Diagnostic[], ranks: Ranks, a: number, b: number): number {
  const byRank = ranks.compare(a, b);
  if (byRank !== 0) return byRank;
  const [one, other] = [findings[a] as Diagnostic, findings[b] as Diagnostic];
  return (
    comparePlaces(one.place, other.place) ||
    compareText(one.code, other.code) ||
    compareText(one.place.path.join('/'), other.place.path.join('/'))
  );
}

/**
 * Ranks the paths of findings by the position of each step within its parent; what is not there comes first. All ranks stand in
 * one list of numbers.
 */
class Ranks {
  readonly #document: unknown;
  readonly #steps: Int32Array;
  /** Where the rank of each finding begins. */
  readonly #starts: Uint32Array;
  /** The positions of keys, for objects that have many. */
  readonly #orders = new Map<object, ReadonlyMap<string, number>>();
  sawNumericKeys = false;

  constructor(document: unknown, findings: readonly Diagnostic[]) {
    this.#document = document;
    let length = 0;
    for (const { place } of findings) length += place.path.length;
    this.#steps = new Int32Array(length);
    this.#starts = new Uint32Array(findings.length + 1);
    for (let index = 0, at = 0; index < findings.length; index += 1) {
      const { path } = (findings[index] as Diagnostic).place;
      this.#rank(path, at);
      at += path.length;
      this.#starts[index + 1] = at;
    }
  }

  /** Which of two findings comes first by its path; one comes before those below it. */
  compare(a: number, b: number): number {
    const [startA, startB] = [this.#starts[a] as number, this.#starts[b] as number];
    const [lengthA, lengthB] = [(this.#starts[a + 1] as number) - startA, (this.#starts[b + 1] as number) - startB];
    for (let depth = 0; depth < Math.min(lengthA, lengthB); depth += 1) {
      const order = (this.#steps[startA + depth] as number) - (this.#steps[startB + depth] as number);
      if (order !== 0) return order;
    }
    return lengthA - lengthB;
  }

  #rank(path: Path, start: number): void {
    let value = this.#document;
    for (let depth = 0; depth < path.length; depth += 1) {
      const step = path[depth] as string | number;
      const parent = typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>) : null;
      if (typeof step === 'number') this.#steps[start + depth] = step;
      else this.#steps[start + depth] = parent === null ? -1 : this.#position(parent, step);
      value = parent?.[step];
    }
  }

  /** To begin a walk through the keys of an object takes as long as it has keys: through one that has many, there is one. */
  #position(parent: object, step: string): number {
    const order = this.#orders.get(parent);
    if (order !== undefined) return order.get(step) ?? -1;
    let found = -1;
    let position = 0;
    for (const key in parent) {
      if (position === 0 && isNumeric(key)) this.sawNumericKeys = true;
      if (position > FEW) return this.#makeOrder(parent).get(step) ?? -1;
      if (key === step && Object.hasOwn(parent, key)) found = position;
      position += 1;
    }
    return found;
  }

  #makeOrder(parent: object): ReadonlyMap<string, number> {
    const order = new Map(Object.keys(parent).map((key, index) => [key, index]));
    this.#orders.set(parent, order);
    return order;
  }
}

/** So many keys are looked through one by one. */
const FEW = 32;

function isNumeric(key: string): boolean {
  const unit = key.charCodeAt(0);
  return unit >= 0x30 && unit <= 0x39;
}

function comparePlaces(a: Place, b: Place): number {
  const [spanA, spanB] = [a.inText ?? a.within, b.inText ?? b.within];
  const keyFirst = Number(b.on === 'key') - Number(a.on === 'key');
  return keyFirst || (spanA?.start ?? -1) - (spanB?.start ?? -1) || (spanA?.end ?? -1) - (spanB?.end ?? -1);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
