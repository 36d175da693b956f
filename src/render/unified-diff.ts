/**
 * The changes of a text as a unified diff, as `patch` and `git apply` read it. The edits are known, so nothing is compared,
 * and it takes time in proportion to the text: looking for the differences would take the square of their number.
 */
import { oneLine } from '../diagnostics/messages.js';
import { editedRun } from '../parse/edits.js';
import type { TextEdit } from '../parse/rewrite.js';
import type { Span } from '../text/span.js';
import { wellFormed } from './well-formed.js';

/** How many lines around a change are shown. */
const CONTEXT = 3;

/** A run of lines, from 0, and the edits within it, which leave its two ends at line ends. */
interface Region extends Span {
  readonly edits: readonly TextEdit[];
}

/** The diff of a file, '' where nothing changes. The edits come from left to right, none over another. */
export function unifiedDiff(path: string, text: string, edits: readonly TextEdit[]): string {
  const lines = new Lines(text);
  const name = headerName(path);
  let moved = 0;
  const parts: string[] = [];
  for (const hunk of hunksOf(regionsOf(lines, edits))) {
    const { shown, added } = hunkText(lines, hunk, moved);
    parts.push(shown);
    moved += added;
  }
  return parts.length === 0 ? '' : `--- ${name}\n+++ ${name}\n${parts.join('')}`;
}

/**
 * The name of a file as `patch` and `git apply` read it: behind blanks a tab says where it ends; with what a line cannot have
 * or a build server would take for a command, in quotes, each such character as the octal numbers of its bytes.
 */
function headerName(path: string): string {
  if (!/["\\]/.test(path) && oneLine(path) === path) return path.includes(' ') ? `${path}\t` : path;
  const quoted = path.replace(/["\\]/g, '\\$&');
  return `"${quoted.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?! )\p{Zs}|#(?<=##)/gu, octal)}"`;
}

/** The bytes of a character in UTF-8, octal. */
function octal(character: string): string {
  return encodeURIComponent(wellFormed(character)).replace(/%(..)|[^%]/g, (unit, hex: string | undefined) => {
    const byte = hex === undefined ? unit.charCodeAt(0) : Number.parseInt(hex, 16);
    return `\\${byte.toString(8).padStart(3, '0')}`;
  });
}

/** Where the lines of a text begin. Only LF ends a line, for all tools that read diffs. */
class Lines {
  readonly text: string;
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.text = text;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1);
    if (this.#starts.at(-1) === text.length) this.#starts.pop();
  }

  get count(): number {
    return this.#starts.length;
  }

  /** Where a line begins; behind the last one the end of the text. */
  start(line: number): number {
    return this.#starts[line] ?? this.text.length;
  }

  /** The line that an offset is in; the end of the last line is the line behind it. */
  at(offset: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.start(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** The lines that edits change, those that touch as one. */
function regionsOf(lines: Lines, edits: readonly TextEdit[]): Region[] {
  const regions: { start: number; end: number; edits: TextEdit[] }[] = [];
  for (const edit of edits) {
    const start = Math.min(lines.at(edit.start), Math.max(0, lines.count - 1));
    const last = regions.at(-1);
    const isFresh = last === undefined || start >= last.end;
    const end = Math.max(endLine(lines, edit, isFresh && lines.start(start) === edit.start), last?.end ?? 0);
    if (last !== undefined && start <= last.end) {
      last.end = end;
      last.edits.push(edit);
    } else regions.push({ start, end, edits: [edit] });
  }
  return regions;
}

/** The line behind an edit: the next one, unless it leaves the text at the end of a line. */
function endLine(lines: Lines, { end, text }: TextEdit, isAfterLine: boolean): number {
  const behind = lines.at(end);
  const isWhole = lines.start(behind) === end && (text.endsWith('\n') || (text === '' && isAfterLine));
  return Math.min(isWhole ? behind : behind + 1, lines.count);
}

/** Regions whose surroundings touch are shown together. */
function hunksOf(regions: readonly Region[]): Region[][] {
  const hunks: Region[][] = [];
  for (const region of regions) {
    const hunk = hunks.at(-1);
    if (hunk !== undefined && region.start - (hunk.at(-1) as Region).end <= 2 * CONTEXT) hunk.push(region);
    else hunks.push([region]);
  }
  return hunks;
}

/** A hunk as text, and how many lines longer the text is behind it. `moved` lines were added before it. */
function hunkText(lines: Lines, hunk: readonly Region[], moved: number): { shown: string; added: number } {
  const from = Math.max(0, (hunk[0] as Region).start - CONTEXT);
  const to = Math.min(lines.count, (hunk.at(-1) as Region).end + CONTEXT);
  const parts: string[] = [];
  let [at, added] = [from, 0];
  for (const { start, end, edits } of hunk) {
    const [before, behind] = [lines.start(start), lines.start(end)];
    const made = editedRun(lines.text, { start: before, end: behind }, edits);
    parts.push(marked(' ', lines.text.slice(lines.start(at), before)));
    parts.push(marked('-', lines.text.slice(before, behind)), marked('+', made));
    added += countLines(made) - (end - start);
    at = end;
  }
  parts.push(marked(' ', lines.text.slice(lines.start(at), lines.start(to))));
  const header = `@@ -${range(from, to - from)} +${range(from + moved, to - from + added)} @@\n`;
  return { shown: header + parts.join(''), added };
}

/** A run of lines in a header, which counts from 1; an empty one is named after the line before it. */
function range(from: number, count: number): string {
  return `${count === 0 ? from : from + 1},${count}`;
}

/** Each line with a mark before it. */
function marked(mark: string, text: string): string {
  if (text === '') return '';
  const isEnded = text.endsWith('\n');
  const lines = (isEnded ? text.slice(0, -1) : text).split('\n');
  const shown = `${lines.map((line) => mark + line).join('\n')}\n`;
  return isEnded ? shown : `${shown}\\ No newline at end of file\n`;
}

function countLines(text: string): number {
  if (text === '') return 0;
  let count = text.endsWith('\n') ? 0 : 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
