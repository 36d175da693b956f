/** Folders and glob patterns to the files in them. */
import { type Dirent, readdirSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, posix, resolve, sep } from 'node:path';
import { NESTING_LIMIT } from '../parse/limits.js';
import type { Config } from './config/config.js';
import type { FindConfig } from './config/find-config.js';
import { type FolderRules, isIgnored, rulesAbove, withOwnRules } from './gitignore.js';
import {
  advance,
  expandBraces,
  isMatch,
  leadsOn,
  MAX_ALTERNATIVES,
  type Progress,
  parsePattern,
  startOf,
} from './glob.js';
import { UsageError } from './io.js';
import { pathBelow } from './path-below.js';
import { readFailure, type Unreadable } from './read-input.js';

/** Names that a folder is searched for. */
const WANTED = /\.(?:json|jsonc|ndjson|xml|txt)$/i;

/** What a walk passes over. */
export interface WalkOptions {
  readonly cwd: string;
  /** Whether `.gitignore` files count. */
  readonly gitignore: boolean;
  readonly findConfig: FindConfig;
  /** Reads a folder; tests put folders in its place that fail. */
  readonly readFolder?: (folder: string) => Dirent[] | Promise<Dirent[]>;
}

/** A file, or a folder that cannot be read and why. Paths are as the user would name them. */
export interface Found {
  readonly path: string;
  readonly failure: Unreadable | null;
}

/** Whether an argument that is no file is a glob pattern, and not a file that is not there. */
export function isPattern(argument: string): boolean {
  return /[*?[]|\{[^{},]*,/.test(argument) && parsePattern(argument) !== null;
}

/** All definitions in a folder and below. */
export function walkFolder(folder: string, options: WalkOptions): Promise<readonly Found[]> {
  return walkFrom(folder, ['**'], options);
}

/**
 * The files that a pattern matches, by path. Upper and lower case are the same. Passed over are node_modules, names that
 * begin with a dot unless the pattern has them, and what `.gitignore` files and configurations ignore; ignored folders are
 * not entered. Links to folders are not followed.
 * @throws UsageError for braces that stand for too much
 */
export function walk(pattern: string, options: WalkOptions): Promise<readonly Found[]> {
  const base = pattern.lastIndexOf('/', pattern.search(/[*?[{\\]/)) + 1;
  const patterns = expandBraces(pattern.slice(base));
  if (patterns === null)
    throw new UsageError(`${pattern}: the braces stand for more than ${MAX_ALTERNATIVES} patterns`);
  return walkFrom(pattern.slice(0, base), patterns, options);
}

async function walkFrom(base: string, globs: readonly string[], options: WalkOptions): Promise<readonly Found[]> {
  const folder = resolve(options.cwd, base);
  const shown = isAbsolute(base) ? slashed(folder) : pathBelow(options.cwd, folder);
  const prefix = shown === '' ? '' : `${shown.replace(/\/$/, '')}/`;
  const patterns = globs.map((glob) => parsePattern(posix.normalize(glob).replace(/\/$/, '').toLowerCase()));
  const progress = patterns.filter((pattern) => pattern !== null).map(startOf);
  const folders = new Folders(options);
  const files = await filesBelow({ folder, prefix, progress }, folders);
  const found: Found[] = files.map((path) => ({ path, failure: null }));
  for (const { folder: below, failure } of folders.failures()) {
    found.push({ path: `${prefix}${pathBelow(folder, below)}`.replace(/\/$/, '') || '.', failure });
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** A folder on the way, what the paths of its files begin with, and how far it has come in each pattern. */
interface Step {
  readonly folder: string;
  readonly prefix: string;
  readonly progress: readonly Progress[];
}

/** How many folders are read at the same time. */
const AT_ONCE = 32;

async function filesBelow(start: Step, folders: Folders): Promise<readonly string[]> {
  const files: string[] = [];
  const open: Step[] = [start];
  while (open.length > 0) {
    const steps = open.splice(-AT_ONCE);
    const read = await Promise.all(steps.map(async (step) => ({ step, entries: await folders.read(step.folder) })));
    for (const { step, entries } of read) {
      for (const { name, isFolder } of entries) {
        const letters = Array.from(name.toLowerCase());
        const progress = step.progress.map((one) => advance(one, letters));
        const path = `${step.prefix}${name}`;
        if (!isFolder && progress.some(isMatch)) files.push(path);
        const further = isFolder ? progress.filter(leadsOn) : [];
        if (further.length > 0) open.push({ folder: join(step.folder, name), prefix: `${path}/`, progress: further });
      }
    }
  }
  return files;
}

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
  async read(path: string): Promise<readonly Listed[]> {
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
    const rules = this.#options.gitignore ? rulesAbove(folder) : NO_RULES;
    this.#rules.set(dirname(folder), rules);
  }

  async #entries(folder: string): Promise<readonly Listed[]> {
    const listed = await this.#list(folder);
    if (listed === null) return [];
    const above = this.#rules.get(dirname(folder)) ?? NO_RULES;
    const hasOwn = this.#options.gitignore && listed.some(({ name, isFolder }) => name === '.gitignore' && !isFolder);
    const rules = hasOwn ? withOwnRules(above, folder) : above;
    this.#rules.set(folder, rules);
    const config = await this.#options.findConfig(folder);
    const obeyed = config === this.#overruled ? null : config;
    const wanted = listed.filter(({ name, isFolder }) => (isFolder ? name !== 'node_modules' : WANTED.test(name)));
    return wanted.filter(({ name, isFolder }) => {
      if (rules.patterns === null && obeyed === null) return true;
      const path = join(folder, name);
      return !isIgnored(rules, path, isFolder) && !(obeyed !== null && isIgnoredBy(obeyed, path, isFolder));
    });
  }

  /** What is in a folder: files, folders, links to files, and links that lead nowhere. */
  async #list(folder: string): Promise<Listed[] | null> {
    const depth = pathBelow(this.#start ?? folder, folder).split('/').length;
    if (depth > NESTING_LIMIT) {
      this.#failures.push({ folder, failure: { reason: 'too-deep', found: '', limit: NESTING_LIMIT } });
      return null;
    }
    const read = this.#options.readFolder ?? ((path) => readdirSync(path, { withFileTypes: true }));
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

function isIgnoredBy({ ignore, folder }: Config, path: string, isFolder: boolean): boolean {
  return ignore?.matches(`${pathBelow(folder, path)}${isFolder ? '/' : ''}`) ?? false;
}

function slashed(path: string): string {
  return path.split(sep).join('/');
}
