/** The formats by name, and one call for each kind of result: the entry point `media-taskgraph/render`. */
import type { LintReport } from '../lint.js';
import type { Job } from '../model/job.js';
import type { PlanAnswer } from '../plan/answer.js';
import type { JobDiff } from '../plan/diff/diff.js';
import { plan } from '../plan/plan.js';
import { answerText } from './answer-text.js';
import { diffJson } from './diff-json.js';
import { diffMarkdown } from './diff-markdown.js';
import { type DiffedFiles, diffText } from './diff-text.js';
import { resolveReport } from './file-result.js';
import { ganttSvg } from './gantt-svg.js';
import { graphDot } from './graph-dot.js';
import { type GraphOfFile, graphJson } from './graph-json.js';
import { countEdges, graphMermaid } from './graph-mermaid.js';
import { type GraphOptions, jobGraphs } from './graph-of-jobs.js';
import { graphPictures, graphSvg } from './graph-svg.js';
import { type FormatContext, SummaryCounter } from './lint-format.js';
import { LINT_WRITERS, type LintFormatName } from './lint-writers.js';
import { mermaidNote } from './mermaid-text.js';
import { pageHtml } from './page/page.js';
import { type Paint, PLAIN } from './paint.js';
import { planDot } from './plan-dot.js';
import { planJson } from './plan-json.js';
import { planMermaid } from './plan-mermaid.js';

export type { DiffedFiles } from './diff-text.js';
export { type FileResult, type ResolvedFinding, resolveReport } from './file-result.js';
export type { GraphOptions } from './graph-of-jobs.js';
export type { FormatContext, LintFormat, Summary } from './lint-format.js';
export type { LintFormatName } from './lint-writers.js';
export type { Paint } from './paint.js';

/** Names of the formats of a plan. */
export type PlanFormatName = 'text' | 'json' | 'dot' | 'mermaid';
/** Names of pictures: of a plan or a graph by itself, or a page with both. */
export type PictureName = 'svg' | 'html';
/** Names of the formats of a graph. */
export type GraphFormatName = 'dot' | 'mermaid' | 'json';
/** Names of the formats of a diff. */
export type DiffFormatName = 'text' | 'json' | 'markdown';

/** Writers of lint reports. */
export const LINT_FORMATS = LINT_WRITERS;

/** Writers of plans. */
export const PLAN_FORMATS: {
  readonly [N in PlanFormatName]: (fileName: string, plans: readonly PlanAnswer[], paint: Paint) => string;
} = {
  text: (fileName, plans, paint) => plans.map((plan) => answerText(fileName, plan, paint)).join('\n'),
  json: planJson,
  dot: (_, plans) => planDot(plans),
  mermaid: planMermaid,
};

/** Writers of graphs. */
export const GRAPH_FORMATS: { readonly [N in GraphFormatName]: (graphs: readonly GraphOfFile[]) => string } = {
  dot: graphDot,
  mermaid: graphMermaid,
  json: graphJson,
};

/** Writers of diffs. */
export const DIFF_FORMATS: {
  readonly [N in DiffFormatName]: (files: DiffedFiles, diffs: readonly JobDiff[], paint: Paint) => string;
} = { text: diffText, json: diffJson, markdown: diffMarkdown };

/** Reports of several inputs as one text: what `begin`, `file` for each and `end` give, one after the other. */
export interface LintWriter {
  readonly begin: () => string;
  readonly file: (fileName: string, report: LintReport) => string;
  /** Goes with the summary of all reports so far. */
  readonly end: () => string;
}

/** A writer of reports as they come: without colours, and without the version of the tool, unless they are given. */
export function lintWriter(
  format: LintFormatName,
  { paint = PLAIN, version = null }: Partial<FormatContext> = {},
): LintWriter {
  const writer = LINT_FORMATS[format]({ paint, version });
  const counter = new SummaryCounter();
  return {
    begin: writer.begin,
    file: (fileName, report) => {
      const result = resolveReport(fileName, report, writer.needs);
      counter.add(result);
      return writer.file(result);
    },
    end: () => writer.end(counter.summary),
  };
}

/** A lint report of one input as text. */
export function renderLint(
  report: LintReport,
  format: LintFormatName,
  fileName: string,
  context: Partial<FormatContext> = {},
): string {
  const writer = lintWriter(format, context);
  return writer.begin() + writer.file(fileName, report) + writer.end();
}

/** Plans of one input as text; where one carries an answer, the text has that instead. */
export function renderPlan(
  plans: readonly PlanAnswer[],
  format: PlanFormatName,
  fileName: string,
  paint: Paint = PLAIN,
): string {
  return PLAN_FORMATS[format](fileName, plans, paint);
}

/**
 * The graphs of one input as text; jobs whose tasks are unknown have none.
 * @throws PlanOptionsError for a focus that no job has
 */
export function renderGraph(
  jobs: readonly Job[],
  format: GraphFormatName,
  fileName: string,
  options: GraphOptions = {},
): string {
  const graphs = jobGraphs(jobs, options).map(({ at, graph }) => ({ file: fileName, at, graph }));
  const text = GRAPH_FORMATS[format](graphs);
  const note = format === 'mermaid' ? mermaidNote(text, countEdges(graphs)) : null;
  if (note !== null) options.onNote?.(note);
  return text;
}

/** Plans of one input as a picture: `svg` is the Gantt chart of each, `html` a page with everything about the jobs. */
export async function drawPlan(
  report: LintReport,
  plans: readonly PlanAnswer[],
  format: PictureName,
  fileName: string,
): Promise<string> {
  return format === 'svg' ? ganttSvg(fileName, plans) : pageHtml(fileName, report, plans);
}

/**
 * The graphs of one input as a picture; jobs whose tasks are unknown have none. `html` is the page of plans that know of no
 * durations, on one unit.
 * @throws PlanOptionsError for a focus that no job has
 */
export async function drawGraph(
  report: LintReport,
  format: PictureName,
  fileName: string,
  options: GraphOptions = {},
): Promise<string> {
  if (format === 'html') {
    const plans = report.jobs.map((job) => plan(job)).filter((made) => made !== null);
    return pageHtml(fileName, report, plans, options);
  }
  const { pictures, notes, hidden } = graphPictures(jobGraphs(report.jobs, options).map(({ graph }) => graph));
  for (const note of notes) options.onNote?.(note);
  return graphSvg(fileName, pictures, hidden);
}

/** Diffs of the jobs of two inputs as text. */
export function renderDiff(
  diffs: readonly JobDiff[],
  format: DiffFormatName,
  files: DiffedFiles,
  paint: Paint = PLAIN,
): string {
  return DIFF_FORMATS[format](files, diffs, paint);
}
