import { randomUUID } from 'node:crypto';
import { access, chmod, constants, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Writes a file as a whole or not at all: next to it first, then in its place. Its mode stays, and a link stays a link to
 * what is replaced. A file that may not be written is left alone, although its folder may be.
 */
export async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const old = await stat(target).catch(() => null);
  if (old !== null && !old.isFile()) throw new Error('is no regular file');
  if (old !== null) await access(target, constants.W_OK);
  const draft = join(dirname(target), `.taskgraph-${randomUUID()}.tmp`);
  try {
    // Until it has the mode of the file, nobody else may read it.
    await writeFile(draft, content, { flag: 'wx', mode: old === null ? 0o666 : 0o600, flush: true });
    if (old !== null) await chmod(draft, old.mode & 0o7777);
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
