/** Parts of sentences. */

/** The first line of a text, with a sign that there is more. */
export function firstLine(text: string): string {
  const [first = '', ...rest] = text.split(/[\r\n]/);
  return rest.length > 0 && !first.endsWith('…') ? `${first.trimEnd()} …` : first;
}

/** A suggestion as a sentence of its own; nothing where there is none. */
export function didYouMean(suggestion: string | null): string {
  return suggestion === null || suggestion === '' ? '' : ` Did you mean ${suggestion}?`;
}

/** What is allowed: one thing, or one of several. */
export function oneOf(items: readonly string[]): string {
  return items.length === 1 ? (items[0] as string) : `one of ${items.join(', ')}`;
}

/** A list as part of a sentence; the last of several stands behind `and`, or another word. */
export function listed(items: readonly string[], last = 'and'): string {
  return items.length === 1 ? (items[0] as string) : `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`;
}

/** A number of things: `no tasks`, `1 task`, `2 tasks`. */
export function counted(count: number, one: string, many: string): string {
  return `${count === 0 ? 'no' : count} ${count === 1 ? one : many}`;
}

/** `The job` becomes `the job` within a sentence, `Task "Encode"` becomes `task "Encode"`; the names stay as they are. */
export function lowerFirst(owner: string): string {
  if (owner.startsWith('The ')) return `the ${owner.slice(4)}`;
  return owner.replace(/^(?:Task|Task template|Job template) (?=["\d])/, (noun) => noun.toLowerCase());
}
