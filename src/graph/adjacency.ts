/** A list of neighbours per node, flat: those of node `n` are `targets[offsets[n] … offsets[n + 1])`. */
export interface Adjacency {
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
}

/** Adjacency from pairs, `from[i]` to `to[i]`, by counting: linear. Neighbours come in the order of the pairs. */
export function adjacency(nodes: number, from: ArrayLike<number>, to: ArrayLike<number>): Adjacency {
  const offsets = new Uint32Array(nodes + 1);
  for (let pair = 0; pair < from.length; pair += 1) count(offsets, from[pair] as number);
  addUp(offsets);
  const targets = new Uint32Array(from.length);
  for (let pair = from.length - 1; pair >= 0; pair -= 1) {
    targets[takeLast(offsets, from[pair] as number)] = to[pair] as number;
  }
  return { offsets, targets };
}

/** The same pairs from the other side, to nodes that number `nodes`; ascending, whatever the order was. */
export function reversed({ offsets: from, targets: to }: Adjacency, nodes: number): Adjacency {
  const offsets = new Uint32Array(nodes + 1);
  for (let edge = 0; edge < to.length; edge += 1) count(offsets, to[edge] as number);
  addUp(offsets);
  const targets = new Uint32Array(to.length);
  let edge = to.length - 1;
  for (let node = from.length - 2; node >= 0; node -= 1) {
    for (const first = from[node] as number; edge >= first; edge -= 1) {
      targets[takeLast(offsets, to[edge] as number)] = node;
    }
  }
  return { offsets, targets };
}

function count(counts: Uint32Array, node: number): void {
  counts[node] = (counts[node] as number) + 1;
}

/** From how many neighbours each node has to where they end: from there, their places are taken backwards. */
function addUp(counts: Uint32Array): void {
  let sum = 0;
  for (let node = 0; node < counts.length; node += 1) {
    sum += counts[node] as number;
    counts[node] = sum;
  }
}

function takeLast(ends: Uint32Array, node: number): number {
  const place = (ends[node] as number) - 1;
  ends[node] = place;
  return place;
}

/** The neighbours of a node: a view, not a copy. Making one takes longer than passing a few; hot loops go by `first`. */
export function neighbours({ offsets, targets }: Adjacency, node: number): Uint32Array {
  return targets.subarray(at(offsets, node), at(offsets, node + 1));
}

/** The neighbour of a node that has one, else null. */
export function onlyNeighbour(list: Adjacency, node: number): number | null {
  return degree(list, node) === 1 ? (list.targets[first(list, node)] as number) : null;
}

/** Where the neighbours of a node begin among all; they end where those of the next node begin. */
export function first({ offsets }: Adjacency, node: number): number {
  return offsets[node] as number;
}

/** How many neighbours a node has. */
export function degree({ offsets }: Adjacency, node: number): number {
  return (offsets[node + 1] as number) - (offsets[node] as number);
}

/** An element of a list whose bounds the caller keeps. Not for hot loops: V8 compiles it once for lists of all kinds. */
export function at(list: ArrayLike<number>, index: number): number {
  return list[index] as number;
}
