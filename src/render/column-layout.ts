/** A layout without Graphviz, for pages whose policy refuses WebAssembly: plainer, since arrows may run behind what is between. */
import { at } from '../graph/adjacency.js';
import type { Arrow, Box, Layout, Point } from './graphviz.js';
import { ranksOf } from './ranks.js';

/** Between nodes of one column. */
const ROW_GAP = 16;
/** As long as Graphviz makes the head of an arrow. */
const HEAD = 7;

/**
 * Lays a graph out from left to right: a column for each rank, `gap` pixels apart, and in it each node about as high as what leads to it.
 * The same graph gets the same layout.
 */
export function layOutInColumns(boxes: readonly Box[], arrows: readonly Arrow[], gap: number): Layout {
  const ranks = ranksOf(boxes.length, arrows);
  const columns: number[][] = Array.from(
    { length: ranks.reduce((most, rank) => Math.max(most, rank + 1), 0) },
    () => [],
  );
  for (const [node, rank] of ranks.entries()) columns[rank]?.push(node);
  const sources: number[][] = boxes.map(() => []);
  for (const { from, to } of arrows) if (at(ranks, from) < at(ranks, to)) sources[to]?.push(from);

  const nodes: Point[] = Array(boxes.length);
  const box = (node: number): Box => boxes[node] as Box;
  const heights = columns.map((column) => column.reduce((sum, node) => sum + box(node).height + ROW_GAP, -ROW_GAP));
  const height = heights.reduce((most, one) => Math.max(most, one), 0);
  let x = 0;
  for (const [rank, column] of columns.entries()) {
    const width = column.reduce((most, node) => Math.max(most, box(node).width), 0);
    let y = (height - (heights[rank] ?? 0)) / 2;
    for (const node of inOrder(column, sources, nodes)) {
      nodes[node] = { x: x + width / 2, y: y + box(node).height / 2 };
      y += box(node).height + ROW_GAP;
    }
    x += width + gap;
  }
  return { width: Math.max(0, x - gap), height, nodes, arrows: arrows.map((arrow) => drawn(arrow, nodes, boxes)) };
}

/** By the mean height of what leads to each; in the order given where nothing does, or that is the same. */
function inOrder(column: readonly number[], sources: readonly number[][], nodes: readonly Point[]): readonly number[] {
  const height = (node: number): number => {
    const from = sources[node] ?? [];
    return from.reduce((sum, source) => sum + (nodes[source]?.y ?? 0), 0) / Math.max(1, from.length);
  };
  const heights = new Map(column.map((node) => [node, height(node)]));
  return column.toSorted((a, b) => (heights.get(a) ?? 0) - (heights.get(b) ?? 0) || a - b);
}

/** From the side of one node to the side of the other that look at each other; level where it meets them. */
function drawn({ from, to }: Arrow, nodes: readonly Point[], boxes: readonly Box[]): Layout['arrows'][number] {
  const [start, end] = [nodes[from] as Point, nodes[to] as Point];
  const forwards = start.x <= end.x ? 1 : -1;
  const side = (node: number): number => ((boxes[node]?.width ?? 0) / 2) * forwards;
  const first = { x: start.x + side(from), y: start.y };
  const tip = { x: end.x - side(to), y: end.y };
  const last = { x: tip.x - HEAD * forwards, y: tip.y };
  const middle = (first.x + last.x) / 2;
  return { curve: [first, { x: middle, y: first.y }, { x: middle, y: last.y }, last], tip };
}
