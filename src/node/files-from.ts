/** A list of paths, as other programs write them. */
import { resolve } from 'node:path';
import { formatUnreadable } from '../diagnostics/messages.js';
import { type Io, UsageError } from './io.js';
import { readAll, readFailure, readFileBytes } from './read-input.js';

/**
 * The paths in a file, or in standard input for `-`: a line each, or, where there is a NUL, each ended by one.
 * @throws UsageError where the list cannot be read
 */
export async function readFileList(path: string, io: Pick<Io, 'cwd' | 'stdin'>): Promise<readonly string[]> {
  let bytes: Uint8Array;
  try {
    bytes = await (path === '-' ? readAll(io.stdin) : readFileBytes(resolve(io.cwd, path)));
  } catch (error) {
    throw new UsageError(`--files-from ${path}: ${formatUnreadable(readFailure(error))}`);
  }
  const text = new TextDecoder().decode(bytes);
  const paths = text.includes('\0') ? text.split('\0') : text.split(/\r?\n/);
  return paths.filter((listed) => listed.trim() !== '').map((listed) => (listed === '-' ? './-' : listed));
}
