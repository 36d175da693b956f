/** A list of neighbours per node, flat: those of node `n` are `targets[offsets[n] … offsets[n + 1])`. */
export interface Adjacency {
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
}

/** Adjacency from pairs, `from[i]` to `to[i]`, by counting: linear. Neighbours come in the order of the pairs. */
export function adjacency(nodes: number, from: ArrayLike<number>, to: ArrayLike<number>): Adjacency {
  const offsets = new Uint32Array(nodes + 1);
  for (let pair = 0; pair < from.length; pair += 1) offsets[at(from, pair) + 1] = at(offsets, at(from, pair) + 1) + 1;
  for (let node = 0; node < nodes; node += 1) offsets[node + 1] = at(offsets, node) + at(offsets, node + 1);
  const next = offsets.slice();
  const targets = new Uint32Array(from.length);
  for (let pair = 0; pair < from.length; pair += 1) {
    const node = at(from, pair);
    targets[at(next, node)] = at(to, pair);
    next[node] = at(next, node) + 1;
  }
  return { offsets, targets };
}

/** The same pairs from the other side, to nodes that number `nodes`; ascending, whatever the order was. */
export function reversed({ offsets, targets }: Adjacency, nodes: number): Adjacency {
  const from = new Uint32Array(targets.length);
  for (let node = 0; node + 1 < offsets.length; node += 1) from.fill(node, at(offsets, node), at(offsets, node + 1));
  return adjacency(nodes, targets, from);
}

/** The neighbours of a node: a view, not a copy. */
export function neighbours({ offsets, targets }: Adjacency, node: number): Uint32Array {
  return targets.subarray(at(offsets, node), at(offsets, node + 1));
}

/** How many neighbours a node has. */
export function degree({ offsets }: Adjacency, node: number): number {
  return at(offsets, node + 1) - at(offsets, node);
}

/** An element of a list whose bounds the caller keeps. */
export function at(list: ArrayLike<number>, index: number): number {
  return list[index] as number;
}
