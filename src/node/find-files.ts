/** From what the user names to files. */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type FindConfig, findNoConfig } from './config/find-config.js';
import type { Unreadable } from './read-input.js';
import { isPattern, walk, walkFolder } from './walk.js';

/** A file to read. Explicit ones were named; others were found in a folder or by a pattern. */
export interface InputFile {
  /** As it was named or found; `-` is standard input. */
  readonly path: string;
  readonly isExplicit: boolean;
  /** Why it is known before that it cannot be read: a folder that the walk could not enter. */
  readonly failure: Unreadable | null;
}

/** What is named, and what of it counts. */
export interface FindOptions {
  readonly cwd: string;
  /** Paths beside the patterns, which are meant as they are: `[1].json` is one file. */
  readonly listed?: readonly string[];
  readonly gitignore?: boolean;
  /** What a walk asks for the configuration of a folder. */
  readonly findConfig?: FindConfig;
  /** What is asked for the settings of each file, so that a wrong configuration is told before anything is linted. */
  readonly settingsOf?: (file: { readonly path: string }) => Promise<unknown>;
}

/**
 * The files that arguments name, in their order: files as they are, there or not; folders and patterns as the definitions
 * that they lead to, by path. Each file once.
 * @throws UsageError where a configuration of one of them is wrong
 */
export async function findFiles(patterns: readonly string[], options: FindOptions): Promise<readonly InputFile[]> {
  const { cwd, listed = [], gitignore = true, findConfig = findNoConfig, settingsOf } = options;
  const walking = { cwd, gitignore, findConfig };
  const files = new Map<string, InputFile>();
  const add = (input: InputFile): void => {
    const key = input.path === '-' ? '-' : resolve(cwd, input.path);
    if (input.isExplicit || !files.has(key)) files.set(key, input);
  };
  for (const [index, path] of [...patterns, ...listed].entries()) {
    const found = path === '-' ? 'file' : kindOf(resolve(cwd, path));
    if (found === 'file' || (found === null && (index >= patterns.length || !isPattern(path)))) {
      await settingsOf?.({ path });
      add({ path, isExplicit: true, failure: null });
    } else {
      const walked = await (found === 'folder' ? walkFolder(path, walking) : walk(path, walking));
      for (const one of walked) add({ ...one, isExplicit: false });
    }
  }
  return [...files.values()];
}

function kindOf(path: string): 'file' | 'folder' | null {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch {
    return null;
  }
}
