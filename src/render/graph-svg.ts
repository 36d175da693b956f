/** Graphs as SVG: laid out by Graphviz, drawn here, in the colours of the reader's theme. */
import { excerpt } from '../diagnostics/diagnostic.js';
import { oneLine } from '../diagnostics/messages.js';
import { counted } from '../diagnostics/words.js';
import { GRAPH_STYLE } from './browser.generated.js';
import { type FoldedGraph, foldGraph } from './graph-fold.js';
import type { GraphModel } from './graph-model.js';
import { foldedParts, type Parts, wholeParts } from './graph-parts.js';
import { drawConnection, drawShape, sized } from './graph-shapes.js';
import { type Layout, layOut, type Point } from './graphviz.js';
import { textPixels } from './label.js';
import { layoutCost } from './layout-cost.js';
import { joined, type Markup, markup } from './markup.js';
import { svgDocument } from './svg-document.js';

/** What is drawn of a graph: all of it, or its waves where it is too large. */
export interface GraphPicture {
  readonly model: GraphModel;
  /** Null where every task is drawn. */
  readonly folded: FoldedGraph | null;
}

/** A picture without an `svg` around it. */
export interface GraphDrawing {
  readonly body: Markup;
  readonly width: number;
  readonly height: number;
  /** What the marks mean, and what is not shown. */
  readonly notes: readonly string[];
}

/** What the graphs of one file may cost to lay out, as `layoutCost` counts, those that are folded apart: about a second. */
const MOST_COST = 2000;
/** Between groups, with room for a count on each arrow. */
const COUNT_GAP = 72;
/** What a job costs by itself. */
const JOB_COST = 40;

/** What is drawn of the graphs of a file, and what it does not show, in sentences. */
export interface GraphPictures {
  readonly pictures: readonly GraphPicture[];
  /** How many graphs at the end are not drawn, so that it does not take too long. */
  readonly hidden: number;
  readonly notes: readonly string[];
}

/** Chooses what to draw of each graph of a file. */
export function graphPictures(models: readonly GraphModel[]): GraphPictures {
  const pictures: GraphPicture[] = [];
  const left = { whole: MOST_COST, folded: MOST_COST };
  const pay = (kind: keyof typeof left, { shapes, connections }: Parts): boolean => {
    const cost = JOB_COST + layoutCost(shapes.length, connections, left[kind] - JOB_COST);
    if (cost > left[kind]) return false;
    left[kind] -= cost;
    return true;
  };
  for (const model of models) {
    const isSmall = model.tasks.length + model.assets.length + model.edges.length <= left.whole;
    const folded = isSmall && pay('whole', wholeParts(model, '')) ? null : foldGraph(model);
    if (folded !== null && !pay('folded', foldedParts(folded, ''))) break;
    pictures.push({ model, folded });
  }
  const hidden = models.length - pictures.length;
  const notes = pictures.flatMap(({ folded }) => (folded === null ? [] : [folded.note]));
  return { pictures, hidden, notes: hidden === 0 ? notes : [...notes, hiddenNote(hidden)] };
}

function hiddenNote(hidden: number): string {
  return `${counted(hidden, 'more job is', 'more jobs are')} not drawn.`;
}

/** Draws a picture; `id` begins the ids of its parts, which stay the same from run to run. */
export async function drawPicture({ model, folded }: GraphPicture, id: string): Promise<GraphDrawing> {
  const { shapes, connections } = folded === null ? wholeParts(model, id) : foldedParts(folded, id);
  const boxes = shapes.map(sized);
  const { width, height, nodes, arrows } = await layOut(boxes, connections, folded === null ? undefined : COUNT_GAP);
  const lines = connections.map((one, index) => {
    const ends = [boxes[one.from]?.node, boxes[one.to]?.node];
    const isMarked = one.isCritical === true || one.isOnCycle === true;
    return { isMarked, drawn: drawConnection(one, arrows[index] as Layout['arrows'][number], ends) };
  });
  // What is marked comes last, over the rest.
  const ordered = [...lines.filter(({ isMarked }) => !isMarked), ...lines.filter(({ isMarked }) => isMarked)];
  const body = markup`<g class="tg-graph">
${ordered.map(({ drawn }) => drawn)}${boxes.map((box, index) => drawShape(box, nodes[index] as Point))}</g>
`;
  return { body, width: Math.ceil(width), height: Math.ceil(height), notes: legend(model, folded) };
}

const COUNTS = 'numbers: how often one reads what another writes; each has arrows from the two that it reads most from';

function legend({ tasks, focus, isPlanned }: GraphModel, folded: FoldedGraph | null): string[] {
  const hasCycle = tasks.some(({ isOnCycle }) => isOnCycle);
  const cycle = hasCycle
    ? ['dashed lines: tasks that wait for each other in a cycle, so that none of them can run']
    : [];
  if (folded !== null) return [...cycle, ...(folded.edges.length > 0 ? [COUNTS] : []), folded.note];
  return [
    ...(tasks.some(({ isCritical }) => isCritical)
      ? [`◆ and thick lines: the critical path${isPlanned ? '' : ', if all tasks take equally long'}`]
      : []),
    ...cycle,
    ...(focus !== undefined && focus.cut.length > 0 ? ['… more: tasks that are further away, and not shown'] : []),
  ];
}

/** Space around everything. */
const MARGIN = 20;
const HEAD = 46;
const NOTE = 18;
const HEADING_SIZE = 15;
const NOTE_SIZE = 12;

/** The graphs of all jobs of a file, one under the other, as a picture of its own; `hidden` graphs are only counted. */
export async function graphSvg(fileName: string, pictures: readonly GraphPicture[], hidden: number): Promise<string> {
  const parts: Markup[] = [];
  let [y, width] = [0, 0];
  const write = (lines: readonly string[], top: number): Markup => {
    width = Math.max(width, ...lines.map((line) => textPixels(line, NOTE_SIZE)));
    return joined(
      lines.map(
        (line, at) => markup`<text class="tg-note" x="${MARGIN}" y="${top + NOTE * (at + 1)}">${line}</text>
`,
      ),
    );
  };
  for (const [index, picture] of pictures.entries()) {
    const { body, notes, ...size } = await drawPicture(picture, `job${index}`);
    const title = heading(fileName, picture.model);
    parts.push(markup`<g id="job${index}" transform="translate(0 ${y})">
<text class="tg-heading" x="${MARGIN}" y="24">${title}</text>
<g transform="translate(${MARGIN} ${HEAD})">
${body}</g>
${write(notes, HEAD + size.height)}</g>
`);
    width = Math.max(width, size.width, textPixels(title, HEADING_SIZE));
    y += HEAD + size.height + NOTE * notes.length + 24;
  }
  if (hidden > 0) {
    parts.push(write([hiddenNote(hidden)], y));
    y += NOTE + 12;
  }
  return svgDocument(
    `Graph of ${fileName}`,
    { width: Math.ceil(width) + 2 * MARGIN, height: y },
    GRAPH_STYLE,
    joined(parts),
  );
}

function heading(fileName: string, { job, tasks, assets, focus }: GraphModel): string {
  const name = job === null ? oneLine(fileName) : excerpt(oneLine(job));
  if (focus === undefined)
    return `${name}: ${counted(tasks.length, 'task', 'tasks')}, ${counted(assets.length, 'asset', 'assets')}`;
  const steps = counted(focus.depth, 'dependency', 'dependencies');
  return `${name}: ${tasks.length} of ${counted(focus.of, 'task', 'tasks')}, up to ${steps} away from ${excerpt(oneLine(focus.on))}`;
}
