/** The order of findings: as their values stand in the document, then by range, then by code. */
import type { Diagnostic, Path, Place } from './diagnostic.js';

type Rank = readonly number[];

/** Sorts findings by the document they are about. The same findings come out the same, whoever found them first. */
export function sortDiagnostics(findings: readonly Diagnostic[], document: unknown): Diagnostic[] {
  if (findings.length < 2) return [...findings];
  const rankOf = pathRanker(document);
  const keyed = findings.map((finding) => ({
    finding,
    rank: rankOf(finding.place.path),
    path: finding.place.path.join('/'),
  }));
  keyed.sort(
    (a, b) =>
      compareRanks(a.rank, b.rank) ||
      comparePlaces(a.finding.place, b.finding.place) ||
      compareText(a.finding.code, b.finding.code) ||
      compareText(a.path, b.path),
  );
  return keyed.map(({ finding }) => finding);
}

/** Ranks a path by the position of each step within its parent; what is not there comes first. */
function pathRanker(document: unknown): (path: Path) => Rank {
  const orders = new WeakMap<object, ReadonlyMap<string, number>>();
  const orderOf = (parent: object): ReadonlyMap<string, number> => {
    const known = orders.get(parent);
    if (known !== undefined) return known;
    const order = new Map(Object.keys(parent).map((key, index) => [key, index]));
    orders.set(parent, order);
    return order;
  };
  return (path) => {
    let parent = document;
    return path.map((step) => {
      const within = parent;
      parent =
        typeof within === 'object' && within !== null ? (within as Record<string | number, unknown>)[step] : undefined;
      if (typeof step === 'number') return step;
      return typeof within === 'object' && within !== null ? (orderOf(within).get(step) ?? -1) : -1;
    });
  };
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
