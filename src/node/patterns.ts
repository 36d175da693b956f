/** Patterns in the syntax of `.gitignore` files, for what is passed over and for overrides. The only importer of `ignore`. */
import ignore, { type Ignore } from 'ignore';

/**
 * The library makes regular expressions of patterns. Their time grows with the depth of a path to the power of the globstars
 * that stand for folders: three are more than anybody writes, and still cheap.
 */
const MAX_GLOBSTARS = 3;
/** No path is longer, so no longer pattern is needed. */
const MAX_LENGTH = 4096;

/** Why a pattern is not used, in words; null for one that is. */
export function patternFault(pattern: string): string | null {
  if (pattern.length > MAX_LENGTH) return `a pattern has at most ${MAX_LENGTH} characters`;
  const folders = pattern.split('/').slice(0, -1);
  const globstars = folders.filter((name) => name.startsWith('**') && name.replaceAll('*', '') === '').length;
  return globstars > MAX_GLOBSTARS ? `a pattern has at most ${MAX_GLOBSTARS} times **/` : null;
}

/** A list of patterns, the last of which to match a path decides. Case matters, whatever the file system thinks of it. */
export class Patterns {
  readonly #rules: Ignore;

  /** Patterns without a fault, all relative to one folder. */
  constructor(patterns: readonly string[]) {
    this.#rules = ignore({ ignorecase: false }).add(patterns);
  }

  /** These and further ones, which are relative to a folder below that of these: `a/b/`, or nothing for the same. */
  and(patterns: readonly string[], folder: string): Patterns {
    const both = new Patterns([]);
    both.#rules.add(this.#rules).add(folder === '' ? patterns : patterns.map((pattern) => below(folder, pattern)));
    return both;
  }

  /**
   * Whether a path is meant, or a folder that it is in. Relative, with slashes; a folder's name has one at its end. What is
   * not below the patterns' folder is not.
   */
  matches(path: string): boolean {
    return ignore.isPathValid(path) && this.#rules.ignores(path);
  }
}

/** A pattern of a folder's own file as one for a folder above. Without a slash in it, it holds at any depth. */
function below(folder: string, pattern: string): string {
  if (pattern.startsWith('#')) return '';
  const isNegative = pattern.startsWith('!');
  const body = trimEnd(isNegative ? pattern.slice(1) : pattern);
  if (body === '' || body === '/') return '';
  const name = folder.replace(/[\\*?[]/g, '\\$&');
  const isAnchored = body.slice(0, -1).includes('/');
  return `${isNegative ? '!' : ''}/${name}${isAnchored ? body.replace(/^\//, '') : `**/${body}`}`;
}

/** Without the blanks at the end that no backslash protects. */
function trimEnd(pattern: string): string {
  let end = pattern.length;
  while (pattern[end - 1] === ' ' && pattern[end - 2] !== '\\') end -= 1;
  return pattern.slice(0, end);
}
