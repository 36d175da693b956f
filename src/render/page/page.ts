/**
 * One page about a file: graph, Gantt chart, tasks, waves, assets and findings of its jobs. It needs nothing but itself: no
 * network, and no script to be read; the script adds what a pointer or a keyboard can do.
 */

import type { Path } from '../../diagnostics/diagnostic.js';
import type { LintReport } from '../../lint.js';
import type { PlanAnswer } from '../../plan/answer.js';
import { hasAnswer } from '../answer-text.js';
import { PAGE_POLICY, PAGE_SCRIPTS, PAGE_STYLE } from '../browser.generated.js';
import { type GraphOptions, jobGraphs } from '../graph-of-jobs.js';
import { graphPictures } from '../graph-svg.js';
import { jsonText } from '../json-text.js';
import { type Markup, markup } from '../markup.js';
import { findingCounts, findingList } from './findings.js';
import { jobSection } from './job-section.js';
import { type JobView, jobView } from './job-view.js';
import { nodeData } from './node-data.js';
import type { PageData } from './page-data.js';
import { note, section } from './section.js';

/** Jobs on a page. */
const MAX_JOBS = 50;
/** Rows of tasks, and of assets, on a page; a job gets at least `LEAST_ROWS`. */
const MAX_ROWS = 1_000;
const LEAST_ROWS = 40;

/**
 * The page of a report; `plans` are those of its jobs that have one, found by where the job stands.
 * @throws PlanOptionsError for a focus that no job has
 */
export async function pageHtml(
  fileName: string,
  report: LintReport,
  plans: readonly PlanAnswer[],
  options: GraphOptions = {},
): Promise<string> {
  const planAt = new Map(plans.map((plan) => [key(plan.at), plan]));
  const jobs = report.jobs.slice(0, MAX_JOBS);
  const rows = Math.max(LEAST_ROWS, Math.floor(MAX_ROWS / Math.max(1, jobs.length)));
  const views = jobs.map((job, index) => jobView(job, planAt.get(key(job.at)) ?? null, index, rows));
  const level = jobs.length > 1 ? 3 : 2;
  const graphs = jobGraphs(jobs, options, (job) => planAt.get(key(job.at))?.criticalPath);
  const { pictures, notes } = graphPictures(graphs.map(({ graph }) => graph));
  for (const text of notes) options.onNote?.(text);
  const pictureOf = new Map(pictures.map((picture, index) => [graphs[index]?.number, picture]));
  const sections: Markup[] = [];
  for (const [index, job] of jobs.entries()) {
    const picture = pictureOf.get(index) ?? null;
    sections.push(await jobSection(views[index] ?? null, picture, job, { number: index, fileName, level }));
  }
  const hidden = report.jobs.length - jobs.length;
  const main = markup`${sections}${hidden > 0 && note(`${hidden} more jobs are not shown.`)}${section('findings', 2, 'Findings', findingList(report, fileName, views))}`;
  return htmlDocument({
    fileName,
    title: titleOf(report, fileName),
    nav: navOf(report, views),
    main,
    data: dataOf(views),
  });
}

function key(path: Path): string {
  return JSON.stringify(path);
}

function titleOf({ jobs }: LintReport, fileName: string): string {
  const [job, ...others] = jobs;
  return others.length > 0 ? `${jobs.length} jobs` : (job?.name ?? fileName);
}

function dataOf(views: readonly (JobView | null)[]): PageData {
  return Object.fromEntries(views.flatMap((view) => (view === null ? [] : [[view.id, nodeData(view)]])));
}

/** The way to each job, or to the sections of the only one, and to the findings. */
function navOf(report: LintReport, views: readonly (JobView | null)[]): Markup {
  const [first] = views;
  const sections = (view: JobView): [string, string][] => [
    ...(hasAnswer(view.plan) ? [[`${view.id}-answer`, 'Answer'] as [string, string]] : []),
    [`${view.id}-graph`, 'Graph'],
    ...(view.plan === null ? [] : [[`${view.id}-gantt`, 'Gantt chart'] as [string, string]]),
    [`${view.id}-tasks`, 'Tasks'],
    [`${view.id}-waves`, 'Waves'],
    [`${view.id}-assets`, 'Assets'],
  ];
  const jobs = views.map((view, index): [string, string] => [
    `j${index}`,
    view?.title ?? report.jobs[index]?.name ?? `Job ${index}`,
  ]);
  const targets = views.length > 1 ? jobs : first ? sections(first) : [];
  const items = targets.map(
    ([id, text]) => markup`<li><a href="#${id}">${text}</a></li>
`,
  );
  const counts = findingCounts(report);
  return markup`<nav aria-label="On this page"><ul>
${items}<li><a href="#findings">Findings${counts !== null && markup`<span class="count">: ${counts}</span>`}</a></li>
</ul></nav>
`;
}

interface Parts {
  readonly fileName: string;
  readonly title: string;
  readonly nav: Markup;
  readonly main: Markup;
  readonly data: PageData;
}

function htmlDocument({ fileName, title, nav, main, data }: Parts): string {
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${PAGE_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${raw(PAGE_STYLE)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header>
<p class="file"><bdi>${fileName}</bdi></p>
<h1><bdi>${title}</bdi></h1>
${nav}</header>
<div class="layout">
<main id="main" tabindex="-1">
${main}</main>
<aside id="details" class="details" aria-label="Details" hidden></aside>
</div>
<p id="status" class="hidden" role="status"></p>
<script type="application/json" id="data">${raw(inert(jsonText(data)))}</script>
${PAGE_SCRIPTS.map(
  (script) => markup`<script type="module">${raw(script)}</script>
`,
)}</body>
</html>
`.markup;
}

function raw(text: string): Markup {
  return { markup: text };
}

/** JSON that cannot end its element, nor begin another, nor a comment. */
function inert(json: string): string {
  return json.replaceAll('<', '\\u003c');
}
