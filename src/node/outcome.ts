/** What came of a piece of work as the command needs it: plain data, which threads can hand each other. */
import type { EntryUse } from '../diagnostics/suppression-matcher.js';
import { type FileResult, type ResultNeeds, resolveReport } from '../render/file-result.js';
import { type FileReport, lintWork } from './lint-work.js';
import type { Work } from './works.js';

/** What came of a file, or of the next part of one. */
export interface Outcome {
  readonly path: string;
  readonly status: FileReport['status'];
  readonly continues: boolean;
  /** Why it cannot be read. */
  readonly message: string | null;
  /** What there is to show; null for what was skipped. */
  readonly result: FileResult | null;
  /** Whether it has a definition in it, or what is left of one. */
  readonly isDefinition: boolean;
  readonly bytes: number;
  readonly definitions: number;
  readonly tasks: number;
  /** How often the entries of a suppressions file for it were met so far. */
  readonly uses: readonly EntryUse[];
}

/** Does a piece of work, and prepares what came of it for the formats. */
export async function outcomesOf(work: Work, needs: ResultNeeds): Promise<Outcome[]> {
  const reports = await lintWork(work);
  return reports.map((report) => toOutcome(report, needs, work.matcher?.uses));
}

/** Prepares a report for the formats. */
export function toOutcome(file: FileReport, needs: ResultNeeds, uses: readonly EntryUse[] = []): Outcome {
  const { path, status, continues, bytes } = file;
  const message = file.status === 'unreadable' ? file.message : null;
  const report = file.status === 'skipped' ? null : file.report;
  const result = report === null ? null : resolveReport(path, report, needs, continues);
  const linted = status === 'linted' ? report : null;
  const definitions = linted?.document.definitions.length ?? 0;
  const isDefinition = definitions > 0 || linted?.diagnostics.some(({ code }) => code !== 'unknown-document') === true;
  let tasks = 0;
  for (const job of linted?.jobs ?? []) tasks += job.tasks?.length ?? 0;
  return { path, status, continues, message, result, isDefinition, bytes, definitions, tasks, uses };
}
