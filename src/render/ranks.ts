/** In which column of a picture a node stands: behind all that lead to it. */
import { type Adjacency, adjacency, at, degree, neighbours } from '../graph/adjacency.js';
import type { Arrow } from './graphviz.js';

/** The longest way to each node from one that nothing leads to, where arrows that close a cycle count as if turned round. */
export function ranksOf(nodes: number, arrows: readonly Arrow[]): Uint32Array {
  const kept = withoutCycles(nodes, arrows);
  const next = links(nodes, kept);
  const waiting = new Uint32Array(nodes);
  for (const { to } of kept) waiting[to] = at(waiting, to) + 1;
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
