/** Diffs for a comment on a pull request: tables as code hosts render them, with everything from a definition as code. */
import { excerpt } from '../diagnostics/diagnostic.js';
import { oneLine } from '../diagnostics/messages.js';
import type { JobDiff } from '../plan/diff/diff.js';
import { type Cell, diffStory, type Section, type Story } from './diff-story.js';
import type { DiffedFiles } from './diff-text.js';

/** Tasks of a critical path that are named. */
const SHOWN_NAMES = 12;

/** Tells what has changed about each job. */
export function diffMarkdown(files: DiffedFiles, diffs: readonly JobDiff[]): string {
  return diffs.map((diff) => jobMarkdown(files, diffStory(diff))).join('\n');
}

function jobMarkdown({ old, new: now }: DiffedFiles, story: Story): string {
  const { job, summary, sections, figures, notes } = story;
  const title = `### ${code(oneLine(old))} → ${code(oneLine(now))}${job === null ? '' : `: ${code(oneLine(excerpt(job)))}`}`;
  const plan = figures.map(({ name, old: before, new: after, change }) => [name, before, after, change]);
  const blocks = [
    [title],
    [sentence(summary)],
    ...sections.map((section) => sectionRows(section)),
    ...(plan.length === 0 ? [] : [tableRows(['Plan', 'Before', 'After', ''], plan)]),
    ...pathLines(story),
    ...notes.map((note) => [note]),
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** Starts a sentence with what was written to stand within one. */
function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function sectionRows({ title, head, rows, hidden }: Section): string[] {
  const cells = rows.map(({ mark, cells }) => [mark === '-' ? '−' : mark, ...cells.map(cellMarkdown)]);
  const lines = [`**${title}**`, '', ...tableRows(['', ...head], cells)];
  return hidden > 0 ? [...lines, '', `… ${hidden} more`] : lines;
}

function tableRows(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

function pathLines({ paths }: Story): string[][] {
  if (paths === null) return [];
  const [old, now] = [pathText(paths.old), pathText(paths.new)];
  if (old === now) return [[`Critical path, as before: ${now}`]];
  return [[`- Critical path before: ${old}`, `- Critical path after: ${now}`]];
}

function pathText(path: readonly string[]): string {
  const shown = path.slice(0, SHOWN_NAMES).map(code).join(' → ');
  return path.length > SHOWN_NAMES ? `${shown} → … ${path.length - SHOWN_NAMES} more` : shown;
}

function cellMarkdown(cell: Cell): string {
  return cell
    .map((piece) => (typeof piece === 'string' ? escaped(piece) : code('name' in piece ? piece.name : piece.text)))
    .join('');
}

/** Words of ours, and numbers. */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~&@$!]/g, entity);
}

/** What a definition says, as it is: backticks where they will do, else an element with everything else as numbers. */
function code(text: string): string {
  if (/^[^\s`\\|](?:[^`\\|]*[^\s`\\|])?$/.test(text)) return `\`${text}\``;
  return `<code>${text.replace(/[^\p{L}\p{N} ]/gu, entity)}</code>`;
}

function entity(character: string): string {
  return `&#${character.codePointAt(0)};`;
}
