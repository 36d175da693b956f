/** A plan for a person at a terminal. */

import { excerpt } from '../diagnostics/diagnostic.js';
import { oneLine } from '../diagnostics/messages.js';
import type { ExecutionPlan, PlannedTask } from '../plan/plan.js';
import { table } from './columns.js';
import { type Paint, PLAIN } from './paint.js';

/** How many tasks a cell or line names before it says how many more there are. */
const SHOWN = 6;

/** Order, waves, critical path and assets of a plan: who runs when and where, who waits for whom and why. */
export function planText(fileName: string, plan: ExecutionPlan, paint: Paint = PLAIN): string {
  const sections = [
    [heading(fileName, plan, paint)],
    titled('Order, as units take the tasks (* is on the critical path)', orderTable(plan), paint),
    titled('Waves', wavesTable(plan), paint),
    titled(`Critical path, ${seconds(sum(plan))}`, [`  ${list(plan.criticalPath, plan, ' → ', 12)}`], paint),
    titled('Assets', assetsTable(plan), paint),
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function heading(fileName: string, plan: ExecutionPlan, paint: Paint): string {
  const { job, tasks, waves, units, makespan, lowerBound, complete, dependenciesCut } = plan;
  const name = job === null ? '' : ` "${oneLine(excerpt(job))}",`;
  const bound = lowerBound === makespan ? 'the shortest possible' : `at least ${seconds(lowerBound)}`;
  const lines = [
    paint.strong(
      `${oneLine(fileName)}:${name} ${count(tasks.length, 'task')} in ${count(waves.length, 'wave')} on ${count(units, 'unit')}: ${seconds(makespan)}, ${bound}`,
    ),
  ];
  if (!complete)
    lines.push(paint.warning('The plan is incomplete: a reference leads nowhere, and its dependency is missing.'));
  if (dependenciesCut)
    lines.push(paint.warning('There are too many dependencies to list: each task shows its first ones.'));
  return lines.join('\n');
}

function titled(title: string, lines: readonly string[], paint: Paint): string[] {
  return [paint.strong(title), ...lines];
}

function orderTable(plan: ExecutionPlan): string[] {
  const head = ['#', '', 'task', 'wave', 'unit', 'priority', 'start', 'finish', 'slack', 'waits for'];
  const via = producedBy(plan);
  const rows = plan.order.map((position) => {
    const task = plan.tasks[position] as PlannedTask;
    return [
      `  ${task.task}`,
      task.critical ? '*' : '',
      label(plan, position),
      String(task.wave),
      String(task.unit),
      String(task.priority),
      seconds(task.start),
      seconds(task.finish),
      seconds(task.slack),
      waitsFor(task, plan, via),
    ];
  });
  return table([head, ...rows], new Set([0, 3, 4, 5, 6, 7, 8]));
}

type Via = ReadonlyMap<number, ReadonlyMap<number, string>>;

/** Reader → writer → the first asset that makes one wait for the other. */
function producedBy(plan: ExecutionPlan): Via {
  const via = new Map<number, Map<number, string>>();
  for (const { asset, producers, consumers } of plan.assets) {
    for (const consumer of consumers) {
      const known = via.get(consumer) ?? new Map<number, string>();
      via.set(consumer, known);
      for (const producer of producers) {
        if (known.size >= SHOWN * 4) break;
        if (!known.has(producer)) known.set(producer, asset);
      }
    }
  }
  return via;
}

function waitsFor(task: PlannedTask, plan: ExecutionPlan, via: Via): string {
  const shown = task.dependsOn.slice(0, SHOWN).map((other) => {
    const asset = via.get(task.task)?.get(other);
    return `${label(plan, other)}${asset === undefined ? '' : ` for ${asset}`}`;
  });
  const hidden = task.dependsOn.length - shown.length;
  return shown.join(', ') + (hidden > 0 ? ` and ${hidden} more` : '');
}

function wavesTable(plan: ExecutionPlan): string[] {
  return table(
    plan.waves.map((tasks, wave) => [`  ${wave}`, list(tasks, plan, ', ', SHOWN * 2)]),
    new Set([0]),
  );
}

function assetsTable(plan: ExecutionPlan): string[] {
  const head = ['  asset', 'written by', 'from', 'read by', 'until'];
  const rows = plan.assets.map(({ asset, producers, consumers, availableAt, lastUsedAt }) => [
    `  ${asset}`,
    producers.length > 0 ? list(producers, plan, ', ', SHOWN) : availableAt === 0 ? 'the job' : 'nobody',
    availableAt === null ? 'never' : seconds(availableAt),
    consumers.length > 0 ? list(consumers, plan, ', ', SHOWN) : 'nobody',
    lastUsedAt === null ? '' : seconds(lastUsedAt),
  ]);
  return table([head, ...rows], new Set([2, 4]));
}

function list(tasks: readonly number[], plan: ExecutionPlan, separator: string, shown: number): string {
  const names = tasks.slice(0, shown).map((task) => label(plan, task));
  const hidden = tasks.length - names.length;
  return names.join(separator) + (hidden > 0 ? `${separator}… ${hidden} more` : '');
}

function label({ tasks }: ExecutionPlan, position: number): string {
  const name = tasks[position]?.name ?? null;
  return name === null ? `Task ${position}` : oneLine(excerpt(name, 40));
}

/** The length of the critical path. */
function sum(plan: ExecutionPlan): number {
  return (
    plan.criticalPath.reduce((total, task) => total + Math.round((plan.tasks[task]?.duration ?? 0) * 1000), 0) / 1000
  );
}

/** Seconds as people write them, to the millisecond. */
function seconds(value: number): string {
  return `${Number(value.toFixed(3))} s`;
}

function count(number: number, name: string): string {
  return `${number} ${name}${number === 1 ? '' : 's'}`;
}
