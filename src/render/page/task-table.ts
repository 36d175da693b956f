/** The tasks of a job as a table: with a plan in the order in which units take them, without one as they stand. */
import { neighbours } from '../../graph/adjacency.js';
import type { PlannedTask } from '../../plan/plan.js';
import { joined, type Markup, markup } from '../markup.js';
import { timeText } from '../time-text.js';
import { assetLink, type JobView, links, taskLink, waveOf } from './job-view.js';
import { dataTable, note } from './section.js';

/** Who runs when and where, how much slack there is, and who waits for whom. */
export function taskTable(view: JobView): Markup {
  const { plan, planned, listedTasks } = view;
  const rows = [...listedTasks].map((task) => {
    const one = planned.get(task);
    return one === undefined ? plainRow(view, task) : plannedRow(view, one);
  });
  const name = `Tasks of ${view.title}`;
  return plan === null
    ? dataTable(name, ['#', 'Task', '#Priority', 'Reads', 'Writes'], rows)
    : dataTable(
        name,
        ['#', 'Task', '#Unit', '#Start', '#Finish', '#Duration', '#Slack', '#Priority', '#Wave', 'Waits for'],
        rows,
      );
}

function plannedRow(view: JobView, task: PlannedTask): Markup {
  const { unit, start, finish, duration, slack, priority, wave, dependsOn, critical } = task;
  const numbers = [unit, timeText(start), timeText(finish), timeText(duration)].map((value) => number(value));
  return row(
    view,
    task.task,
    critical ? 'critical' : '',
    markup`${numbers}${number(critical ? 'none' : timeText(slack))}${number(priority)}${number(wave)}
<td class="list">${links(dependsOn, (other) => taskLink(view, other), 'nothing')}</td>`,
  );
}

function plainRow(view: JobView, task: number): Markup {
  const { graph, tasks, onCycle } = view;
  const link = (asset: number): Markup => assetLink(view, asset);
  const isBehind = waveOf(view, task) === null;
  return row(
    view,
    task,
    onCycle.has(task) ? 'on a cycle' : isBehind ? 'behind a cycle' : '',
    markup`${number(tasks[task]?.priority ?? 0)}
<td class="list">${links([...neighbours(graph.reads, task)], link, 'nothing')}</td>
<td class="list">${links([...neighbours(graph.writes, task)], link, 'nothing')}</td>`,
  );
}

function row(view: JobView, task: number, mark: string, cells: Markup): Markup {
  const tag = mark !== '' && markup` <span class="tag tag-${mark.replaceAll(' ', '-')}">${mark}</span>`;
  return markup`<tr id="${view.id}t${task}" data-node="t${task}"><td class="number">${task}</td><th scope="row">${taskLink(view, task)}${tag}</th>${cells}</tr>
`;
}

function number(value: string | number): Markup {
  return markup`<td class="number">${value}</td>`;
}

/** The tasks of each wave; tasks on or behind a cycle are in none. */
export function waveList(view: JobView): Markup {
  const waves = view.plan?.waves ?? view.graph.waves;
  if (waves.length === 0)
    return note(view.plan === null && view.tasks.length > 0 ? 'No task can start.' : 'There is nothing to run.');
  const shown = waves.slice(0, MAX_WAVES);
  const items = shown.map(
    (tasks, wave) =>
      markup`<li><span class="wave">Wave ${wave}</span> <span>${links(tasks, (task) => taskLink(view, task), '', WAVE_SHOWN)}</span></li>
`,
  );
  const hidden = waves.length - shown.length;
  return joined([
    markup`<ol class="waves">
${items}</ol>
`,
    ...(hidden > 0
      ? [
          markup`<p class="note">${hidden} more waves are not shown.</p>
`,
        ]
      : []),
  ]);
}

const MAX_WAVES = 200;
const WAVE_SHOWN = 24;
