/**
 * Patterns of paths: `*`, `?`, `[…]`, `\` within a name, and `**` for any number of folders. They are matched as they are
 * read. A regular expression made of one would try every way to share a name out among its wildcards.
 */

/** Something that a character can be held against: that character, or a class of them. */
type Token = string | CharacterClass | typeof STAR;

interface CharacterClass {
  readonly isNegated: boolean;
  /** From the first character of each to the second. */
  readonly ranges: readonly (readonly [string, string])[];
  readonly named: readonly RegExp[];
}

/** Any number of any characters. */
const STAR = Symbol('*');
const ANY: CharacterClass = { isNegated: true, ranges: [], named: [] };

/** A pattern of one name; null for `**`, any number of folders. */
export type Segment = readonly Token[] | null;

/** A name as its characters. */
export type Name = readonly string[];

/** The names of a path with slashes. */
export function namesOf(path: string): readonly Name[] {
  return path.split('/').map((name) => Array.from(name));
}

/** The pattern of each name; null for what matches nothing, because a `[` has no `]` or the last character is a `\`. */
export function parsePattern(pattern: string): readonly Segment[] | null {
  const text = Array.from(pattern);
  const segments: Token[][] = [[]];
  for (let at = 0; at < text.length; at += 1) {
    const isEscaped = text[at] === '\\';
    if (isEscaped) at += 1;
    const char = text[at];
    if (char === undefined) return null;
    const segment = segments.at(-1) as Token[];
    if (char === '/') segments.push([]);
    else if (isEscaped) segment.push(char);
    else if (char === '*') segment.push(STAR);
    else if (char === '?') segment.push(ANY);
    else if (char === '[') {
      const found = readClass(text, at);
      if (found === null) return null;
      segment.push(found.token);
      at = found.end;
    } else segment.push(char);
  }
  const parsed = segments.map((segment) => (isGlobstar(segment) ? null : segment));
  // In the end it stands for whatever is in the folder, not for the folder itself.
  return parsed.at(-1) === null ? [...parsed, [STAR]] : parsed;
}

function isGlobstar(segment: readonly Token[]): boolean {
  return segment.length > 1 && segment.every((token) => token === STAR);
}

/** A class of characters from its `[`, as git reads one; `end` is where its `]` stands. */
function readClass(text: Name, start: number): { readonly token: CharacterClass; readonly end: number } | null {
  const isNegated = text[start + 1] === '!' || text[start + 1] === '^';
  const first = start + (isNegated ? 2 : 1);
  const ranges: [string, string][] = [];
  const named: RegExp[] = [];
  let at = first;
  /** Reads a member, and goes behind it. */
  const member = (): string | undefined => {
    if (text[at] === '\\') at += 1;
    at += 1;
    return text[at - 1];
  };
  while (at === first || text[at] !== ']') {
    const end = text[at] === '[' && text[at + 1] === ':' ? text.indexOf(']', at + 2) : -1;
    if (end >= 0 && end > at + 2 && text[end - 1] === ':') {
      const name = NAMED.get(text.slice(at + 2, end - 1).join(''));
      if (name === undefined) return null;
      named.push(name);
      at = end + 1;
      continue;
    }
    const from = member();
    if (from === undefined) return null;
    ranges.push([from, from]);
    if (text[at] !== '-' || text[at + 1] === ']') continue;
    at += 1;
    const to = member();
    if (to === undefined) return null;
    ranges.push([from, to]);
  }
  return { token: { isNegated, ranges, named }, end: at };
}

/** What can stand between `[:` and `:]`: ASCII, whatever the language. */
const NAMED: ReadonlyMap<string, RegExp> = new Map([
  ['alnum', /^[0-9A-Za-z]$/],
  ['alpha', /^[A-Za-z]$/],
  ['blank', /^[ \t]$/],
  ['digit', /^[0-9]$/],
  ['graph', /^[!-~]$/],
  ['lower', /^[a-z]$/],
  ['print', /^[ -~]$/],
  ['punct', /^[!-/:-@[-`{-~]$/],
  ['space', /^[ \t\n\r]$/],
  ['upper', /^[A-Z]$/],
  ['xdigit', /^[0-9A-Fa-f]$/],
]);

/** Whether a path is what a pattern says. */
export function matchesPath(pattern: readonly Segment[], path: readonly Name[]): boolean {
  return fits(pattern, path, null, (segment, name) => segment !== null && matchesName(segment, name));
}

/** Whether a name is what a pattern without `**` says. */
export function matchesName(pattern: readonly Token[], name: Name): boolean {
  return fits(pattern, name, STAR, takes);
}

function takes(token: Token, char: string): boolean {
  if (token === STAR) return false;
  if (typeof token === 'string') return token === char;
  const { isNegated, ranges, named } = token;
  const code = char.codePointAt(0) as number;
  const isIn = ranges.some(
    ([from, to]) => (from.codePointAt(0) as number) <= code && code <= (to.codePointAt(0) as number),
  );
  return (isIn || named.some((one) => one.test(char))) !== isNegated;
}

/** How far a path has come in a pattern. */
export interface Progress {
  readonly pattern: readonly Segment[];
  /** How many segments the names so far can stand for. */
  readonly reached: ReadonlySet<number>;
}

/** The beginning of a pattern. */
export function startOf(pattern: readonly Segment[]): Progress {
  return progressTo(pattern, [0]);
}

/** The same after one more name. A name that begins with a dot has to be named with its dot. */
export function advance({ pattern, reached }: Progress, name: Name): Progress {
  const next: number[] = [];
  for (const at of reached) {
    const segment = pattern[at];
    if (segment === undefined || (name[0] === '.' && segment?.[0] !== '.')) continue;
    if (segment === null) next.push(at);
    else if (matchesName(segment, name)) next.push(at + 1);
  }
  return progressTo(pattern, next);
}

/** Whether the names so far are what the pattern says. */
export function isMatch({ pattern, reached }: Progress): boolean {
  return reached.has(pattern.length);
}

/** Whether more names may be. */
export function leadsOn({ pattern, reached }: Progress): boolean {
  return reached.size > (reached.has(pattern.length) ? 1 : 0);
}

function progressTo(pattern: readonly Segment[], positions: readonly number[]): Progress {
  const reached = new Set<number>();
  for (let at of positions) {
    // `**` may stand for nothing.
    for (; pattern[at] === null; at += 1) reached.add(at);
    reached.add(at);
  }
  return { pattern, reached };
}

/** How many patterns braces can stand for. */
export const MAX_ALTERNATIVES = 100;

/** The patterns that `{a,b}` stands for: one with each; null where they are too many. Braces without a comma are characters. */
export function expandBraces(pattern: string): readonly string[] | null {
  const open = [pattern];
  const done: string[] = [];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const braces = /(?<!\\)\{([^{},]*,[^{}]*)\}/.exec(next);
    if (braces === null) done.push(next);
    else {
      const [before, after] = [next.slice(0, braces.index), next.slice(braces.index + braces[0].length)];
      for (const one of (braces[1] ?? '').split(',')) open.push(`${before}${one}${after}`);
    }
    if (open.length + done.length > MAX_ALTERNATIVES) return null;
  }
  return [...new Set(done)];
}

/**
 * Whether items are what a pattern says, in which a wildcard stands for any number of any items. Where they come to differ,
 * only the last wildcard has to take one item more: an earlier one could only leave it fewer to choose from. So it takes at
 * most as many steps as there are pairs of items.
 */
function fits<P, I>(
  pattern: readonly P[],
  items: readonly I[],
  wildcard: P,
  takesItem: (part: P, item: I) => boolean,
): boolean {
  let [part, item, afterWildcard, taken] = [0, 0, -1, 0];
  while (item < items.length) {
    if (part < pattern.length && pattern[part] === wildcard) {
      part += 1;
      afterWildcard = part;
      taken = item;
    } else if (part < pattern.length && takesItem(pattern[part] as P, items[item] as I)) {
      part += 1;
      item += 1;
    } else if (afterWildcard >= 0) {
      part = afterWildcard;
      taken += 1;
      item = taken;
    } else return false;
  }
  while (part < pattern.length && pattern[part] === wildcard) part += 1;
  return part === pattern.length;
}
