/** What Graphviz will have to do for a graph: it sets a point on each arrow for every rank that the arrow passes. */
import { type Adjacency, adjacency, at, degree, neighbours } from '../graph/adjacency.js';
import type { Arrow } from './graphviz.js';

/**
 * Nodes, and for each arrow the ranks that it goes over: time grows with the square of that sum, whatever the shape of the
 * graph. Infinite above `limit`, without counting to the end.
 */
export function layoutCost(nodes: number, arrows: readonly Arrow[], limit: number): number {
  if (nodes + arrows.length > limit) return Number.POSITIVE_INFINITY;
  const ranks = ranksOf(nodes, withoutCycles(nodes, arrows));
  let cost = nodes;
  for (const { from, to } of arrows) cost += Math.max(1, Math.abs(at(ranks, to) - at(ranks, from)));
  return cost > limit ? Number.POSITIVE_INFINITY : cost;
}

function links(nodes: number, arrows: readonly Arrow[]): Adjacency {
  return adjacency(
    nodes,
    arrows.map(({ from }) => from),
    arrows.map(({ to }) => to),
  );
}

/** The arrows, those turned round that lead back to where a walk has come from; an arrow from a node to itself is dropped. */
function withoutCycles(nodes: number, arrows: readonly Arrow[]): readonly Arrow[] {
  const next = links(nodes, arrows);
  const state = new Uint8Array(nodes);
  const followed = new Uint32Array(nodes);
  const kept: Arrow[] = [];
  for (let root = 0; root < nodes; root += 1) {
    const path = state[root] === 0 ? [root] : [];
    for (let node = path.at(-1); node !== undefined; node = path.at(-1)) {
      state[node] = 1;
      const step = at(followed, node);
      followed[node] = step + 1;
      if (step >= degree(next, node)) {
        state[node] = 2;
        path.pop();
        continue;
      }
      const to = at(neighbours(next, node), step);
      if (to !== node) kept.push(state[to] === 1 ? { from: to, to: node } : { from: node, to });
      if (state[to] === 0) path.push(to);
    }
  }
  return kept;
}

/** The longest way to each node from one that nothing leads to. */
function ranksOf(nodes: number, arrows: readonly Arrow[]): Uint32Array {
  const next = links(nodes, arrows);
  const waiting = new Uint32Array(nodes);
  for (const { to } of arrows) waiting[to] = at(waiting, to) + 1;
  const ranks = new Uint32Array(nodes);
  const queue = [...waiting.keys()].filter((node) => waiting[node] === 0);
  for (const node of queue) {
    for (const to of neighbours(next, node)) {
      ranks[to] = Math.max(at(ranks, to), at(ranks, node) + 1);
      waiting[to] = at(waiting, to) - 1;
      if (waiting[to] === 0) queue.push(to);
    }
  }
  return ranks;
}
