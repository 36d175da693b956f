/** Names in pictures: how wide they will be, and what to write where they do not fit. */
import { excerpt } from '../diagnostics/diagnostic.js';
import { oneLine } from '../diagnostics/messages.js';
import { width } from './columns.js';

/** Columns of a terminal to pixels, for each pixel of the font size: a little more than the widest of usual fonts takes. */
const COLUMN = 0.6;
const NAME_LENGTH = 80;

/** A task by its number, which in the plan of a part is not its place. */
interface NamedTask {
  readonly task: number;
  readonly name: string | null;
}

/** How pictures name a task: on one line, by its position where it has no name. */
export function taskName(task: NamedTask): string {
  return cutName(task, NAME_LENGTH);
}

/** The names of tasks by their numbers. */
export function namesByTask(
  tasks: readonly NamedTask[],
  nameOf: (task: NamedTask) => string = taskName,
): (task: number) => string {
  const known = new Map(tasks.map((task) => [task.task, task]));
  return (task) => nameOf(known.get(task) ?? { task, name: null });
}

/** Some names as a list, and how many more there are. */
export function nameList(names: readonly string[], count = names.length): string {
  return `${names.join(', ')}${count > names.length ? ` and ${count - names.length} more` : ''}`;
}

/** About how many pixels a text takes at a font size; nobody knows which font there will be. */
export function textPixels(text: string, size: number): number {
  return width(text) * COLUMN * size;
}

/** A text cut in its middle so that it fits, since names differ at their ends; null where hardly anything would be left. */
export function fitText(text: string, pixels: number, size: number): string | null {
  if (textPixels(text, size) <= pixels) return text;
  const characters = [...GRAPHEMES.segment(text)].map(({ segment }) => segment);
  const room = pixels - textPixels('…', size);
  const tail = take(characters.toReversed(), room * TAIL, size)
    .reverse()
    .join('');
  const head = take(characters, room - textPixels(tail, size), size).join('');
  return width(head) + width(tail) < LEAST_KEPT ? null : `${head.trimEnd()}…${tail.trimStart()}`;
}

/** As many characters from the start as fit. */
function take(characters: readonly string[], pixels: number, size: number): string[] {
  let used = 0;
  const end = characters.findIndex((character) => {
    used += textPixels(character, size);
    return used > pixels;
  });
  return characters.slice(0, end < 0 ? characters.length : end);
}

/** What people take for a character, so that no accent is left without its letter. */
const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** How much of the room goes to the end of a name. */
const TAIL = 0.4;
/** Columns. */
const LEAST_KEPT = 6;

/** Names in formats for other programs. */
const TEXT_LENGTH = 60;

/** How text formats name a task. */
export function taskText(task: NamedTask): string {
  return cutName(task, TEXT_LENGTH);
}

function cutName({ task, name }: NamedTask, length: number): string {
  return name === null ? `Task ${task}` : excerpt(oneLine(name), length);
}

/** How text formats name an asset: by its reference, and by its name if it has one. */
export function assetText({ asset, name }: { readonly asset: string; readonly name: string | null }): string {
  return name === null || name === '' ? asset : `${asset}: ${excerpt(oneLine(name), TEXT_LENGTH)}`;
}
