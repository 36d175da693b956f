/** The Gantt chart of a plan as SVG: rows are units, bars are tasks. Colours follow the reader's theme. */
import { excerpt } from '../diagnostics/diagnostic.js';
import { oneLine } from '../diagnostics/messages.js';
import type { ExecutionPlan, PlannedTask } from '../plan/plan.js';
import { GANTT_STYLE } from './browser.generated.js';
import { type BarLabel, type Gantt, type GanttBar, layOutGantt, MARK, GANTT_SIZE as SIZE } from './gantt.js';
import { nameList, namesByTask, taskName } from './label.js';
import { joined, type Markup, markup } from './markup.js';
import { svgDocument } from './svg-document.js';
import { timeText } from './time-text.js';

const WIDTH = SIZE.left + SIZE.plot + SIZE.right;
/** Names in a tooltip. */
const SHOWN = 6;
/** Jobs that one picture shows. */
const MAX_JOBS = 50;

/** A chart without an `svg` around it. */
export interface GanttDrawing {
  readonly body: Markup;
  readonly width: number;
  readonly height: number;
  readonly notes: readonly string[];
}

type NameOf = (task: number) => string;

/** Draws a plan; `id` begins the ids of its bars. */
export function drawGantt(plan: ExecutionPlan, id: string): GanttDrawing {
  const gantt = layOutGantt(plan);
  const bottom = SIZE.top + gantt.rows.length * SIZE.row;
  const nameOf = namesByTask(plan.tasks);
  const rows = gantt.rows.map(({ label, bars }, index) => {
    const y = SIZE.top + index * SIZE.row;
    return markup`<text class="tg-unit" x="${SIZE.left - 10}" y="${y + SIZE.row / 2}" aria-hidden="true">${label}</text>
${bars.map((bar) => drawBar(bar, y + (SIZE.row - SIZE.bar) / 2, id, nameOf))}`;
  });
  return {
    body: markup`<g class="tg-gantt">
${drawAxis(gantt, bottom)}${rows}</g>
`,
    width: WIDTH,
    height: bottom + 6,
    notes: gantt.notes,
  };
}

function drawAxis({ ticks, boundX }: Gantt, bottom: number): Markup {
  const top = SIZE.top;
  const line = (at: number, end: number, name: string): Markup =>
    markup`<line class="${name}" x1="${round(at)}" y1="${top - 4}" x2="${round(at)}" y2="${end}"/>
`;
  const labels = ticks.map(
    ({ x, label }) => markup`<text x="${round(x)}" y="${top - 11}">${label}</text>
`,
  );
  return markup`<g class="tg-axis" aria-hidden="true">
${ticks.map(({ x }) => line(x, bottom, 'tg-tick'))}${labels}${boundX !== null && line(boundX, bottom + 4, 'tg-bound')}</g>
`;
}

function drawBar(bar: GanttBar, y: number, id: string, nameOf: NameOf): Markup {
  const { tasks, x, width, label } = bar;
  const [first] = tasks as [PlannedTask];
  const isCritical = tasks.some(({ critical }) => critical);
  const names = `tg-bar${isCritical ? ' tg-critical' : ''}${tasks.length > 1 ? ' tg-folded' : ''}`;
  const hasMark = isCritical && width >= MARK + 6;
  return markup`<g id="${id}bar${first.task}" class="${names}"${tasks.length === 1 && markup` data-node="t${first.task}"`}>
<title>${barTitle(tasks, nameOf)}</title>
<rect x="${round(x)}" y="${y}" width="${round(width)}" height="${SIZE.bar}" rx="3"/>
${hasMark && drawMark(x + 6, y + SIZE.bar / 2)}${label !== null && drawLabel(bar, label, y, hasMark ? MARK : 0)}</g>
`;
}

/** The diamond of a critical task: its colour alone would not do. */
function drawMark(x: number, middle: number): Markup {
  return markup`<path class="tg-mark" d="M${round(x)} ${middle}l4 -4 4 4 -4 4z"/>
`;
}

function drawLabel({ x, width }: GanttBar, { text, place }: BarLabel, y: number, mark: number): Markup {
  const at = { in: x + 6 + mark, after: x + width + 6, before: x - 6 }[place];
  return markup`<text class="tg-${place}" x="${round(at)}" y="${y + SIZE.bar / 2}" aria-hidden="true">${text}</text>
`;
}

function barTitle(tasks: readonly PlannedTask[], nameOf: NameOf): string {
  const [first] = tasks as [PlannedTask];
  if (tasks.length === 1) return taskTitle(first, nameOf);
  const end = tasks.reduce((last, { finish }) => Math.max(last, finish), 0);
  const names = nameList(tasks.slice(0, SHOWN).map(taskName), tasks.length);
  return `${tasks.length} tasks, ${timeText(first.start)} to ${timeText(end)}: ${names}`;
}

/** What a pointer at a bar, or a reader of the screen, is told of a task. */
function taskTitle(task: PlannedTask, nameOf: NameOf): string {
  const { start, finish, priority, unit, slack, critical, dependsOn } = task;
  const waits = dependsOn.length === 0 ? 'nothing' : nameList(dependsOn.slice(0, SHOWN).map(nameOf), dependsOn.length);
  const time = `unit ${unit}, ${timeText(start)} to ${timeText(finish)}`;
  const slackText = critical ? 'no slack, critical' : `slack ${timeText(slack)}`;
  return `${taskName(task)}: ${time}, priority ${priority}, ${slackText}, waits for ${waits}`;
}

/** Pixels to a hundredth, so that the text stays short. */
function round(pixels: number): number {
  return Math.round(pixels * 100) / 100;
}

const HEAD = 44;
const NOTE = 18;

/** The charts of all plans of a file, one under the other, as a picture of its own. */
export function ganttSvg(fileName: string, plans: readonly ExecutionPlan[]): string {
  let y = 0;
  const parts = plans.slice(0, MAX_JOBS).map((plan, index) => {
    const { body, height, notes } = drawGantt(plan, `j${index}`);
    const legend = legendOf(plan);
    const lines = [...(legend === null ? [] : [legend]), ...notes];
    const texts = lines.map(
      (line, at) => markup`<text class="tg-note" x="${SIZE.left}" y="${HEAD + height + NOTE * (at + 1)}">${line}</text>
`,
    );
    const part = markup`<g transform="translate(0 ${y})">
<text class="tg-heading" x="16" y="26">${planHeading(fileName, plan)}</text>
<g transform="translate(0 ${HEAD})">
${body}</g>
${texts}</g>
`;
    y += HEAD + height + NOTE * (lines.length + 1) + 8;
    return part;
  });
  if (plans.length > MAX_JOBS) {
    parts.push(markup`<text class="tg-note" x="16" y="${y + 20}">${plans.length - MAX_JOBS} more jobs are not drawn.</text>
`);
    y += 36;
  }
  return svgDocument(`Gantt chart of ${fileName}`, { width: WIDTH, height: y }, GANTT_STYLE, joined(parts));
}

function planHeading(fileName: string, { job, tasks, units, makespan, lowerBound }: ExecutionPlan): string {
  const name = job === null ? oneLine(fileName) : excerpt(oneLine(job));
  const bound = lowerBound === makespan ? 'the shortest possible' : `at least ${timeText(lowerBound)}`;
  const count = `${tasks.length} ${tasks.length === 1 ? 'task' : 'tasks'} on ${units} ${units === 1 ? 'unit' : 'units'}`;
  return `${name}: ${count}, ${timeText(makespan)}, ${bound}`;
}

/** What the diamond and the dashed line mean. */
function legendOf({ makespan, lowerBound, tasks }: ExecutionPlan): string | null {
  const parts = [
    ...(tasks.some(({ critical }) => critical) ? ['◆ critical: a delay here makes the job longer'] : []),
    ...(lowerBound < makespan ? [`dashed line: no order ends before ${timeText(lowerBound)}`] : []),
  ];
  return parts.length === 0 ? null : parts.join(' · ');
}
