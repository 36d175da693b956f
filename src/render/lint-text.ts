/** Findings for a person at a terminal. */
import type { Severity } from '../diagnostics/codes.js';
import type { Diagnostic, Path, Place } from '../diagnostics/diagnostic.js';
import { formatDiagnostic, formatRelated, oneLine } from '../diagnostics/messages.js';
import type { LintReport } from '../lint.js';
import { locate, type Range } from '../locate.js';
import { type LineIndex, lineIndex } from '../text/line-index.js';
import type { Span } from '../text/span.js';
import { codeFrame, type FrameLine, frameLine } from './code-frame.js';
import type { LintFormat, Summary } from './file-report.js';
import { type Paint, PLAIN } from './paint.js';

/** How many related places a finding shows. */
const SHOWN_RELATED = 8;

/** A block for each finding: its place, its sentence, the line it is in with a caret, and related places. */
export function lintText(paint: Paint = PLAIN): LintFormat {
  return {
    begin: () => '',
    file: (path, report) => new FileText(path, report, paint).render(),
    end: (summary) => (summary.files + summary.skipped > 0 ? `${summarize(summary, paint)}\n` : ''),
  };
}

class FileText {
  readonly #path: string;
  readonly #report: LintReport;
  readonly #paint: Paint;
  readonly #lines: LineIndex;
  readonly #xmlLines = new Map<string, LineIndex>();

  constructor(path: string, report: LintReport, paint: Paint) {
    this.#path = oneLine(path);
    this.#report = report;
    this.#paint = paint;
    this.#lines = lineIndex(report.diagnostics.length > 0 ? (report.document.text ?? '') : '');
  }

  render(): string {
    const { diagnostics, omitted } = this.#report;
    const others = diagnostics.map(({ place, related }) => related.filter((other) => !isSamePlace(other.place, place)));
    const shown = others.map((related) => related.slice(0, SHOWN_RELATED));
    const places = diagnostics.flatMap(({ place }, index) => [
      place,
      ...(shown[index] ?? []).map((other) => other.place),
    ]);
    const ranges = locate(this.#report, places)[Symbol.iterator]();
    const next = (): Range | null => ranges.next().value ?? null;
    const blocks = diagnostics.map((finding, index) => {
      const lines = this.#finding(finding, next());
      for (const other of shown[index] ?? [])
        lines.push(`  ${this.#at(next())}: ${this.#paint.dim('note')}: ${formatRelated(other)}`);
      const hidden = finding.relatedOmitted + (others[index] ?? []).length - (shown[index] ?? []).length;
      if (hidden > 0) lines.push(`  ${this.#paint.dim(`and ${hidden} more places`)}`);
      return `${lines.join('\n')}\n\n`;
    });
    if (omitted > 0) blocks.push(`${this.#path}: ${omitted} more findings are not listed\n\n`);
    return blocks.join('');
  }

  #finding(finding: Diagnostic, range: Range | null): string[] {
    const { severity, code, place } = finding;
    const paint = this.#paint[severity];
    const head = `${this.#paint.strong(this.#at(range))}: ${paint(severity)} ${this.#paint.dim(code)}`;
    const lines = [head, `  ${formatDiagnostic(finding)}`];
    if (range !== null)
      lines.push(...codeFrame(this.#frame(place, range), this.#paint, paint).map((line) => `  ${line}`));
    return lines;
  }

  /** The file's line and, for what is inside a TaskBody that a JSON string carries, the line of its XML. */
  #frame(place: Place, range: Range): FrameLine[] {
    const span = { start: range.start.offset, end: range.end.offset };
    const own = frameLine(this.#lines, span, '');
    if (place.within === undefined || place.path.length === 0) return [own];
    const xml = this.#xml(place.path);
    return xml === null ? [own] : [own, frameLine(xml, place.within, 'XML ')];
  }

  #xml(path: Path): LineIndex | null {
    const key = path.join('\n');
    const known = this.#xmlLines.get(key);
    if (known !== undefined) return known;
    let value = this.#report.document.value;
    for (const step of path) value = (value as Record<string | number, unknown> | null | undefined)?.[step];
    if (typeof value !== 'string') return null;
    const lines = lineIndex(value);
    this.#xmlLines.set(key, lines);
    return lines;
  }

  #at(range: Range | null): string {
    return range === null ? this.#path : `${this.#path}:${range.start.line}:${range.start.column}`;
  }
}

/** A place that the finding is about already needs no note. */
function isSamePlace(a: Place, b: Place): boolean {
  const isSamePath = a.path.length === b.path.length && a.path.every((step, index) => step === b.path[index]);
  return isSamePath && a.on === b.on && isSameSpan(a.within, b.within) && isSameSpan(a.inText, b.inText);
}

function isSameSpan(a: Span | undefined, b: Span | undefined): boolean {
  return a?.start === b?.start && a?.end === b?.end;
}

/** `2 errors and 1 warning in 3 files`; what was skipped is said too. Nothing where there was nothing to say it of. */
export function summarize({ files, skipped, errors, warnings, infos }: Summary, paint: Paint = PLAIN): string {
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
  return `${found} in ${plural(files, 'file')}${skippedToo}.`;
}

function plural(count: number, name: string): string {
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}
