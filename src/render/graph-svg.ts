/** The graph of a job as SVG: laid out by Graphviz, drawn here, in the colours of the reader's theme. */
import { excerpt } from '../diagnostics/diagnostic.js';
import { oneLine } from '../diagnostics/messages.js';
import { counted } from '../diagnostics/words.js';
import { GRAPH_STYLE } from './browser.generated.js';
import type { GraphAsset, GraphEdge, GraphModel, GraphTask } from './graph-model.js';
import { type Connection, drawConnection, drawShape, type Shape, sized } from './graph-shapes.js';
import { layOut } from './graphviz.js';
import { taskName, textPixels } from './label.js';
import { joined, type Markup, markup } from './markup.js';
import { svgDocument } from './svg-document.js';

/** A picture without an `svg` around it. */
export interface GraphDrawing {
  readonly body: Markup;
  readonly width: number;
  readonly height: number;
  /** What the marks mean, and what is not shown. */
  readonly notes: readonly string[];
}

/** Names that are longer than the service takes are cut. */
const NAME_LENGTH = 4000;

/** Draws a graph; `id` begins the ids of its parts, which stay the same from run to run. */
export async function drawGraphModel(model: GraphModel, id: string): Promise<GraphDrawing> {
  const shapes = [
    ...model.tasks.map((task) => taskShape(task, id)),
    ...model.assets.map((asset, index) => assetShape(asset, index, id)),
  ];
  const connections = model.edges.map((edge) => connection(edge, model, id));
  return { ...(await drawShapes(shapes, connections)), notes: legend(model) };
}

/** Lays shapes out and draws them over the arrows between them; what is marked comes last, over the rest. */
async function drawShapes(
  shapes: readonly Shape[],
  connections: readonly Connection[],
): Promise<Omit<GraphDrawing, 'notes'>> {
  const boxes = shapes.map(sized);
  const { width, height, nodes, arrows } = await layOut(boxes, connections);
  const lines = connections.map((one, index) => {
    const ends = [boxes[one.from]?.node, boxes[one.to]?.node];
    const isMarked = one.isCritical === true || one.isOnCycle === true;
    return { isMarked, drawn: drawConnection(one, arrows[index] as (typeof arrows)[number], ends) };
  });
  const ordered = [...lines.filter(({ isMarked }) => !isMarked), ...lines.filter(({ isMarked }) => isMarked)];
  const body = markup`<g class="tg-graph">
${ordered.map(({ drawn }) => drawn)}${boxes.map((box, index) => drawShape(box, nodes[index] as (typeof nodes)[number]))}</g>
`;
  return { body, width: Math.ceil(width), height: Math.ceil(height) };
}

function taskShape({ task, name, priority, wave, isCritical, isOnCycle }: GraphTask, id: string): Shape {
  const place = name === null ? [] : [`task ${task}`];
  const detail = [...place, ...(priority === 0 ? [] : [`priority ${priority}`]), ...(isOnCycle ? ['cycle'] : [])];
  const facts = [
    ...place,
    `priority ${priority}`,
    ...(wave === null ? [] : [`wave ${wave}`]),
    ...(isCritical ? ['on the critical path'] : []),
    ...(isOnCycle ? ['on a cycle'] : []),
  ];
  return {
    kind: 'task',
    id: `${id}-task-${task}`,
    node: `t${task}`,
    title: `${name === null ? `Task ${task}` : excerpt(name, NAME_LENGTH)}: ${facts.join(', ')}`,
    label: name === null ? `Task ${task}` : oneLine(excerpt(name, NAME_LENGTH)),
    ...(detail.length === 0 ? {} : { detail: detail.join(' · ') }),
    isCritical,
    isOnCycle,
  };
}

function assetShape({ asset, name, isCritical, isOnCycle }: GraphAsset, index: number, id: string): Shape {
  const hasName = name !== null && name !== '';
  return {
    kind: 'asset',
    id: `${id}-${assetId(asset)}`,
    node: `a${index}`,
    title: hasName ? `${asset}: ${excerpt(name, NAME_LENGTH)}` : asset,
    label: hasName ? oneLine(excerpt(name, NAME_LENGTH)) : asset,
    ...(hasName ? { detail: asset } : {}),
    isCritical,
    isOnCycle,
  };
}

/** `input-0` for JobInputAsset(0), `output-0` for JobOutputAsset(0). */
function assetId(asset: string): string {
  const [, kind = '', index = ''] = /^Job(In|Out)putAsset\((\d+)\)$/.exec(asset) ?? [];
  return `${kind.toLowerCase()}put-${index}`;
}

function connection(edge: GraphEdge, { tasks, assets }: GraphModel, id: string): Connection {
  const { direction, isCritical, isOnCycle } = edge;
  const task = tasks[edge.task] as GraphTask;
  const { asset } = assets[edge.asset] as GraphAsset;
  const ends = [tasks.length + edge.asset, edge.task] as const;
  const [from, to] = direction === 'reads' ? ends : [ends[1], ends[0]];
  return {
    kind: direction,
    id: `${id}-task-${task.task}-${direction}-${assetId(asset)}`,
    from,
    to,
    title: `${taskName(task)} ${direction} ${asset}`,
    isCritical,
    isOnCycle,
  };
}

function legend({ tasks }: GraphModel): string[] {
  return [
    ...(tasks.some(({ isCritical }) => isCritical)
      ? ['◆ and thick lines: the critical path, which decides how long the job takes']
      : []),
    ...(tasks.some(({ isOnCycle }) => isOnCycle)
      ? ['dashed lines: tasks that wait for each other in a cycle, so that none of them can run']
      : []),
  ];
}

/** Space around everything. */
const MARGIN = 20;
const HEAD = 46;
const NOTE = 18;
const HEADING_SIZE = 15;
const NOTE_SIZE = 12;

/** The graphs of all jobs of a file, one under the other, as a picture of its own. */
export async function graphSvg(fileName: string, models: readonly GraphModel[]): Promise<string> {
  const parts: Markup[] = [];
  let [y, width] = [0, 0];
  for (const [index, model] of models.entries()) {
    const { body, notes, ...size } = await drawGraphModel(model, `job${index}`);
    const title = heading(fileName, model);
    const texts = notes.map(
      (
        line,
        at,
      ) => markup`<text class="tg-note" x="${MARGIN}" y="${HEAD + size.height + NOTE * (at + 1)}">${line}</text>
`,
    );
    parts.push(markup`<g id="job${index}" transform="translate(0 ${y})">
<text class="tg-heading" x="${MARGIN}" y="24">${title}</text>
<g transform="translate(${MARGIN} ${HEAD})">
${body}</g>
${texts}</g>
`);
    width = Math.max(
      width,
      size.width,
      textPixels(title, HEADING_SIZE),
      ...notes.map((note) => textPixels(note, NOTE_SIZE)),
    );
    y += HEAD + size.height + NOTE * notes.length + 24;
  }
  return svgDocument(
    `Graph of ${fileName}`,
    { width: Math.ceil(width) + 2 * MARGIN, height: y },
    GRAPH_STYLE,
    joined(parts),
  );
}

function heading(fileName: string, { job, tasks, assets }: GraphModel): string {
  const name = job === null ? oneLine(fileName) : excerpt(oneLine(job));
  return `${name}: ${counted(tasks.length, 'task', 'tasks')}, ${counted(assets.length, 'asset', 'assets')}`;
}
