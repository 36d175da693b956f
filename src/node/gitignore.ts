/** What a repository's `.gitignore` files pass over. */
import { readFileSync, type Stats, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathBelow } from './path-below.js';
import { Patterns } from './patterns.js';

/** The rules that hold in a folder: those of its own file and of the files above it, up to the repository's root. */
export interface FolderRules {
  /** Absolute. What the patterns are relative to. */
  readonly root: string;
  readonly patterns: Patterns | null;
}

/**
 * The rules of the files above a folder, from the root of its repository on; none outside of one. Whoever names a folder
 * wants to see it: rules that ignore it as a whole do not count.
 */
export function rulesAbove(folder: string): FolderRules {
  const above = foldersAbove(folder);
  const root = [folder, ...above].find((path) => statOf(join(path, '.git')) !== null);
  if (root === undefined || root === folder) return { root: folder, patterns: null };
  let rules: FolderRules = { root, patterns: null };
  for (const path of above.slice(0, above.indexOf(root) + 1).reverse()) {
    if (statOf(join(path, '.gitignore'))?.isFile()) rules = withOwnRules(rules, path);
  }
  return isIgnored(rules, folder, true) ? { root: folder, patterns: null } : rules;
}

/** The rules of the folder above and those of a folder's own file, which is there. */
export function withOwnRules(rules: FolderRules, folder: string): FolderRules {
  const text = readOwn(folder);
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  return { root: rules.root, patterns: new Patterns(lines, pathBelow(rules.root, folder), rules.patterns) };
}

/** Whether rules pass over a file or folder, given by its absolute path. */
export function isIgnored({ root, patterns }: FolderRules, path: string, isFolder: boolean): boolean {
  return patterns?.matches(`${pathBelow(root, path)}${isFolder ? '/' : ''}`) ?? false;
}

function foldersAbove(folder: string): string[] {
  const above: string[] = [];
  for (let path = folder; path !== dirname(path); path = dirname(path)) above.push(dirname(path));
  return above;
}

function readOwn(folder: string): string {
  try {
    return readFileSync(join(folder, '.gitignore'), 'utf8');
  } catch {
    return '';
  }
}

function statOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}
