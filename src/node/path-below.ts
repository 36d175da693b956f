import { relative, sep } from 'node:path';

/** A path relative to a folder, with slashes: nothing for the folder itself, `../…` for what is not in it. */
export function pathBelow(folder: string, path: string): string {
  return relative(folder, path).split(sep).join('/');
}
