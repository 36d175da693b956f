/** Graphs as JSON, for other programs. */
import type { Path } from '../diagnostics/diagnostic.js';
import type { GraphEdge, GraphModel } from './graph-model.js';
import { jsonText } from './json-text.js';

/** A graph with the place of its job. */
export interface GraphOfFile {
  readonly file: string;
  readonly at: Path;
  readonly graph: GraphModel;
}

/** As schemas/graph.json describes it; one task, asset or edge a line. */
export function graphJson(graphs: readonly GraphOfFile[]): string {
  const parts = graphs.map(({ file, at, graph }) => {
    const { focus } = graph;
    const head = {
      file,
      at,
      ...(focus === undefined ? {} : { focus: { on: focus.on, depth: focus.depth, of: focus.of } }),
    };
    const tasks = graph.tasks.map(({ task, name, priority, wave, isCritical, isOnCycle }) => ({
      ...{ task, name, priority, wave },
      critical: isCritical,
      onCycle: isOnCycle,
    }));
    const assets = graph.assets.map(({ asset, name }) => ({ asset, name }));
    const edges = graph.edges.map((edge) => edgeEnds(edge, graph));
    const cut = focus?.cut.map((one) => ({ ...one, asset: `asset:${graph.assets[one.asset]?.asset}` }));
    const lists = `"tasks":${lines(tasks)},"assets":${lines(assets)},"edges":${lines(edges)}`;
    return `${jsonText(head).slice(0, -1)},${lists}${cut === undefined ? '' : `,"cut":${lines(cut)}`}}`;
  });
  return `{"version":1,"graphs":[${parts.length === 0 ? '' : `\n${parts.join(',\n')}\n`}]}\n`;
}

/** The ends of an edge as JSON and DOT name them: `task:0`, `asset:JobOutputAsset(0)`. */
export function edgeEnds(
  { task, asset, direction }: Pick<GraphEdge, 'task' | 'asset' | 'direction'>,
  { tasks, assets }: GraphModel,
): { from: string; to: string } {
  const [taskId, assetId] = [`task:${tasks[task]?.task}`, `asset:${assets[asset]?.asset}`];
  return direction === 'reads' ? { from: assetId, to: taskId } : { from: taskId, to: assetId };
}

function lines(items: readonly unknown[]): string {
  return items.length === 0 ? '[]' : `[\n${items.map(jsonText).join(',\n')}\n]`;
}
