/** The formats by name, and one call for each kind of result: the entry point `media-taskgraph/render`. */
import type { LintReport } from '../lint.js';
import type { Job } from '../model/job.js';
import type { PlanAnswer } from '../plan/answer.js';
import type { JobDiff } from '../plan/diff/diff.js';
import { answerText } from './answer-text.js';
import { diffJson } from './diff-json.js';
import { diffMarkdown } from './diff-markdown.js';
import { type DiffedFiles, diffText } from './diff-text.js';
import { resolveReport } from './file-result.js';
import { graphModel } from './graph-model.js';
import { type GraphOfFile, graphDot, graphJson, graphMermaid } from './graph-text.js';
import { lintAzurePipelines } from './lint-azure-pipelines.js';
import { type FormatContext, type LintFormat, SummaryCounter } from './lint-format.js';
import { lintGithub } from './lint-github.js';
import { lintJson } from './lint-json.js';
import { lintJunit } from './lint-junit.js';
import { lintMsbuild } from './lint-msbuild.js';
import { lintNdjson } from './lint-ndjson.js';
import { lintSarif } from './lint-sarif.js';
import { lintText } from './lint-text.js';
import { type Paint, PLAIN } from './paint.js';
import { planJson } from './plan-json.js';

export type { DiffedFiles } from './diff-text.js';
export type { FileResult, ResolvedFinding } from './file-result.js';
export type { FormatContext, LintFormat, Summary } from './lint-format.js';
export type { Paint } from './paint.js';

/** Names of the formats of lint reports. */
export type LintFormatName = 'text' | 'json' | 'ndjson' | 'sarif' | 'junit' | 'github' | 'azure-pipelines' | 'msbuild';
/** Names of the formats of a plan. */
export type PlanFormatName = 'text' | 'json';
/** Names of the formats of a graph. */
export type GraphFormatName = 'dot' | 'mermaid' | 'json';
/** Names of the formats of a diff. */
export type DiffFormatName = 'text' | 'json' | 'markdown';

/** Makes a writer of lint reports; each call a fresh one, because a writer remembers what it wrote. */
export const LINT_FORMATS: { readonly [N in LintFormatName]: (context: FormatContext) => LintFormat } = {
  text: ({ paint }) => lintText(paint),
  json: lintJson,
  ndjson: lintNdjson,
  sarif: ({ version }) => lintSarif(version),
  junit: lintJunit,
  github: lintGithub,
  'azure-pipelines': lintAzurePipelines,
  msbuild: lintMsbuild,
};

/** Writers of plans. */
export const PLAN_FORMATS: {
  readonly [N in PlanFormatName]: (fileName: string, plans: readonly PlanAnswer[], paint: Paint) => string;
} = {
  text: (fileName, plans, paint) => plans.map((plan) => answerText(fileName, plan, paint)).join('\n'),
  json: planJson,
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

/** The graphs of one input as text; jobs whose tasks are unknown have none. */
export function renderGraph(jobs: readonly Job[], format: GraphFormatName, fileName: string): string {
  const graphs = jobs.flatMap((job) => {
    const graph = graphModel(job);
    return graph === null ? [] : [{ file: fileName, at: job.at, graph }];
  });
  return GRAPH_FORMATS[format](graphs);
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
