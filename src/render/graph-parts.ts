/** The shapes and arrows that a graph is drawn with: each task, asset and edge, or the groups that it is folded to. */
import { excerpt } from '../diagnostics/diagnostic.js';
import { oneLine } from '../diagnostics/messages.js';
import { counted } from '../diagnostics/words.js';
import type { FoldedGraph, GroupEdge, TaskGroup } from './graph-fold.js';
import {
  type GraphAsset,
  type GraphEdge,
  type GraphModel,
  type GraphStub,
  type GraphTask,
  graphStubs,
} from './graph-model.js';
import type { Connection, Shape } from './graph-shapes.js';
import { nameList, taskName } from './label.js';

/** What a picture is made of. */
export interface Parts {
  readonly shapes: readonly Shape[];
  readonly connections: readonly Connection[];
}

/** Names that are longer than the service takes are cut. */
const NAME_LENGTH = 4000;
/** Names of a group in its tooltip. */
const SHOWN = 6;

/** Every task, asset and edge; `id` begins their ids. */
export function wholeParts(model: GraphModel, id: string): Parts {
  const { tasks, assets, edges, focus } = model;
  const stubs = graphStubs(model);
  return {
    shapes: [
      ...tasks.map((task, index) => taskShape(task, id, focus?.tasks.includes(index) ?? false)),
      ...assets.map((asset, index) => assetShape(asset, id, focus?.asset === index)),
      ...stubs.map((stub) => stubShape(stub, model, id)),
    ],
    connections: [
      ...edges.map((edge) => connection(edge, model, id)),
      ...stubs.map((stub, index) => stubConnection(stub, tasks.length + assets.length + index, model, id)),
    ],
  };
}

function taskShape(
  { task, name, priority, wave, isCritical, isOnCycle }: GraphTask,
  id: string,
  isFocus: boolean,
): Shape {
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
    isFocus,
  };
}

function assetShape({ number, asset, name, isCritical, isOnCycle }: GraphAsset, id: string, isFocus: boolean): Shape {
  const hasName = name !== null && name !== '';
  return {
    kind: 'asset',
    id: `${id}-${assetId(asset)}`,
    node: `a${number}`,
    title: hasName ? `${asset}: ${excerpt(name, NAME_LENGTH)}` : asset,
    label: hasName ? oneLine(excerpt(name, NAME_LENGTH)) : asset,
    ...(hasName ? { detail: asset } : {}),
    isCritical,
    isOnCycle,
    isFocus,
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

function stubShape({ asset, direction, text }: GraphStub, { assets }: GraphModel, id: string): Shape {
  const name = assets[asset]?.asset ?? '';
  const count = text.replace(/\D/g, '');
  const title = `${count} more ${count === '1' ? direction : direction.slice(0, -1)} ${name}`;
  return { kind: 'more', id: `${id}-${assetId(name)}-more-${direction}`, title, label: text };
}

function stubConnection(
  { asset, direction, text }: GraphStub,
  stub: number,
  { tasks, assets }: GraphModel,
  id: string,
): Connection {
  const [from, to] = direction === 'reads' ? [tasks.length + asset, stub] : [stub, tasks.length + asset];
  return {
    kind: 'more',
    id: `${id}-${assetId(assets[asset]?.asset ?? '')}-to-more-${direction}`,
    from,
    to,
    title: text,
  };
}

/** The groups of a folded graph, and one shape for all assets that no task writes. */
export function foldedParts({ groups, edges, unwritten }: FoldedGraph, id: string): Parts {
  const given: Shape = {
    kind: 'asset',
    id: `${id}-unwritten`,
    title: `${counted(unwritten, 'asset', 'assets')} that no task writes`,
    label: counted(unwritten, 'asset', 'assets'),
    detail: 'written by no task',
  };
  const isRead = edges.some(({ from }) => from === null);
  return {
    shapes: [...groups.map((group) => groupShape(group, id)), ...(isRead ? [given] : [])],
    connections: edges.map((edge) => groupConnection(edge, groups, id)),
  };
}

function groupShape({ key, label, tasks, writes, otherReads, isOnCycle }: TaskGroup, id: string): Shape {
  const names = nameList(tasks.slice(0, SHOWN).map(taskName), tasks.length);
  return {
    kind: 'group',
    id: `${id}-${key}`,
    title: `${label}: ${names}${otherReads === 0 ? '' : `; reads ${otherReads} more times from groups without an arrow`}`,
    label,
    detail: `${counted(tasks.length, 'task', 'tasks')} · ${counted(writes, 'output', 'outputs')}`,
    isOnCycle,
  };
}

function groupConnection({ from, to, count }: GroupEdge, groups: readonly TaskGroup[], id: string): Connection {
  const source = from === null ? null : (groups[from] as TaskGroup);
  const target = groups[to] as TaskGroup;
  const what = source === null ? 'what no task writes' : `what is written in ${source.label}`;
  return {
    kind: 'reads',
    id: `${id}-${target.key}-reads-${source?.key ?? 'unwritten'}`,
    from: from ?? groups.length,
    to,
    title: `${target.label} reads ${what} ${count === 1 ? 'once' : `${count} times`}`,
    label: `${count}`,
  };
}
