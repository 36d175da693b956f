/** Graphs as DOT, for Graphviz. */
import { edgeEnds, type GraphOfFile } from './graph-json.js';
import { type GraphModel, graphStubs, type Marks } from './graph-model.js';
import { assetText, taskText } from './label.js';

/** What is critical is thick, what is on a cycle red and dashed. */
const CRITICAL = 'color="#3145b7", penwidth=3';
const CYCLE = 'color=red, penwidth=2, style=dashed';
const STUB = 'color=gray, fontcolor=gray';

/** One digraph for each job, from left to right: tasks are boxes, assets ellipses. */
export function graphDot(graphs: readonly GraphOfFile[]): string {
  return graphs.map(({ graph }, index) => digraph(graph, graphs.length > 1 ? `job${index}` : 'job')).join('\n');
}

function digraph(graph: GraphModel, id: string): string {
  const tasks = graph.tasks.map((one) => node(`task:${one.task}`, 'box', taskText(one), dotMarks(one)));
  const assets = graph.assets.map((one) => node(`asset:${one.asset}`, 'ellipse', assetText(one), dotMarks(one)));
  const edges = graph.edges.map((edge) => {
    const { from, to } = edgeEnds(edge, graph);
    const marks = dotMarks(edge);
    return `  "${from}" -> "${to}"${marks === '' ? '' : ` [${marks}]`};`;
  });
  const stubs = graphStubs(graph).flatMap(({ asset, direction, text }) => {
    const [name, own] = [`more:${direction}:${graph.assets[asset]?.asset}`, `asset:${graph.assets[asset]?.asset}`];
    const [from, to] = direction === 'reads' ? [own, name] : [name, own];
    return [node(name, 'plaintext', text, STUB), `  "${from}" -> "${to}" [${STUB}, style=dotted];`];
  });
  return `digraph ${id} {\n  rankdir=LR;\n${[...tasks, ...assets, ...edges, ...stubs].join('\n')}\n}\n`;
}

function node(id: string, shape: string, label: string, marks: string): string {
  return `  "${id}" [shape=${shape}, label=${dotLabel([label])}${marks === '' ? '' : `, ${marks}`}];`;
}

/** The attributes of what is critical or on a cycle; empty for the rest. */
export function dotMarks({ isCritical, isOnCycle }: Marks): string {
  return isOnCycle ? CYCLE : isCritical ? CRITICAL : '';
}

/** Lines as a label of DOT. Graphviz reads escapes, and entities as in HTML, in labels. */
export function dotLabel(lines: readonly string[]): string {
  const escaped = lines.map((line) => line.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('&', '&amp;'));
  return `"${escaped.join('\\n')}"`;
}
