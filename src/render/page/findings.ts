/** What lint has found, with a way to the task that a finding is about. */
import type { Severity } from '../../diagnostics/codes.js';
import type { Path } from '../../diagnostics/diagnostic.js';
import type { LintReport } from '../../lint.js';
import { type ResolvedFinding, resolveReport } from '../file-result.js';
import { type Markup, markup } from '../markup.js';
import { type JobView, taskLink } from './job-view.js';
import { note } from './section.js';

/** Findings on a page; `lint` has formats for more. */
const MAX_FINDINGS = 200;

/** The findings of a file; tasks are found by where they stand. */
export function findingList(report: LintReport, fileName: string, views: readonly (JobView | null)[]): Markup {
  const { findings, omitted, suppressed } = resolveReport(fileName, cut(report), { frames: false });
  const ownerOf = taskFinder(views);
  const hidden = report.diagnostics.length - findings.length + omitted;
  if (report.diagnostics.length + omitted === 0) return note(`No findings.${suppressedText(suppressed.length)}`);
  return markup`<ul class="findings">
${findings.map((finding) => item(finding, fileName, ownerOf))}</ul>
${(hidden > 0 || suppressed.length > 0) && note(`${hidden > 0 ? `${hidden} more are not shown.` : ''}${suppressedText(suppressed.length)}`)}`;
}

/** `2 errors, 1 warning`; null for none. */
export function findingCounts({ counts }: LintReport): string | null {
  const parts = (['error', 'warning', 'info'] as const)
    .filter((severity) => counts[severity] > 0)
    .map((severity) => `${counts[severity]} ${severity}${counts[severity] === 1 ? '' : 's'}`);
  return parts.length === 0 ? null : parts.join(', ');
}

/** Only what is shown needs its place looked up. */
function cut(report: LintReport): LintReport {
  return { ...report, diagnostics: report.diagnostics.slice(0, MAX_FINDINGS) };
}

function suppressedText(count: number): string {
  return count === 0 ? '' : ` ${count} ${count === 1 ? 'is' : 'are'} suppressed.`;
}

const WORDS: { readonly [S in Severity]: string } = { error: 'Error', warning: 'Warning', info: 'Info' };

function item(finding: ResolvedFinding, fileName: string, ownerOf: (path: Path) => Markup | null): Markup {
  const { severity, code, message, path, start, fix } = finding;
  const place = start === undefined ? '' : `${fileName}:${start.line}:${start.column}`;
  const owner = ownerOf(path);
  return markup`<li class="finding ${severity}"><p><span class="severity">${WORDS[severity]}</span> ${message}</p>
<p class="quiet"><code>${code}</code> ${place !== '' && markup`<span class="place">${place}</span>`}${owner !== null && markup` <span>task ${owner}</span>`}${fix !== null && markup` <span>fix: ${fix.title}</span>`}</p></li>
`;
}

/** The task that a path leads into, as a link. */
function taskFinder(views: readonly (JobView | null)[]): (path: Path) => Markup | null {
  const byPath = new Map<string, readonly [JobView, number]>();
  for (const view of views) {
    for (const { path, position } of view?.tasks ?? []) byPath.set(JSON.stringify(path), [view as JobView, position]);
  }
  return (path) => {
    for (let length = path.length; length >= 0; length -= 1) {
      const found = byPath.get(JSON.stringify(path.slice(0, length)));
      if (found !== undefined) return ownerLink(...found);
    }
    return null;
  };
}

/** A link that also says which job's task it leads to, since findings stand outside of the jobs. */
function ownerLink(view: JobView, task: number): Markup {
  return markup`<span data-job="${view.id}">${taskLink(view, task)}</span>`;
}
