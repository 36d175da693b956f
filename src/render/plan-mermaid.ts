/** Plans as Mermaid, for documents: a Gantt chart. */

import { excerpt } from '../diagnostics/diagnostic.js';
import { oneLine } from '../diagnostics/messages.js';
import type { ExecutionPlan, PlannedTask } from '../plan/plan.js';
import { addTo } from '../text/add-to.js';
import { taskText } from './label.js';
import { mermaidText } from './mermaid-text.js';

/** Below this many seconds the axis counts parts of them. */
const SHORT = 10;

/**
 * One chart for all plans, since a Mermaid text holds one: a section for each unit, its tasks in their order, those without
 * slack marked. Times are milliseconds from the start of the job, which the axis shows as seconds: they would be read as times
 * of the day in the reader's time zone otherwise.
 */
export function planMermaid(fileName: string, plans: readonly ExecutionPlan[]): string {
  const [first, ...others] = plans;
  const title = others.length > 0 ? fileName : (first?.job ?? fileName);
  const end = plans.reduce((last, { makespan }) => Math.max(last, makespan), 0);
  const out = [
    'gantt',
    `  title ${safe(title)}`,
    '  dateFormat x',
    `  axisFormat ${end < SHORT ? '%s.%L' : '%s'} s`,
    '  todayMarker off',
  ];
  plans.forEach((plan, index) => {
    const owner = others.length > 0 ? `${safe(plan.job ?? `Job ${index}`)}, unit` : 'Unit';
    byUnit(plan).forEach((tasks, unit) => {
      out.push(`  section ${owner} ${unit}`, ...tasks.map((task) => taskLine(task, `j${index}t${task.task}`)));
    });
  });
  return `${out.join('\n')}\n`;
}

/** The tasks of each unit that has any, by their start. */
function byUnit({ tasks }: ExecutionPlan): ReadonlyMap<number, readonly PlannedTask[]> {
  const units = new Map<number, PlannedTask[]>();
  for (const task of tasks.toSorted((a, b) => a.unit - b.unit || a.start - b.start)) addTo(units, task.unit, task);
  return units;
}

/** The number before the name keeps Mermaid from taking a name for one of its words; its colour for `crit` is no mark for all. */
function taskLine(task: PlannedTask, id: string): string {
  const { start, duration, critical } = task;
  const times = `${Math.round(start * 1000)}, ${Math.round(duration * 1000)}ms`;
  return `    ${task.task} · ${critical ? '◆ ' : ''}${safe(taskText(task))} :${critical ? 'crit, ' : ''}${id}, ${times}`;
}

function safe(text: string): string {
  return mermaidText(excerpt(oneLine(text)), false);
}
