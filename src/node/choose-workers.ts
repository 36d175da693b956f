/** How many threads a run takes. Apart from the threads themselves: most runs take none. */
import { resolve } from 'node:path';
import type { InputFile } from './find-files.js';
import { sizeOf } from './read-input.js';

/** How many threads can be asked for. */
export const MAX_WORKERS = 64;

/**
 * From how many files, or bytes, on threads pay: `npm run bench:threads` measures it. Two threads are no slower than none from
 * here on, more are faster. Each has to load the code and get warm first, which takes as long as thousands of small files.
 */
const PAYS_FROM = { files: 10_000, bytes: 16 * 2 ** 20 };

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
