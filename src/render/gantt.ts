/** Where everything of a Gantt chart goes: rows of units, bars of tasks, their labels, the axis. Pixels; `gantt-svg.ts` draws it. */
import type { ExecutionPlan, PlannedTask } from '../plan/plan.js';
import { fitText, taskName, textPixels } from './label.js';
import { axisTimes, timeText } from './time-text.js';

/** One task, or several that are too short to be drawn one by one. */
export interface GanttBar {
  readonly tasks: readonly PlannedTask[];
  readonly x: number;
  readonly width: number;
  readonly label: BarLabel | null;
}

/** What a bar is called, and whether that stands in it, behind it or before it. */
export interface BarLabel {
  readonly text: string;
  readonly place: 'in' | 'after' | 'before';
}

/** A unit, or several next to each other where there are too many. */
export interface GanttRow {
  readonly label: string;
  readonly bars: readonly GanttBar[];
}

/** A chart, laid out. */
export interface Gantt {
  readonly rows: readonly GanttRow[];
  readonly ticks: readonly { readonly x: number; readonly label: string }[];
  /** Where no schedule could end sooner, if this one ends later. */
  readonly boundX: number | null;
  /** What the picture leaves out, as sentences. */
  readonly notes: readonly string[];
}

/** Widths of the names of units, of the chart and of what is free behind it; heights of rows, bars and axis; size of text. */
export const GANTT_SIZE = { left: 92, plot: 868, right: 40, row: 30, bar: 22, top: 28, font: 12 } as const;

/** Bars that a browser draws and moves through without delay; with more tasks, neighbours share a bar. */
const MAX_BARS = 1_500;
const MAX_ROWS = 40;
const MAX_TICKS = 9;
/** No bar is drawn narrower. */
const LEAST_WIDTH = 2;
/** Between a bar and a label beside it, or around one inside. */
const PAD = 6;
/** What the mark of a critical task takes of its bar. */
export const MARK = 10;

interface Run {
  tasks: PlannedTask[];
  from: number;
  to: number;
  /** Seconds. */
  finish: number;
}

/** Lays out the chart of a plan. Linear but for a sort, and at most `MAX_BARS` bars and one for each row. */
export function layOutGantt(plan: ExecutionPlan): Gantt {
  const { left, plot } = GANTT_SIZE;
  const scale = plan.makespan > 0 ? plot / plan.makespan : 0;
  const used = plan.tasks.reduce((most, { unit }) => Math.max(most, unit + 1), 0);
  const band = Math.ceil(used / MAX_ROWS);
  const count = band === 0 ? 0 : Math.ceil(used / band);
  const least = plan.tasks.length > MAX_BARS ? Math.max(LEAST_WIDTH, (count * plot) / MAX_BARS) : LEAST_WIDTH;
  const runs = collectRuns(plan, { count, band, scale, least });
  const rows = runs.map((row, index): GanttRow => {
    const [first, last] = [index * band, Math.min(used, (index + 1) * band) - 1];
    return { label: first === last ? `Unit ${first}` : `Units ${first}–${last}`, bars: labelled(row) };
  });
  const bars = rows.reduce((sum, row) => sum + row.bars.length, 0);
  return {
    rows,
    ticks: axisTimes(plan.makespan, MAX_TICKS).map((time) => ({ x: left + time * scale, label: timeText(time) })),
    boundX: plan.lowerBound < plan.makespan ? left + plan.lowerBound * scale : null,
    notes: notesOf(plan, bars, used, band),
  };
}

/** Tasks by row; those that run at the same time, and those too narrow to be drawn behind the one before, go together. */
function collectRuns(
  { order, tasks }: ExecutionPlan,
  { count, band, scale, least }: { count: number; band: number; scale: number; least: number },
): Run[][] {
  const byTask = new Map(tasks.map((task) => [task.task, task]));
  const rows: Run[][] = Array.from({ length: count }, () => []);
  // By start, because units take tasks in that order.
  for (const position of order) {
    const task = byTask.get(position) as PlannedTask;
    const row = rows[Math.floor(task.unit / band)] as Run[];
    const last = row.at(-1);
    const start = GANTT_SIZE.left + task.start * scale;
    const from = Math.max(start, last?.to ?? 0);
    const to = GANTT_SIZE.left + task.finish * scale;
    // The last one may have been widened over the start of this one; a thousandth of a pixel is but a rounding.
    const isFree = last === undefined || start > last.to - 0.001 || to - from >= least;
    if (isFree && task.start >= (last?.finish ?? 0)) {
      row.push({ tasks: [task], from, to: Math.max(to, from + least), finish: task.finish });
    } else if (last !== undefined) {
      last.tasks.push(task);
      last.to = Math.max(last.to, to);
      last.finish = Math.max(last.finish, task.finish);
    }
  }
  return rows;
}

/** Bars with labels: in the bar, or beside it where nothing else is. */
function labelled(row: readonly Run[]): readonly GanttBar[] {
  const { left, plot, right, font } = GANTT_SIZE;
  let free = left;
  return row.map(({ tasks, from, to }, index) => {
    const next = row[index + 1]?.from ?? left + plot + right;
    const [first] = tasks as [PlannedTask];
    const text = tasks.length === 1 ? taskName(first) : `${tasks.length} tasks`;
    const mark = tasks.some(({ critical }) => critical) ? MARK : 0;
    const label = placeLabel(text, { inside: to - from - mark - PAD * 2, after: next - to, before: from - free });
    free = to + (label?.place === 'after' ? textPixels(label.text, font) + PAD : 0);
    return { tasks, x: from, width: Math.max(1, to - from - 1), label };
  });
}

function placeLabel(text: string, room: { inside: number; after: number; before: number }): BarLabel | null {
  const wanted = textPixels(text, GANTT_SIZE.font);
  if (wanted <= room.inside) return { text, place: 'in' };
  if (wanted + PAD * 2 <= room.after) return { text, place: 'after' };
  const cut = fitText(text, room.inside, GANTT_SIZE.font);
  if (cut !== null) return { text: cut, place: 'in' };
  return wanted + PAD * 2 <= room.before ? { text, place: 'before' } : null;
}

function notesOf({ tasks, units }: ExecutionPlan, bars: number, used: number, band: number): readonly string[] {
  const notes: string[] = [];
  if (tasks.length === 0) notes.push('There are no tasks.');
  if (bars < tasks.length) {
    notes.push(`${tasks.length} tasks are drawn as ${bars} bars: those too short to tell apart share one.`);
  }
  if (band > 1) notes.push(`${used} units are drawn as ${Math.ceil(used / band)} rows.`);
  if (units > used) notes.push(`${units === used + 1 ? 'A unit has' : `${units - used} units have`} nothing to do.`);
  return notes;
}
