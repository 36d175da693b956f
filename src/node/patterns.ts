/** Patterns in the syntax of `.gitignore` files, for what is passed over and for overrides. */
import { isAbsolute } from 'node:path';
import { matchesPath, namesOf, parsePattern, type Segment } from './glob.js';

/** A pattern that says something. */
interface Rule {
  readonly segments: readonly Segment[];
  /** Whether what it matches is not meant after all. */
  readonly isNegative: boolean;
  readonly isForFolders: boolean;
}

/** Why a pattern matches nothing, in words; null for one that may match something. */
export function patternFault(pattern: string): string | null {
  const read = readLine(pattern);
  return read !== null && parsePattern(read.body) === null ? 'the pattern has a [ without ], or ends with \\' : null;
}

/** A list of patterns, the last of which to match a path decides. Case matters, whatever the file system thinks of it. */
export class Patterns {
  readonly #rules: readonly Rule[];
  /** What was decided of folders: everything in them asks again. */
  readonly #folders = new Map<string, boolean>();

  /**
   * Patterns, behind those of a folder above, if any. They are relative to `folder`, which is named from there; nothing
   * names the same. What is no pattern matches nothing.
   */
  constructor(patterns: readonly string[], folder = '', above: Patterns | null = null) {
    const own = patterns.map((pattern) => readRule(pattern, folder)).filter((rule) => rule !== null);
    this.#rules = above === null ? own : [...above.#rules, ...own];
  }

  /**
   * Whether a path is meant, or a folder that it is in. Relative, with slashes; a folder's name has one at its end. What is
   * not below the patterns' folder is not.
   */
  matches(path: string): boolean {
    if (path === '' || path === '..' || path.startsWith('../') || isAbsolute(path)) return false;
    const last = path.length - 1;
    for (let end = path.indexOf('/'); end >= 0 && end < last; end = path.indexOf('/', end + 1)) {
      if (this.#hasFolder(path.slice(0, end))) return true;
    }
    return path.endsWith('/') ? this.#hasFolder(path.slice(0, last)) : this.#decide(path, false);
  }

  #hasFolder(path: string): boolean {
    const known = this.#folders.get(path) ?? this.#decide(path, true);
    this.#folders.set(path, known);
    return known;
  }

  #decide(path: string, isFolder: boolean): boolean {
    const names = namesOf(path);
    const rule = this.#rules.findLast(
      ({ segments, isForFolders }) => (isFolder || !isForFolders) && matchesPath(segments, names),
    );
    return rule?.isNegative === false;
  }
}

/** A line as a rule; null for one that says nothing, or is no pattern. Without a slash in it, it holds at any depth. */
function readRule(line: string, folder: string): Rule | null {
  const read = readLine(line);
  const own = read && parsePattern(read.body.replace(/^\//, ''));
  if (read === null || own === null) return null;
  const above = folder === '' ? [] : namesOf(folder);
  return { ...read, segments: [...above, ...(read.body.includes('/') ? [] : [null]), ...own] };
}

/** What a line says, and what is left to be read as a pattern; null for a blank line or a comment. */
function readLine(line: string): (Omit<Rule, 'segments'> & { readonly body: string }) | null {
  if (line.startsWith('#')) return null;
  const isNegative = line.startsWith('!');
  const pattern = trimEnd(isNegative ? line.slice(1) : line);
  const isForFolders = pattern.endsWith('/');
  const body = isForFolders ? pattern.slice(0, -1) : pattern;
  return body === '' ? null : { body, isNegative, isForFolders };
}

/** Without the blanks at the end that no backslash protects. */
function trimEnd(pattern: string): string {
  let end = pattern.length;
  while (pattern[end - 1] === ' ') end -= 1;
  let escapes = end;
  while (pattern[escapes - 1] === '\\') escapes -= 1;
  return pattern.slice(0, end < pattern.length && (end - escapes) % 2 === 1 ? end + 1 : end);
}
