/** Graphs that are too large to draw, folded to waves: how many tasks each has, and how much it reads from earlier ones. */

import { counted } from '../diagnostics/words.js';
import { at } from '../graph/adjacency.js';
import type { GraphModel, GraphTask } from './graph-model.js';

/** Tasks that are drawn as one: those of a wave, or of several waves that follow each other. */
export interface TaskGroup {
  /** `wave-3`, `waves-4-7`, `cycle`, `behind`: the same from run to run. */
  readonly key: string;
  readonly label: string;
  readonly tasks: readonly GraphTask[];
  /** How many assets they write. */
  readonly writes: number;
  /** How often they read from groups that no edge is drawn from. */
  readonly otherReads: number;
  readonly isOnCycle: boolean;
}

/** How often tasks of one group read assets that tasks of another write, or that no task writes: then `from` is null. */
export interface GroupEdge {
  readonly from: number | null;
  readonly to: number;
  readonly count: number;
}

/** A graph by groups of its tasks. */
export interface FoldedGraph {
  readonly groups: readonly TaskGroup[];
  /** To each group from the two that it reads most from. */
  readonly edges: readonly GroupEdge[];
  /** How many assets no task writes. */
  readonly unwritten: number;
  /** What the fold is, in a sentence. */
  readonly note: string;
}

/** Groups of waves at most; the tasks on cycles, and those behind them, come on top. */
const MOST_GROUPS = 20;
/** Edges to a group: with all of them nothing could be told apart. */
const MOST_SOURCES = 2;

/** Folds a graph to at most 22 groups: linear. */
export function foldGraph(model: GraphModel): FoldedGraph {
  const waves = 1 + model.tasks.reduce((last, { wave }) => Math.max(last, wave ?? -1), -1);
  const perGroup = Math.max(1, Math.ceil(waves / MOST_GROUPS));
  const rows = Math.ceil(waves / perGroup);
  // Behind the waves come the tasks on cycles, then those that wait for them.
  const slotOf = ({ wave, isOnCycle }: GraphTask): number =>
    wave !== null ? Math.floor(wave / perGroup) : isOnCycle ? rows : rows + 1;
  const slots: GraphTask[][] = Array.from({ length: rows + 2 }, () => []);
  for (const task of model.tasks) slots[slotOf(task)]?.push(task);
  const used = slots.flatMap((tasks, slot) => (tasks.length > 0 ? [slot] : []));
  const groupOf = new Map(used.map((slot, group) => [slot, group]));
  const ofTask = Uint32Array.from(model.tasks, (task) => groupOf.get(slotOf(task)) ?? 0);
  const { edges, writes, unwritten } = countEdges(model, ofTask, used.length);
  const drawnEdges = used.map((_, group) => heaviest(edges.filter(({ to }) => to === group)));
  const groups = used.map((slot, group): TaskGroup => {
    const tasks = slots[slot] ?? [];
    const name = slot === rows ? CYCLE : slot > rows ? BEHIND : waveName(slot, perGroup, waves);
    return {
      ...name,
      tasks,
      writes: at(writes, group),
      otherReads: drawnEdges[group]?.rest ?? 0,
      isOnCycle: tasks.some(({ isOnCycle }) => isOnCycle),
    };
  });
  const hasOthers = slots.slice(rows).some((tasks) => tasks.length > 0);
  const kind = hasOthers ? counted(used.length, 'group', 'groups') : counted(used.length, 'wave', 'waves');
  const drawn = perGroup === 1 ? kind : `${used.length} groups of up to ${perGroup} waves`;
  const note = `${counted(model.tasks.length, 'task is', 'tasks are')} drawn as ${drawn}: too many to draw each. --focus TASK shows what is around one.`;
  return { groups, edges: drawnEdges.flatMap(({ edges: some }) => some), unwritten, note };
}

const CYCLE = { key: 'cycle', label: 'On cycles' } as const;
const BEHIND = { key: 'behind', label: 'Behind cycles' } as const;

function waveName(slot: number, perGroup: number, waves: number): Pick<TaskGroup, 'key' | 'label'> {
  const first = slot * perGroup;
  const last = Math.min(first + perGroup, waves) - 1;
  if (first === last) return { key: `wave-${first}`, label: `Wave ${first}` };
  return { key: `waves-${first}-${last}`, label: `Waves ${first}–${last}` };
}

/** The edges that count most, the first of equals, in their order; `rest` is what the others count. */
function heaviest(edges: readonly GroupEdge[]): { readonly edges: readonly GroupEdge[]; readonly rest: number } {
  const chosen = new Set(edges.toSorted((a, b) => b.count - a.count).slice(0, MOST_SOURCES));
  const rest = edges.reduce((sum, edge) => sum + (chosen.has(edge) ? 0 : edge.count), 0);
  return { edges: edges.filter((edge) => chosen.has(edge)), rest };
}

/** Counts reads between groups, asset by asset: each edge is looked at once, and each pair of groups of an asset. */
function countEdges({ assets, edges }: GraphModel, groupOf: Uint32Array, groups: number) {
  const writing = assets.map(() => new Set<number>());
  const writes = new Uint32Array(groups);
  for (const { task, asset, direction } of edges) {
    if (direction !== 'writes') continue;
    const own = writing[asset] as Set<number>;
    const group = at(groupOf, task);
    if (!own.has(group)) writes[group] = at(writes, group) + 1;
    own.add(group);
  }
  // The first row is for assets that no task writes.
  const counts = new Uint32Array((groups + 1) * groups);
  for (const { task, asset, direction } of edges) {
    if (direction !== 'reads') continue;
    const to = at(groupOf, task);
    const own = writing[asset] as Set<number>;
    for (const from of own.size === 0 ? [-1] : own) {
      const cell = (from + 1) * groups + to;
      if (from !== to) counts[cell] = at(counts, cell) + 1;
    }
  }
  const made: GroupEdge[] = [];
  counts.forEach((count, cell) => {
    const from = Math.floor(cell / groups) - 1;
    if (count > 0) made.push({ from: from < 0 ? null : from, to: cell % groups, count });
  });
  return { edges: made, writes, unwritten: writing.filter((own) => own.size === 0).length };
}
