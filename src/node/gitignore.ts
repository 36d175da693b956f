/** What a repository's `.gitignore` files pass over. */
import { readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
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
export async function rulesAbove(folder: string): Promise<FolderRules> {
  const above = foldersAbove(folder);
  const isRoot = await Promise.all([folder, ...above].map((path) => exists(join(path, '.git'))));
  const root = [folder, ...above][isRoot.indexOf(true)];
  if (root === undefined || root === folder) return { root: folder, patterns: null };
  let rules: FolderRules = { root, patterns: null };
  for (const path of above.slice(0, above.indexOf(root) + 1).reverse()) {
    if (await isFile(join(path, '.gitignore'))) rules = await withOwnRules(rules, path);
  }
  return isIgnored(rules, folder, true) ? { root: folder, patterns: null } : rules;
}

/** The rules of the folder above and those of a folder's own file, which is there. */
export async function withOwnRules(rules: FolderRules, folder: string): Promise<FolderRules> {
  const text = await readFile(join(folder, '.gitignore'), 'utf8').catch(() => '');
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  return { root: rules.root, patterns: new Patterns(lines, pathBelow(rules.root, folder), rules.patterns) };
}

/** Whether rules pass over a file or folder, given by its absolute path. */
export function isIgnored({ root, patterns }: FolderRules, path: string, isFolder: boolean): boolean {
  return patterns?.matches(`${pathBelow(root, path)}${isFolder ? '/' : ''}`) ?? false;
}

/** A path relative to a folder, with slashes: nothing for the folder itself, `../…` for what is not in it. */
export function pathBelow(folder: string, path: string): string {
  return relative(folder, path).split(sep).join('/');
}

function foldersAbove(folder: string): string[] {
  const above: string[] = [];
  for (let path = folder; path !== dirname(path); path = dirname(path)) above.push(dirname(path));
  return above;
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
