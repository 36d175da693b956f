/** Graphs as text for other programs: DOT for Graphviz, Mermaid for documents, JSON for everything else. */
import { excerpt, type Path } from '../diagnostics/diagnostic.js';
import { oneLine } from '../diagnostics/messages.js';
import type { GraphEdge, GraphModel } from './graph-model.js';
import { jsonText } from './json-text.js';

export interface GraphOfFile {
  readonly file: string;
  readonly at: Path;
  readonly graph: GraphModel;
}

const LABEL_LENGTH = 60;

/** As schemas/graph.json describes it; one task, asset or edge a line. */
export function graphJson(graphs: readonly GraphOfFile[]): string {
  const parts = graphs.map(({ file, at, graph }) => {
    const edges = graph.edges.map((edge) => edgeEnds(edge, graph));
    const head = jsonText({ file, at }).slice(0, -1);
    return `${head},"tasks":${lines(graph.tasks.map(({ task, name, priority }) => ({ task, name, priority })))},"assets":${lines(graph.assets.map(({ asset, name }) => ({ asset, name })))},"edges":${lines(edges)}}`;
  });
  return `{"version":1,"graphs":[${parts.length === 0 ? '' : `\n${parts.join(',\n')}\n`}]}\n`;
}

function edgeEnds({ task, asset, direction }: GraphEdge, { assets }: GraphModel): { from: string; to: string } {
  const [taskId, assetId] = [`task:${task}`, `asset:${assets[asset]?.asset}`];
  return direction === 'reads' ? { from: assetId, to: taskId } : { from: taskId, to: assetId };
}

/** One digraph for each job, from left to right: tasks are boxes, assets ellipses, edges of a cycle red. */
export function graphDot(graphs: readonly GraphOfFile[]): string {
  return graphs
    .map(({ graph }, index) => {
      const nodes = [
        ...graph.tasks.map(
          ({ task, name }) => `  "task:${task}" [shape=box, label=${dotString(taskText(task, name))}];`,
        ),
        ...graph.assets.map(
          ({ asset, name }) => `  "asset:${asset}" [shape=ellipse, label=${dotString(assetText(asset, name))}];`,
        ),
      ];
      const edges = graph.edges.map((edge) => {
        const { from, to } = edgeEnds(edge, graph);
        return `  "${from}" -> "${to}"${edge.isOnCycle ? ' [color=red, penwidth=2]' : ''};`;
      });
      return `digraph job${graphs.length > 1 ? index : ''} {\n  rankdir=LR;\n${[...nodes, ...edges].join('\n')}\n}\n`;
    })
    .join('\n');
}

/** One flowchart for all jobs, since a Mermaid text holds one: each job is a subgraph where there are several. */
export function graphMermaid(graphs: readonly GraphOfFile[]): string {
  const out = ['flowchart LR'];
  const red: number[] = [];
  let edgeCount = 0;
  graphs.forEach(({ graph }, index) => {
    const prefix = graphs.length > 1 ? `j${index}_` : '';
    if (graphs.length > 1) out.push(`  subgraph job${index}`);
    for (const { task, name } of graph.tasks) out.push(`  ${prefix}t${task}["${mermaidText(taskText(task, name))}"]`);
    graph.assets.forEach(({ asset, name }, id) => {
      out.push(`  ${prefix}a${id}(["${mermaidText(assetText(asset, name))}"])`);
    });
    for (const { task, asset, direction, isOnCycle } of graph.edges) {
      const [taskId, assetId] = [`${prefix}t${task}`, `${prefix}a${asset}`];
      out.push(direction === 'reads' ? `  ${assetId} --> ${taskId}` : `  ${taskId} --> ${assetId}`);
      if (isOnCycle) red.push(edgeCount);
      edgeCount += 1;
    }
    if (graphs.length > 1) out.push('  end');
  });
  if (red.length > 0) out.push(`  linkStyle ${red.join(',')} stroke:red,stroke-width:2px`);
  return `${out.join('\n')}\n`;
}

function taskText(task: number, name: string | null): string {
  return name === null ? `Task ${task}` : excerpt(oneLine(name), LABEL_LENGTH);
}

function assetText(asset: string, name: string | null): string {
  return name === null || name === '' ? asset : `${asset}: ${excerpt(oneLine(name), LABEL_LENGTH)}`;
}

function dotString(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/**
 * Everything that could mean something to Mermaid as a numbered entity. It takes a line with one of these words before a
 * colon for colours, and drops its last semicolon.
 */
function mermaidText(text: string): string {
  const special = /style|classDef/.test(text) ? /[^\p{L}\p{N} ,.()_…-]/gu : /[^\p{L}\p{N} ,.:()_…-]/gu;
  return text.replace(special, (character) => `#${character.codePointAt(0)};`);
}

function lines(items: readonly unknown[]): string {
  return items.length === 0 ? '[]' : `[\n${items.map((item) => jsonText(item)).join(',\n')}\n]`;
}
