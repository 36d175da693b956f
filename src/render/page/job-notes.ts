/** What has to be said of a job before anything else: what its plan leaves out and goes by, or why it has none. */
import { oneLine } from '../../diagnostics/messages.js';
import type { PlanAnswer } from '../../plan/answer.js';
import { taskName } from '../label.js';
import { type Markup, markup } from '../markup.js';
import { partNote, policyNote } from '../plan-words.js';
import type { JobView } from './job-view.js';
import { note } from './section.js';

/** The notes of a job; those of a cycle write it out. */
export function jobNotes(view: JobView): Markup {
  const { plan, graph } = view;
  if (plan !== null) return markup`${planNotes(plan).map((text) => note(text))}`;
  if (graph.isAcyclic) return note('This job is not planned: nothing in it was asked for.');
  return markup`${note('There is no plan, and no Gantt chart: tasks wait for each other in a cycle.')}${cycleList(view)}`;
}

function planNotes(plan: PlanAnswer): string[] {
  const { complete, dependenciesCut, tasks } = plan;
  const isUntimed = tasks.length > 0 && tasks.every(({ duration }) => duration === 1);
  return [
    ...partNote(plan),
    ...policyNote(plan),
    ...(complete ? [] : ['The plan is incomplete: a reference leads nowhere, and its dependency is missing.']),
    ...(dependenciesCut ? ['There are too many dependencies to list: each task shows its first ones.'] : []),
    ...(isUntimed ? ['No durations are given, so every task counts one second.'] : []),
  ];
}

/** Cycles, and tasks of each, that are written out. */
const SHOWN = 12;

function cycleList({ graph, tasks, model }: JobView): Markup {
  const cycles = graph.cycles.slice(0, SHOWN).map((cycle) => {
    const steps = cycle.tasks
      .slice(0, SHOWN)
      .flatMap((task, step) => [
        taskName({ task, name: tasks[task]?.name ?? null }),
        model.assets[cycle.assets[step] as number]?.asset ?? '',
      ]);
    const end = cycle.tasks.length > SHOWN ? `… ${cycle.tasks.length - SHOWN} more` : (steps[0] as string);
    return markup`<li><bdi>${oneLine([...steps, end].join(' → '))}</bdi></li>
`;
  });
  return markup`<ul class="cycles">
${cycles}</ul>
${graph.cycles.length > SHOWN && note(`${graph.cycles.length - SHOWN} more cycles are not shown.`)}`;
}
