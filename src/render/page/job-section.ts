/** One job of a page: its numbers, its pictures and its tables. */
import type { Job } from '../../model/job.js';
import type { PlanAnswer } from '../../plan/answer.js';
import type { ExecutionPlan } from '../../plan/plan.js';
import { answerText, hasAnswer } from '../answer-text.js';
import { drawGantt } from '../gantt-svg.js';
import type { GraphPicture } from '../graph-svg.js';
import { nameList, taskName } from '../label.js';
import { type Markup, markup } from '../markup.js';
import { PLAIN } from '../paint.js';
import { timeText } from '../time-text.js';
import { assetTable } from './asset-table.js';
import { graphPart } from './graph-part.js';
import { jobNotes } from './job-notes.js';
import type { JobView } from './job-view.js';
import { note, scrollBox, section } from './section.js';
import { taskTable, waveList } from './task-table.js';

/** The section of a job; `level` is that of its headings, 3 where the job has one of its own. */
export async function jobSection(
  view: JobView | null,
  picture: GraphPicture | null,
  job: Job,
  { number, fileName, level }: { readonly number: number; readonly fileName: string; readonly level: 2 | 3 },
): Promise<Markup> {
  const id = `j${number}`;
  const body =
    view === null
      ? note('The tasks are unknown: the job is made from a template, or its tasks are behind a link.')
      : markup`${numbers(view)}${jobNotes(view)}${await parts(view, picture, fileName, level)}`;
  const title = view?.title ?? job.name ?? `Job ${number}`;
  const heading =
    level === 3 &&
    markup`<h2 id="${id}-title"><bdi>${title}</bdi></h2>
`;
  return markup`<section class="job" id="${id}" data-job="${id}"${level === 3 && markup` aria-labelledby="${id}-title"`}>
${heading}${body}</section>
`;
}

async function parts(view: JobView, picture: GraphPicture | null, fileName: string, level: 2 | 3): Promise<Markup> {
  const { id, plan, tasks, listedTasks, listedAssets, graph } = view;
  const left = (listed: number, all: number, what: string): Markup | false =>
    listed < all && note(`The first ${listed} of ${all} ${what} are listed.`);
  const planned = plan?.tasks.length ?? tasks.length;
  return markup`${hasAnswer(plan) && section(`${id}-answer`, level, 'Answer', answerPart(view, plan, fileName))}
${section(`${id}-graph`, level, 'Graph', await graphPart(view, picture))}
${plan !== null && section(`${id}-gantt`, level, 'Gantt chart', ganttPart(view, plan))}
${section(`${id}-tasks`, level, plan === null ? 'Tasks' : 'Tasks, as units take them', markup`${left(listedTasks.size, planned, 'tasks')}${taskTable(view)}`)}
${section(`${id}-waves`, level, 'Waves', waveList(view))}
${section(`${id}-assets`, level, 'Assets', markup`${left(listedAssets.size, graph.assets.length, 'assets')}${assetTable(view)}`)}`;
}

/** Task counts and times, the ones that people ask for first. */
function numbers({ plan, tasks, graph }: JobView): Markup {
  const facts: [string, string | number][] =
    plan === null
      ? [
          ['Tasks', tasks.length],
          ['Assets', graph.assets.length],
          ['Cycles', graph.cycles.length],
        ]
      : [
          ['Tasks', plan.tasks.length],
          ['Waves', plan.waves.length],
          ['Units', plan.units],
          ['Makespan', timeText(plan.makespan)],
          ['Lower bound', plan.lowerBound === plan.makespan ? 'reached' : timeText(plan.lowerBound)],
          ['Critical path', `${plan.criticalPath.length} ${plan.criticalPath.length === 1 ? 'task' : 'tasks'}`],
        ];
  const items = facts.map(
    ([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>
`,
  );
  return markup`<dl class="numbers">
${items}</dl>
`;
}

/** The answer to what the plan was asked, as a terminal shows it. */
function answerPart({ title }: JobView, plan: PlanAnswer, fileName: string): Markup {
  const lines = answerText(fileName, plan, PLAIN).trimEnd().split('\n');
  return scrollBox(
    `Answer about ${title}`,
    markup`<pre>${lines.map(
      (line) => markup`${line}
`,
    )}</pre>
`,
  );
}

/** Tasks of the critical path that are named. */
const SHOWN = 12;

function ganttPart({ id, title }: JobView, plan: ExecutionPlan): Markup {
  const { body, width, height, notes } = drawGantt(plan, id);
  const path = nameList(
    plan.criticalPath
      .slice(0, SHOWN)
      .map((task) => taskName(plan.tasks.find((one) => one.task === task) ?? { task, name: null })),
    plan.criticalPath.length,
  );
  const hasBound = plan.lowerBound < plan.makespan;
  return markup`<p class="legend"><span class="key key-critical">critical: a delay here makes the job longer</span>${hasBound && markup` <span class="key key-bound">no order ends before ${timeText(plan.lowerBound)}</span>`}</p>
${scrollBox(
  `Gantt chart of ${title}`,
  markup`<svg class="gantt" data-marks="Tasks by unit and time" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${`Gantt chart: ${plan.tasks.length} tasks on ${plan.units} units until ${timeText(plan.makespan)}. Critical path: ${path}.`}">
${body}</svg>
`,
)}${notes.map((text) => note(text))}`;
}
