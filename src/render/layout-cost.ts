/** What Graphviz will have to do for a graph: it sets a point on each arrow for every rank that the arrow passes. */
import { at } from '../graph/adjacency.js';
import type { Arrow } from './graphviz.js';
import { ranksOf } from './ranks.js';

/**
 * Nodes, and for each arrow the ranks that it goes over: time grows with the square of that sum, whatever the shape of the
 * graph. Infinite above `limit`, without counting to the end.
 */
export function layoutCost(nodes: number, arrows: readonly Arrow[], limit: number): number {
  if (nodes + arrows.length > limit) return Number.POSITIVE_INFINITY;
  const ranks = ranksOf(nodes, arrows);
  let cost = nodes;
  for (const { from, to } of arrows) cost += Math.max(1, Math.abs(at(ranks, to) - at(ranks, from)));
  return cost > limit ? Number.POSITIVE_INFINITY : cost;
}
