/**
 * Where the parts of a picture go: layout by Graphviz, compiled to WebAssembly and loaded only when something is drawn. The
 * only importer of @hpcc-js/wasm-graphviz. Graphviz gets sizes and numbers; names never reach it.
 */
import { layOutInColumns } from './column-layout.js';

/** Pixels, from the top left. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The size of a node in pixels. */
export interface Box {
  readonly width: number;
  readonly height: number;
}

/** An arrow from one node to another, by their numbers. */
export interface Arrow {
  readonly from: number;
  readonly to: number;
  /** Whether it may have to go backwards: then it leaves and arrives on any side. */
  readonly isOnCycle?: boolean;
}

/** Where everything is. */
export interface Layout extends Box {
  /** The centres of the nodes. */
  readonly nodes: readonly Point[];
  /** Of each arrow the points of a Bézier curve, and where its head ends. */
  readonly arrows: readonly { readonly curve: readonly Point[]; readonly tip: Point }[];
}

/** Pixels to Graphviz's inch. */
const INCH = 72;

/**
 * Lays a directed graph out from left to right, `gap` pixels between ranks. The same graph gets the same layout; a plainer one where
 * the policy of a page refuses WebAssembly.
 */
export async function layOut(boxes: readonly Box[], arrows: readonly Arrow[], gap = 36): Promise<Layout> {
  const { Graphviz } = await import('@hpcc-js/wasm-graphviz');
  const isAllowed = await Graphviz.load().then(
    () => true,
    () => false,
  );
  if (!isAllowed) return layOutInColumns(boxes, arrows, gap);
  const dot = graphText(boxes, arrows, gap);
  const run = async (): Promise<string> => (await Graphviz.load()).layout(dot, 'json', 'dot');
  const text = await run().catch(() => {
    // A module whose memory was spoilt by an earlier graph fails from then on: a fresh one may not.
    Graphviz.unload();
    return run();
  });
  return readLayout(JSON.parse(text) as LaidOut, boxes, arrows);
}

function graphText(boxes: readonly Box[], arrows: readonly Arrow[], gap: number): string {
  const nodes = boxes.map(({ width, height }, node) => `${node}[width=${width / INCH},height=${height / INCH}]`);
  const edges = arrows.map(({ from, to, isOnCycle }, edge) =>
    isOnCycle === true ? `${from}->${to}[id=${edge}]` : `${from}:e->${to}:w[id=${edge}]`,
  );
  return `digraph{rankdir=LR nodesep=0.22 ranksep=${gap / INCH} node[shape=box fixedsize=true label=""] edge[arrowsize=0.7]
${[...nodes, ...edges].join('\n')}}`;
}

/** What Graphviz answers, as far as it is used; positions are texts. */
interface LaidOut {
  readonly bb: string;
  readonly objects?: readonly { readonly name: string; readonly pos: string }[];
  readonly edges?: readonly { readonly id: string; readonly pos?: string }[];
}

function readLayout(
  { bb, objects = [], edges = [] }: LaidOut,
  boxes: readonly Box[],
  arrows: readonly Arrow[],
): Layout {
  const [, , width = 0, height = 0] = bb.split(',').map(Number);
  const point = (text: string): Point => {
    const [x = 0, y = 0] = text.split(',').map(Number);
    return { x, y: height - y };
  };
  const nodes: Point[] = Array(boxes.length);
  for (const { name, pos } of objects) nodes[Number(name)] = point(pos);
  const curves: Layout['arrows'][number][] = arrows.map(({ from, to }) => straight(from, to, nodes, boxes));
  for (const { id, pos } of edges) {
    // `e,` stands before the end of the head, which the curve itself does not reach.
    const [head = '', ...curve] = pos?.split(/\s+/) ?? [];
    if (head.startsWith('e,')) curves[Number(id)] = { curve: curve.map(point), tip: point(head.slice(2)) };
  }
  return { width, height, nodes, arrows: curves };
}

/** For an arrow that Graphviz has found no way for, which it says of crowded graphs. */
function straight(from: number, to: number, nodes: readonly Point[], boxes: readonly Box[]): Layout['arrows'][number] {
  const start = nodes[from] as Point;
  const end = nodes[to] as Point;
  const side = (node: number): number => ((boxes[node]?.width ?? 0) / 2) * (start.x <= end.x ? 1 : -1);
  const first = { x: start.x + side(from), y: start.y };
  const tip = { x: end.x - side(to), y: end.y };
  return { curve: [first, first, tip, tip], tip };
}
