/** Graphs as Mermaid, for documents. */
import type { GraphOfFile } from './graph-json.js';
import { graphStubs, type Marks } from './graph-model.js';
import { assetText, taskText } from './label.js';
import { mermaidText } from './mermaid-text.js';

const STYLES: readonly (readonly [string, string])[] = [
  ['critical', 'stroke:#3145b7,stroke-width:4px'],
  ['cycle', 'stroke:red,stroke-width:2px,stroke-dasharray:6 4'],
  ['more', 'fill:none,stroke:none,color:gray'],
];

/**
 * One flowchart for all jobs, since a Mermaid text holds one: each job is a subgraph where there are several. What is
 * critical has thick lines, what is on a cycle dotted ones.
 */
export function graphMermaid(graphs: readonly GraphOfFile[]): string {
  const out = ['flowchart LR'];
  const red: number[] = [];
  const used = new Set<string>();
  let edgeCount = 0;
  const node = (id: string, [open, close]: readonly [string, string], text: string, style: string | null): void => {
    if (style !== null) used.add(style);
    out.push(`  ${id}${open}"${nameText(text)}"${close}${style === null ? '' : `:::${style}`}`);
  };
  const edge = (ends: readonly [string, string], arrow: string): void => {
    out.push(`  ${ends.join(` ${arrow} `)}`);
    edgeCount += 1;
  };
  graphs.forEach(({ graph }, index) => {
    const prefix = graphs.length > 1 ? `j${index}_` : '';
    if (graphs.length > 1) out.push(`  subgraph job${index}`);
    for (const one of graph.tasks) node(`${prefix}t${one.task}`, ['[', ']'], taskText(one), styleOf(one));
    graph.assets.forEach((one, id) => {
      node(`${prefix}a${id}`, ['([', '])'], assetText(one), styleOf(one));
    });
    for (const { task, asset, direction, ...marks } of graph.edges) {
      const [taskId, assetId] = [`${prefix}t${graph.tasks[task]?.task}`, `${prefix}a${asset}`];
      if (marks.isOnCycle) red.push(edgeCount);
      const arrow = marks.isOnCycle ? '-.->' : marks.isCritical ? '==>' : '-->';
      edge(direction === 'reads' ? [assetId, taskId] : [taskId, assetId], arrow);
    }
    for (const { asset, direction, text } of graphStubs(graph)) {
      const [id, assetId] = [`${prefix}m${asset}${direction === 'reads' ? 'r' : 'w'}`, `${prefix}a${asset}`];
      node(id, ['[', ']'], text, 'more');
      edge(direction === 'reads' ? [assetId, id] : [id, assetId], '-->');
    }
    if (graphs.length > 1) out.push('  end');
  });
  for (const [name, style] of STYLES) if (used.has(name)) out.push(`  classDef ${name} ${style}`);
  if (red.length > 0) out.push(`  linkStyle ${red.join(',')} stroke:red,stroke-width:2px`);
  return `${out.join('\n')}\n`;
}

function styleOf({ isCritical, isOnCycle }: Marks): string | null {
  return isOnCycle ? 'cycle' : isCritical ? 'critical' : null;
}

/** Mermaid takes a line with one of these words before a colon for colours, and drops its last semicolon. */
function nameText(text: string): string {
  return mermaidText(text, !/style|classDef/.test(text));
}

/** How many edges a text has, which Mermaid limits. */
export function countEdges(graphs: readonly GraphOfFile[]): number {
  return graphs.reduce((sum, { graph }) => sum + graph.edges.length + graphStubs(graph).length, 0);
}
