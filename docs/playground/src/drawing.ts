/** Pictures of a text's jobs, and the numbers that go with them. */
import {
  comparePolicies,
  durationsFrom,
  type ExecutionPlan,
  type Job,
  type LintReport,
  measureRuns,
  type PlanOptions,
  plan,
  TaskGraph,
} from 'media-taskgraph';
import { drawGraph, drawPlan } from 'media-taskgraph/render';
import type { Drawn, Planned, PlanWish, Questions, Source } from './protocol.js';
import { reportOf } from './report.js';
import { timeText } from './time-text.js';

const NO_JOB = 'There is no job to draw yet.';
const NO_TASKS = 'The tasks of this job are unknown: it is made from a template, or they stand behind a link.';
const CYCLE = 'There is no plan: tasks wait for each other in a cycle. The graph shows which ones.';

/** Draws the graph of each job. */
export async function drawnGraph(source: Source): Promise<Drawn> {
  const report = reportOf(source);
  const note = whyNone(report);
  if (note !== null) return { svg: null, note, edges: [] };
  return { svg: withoutStyle(await drawGraph(report, 'svg', source.fileName)), note: null, edges: [] };
}

/** Plans each job, and draws the charts. The numbers are those of the first job that has a plan. */
export async function drawnPlan({ units, policy, durations, ...source }: Questions['plan']): Promise<Planned> {
  const report = reportOf(source);
  const wish = { units, policy, durations };
  const made = report.jobs.flatMap((job) => {
    const options = optionsOf(job, wish);
    const planned = plan(job, options);
    return planned === null ? [] : [{ job, options, planned }];
  });
  const [first] = made;
  if (first === undefined) return { ...NOTHING, note: whyNone(report) ?? CYCLE };
  const plans = made.map(({ planned }) => planned);
  const { job, options, planned } = first;
  const svg = withoutStyle(await drawPlan(report, plans, 'svg', source.fileName));
  return {
    svg,
    note: null,
    edges: plans.length > 1 ? [] : edgesOf(planned),
    numbers: numbersOf(planned),
    policies: (comparePolicies(job, options) ?? []).map(({ priority, makespan }) => ({
      policy: priority,
      makespan: timeText(makespan),
    })),
    mostUnits: Math.max(...new TaskGraph(job).waves.map(({ length }) => length), 1),
    tasks: planned.tasks.slice(0, LISTED).map(({ task, name, duration }) => ({
      key: name ?? String(task),
      name: name ?? `Task ${task}`,
      seconds: duration,
    })),
    isMeasured: (options.measuredDurations ?? []).some((seconds) => seconds !== null),
  };
}

/** How many tasks have a field for their seconds. */
const LISTED = 100;

const NOTHING: Planned = {
  svg: null,
  note: null,
  edges: [],
  numbers: [],
  policies: [],
  mostUnits: 1,
  tasks: [],
  isMeasured: false,
};

function whyNone({ jobs }: LintReport): string | null {
  if (jobs.length === 0) return NO_JOB;
  return jobs.every(({ tasks }) => tasks === null) ? NO_TASKS : null;
}

/** Durations that no task bears are left out: they stay from a name that is being changed. */
function optionsOf(job: Job, { units, policy, durations }: PlanWish): PlanOptions {
  const tasks = job.tasks ?? [];
  const names = new Set(tasks.map(({ name, position }) => name ?? String(position)));
  const known = Object.entries(durations).filter(([key]) => names.has(key));
  const measuredDurations = durationsFrom(measureRuns([job]), job);
  return { units, priority: policy, durations: Object.fromEntries(known), measuredDurations };
}

function edgesOf({ tasks }: ExecutionPlan): readonly (readonly [string, string])[] {
  return tasks.flatMap(({ task, dependsOn }) => dependsOn.map((other) => [`t${other}`, `t${task}`] as const));
}

function numbersOf({ tasks, waves, makespan, lowerBound, criticalPath }: ExecutionPlan): Planned['numbers'] {
  return [
    ['Tasks', String(tasks.length)],
    ['Waves', String(waves.length)],
    ['Makespan', timeText(makespan)],
    ['Lower bound', lowerBound === makespan ? 'reached' : timeText(lowerBound)],
    ['Critical path', `${criticalPath.length} ${criticalPath.length === 1 ? 'task' : 'tasks'}`],
  ];
}

/** The page has the style of pictures, and its policy allows none within them. */
function withoutStyle(svg: string): string {
  const [start, end] = [svg.indexOf('<style>'), svg.indexOf('</style>')];
  return start < 0 || end < 0 ? svg : svg.slice(0, start) + svg.slice(end + '</style>'.length);
}
