/** Diffs for a person at a terminal. */
import { excerpt } from '../diagnostics/diagnostic.js';
import { oneLine } from '../diagnostics/messages.js';
import type { JobDiff } from '../plan/diff/diff.js';
import { table } from './columns.js';
import { type Cell, diffStory, type Figure, type Mark, type Section, type Story } from './diff-story.js';
import { type Paint, PLAIN } from './paint.js';
import { names, titled } from './plan-words.js';

/** The files that were compared, as they were named. */
export interface DiffedFiles {
  readonly old: string;
  readonly new: string;
}

/** Tells what has changed about each job. */
export function diffText(files: DiffedFiles, diffs: readonly JobDiff[], paint: Paint = PLAIN): string {
  return diffs.map((diff) => jobText(files, diffStory(diff), paint)).join('\n');
}

function jobText({ old, new: now }: DiffedFiles, story: Story, paint: Paint): string {
  const { job, summary, sections, figures, notes } = story;
  const name = job === null ? '' : ` "${oneLine(excerpt(job))}",`;
  const paragraphs = [
    [paint.strong(`${oneLine(old)} → ${oneLine(now)}:${name} ${summary}`)],
    ...sections.map((section) => titled(section.title, rowsOf(section, paint), paint)),
    ...(figures.length === 0 ? [] : [titled('Plan', [...figureRows(figures), ...pathRows(story)], paint)]),
    ...(notes.length === 0 ? [] : [notes]),
  ];
  return `${paragraphs.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function rowsOf({ rows, hidden }: Section, paint: Paint): string[] {
  const colours: { readonly [M in Mark]: Paint['strong'] } = { '+': paint.info, '-': paint.error, '~': paint.warning };
  const lines = table(
    rows.map(({ mark, cells }) => [`  ${mark}`, ...cells.map(cellText)]),
    new Set(),
  );
  const coloured = rows.map(({ mark }, index) => `  ${colours[mark](mark)}${lines[index]?.slice(3)}`);
  return hidden > 0 ? [...coloured, `  … ${hidden} more`] : coloured;
}

function cellText(cell: Cell): string {
  return cell
    .map((piece) => (typeof piece === 'string' ? piece : 'name' in piece ? piece.name : `"${piece.text}"`))
    .join('');
}

function figureRows(figures: readonly Figure[]): string[] {
  const rows = figures.map(({ name, old, new: now, change }) => [`  ${name}`, old, now, change]);
  return table([['', 'before', 'after', ''], ...rows], new Set([1, 2, 3]));
}

/** The critical path, or both where it goes another way than before. */
function pathRows({ paths }: Story): string[] {
  if (paths === null) return [];
  const [old, now] = [names(paths.old, 12, ' → '), names(paths.new, 12, ' → ')];
  if (old === now) return [`  critical path, as before: ${now}`];
  return [`  critical path before: ${old}`, `  critical path after:  ${now}`];
}
