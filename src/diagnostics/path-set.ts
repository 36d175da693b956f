import type { Path } from './diagnostic.js';

/** A set of paths that is asked about paths: whether one is in it, or lies within one that is. */
export class PathSet {
  readonly #keys = new Set<string>();

  constructor(paths: Iterable<Path> = []) {
    for (const path of paths) this.#keys.add(keyOf(path));
  }

  /** Nothing is in an empty set, so no path need be made to ask it. */
  get isEmpty(): boolean {
    return this.#keys.size === 0;
  }

  has(path: Path): boolean {
    return this.#keys.size > 0 && this.#keys.has(keyOf(path));
  }

  /** Whether a path, or any path that leads to it, is in the set. */
  covers(path: Path): boolean {
    return this.#keys.size > 0 && [...path.keys(), path.length].some((length) => this.has(path.slice(0, length)));
  }
}

/** The set without paths. */
export const NO_PATHS = new PathSet();

/** The set of some paths, mostly none. */
export function pathSet(paths: readonly Path[]): PathSet {
  return paths.length === 0 ? NO_PATHS : new PathSet(paths);
}

/** Numbers and strings of the same digits differ: an index is no property name. */
function keyOf(path: Path): string {
  return JSON.stringify(path);
}
