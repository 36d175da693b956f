/** What a diff tells, in words, before it is laid out for a terminal or for a pull request. */
import { oneLine } from '../diagnostics/messages.js';
import { counted } from '../diagnostics/words.js';
import type { DiffedJob, JobDiff, PlanFigures } from '../plan/diff/diff.js';
import type { Edge } from '../plan/diff/edges.js';
import type { PropertyChange } from '../plan/diff/properties.js';
import { shownChange } from './diff-values.js';
import { count, seconds, taskName } from './plan-words.js';

/** A piece of a cell: words of ours, a name, or a text of the definition. */
export type Piece = string | { readonly name: string } | { readonly text: string };
/** A cell of a table. */
export type Cell = readonly Piece[];

/** What a row is about: something that came, went, or is no longer what it was. */
export type Mark = '+' | '-' | '~';

/** A row of a table. */
export interface Row {
  readonly mark: Mark;
  readonly cells: readonly Cell[];
}

/** Rows under a title; `hidden` says how many more there are. */
export interface Section {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly Row[];
  readonly hidden: number;
}

/** A number of the plan, before and after. */
export interface Figure {
  readonly name: string;
  readonly old: string;
  readonly new: string;
  readonly change: string;
}

/** A diff in words. */
export interface Story {
  readonly job: string | null;
  readonly summary: string;
  readonly sections: readonly Section[];
  /** Empty where one of the jobs has no plan, or nothing has changed. */
  readonly figures: readonly Figure[];
  /** One way through the job that decides how long it takes; the names of its tasks. */
  readonly paths: { readonly old: readonly string[]; readonly new: readonly string[] } | null;
  readonly notes: readonly string[];
}

/** Rows that a section shows. */
const SHOWN_ROWS = 100;
/** Names that a cell shows. */
const SHOWN_NAMES = 6;

/** Tells a diff. */
export function diffStory(diff: JobDiff): Story {
  const { old, new: now, plan } = diff;
  const arePlanned = plan.old !== null && plan.new !== null;
  return {
    job: now?.name ?? old?.name ?? null,
    summary: summaryOf(diff),
    sections: [jobSection(diff), taskSection(diff), edgeSection(diff), waveSection(diff)].filter(
      ({ rows }) => rows.length > 0,
    ),
    figures: !diff.equal && arePlanned ? figuresOf(plan.old, plan.new) : [],
    paths: !diff.equal && arePlanned ? { old: pathOf(plan.old, old), new: pathOf(plan.new, now) } : null,
    notes: notesOf(diff),
  };
}

function summaryOf(diff: JobDiff): string {
  const { old, new: now, added, removed, renamed, moved, changed, edges, plan } = diff;
  if (old === null) return `a new job${now?.tasks == null ? '' : ` of ${count(now.tasks.length, 'task')}`}`;
  if (now === null) return `removed, a job${old.tasks === null ? '' : ` of ${count(old.tasks.length, 'task')}`}`;
  if (diff.equal) return 'no difference';
  const tasks = [
    [added.length, 'added'],
    [removed.length, 'removed'],
    [renamed.length, 'renamed'],
    [moved.length, 'moved'],
    [changed.length, 'changed'],
  ] as const;
  const parts = tasks
    .filter(([number]) => number > 0)
    .map(([number, what], index) => `${index === 0 ? count(number, 'task') : number} ${what}`);
  const [came, went] = [inBoth(edges.added, added).length, inBoth(edges.removed, removed).length];
  if (came + went > 0) parts.push(`${counted(came + went, 'dependency', 'dependencies')} changed`);
  if (diff.properties.length > 0) parts.push('the job itself changed');
  const [before, after] = [plan.old?.makespan, plan.new?.makespan];
  if (before === undefined || after === undefined) return parts.join(', ');
  const time = before === after ? `${seconds(after)} as before` : `${seconds(before)} → ${seconds(after)}`;
  return `${parts.join(', ')}: ${time}`;
}

function jobSection({ properties }: JobDiff): Section {
  const rows = properties.map((change): Row => ({ mark: '~', cells: [[change.property], changeCell(change)] }));
  return section('The job', ['Property', 'Change'], rows);
}

function taskSection(diff: JobDiff): Section {
  const { added, removed, renamed, moved, changed, edges } = diff;
  const [before, after] = [labels(diff.old), labels(diff.new)];
  const [wereNear, areNear] = [neighboursOf(edges.removed, before), neighboursOf(edges.added, after)];
  const kept = [
    ...renamed.map(({ old, new: task, oldName }) => {
      const was: Cell =
        oldName === null
          ? ['had no name, was task ', String(old)]
          : ['was ', { name: taskName({ task: old, name: oldName }) }];
      return { task, what: 'renamed', cell: was };
    }),
    ...moved.map(({ old, new: task }) => ({ task, what: 'moved', cell: [`from position ${old} to ${task}`] })),
    ...changed.flatMap(({ new: task, changes }) =>
      changes.map((change) => ({ task, what: change.property, cell: changeCell(change) })),
    ),
  ].sort((a, b) => a.task - b.task);
  const rows: Row[] = [
    ...removed.map(({ task }): Row => ({ mark: '-', cells: [[before(task)], ['removed'], wereNear(task)] })),
    ...added.map(({ task }): Row => ({ mark: '+', cells: [[after(task)], ['added'], areNear(task)] })),
    ...kept.map(({ task, what, cell }): Row => ({ mark: '~', cells: [[after(task)], [what], cell] })),
  ];
  return section('Tasks', ['Task', 'What', 'Details'], rows);
}

/** Edges whose ends are in both jobs; the others are told with the task that came or went. */
function edgeSection(diff: JobDiff): Section {
  const { edges, added, removed } = diff;
  const row = (mark: Mark, job: DiffedJob | null) => {
    const label = labels(job);
    return ({ from, input, to }: Edge): Row => {
      const verb = from === null ? 'reads' : 'waits for';
      return { mark, cells: [[label(to)], [verb], [from === null ? `JobInputAsset(${input})` : label(from)]] };
    };
  };
  const rows = [
    ...inBoth(edges.removed, removed).map(row('-', diff.old)),
    ...inBoth(edges.added, added).map(row('+', diff.new)),
  ];
  return section('Dependencies', ['Task', '', 'What'], rows);
}

function waveSection({ waves, new: now }: JobDiff): Section {
  const label = labels(now);
  const rows = waves.map(({ new: task, oldWave, newWave }): Row => {
    return { mark: '~', cells: [[label(task)], [`from wave ${oldWave} to ${newWave}`]] };
  });
  return section('Waves', ['Task', 'Wave'], rows);
}

function section(title: string, head: readonly string[], rows: readonly Row[]): Section {
  return { title, head, rows: rows.slice(0, SHOWN_ROWS), hidden: Math.max(0, rows.length - SHOWN_ROWS) };
}

function changeCell(change: PropertyChange): Cell {
  const [old, now] = shownChange(change).map(({ text, kind }): Piece => {
    const line = oneLine(text);
    return kind === 'text' ? { text: line } : kind === 'names' ? { name: line } : line;
  });
  return [old ?? '', ' → ', now ?? ''];
}

/** What a task that came or went reads and waits for, and what waits for it. */
function neighboursOf(edges: readonly Edge[], label: (task: number) => Piece): (task: number) => Cell {
  const lists = {
    reads: new Map<number, Piece[]>(),
    'waits for': new Map<number, Piece[]>(),
    before: new Map<number, Piece[]>(),
  };
  const add = (verb: keyof typeof lists, task: number, piece: Piece): void => {
    const known = lists[verb].get(task) ?? [];
    lists[verb].set(task, known);
    // One more than is shown says that there are more.
    if (known.length <= SHOWN_NAMES) known.push(piece);
  };
  for (const { from, input, to } of edges) {
    if (from === null) add('reads', to, `JobInputAsset(${input})`);
    else {
      add('waits for', to, label(from));
      add('before', from, label(to));
    }
  }
  return (task) =>
    Object.entries(lists)
      .filter(([, list]) => list.has(task))
      .flatMap(([verb, list], index) => [`${index === 0 ? '' : '; '}${verb} `, ...listOf(list.get(task) ?? [])]);
}

function listOf(pieces: readonly Piece[]): Piece[] {
  const shown = pieces.slice(0, SHOWN_NAMES).flatMap((piece, index) => (index === 0 ? [piece] : [', ', piece]));
  return pieces.length > SHOWN_NAMES ? [...shown, ', …'] : shown;
}

function inBoth(edges: readonly Edge[], others: JobDiff['added']): readonly Edge[] {
  const gone = new Set<number | null>(others.map(({ task }) => task));
  return edges.filter(({ from, to }) => !gone.has(from) && !gone.has(to));
}

/** Names of a job's tasks; those that several bear with their positions. */
function labels(job: DiffedJob | null): (task: number) => Piece {
  const names = job?.tasks ?? [];
  const bearers = new Map<string | null, number>();
  for (const name of names) bearers.set(name, (bearers.get(name) ?? 0) + 1);
  return (task) => {
    const name = names[task] ?? null;
    if (name === null) return `Task ${task}`;
    return { name: `${taskName({ task, name })}${(bearers.get(name) ?? 0) > 1 ? ` (task ${task})` : ''}` };
  };
}

function figuresOf(old: PlanFigures | null, now: PlanFigures | null): Figure[] {
  if (old === null || now === null) return [];
  const time = (name: string, before: number, after: number): Figure => {
    const change = Number((after - before).toFixed(3));
    return { name, old: seconds(before), new: seconds(after), change: change === 0 ? '' : signed(change, seconds) };
  };
  const waves = now.waves - old.waves;
  return [
    time('makespan', old.makespan, now.makespan),
    time('critical path', old.criticalPathLength, now.criticalPathLength),
    { name: 'waves', old: String(old.waves), new: String(now.waves), change: waves === 0 ? '' : signed(waves, String) },
  ];
}

function signed(value: number, write: (value: number) => string): string {
  return `${value > 0 ? '+' : '−'}${write(Math.abs(value))}`;
}

function pathOf(figures: PlanFigures | null, job: DiffedJob | null): readonly string[] {
  return (figures?.criticalPath ?? []).map((task) => taskName({ task, name: job?.tasks?.[task] ?? null }));
}

function notesOf({ equal, edges, renumbered, old, new: now, plan }: JobDiff): string[] {
  const notes: string[] = [];
  if (edges.cut === true) notes.push('There are too many dependencies to compare them all.');
  if (renumbered > 0)
    notes.push(`The outputs of ${count(renumbered, 'task')} have other numbers, which changes nothing.`);
  const missing = [
    ['Before', old, plan.old],
    ['After', now, plan.new],
  ] as const;
  for (const [when, job, figures] of missing) {
    if (job === null || figures !== null) continue;
    const why = job.tasks === null ? 'its tasks are unknown' : 'tasks wait for each other in a cycle';
    notes.push(`${when}, the job ${equal || when === 'After' ? 'has' : 'had'} no plan: ${why}.`);
  }
  return notes;
}
