/** From what the user names to files and bytes. The only importer of tinyglobby. */
import { readFile, stat } from 'node:fs/promises';
import { isAbsolute, resolve } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import type { Io } from './io.js';

/** A file to read. Explicit ones were named; others were found in a folder or by a pattern. */
export interface InputFile {
  readonly path: string;
  readonly isExplicit: boolean;
}

/** What folders and patterns take; node_modules and folders with a dot are passed over. */
const EXTENSIONS = '{json,xml,txt}';

/**
 * The files that arguments name: files as they are, there or not, folders and patterns as the definitions below them,
 * sorted. Each file once.
 */
export async function findFiles(patterns: readonly string[], cwd: string): Promise<readonly InputFile[]> {
  const files = new Map<string, InputFile>();
  const add = (path: string, isExplicit: boolean): void => {
    const key = path === '-' ? path : resolve(cwd, path);
    if (isExplicit || !files.has(key)) files.set(key, { path, isExplicit });
  };
  for (const pattern of patterns) {
    const found = pattern === '-' ? 'file' : await kindOf(resolve(cwd, pattern));
    if (found === 'file' || (found === null && !isDynamicPattern(pattern))) add(pattern, true);
    else {
      const below = found === 'folder' ? `${escapeGlob(pattern)}/**/*.${EXTENSIONS}` : pattern;
      for (const path of await walk(below, cwd)) add(path, false);
    }
  }
  return [...files.values()];
}

async function walk(pattern: string, cwd: string): Promise<string[]> {
  const options = { cwd, ignore: ['**/node_modules/**'], absolute: isAbsolute(pattern), expandDirectories: false };
  const paths = await glob(pattern, { ...options, dot: false, caseSensitiveMatch: false });
  const wanted = paths.filter((path) => /\.(?:json|xml|txt)$/i.test(path));
  return wanted.sort((a, b) => (a < b ? -1 : 1));
}

/** A folder's name as part of a pattern, where brackets in it mean themselves. */
function escapeGlob(folder: string): string {
  const slashed = folder.replaceAll('\\', '/').replace(/\/+$/, '');
  return (slashed === '' ? '/' : slashed).replace(/[()[\]{}!*?+@]/g, '\\$&').replace(/^\/$/, '');
}

async function kindOf(path: string): Promise<'file' | 'folder' | null> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch {
    return null;
  }
}

/** The bytes of a file, or of standard input for `-`. */
export async function readInput(path: string, io: Pick<Io, 'cwd' | 'stdin'>): Promise<Uint8Array> {
  if (path !== '-') return readFile(resolve(io.cwd, path));
  const chunks: Uint8Array[] = [];
  for await (const chunk of io.stdin) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Why a file cannot be read, in words. */
export function readFailure(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const known: Readonly<Record<string, string>> = {
    ENOENT: 'no such file or folder',
    ENOTDIR: 'no such file or folder',
    EACCES: 'permission denied',
    EISDIR: 'is a folder',
    ERR_FS_FILE_TOO_LARGE: 'too large to read',
  };
  return known[code ?? ''] ?? message;
}
