/** The order of findings: as their values stand in the document, then by range, then by code. */
import type { Diagnostic, Path, Place } from './diagnostic.js';

type Rank = readonly number[];

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
  const ranks = new Ranks(document);
  const keyed = findings.map((finding): Keyed => ({ finding, rank: ranks.of(finding.place.path) }));
  const isSorted = keyed.every((one, index) => index === 0 || compare(keyed[index - 1] as Keyed, one) <= 0);
  if (!isSorted) keyed.sort(compare);
  return { sorted: keyed.map(({ finding }) => finding), hasNumericKeys: ranks.sawNumericKeys };
}

interface Keyed {
  readonly finding: Diagnostic;
  readonly rank: Rank;
}

function compare(a: Keyed, b: Keyed): number {
  const [one, other] = [a.finding, b.finding];
  return (
    compareRanks(a.rank, b.rank) ||
    comparePlaces(one.place, other.place) ||
    compareText(one.code, other.code) ||
    compareText(one.place.path.join('/'), other.place.path.join('/'))
  );
}

/** Ranks paths by the position of each step within its parent; what is not there comes first. */
class Ranks {
  readonly #document: unknown;
  /** The positions of keys, for objects that have many. */
  readonly #orders = new Map<object, ReadonlyMap<string, number>>();
  sawNumericKeys = false;

  constructor(document: unknown) {
    this.#document = document;
  }

  of(path: Path): Rank {
    const rank = new Array<number>(path.length);
    let value = this.#document;
    for (let depth = 0; depth < path.length; depth += 1) {
      const step = path[depth] as string | number;
      const parent = typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>) : null;
      if (typeof step === 'number') rank[depth] = step;
      else rank[depth] = parent === null ? -1 : this.#position(parent, step);
      value = parent?.[step];
    }
    return rank;
  }

  #position(parent: object, step: string): number {
    let position = 0;
    for (const key in parent) {
      if (position === 0 && isNumeric(key)) this.sawNumericKeys = true;
      if (position > FEW) return this.#orderOf(parent).get(step) ?? -1;
      if (key === step) return Object.hasOwn(parent, key) ? position : -1;
      position += 1;
    }
    return -1;
  }

  #orderOf(parent: object): ReadonlyMap<string, number> {
    const known = this.#orders.get(parent);
    if (known !== undefined) return known;
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

function compareRanks(a: Rank, b: Rank): number {
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const order = (a[index] as number) - (b[index] as number);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function comparePlaces(a: Place, b: Place): number {
  const [spanA, spanB] = [a.inText ?? a.within, b.inText ?? b.within];
  const keyFirst = Number(b.on === 'key') - Number(a.on === 'key');
  return keyFirst || (spanA?.start ?? -1) - (spanB?.start ?? -1) || (spanA?.end ?? -1) - (spanB?.end ?? -1);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
