/** A plan for a person at a terminal. */
import { isIntermediate } from '../plan/lifetimes.js';
import type { ExecutionPlan, PlannedTask } from '../plan/plan.js';
import { table } from './columns.js';
import { inversionsSection } from './inversions-text.js';
import { type Paint, PLAIN } from './paint.js';
import { count, jobTitle, type Labels, labelsOf, names, partNote, policyNote, seconds, titled } from './plan-words.js';

/** How many tasks that a task waits for its line names. */
const SHOWN = 6;

/** Order, waves, critical path and assets of a plan: who runs when and where, who waits for whom and why. */
export function planText(fileName: string, plan: ExecutionPlan, paint: Paint = PLAIN): string {
  const labels = labelsOf(plan);
  const sections = [
    heading(fileName, plan, paint),
    titled('Order, as units take the tasks (* is on the critical path)', orderTable(plan, labels), paint),
    titled('Waves', wavesTable(plan, labels), paint),
    titled(`Critical path, ${seconds(sum(plan))}`, [`  ${names(plan.criticalPath.map(labels), 12, ' → ')}`], paint),
    ...inversionsSection(plan, paint),
    titled(`Assets${peakNote(plan)}`, assetsTable(plan, labels), paint),
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function heading(fileName: string, plan: ExecutionPlan, paint: Paint): string[] {
  const { job, tasks, waves, units, makespan, lowerBound, complete, dependenciesCut } = plan;
  const bound = lowerBound === makespan ? 'the shortest possible' : `at least ${seconds(lowerBound)}`;
  const size = `${count(tasks.length, 'task')} in ${count(waves.length, 'wave')} on ${count(units, 'unit')}`;
  return [
    paint.strong(`${jobTitle(fileName, job)} ${size}: ${seconds(makespan)}, ${bound}`),
    ...partNote(plan),
    ...policyNote(plan),
    ...(complete
      ? []
      : [paint.warning('The plan is incomplete: a reference leads nowhere, and its dependency is missing.')]),
    ...(dependenciesCut === true
      ? [paint.warning('There are too many dependencies to list: each task shows its first ones.')]
      : []),
  ];
}

function orderTable(plan: ExecutionPlan, labels: Labels): string[] {
  const head = ['#', '', 'task', 'wave', 'unit', 'priority', 'start', 'finish', 'slack', 'waits for'];
  const via = producedBy(plan);
  const tasks = new Map(plan.tasks.map((task) => [task.task, task]));
  const rows = plan.order.map((position) => {
    const task = tasks.get(position) as PlannedTask;
    return [
      `  ${task.task}`,
      task.critical ? '*' : '',
      labels(position),
      String(task.wave),
      String(task.unit),
      String(task.priority),
      seconds(task.start),
      seconds(task.finish),
      seconds(task.slack),
      waitsFor(task, labels, via),
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

function waitsFor(task: PlannedTask, labels: Labels, via: Via): string {
  const shown = task.dependsOn.slice(0, SHOWN).map((other) => {
    const asset = via.get(task.task)?.get(other);
    return `${labels(other)}${asset === undefined ? '' : ` for ${asset}`}`;
  });
  const hidden = task.dependsOn.length - shown.length;
  return shown.join(', ') + (hidden > 0 ? ` and ${hidden} more` : '');
}

function wavesTable(plan: ExecutionPlan, labels: Labels): string[] {
  return table(
    plan.waves.map((tasks, wave) => [`  ${wave}`, names(tasks.map(labels), 12)]),
    new Set([0]),
  );
}

function assetsTable(plan: ExecutionPlan, labels: Labels): string[] {
  const head = ['  asset', 'written by', 'from', 'read by', 'until', 'then'];
  const rows = plan.assets.map((one) => {
    const { asset, producers, consumers, availableAt, lastUsedAt } = one;
    return [
      `  ${asset}`,
      producers.length > 0 ? names(producers.map(labels)) : sourceOf(asset, availableAt),
      availableAt === null ? 'never' : seconds(availableAt),
      consumers.length > 0 ? names(consumers.map(labels)) : 'nobody',
      lastUsedAt === null ? '' : seconds(lastUsedAt),
      isIntermediate(one) ? 'can be deleted' : '',
    ];
  });
  return table([head, ...rows], new Set([2, 4]));
}

/** How many intermediates are needed at once. */
function peakNote({ peak }: ExecutionPlan): string {
  return peak.assets === 0
    ? ''
    : `; at most ${count(peak.assets, 'intermediate')} needed at once, from ${seconds(peak.at)}`;
}

/** Where an asset comes from that no task of the plan writes. */
function sourceOf(asset: string, availableAt: number | null): string {
  if (availableAt === null) return 'nobody';
  return asset.startsWith('JobInputAsset') ? 'the job' : 'before';
}

/** The length of the critical path. */
function sum({ criticalPath, tasks }: ExecutionPlan): number {
  const onPath = new Set(criticalPath);
  const times = tasks.filter(({ task }) => onPath.has(task)).map(({ duration }) => Math.round(duration * 1000));
  return times.reduce((total, time) => total + time, 0) / 1000;
}
