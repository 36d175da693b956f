/** Plans as DOT, for Graphviz: tasks by their waves, with when they run, and the assets that they wait for. */
import type { ExecutionPlan, PlannedAsset } from '../plan/plan.js';
import { dotLabel, dotMarks } from './graph-dot.js';
import { taskText } from './label.js';
import { timeText } from './time-text.js';

/** One digraph for each plan, from left to right, a wave in each column; the critical path is thick. */
export function planDot(plans: readonly ExecutionPlan[]): string {
  return plans.map((plan, index) => digraph(plan, plans.length > 1 ? `plan${index}` : 'plan')).join('\n');
}

function digraph({ tasks, waves, assets, criticalPath }: ExecutionPlan, id: string): string {
  const onPath = new Set(criticalPath);
  const nodes = tasks.map((one) => {
    const label = dotLabel([taskText(one), `${timeText(one.start)} – ${timeText(one.finish)}`]);
    return `  "task:${one.task}" [shape=box, label=${label}${attributes(onPath.has(one.task), ', ')}];`;
  });
  const ranks = waves.map((wave) => `  { rank=same; ${wave.map((task) => `"task:${task}";`).join(' ')} }`);
  const after = new Map(criticalPath.map((task, step) => [task, criticalPath[step + 1]]));
  // What nobody waits for says nothing of the order.
  const between = assets.filter(({ producers, consumers }) => producers.length > 0 && consumers.length > 0);
  const edges = between.flatMap((asset) => assetLines(asset, after));
  return `digraph ${id} {\n  rankdir=LR;\n${[...nodes, ...ranks, ...edges].join('\n')}\n}\n`;
}

/** An asset between the tasks that write it and those that read it; `after` has the next task on the critical path. */
function assetLines(
  { asset, producers, consumers }: PlannedAsset,
  after: ReadonlyMap<number, number | undefined>,
): readonly string[] {
  const reading = new Set(consumers);
  const writer = producers.find((task) => reading.has(after.get(task) ?? -1));
  const reader = writer === undefined ? undefined : after.get(writer);
  const name = `"asset:${asset}"`;
  const edge = (from: string, to: string, isCritical: boolean): string => {
    const marks = attributes(isCritical);
    return `  ${from} -> ${to}${marks === '' ? '' : ` [${marks}]`};`;
  };
  return [
    `  ${name} [shape=ellipse, label=${dotLabel([asset])}, fontsize=10, height=0.3${attributes(writer !== undefined, ', ')}];`,
    ...producers.map((task) => edge(`"task:${task}"`, name, task === writer)),
    ...consumers.map((task) => edge(name, `"task:${task}"`, task === reader)),
  ];
}

function attributes(isCritical: boolean, before = ''): string {
  return isCritical ? `${before}${dotMarks({ isCritical, isOnCycle: false })}` : '';
}
