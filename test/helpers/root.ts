import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The project's folder: tests run compiled, from `.cache/test`. */
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

export function readProject(path: string): string {
  return readFileSync(ROOT + path, 'utf8');
}

/** Whether expected outputs are to be written instead of compared: `npm run docs`. */
export const IS_UPDATE = process.env.UPDATE_EXAMPLES === '1';
