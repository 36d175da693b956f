/** Findings for a person at a terminal. */
import type { Severity } from '../diagnostics/codes.js';
import { oneLine } from '../diagnostics/messages.js';
import { codeFrame } from './code-frame.js';
import type { FileResult, ResolvedFinding, ResolvedPlace } from './file-result.js';
import type { LintFormat, Summary } from './lint-format.js';
import { type Paint, PLAIN } from './paint.js';

/** How many related places a finding shows. */
const SHOWN_RELATED = 8;

/** A block for each finding: its place, its sentence, the line it is in with a caret, its fix, and related places. */
export function lintText(paint: Paint = PLAIN): LintFormat {
  return {
    needs: { frames: true },
    begin: () => '',
    file: (result) => fileText(result, paint),
    end: (summary) => (summary.files + summary.skipped > 0 ? `${summarize(summary, paint)}\n` : ''),
  };
}

function fileText({ path, findings, omitted }: FileResult, paint: Paint): string {
  if (findings.length === 0 && omitted === 0) return '';
  const file = oneLine(path);
  const blocks = findings.map((finding) => `${findingLines(file, finding, paint).join('\n')}\n\n`);
  if (omitted > 0) blocks.push(`${file}: ${omitted} more findings are not listed\n\n`);
  return blocks.join('');
}

/** The block of a finding: its place, its sentence, the frame where it has one, and the first related places. */
export function findingLines(file: string, finding: ResolvedFinding, paint: Paint): string[] {
  const { severity, code, message, frame, fix, relatedOmitted } = finding;
  const mark = paint[severity];
  const lines = [`${paint.strong(at(file, finding))}: ${mark(severity)} ${paint.dim(code)}`, `  ${message}`];
  if (frame.length > 0) lines.push(...codeFrame(frame, paint, mark).map((line) => `  ${line}`));
  if (fix !== null) lines.push(`  ${paint.dim(fix.safe ? 'fix:' : 'unsafe fix:')} ${oneLine(fix.title)}`);
  const others = finding.related.filter((other) => !isSamePlace(other, finding));
  const shown = others.slice(0, SHOWN_RELATED);
  for (const other of shown) lines.push(`  ${at(file, other)}: ${paint.dim('note')}: ${other.message}`);
  const hidden = relatedOmitted + others.length - shown.length;
  if (hidden > 0) lines.push(`  ${paint.dim(`and ${hidden} more places`)}`);
  return lines;
}

function at(file: string, { start }: ResolvedPlace): string {
  return start === undefined ? file : `${file}:${start.line}:${start.column}`;
}

/** A place that the finding is about already needs no note. */
function isSamePlace(a: ResolvedPlace, b: ResolvedPlace): boolean {
  if (a.start !== undefined && b.start !== undefined)
    return a.start.offset === b.start.offset && a.end?.offset === b.end?.offset;
  const isSamePath = a.path.length === b.path.length && a.path.every((step, index) => step === b.path[index]);
  return isSamePath && a.within?.start === b.within?.start && a.within?.end === b.within?.end;
}

/** `2 errors and 1 warning in 3 files`; what was skipped or suppressed is said too. Nothing where there was nothing to say it of. */
export function summarize(
  { files, skipped, errors, warnings, infos, suppressed }: Summary,
  paint: Paint = PLAIN,
): string {
  const counts: [number, string, Severity][] = [
    [errors, 'error', 'error'],
    [warnings, 'warning', 'warning'],
    [infos, 'info', 'info'],
  ];
  const parts = counts.filter(([count]) => count > 0).map(([count, name, kind]) => paint[kind](plural(count, name)));
  const found =
    parts.length === 0
      ? 'No findings'
      : parts.length < 3
        ? parts.join(' and ')
        : `${parts[0]}, ${parts[1]} and ${parts[2]}`;
  const skippedToo = skipped > 0 ? `, ${plural(skipped, 'other file')} skipped` : '';
  const suppressedToo = suppressed > 0 ? `, ${plural(suppressed, 'finding')} suppressed` : '';
  return `${found} in ${plural(files, 'file')}${skippedToo}${suppressedToo}.`;
}

function plural(count: number, name: string): string {
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}
