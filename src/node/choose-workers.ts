/** How many threads a run takes. Apart from the threads themselves: most runs take none. */
import { resolve } from 'node:path';
import type { InputFile } from './find-files.js';
import { sizeOf } from './read-input.js';

/** How many threads can be asked for. */
export const MAX_WORKERS = 64;

/**
 * From how many files, or bytes, on threads pay: `npm run bench:threads` measures it. Two threads are no slower than none from
 * here on, more are faster. Each has to get warm first, and all share the memory and the files; one thread reads and lints ten thousand small files in a second.
 */
const PAYS_FROM = { files: 50_000, bytes: 128 * 2 ** 20 };

/** How many threads lint files fastest: none for a few small ones, else one for each processor. */
export async function chooseWorkers(files: readonly InputFile[], cwd: string): Promise<number> {
  let bytes = 0;
  for (const { path } of files.length < PAYS_FROM.files ? files : []) {
    bytes += path === '-' ? 0 : sizeOf(resolve(cwd, path));
  }
  if (files.length < PAYS_FROM.files && bytes < PAYS_FROM.bytes) return 0;
  const { availableParallelism } = await import('node:os');
  const processors = availableParallelism();
  return processors < 2 ? 0 : Math.min(processors, 8);
}
