/** What is wrong with a text, how to mend it, and where its tasks stand. */
import { fix, type LintReport, locate, type TextEdit } from 'media-taskgraph';
import { resolveReport } from 'media-taskgraph/render';
import type { Change, Checked, Questions, Source, Stretch } from './protocol.js';
import { reportOf } from './report.js';

/** How many findings are shown: nobody reads more, and an editor grows slow of them. */
const SHOWN = 1000;

/** Finds everything that is wrong. */
export function check(source: Source): Checked {
  const report = reportOf(source);
  const shown = { ...report, diagnostics: report.diagnostics.slice(0, SHOWN) };
  const { kind, findings, counts } = resolveReport(source.fileName, shown, { frames: false });
  return { kind, findings, counts, summary: summaryOf(report) };
}

function summaryOf({ jobs }: LintReport): string {
  const tasks = jobs.reduce((sum, job) => sum + (job.tasks?.length ?? 0), 0);
  const count = (number: number, noun: string): string =>
    `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
  if (jobs.length === 0) return '';
  return `${jobs.length > 1 ? `${count(jobs.length, 'job')}, ` : ''}${count(tasks, 'task')}`;
}

/** The changes that all safe fixes come to. */
export function fixAll({ text, fileName }: Source): readonly Change[] {
  return fix(text, { fileName }).edits.map(toChange);
}

/** Where a task stands. */
export function where({ job, task, ...source }: Questions['where']): Stretch | null {
  const report = reportOf(source);
  const path = report.jobs[job]?.tasks?.[task]?.path;
  const [range] = path === undefined ? [] : locate(report, [{ path, on: 'value' }]);
  return range ? { from: range.start.offset, to: range.end.offset } : null;
}

/** An edit as CodeMirror has it. */
export function toChange({ start, end, text }: TextEdit): Change {
  return { from: start, to: end, insert: text };
}
