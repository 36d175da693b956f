/** Folders and glob patterns to the files in them. The only importer of tinyglobby. */
import { type Dirent, type readdir as nativeReaddir, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, isAbsolute, join, parse, resolve, sep } from 'node:path';
import { type FileSystemAdapter, glob, isDynamicPattern } from 'tinyglobby';
import { NESTING_LIMIT } from '../parse/limits.js';
import type { Config } from './config/config.js';
import type { FindConfig } from './config/find-config.js';
import { type FolderRules, isIgnored, pathBelow, rulesAbove, withOwnRules } from './gitignore.js';
import { readFailure, type Unreadable } from './read-input.js';

/** Names that a folder is searched for. */
const WANTED = /\.(?:json|jsonc|ndjson|xml|txt)$/i;
const ALL_WANTED = '*.{json,jsonc,ndjson,xml,txt}';

/** What a walk passes over. */
export interface WalkOptions {
  readonly cwd: string;
  /** Whether `.gitignore` files count. */
  readonly gitignore: boolean;
  readonly findConfig: FindConfig;
  /** Reads a folder; tests put folders in its place that fail. */
  readonly readFolder?: (folder: string) => Promise<Dirent[]>;
}

/** A file, or a folder that cannot be read and why. Paths are as the user would name them. */
export interface Found {
  readonly path: string;
  readonly failure: Unreadable | null;
}

/** Whether an argument that is no file is a glob pattern, and not a file that is not there. */
export function isPattern(argument: string): boolean {
  return isDynamicPattern(argument);
}

/** All definitions in a folder and below. */
export function walkFolder(folder: string, options: WalkOptions): Promise<readonly Found[]> {
  const base = isAbsolute(folder) ? resolve(folder) : pathBelow(options.cwd, resolve(options.cwd, folder));
  return walkFrom(base, `**/${ALL_WANTED}`, options);
}

/**
 * The files that a pattern matches, by path. Passed over are node_modules, names that begin with a dot unless the pattern
 * has them, and what `.gitignore` files and configurations ignore; ignored folders are not entered. Links to folders are
 * not followed.
 */
export function walk(pattern: string, options: WalkOptions): Promise<readonly Found[]> {
  // tinyglobby does not see that `../jobs` is where it stands, so it is told to stand where no folder is above.
  const base = parse(pattern).root || (/^(?:\.\.\/)+/.exec(pattern)?.[0] ?? '');
  // A pattern that ends in a globstar would have the walk begin one folder higher.
  return walkFrom(base, pattern.slice(base.length).replace(/\/\*\*$/, '/**/*'), options);
}

async function walkFrom(base: string, pattern: string, options: WalkOptions): Promise<readonly Found[]> {
  const cwd = resolve(options.cwd, base);
  const folders = new Folders(options);
  const fs: FileSystemAdapter = {
    // fdir calls it with options and a callback only.
    readdir: ((folder: string, _: unknown, done: (error: null, entries: Entry[]) => void) => {
      void folders.read(folder).then((entries) => process.nextTick(done, null, entries));
    }) as unknown as typeof nativeReaddir,
  };
  const matching = { dot: false, caseSensitiveMatch: false, expandDirectories: false, followSymbolicLinks: false };
  const paths = await glob(pattern, { cwd, fs, ...matching });
  const prefix = base === '' ? '' : `${slashed(base).replace(/\/$/, '')}/`;
  const found: Found[] = paths.map((path) => ({ path: `${prefix}${path}`, failure: null }));
  for (const { folder, failure } of folders.failures()) {
    found.push({ path: `${prefix}${pathBelow(cwd, folder)}`.replace(/\/$/, '') || '.', failure });
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** As much of a Dirent as fdir looks at. */
type Entry = Pick<Dirent, 'name' | 'isFile' | 'isDirectory' | 'isSymbolicLink'>;

/** The folders of one walk: the first is where it begins, and of each the one above was read before. */
class Folders {
  readonly #options: WalkOptions;
  readonly #rules = new Map<string, FolderRules>();
  readonly #failures: { readonly folder: string; readonly failure: Unreadable }[] = [];
  readonly #errors: { readonly folder: string; readonly error: unknown }[] = [];
  /** Where the walk began, and the configuration that would have kept it from there. */
  #start: string | null = null;
  #overruled: Config | null = null;

  constructor(options: WalkOptions) {
    this.#options = options;
  }

  /** What there is in a folder that is not passed over. Never fails; `failures` tells. */
  async read(path: string): Promise<Entry[]> {
    const folder = resolve(path);
    try {
      if (this.#start === null) await this.#begin(folder);
      return await this.#entries(folder);
    } catch (error) {
      this.#errors.push({ folder, error });
      return [];
    }
  }

  /** Folders that could not be read. @throws what a configuration is wrong in, the first by path */
  failures(): readonly { readonly folder: string; readonly failure: Unreadable }[] {
    const [first] = this.#errors.sort((a, b) => (a.folder < b.folder ? -1 : 1));
    if (first !== undefined) throw first.error;
    return this.#failures;
  }

  /** Whoever names a folder wants to see it: what ignores it as a whole does not count. */
  async #begin(folder: string): Promise<void> {
    this.#start = folder;
    const config = await this.#options.findConfig(dirname(folder));
    if (config !== null && isIgnoredBy(config, folder, true)) this.#overruled = config;
    const rules = this.#options.gitignore ? await rulesAbove(folder) : NO_RULES;
    this.#rules.set(dirname(folder), rules);
  }

  async #entries(folder: string): Promise<Entry[]> {
    const listed = await this.#list(folder);
    if (listed === null) return [];
    const above = this.#rules.get(dirname(folder)) ?? NO_RULES;
    const hasOwn = this.#options.gitignore && listed.some(({ name, isFolder }) => name === '.gitignore' && !isFolder);
    const rules = hasOwn ? await withOwnRules(above, folder) : above;
    this.#rules.set(folder, rules);
    const config = await this.#options.findConfig(folder);
    const obeyed = config === this.#overruled ? null : config;
    const wanted = listed.filter(({ name, isFolder }) => (isFolder ? name !== 'node_modules' : WANTED.test(name)));
    const kept = wanted.filter(({ name, isFolder }) => {
      const path = join(folder, name);
      return !isIgnored(rules, path, isFolder) && !(obeyed !== null && isIgnoredBy(obeyed, path, isFolder));
    });
    return kept.map(toEntry);
  }

  /** What is in a folder: files, folders, links to files, and links that lead nowhere. */
  async #list(folder: string): Promise<Listed[] | null> {
    const depth = pathBelow(this.#start ?? folder, folder).split('/').length;
    if (depth > NESTING_LIMIT) {
      this.#failures.push({ folder, failure: { reason: 'too-deep', found: '', limit: NESTING_LIMIT } });
      return null;
    }
    const read = this.#options.readFolder ?? ((path) => readdir(path, { withFileTypes: true }));
    try {
      return (await read(folder)).flatMap((entry) => listed(folder, entry));
    } catch (error) {
      this.#failures.push({ folder, failure: readFailure(error) });
      return null;
    }
  }
}

const NO_RULES: FolderRules = { root: '/', patterns: null };

interface Listed {
  readonly name: string;
  readonly isFolder: boolean;
}

function listed(folder: string, entry: Dirent): Listed[] {
  const { name } = entry;
  if (entry.isDirectory() || entry.isFile()) return [{ name, isFolder: entry.isDirectory() }];
  if (!entry.isSymbolicLink()) return [];
  try {
    const target = statSync(join(folder, name));
    return target.isFile() ? [{ name, isFolder: false }] : [];
  } catch {
    return [{ name, isFolder: false }];
  }
}

function toEntry({ name, isFolder }: Listed): Entry {
  return { name, isFile: () => !isFolder, isDirectory: () => isFolder, isSymbolicLink: () => false };
}

function isIgnoredBy({ ignore, folder }: Config, path: string, isFolder: boolean): boolean {
  return ignore?.matches(`${pathBelow(folder, path)}${isFolder ? '/' : ''}`) ?? false;
}

function slashed(path: string): string {
  return path.split(sep).join('/');
}
