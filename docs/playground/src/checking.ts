/** What is wrong with a text and how to mend it, as positions in it. */
import { fix, formatDiagnostic, formatRelated, type LintReport, locate, type Place, type Range, type TextEdit } from 'media-taskgraph';
import type { Change, Checked, Finding, Questions, Source, Stretch } from './protocol.js';
import { reportOf } from './report.js';

/** Finds everything that is wrong. */
export function check(source: Source): Checked {
  const report = reportOf(source);
  return { kind: report.kind, findings: findingsOf(report), counts: report.counts };
}

/** How many findings are shown: nobody reads more, and an editor grows slow of them. */
const SHOWN = 1000;

function findingsOf(report: LintReport): readonly Finding[] {
  const shown = report.diagnostics.slice(0, SHOWN);
  const places = shown.flatMap(({ place, related }) => [place, ...related.map((other) => other.place)]);
  const ranges = locate(report, places)[Symbol.iterator]();
  const next = (): Stretch => stretch(ranges.next().value);
  return shown.map((finding) => {
    const { code, severity, place, related, fix: way } = finding;
    return {
      code,
      severity,
      message: formatDiagnostic(finding),
      path: place.path,
      ...next(),
      related: related.map((other) => ({ message: formatRelated(other), ...next() })),
      fix: way && {
        title: way.title,
        safe: way.safe,
        changes: (report.document.rewrite?.(way.edits) ?? []).flat().map(change),
      },
    };
  });
}

/** The changes that all safe fixes come to. */
export function fixAll({ text, fileName }: Source): readonly Change[] {
  return fix(text, { fileName }).edits.map(change);
}

/** Where a task stands. */
export function where({ job, task, ...source }: Questions['where']): Stretch | null {
  const report = reportOf(source);
  const path = report.jobs[job]?.tasks?.[task]?.path;
  if (path === undefined) return null;
  const place: Place = { path, on: 'value' };
  return stretch(locate(report, [place])[0]);
}

function stretch(range: Range | null | undefined): Stretch {
  return range ? { from: range.start.offset, to: range.end.offset } : { from: 0, to: 0 };
}

function change({ start, end, text }: TextEdit): Change {
  return { from: start, to: end, insert: text };
}
