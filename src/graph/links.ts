import type { Adjacency } from './adjacency.js';

/** Tasks and assets and the edges between them, both ways: all that an algorithm needs of a graph. */
export interface Links {
  readonly taskCount: number;
  readonly assetCount: number;
  /** Task → assets it reads, task → assets it writes, and back, ascending; a repeated mention counts once. */
  readonly reads: Adjacency;
  readonly writes: Adjacency;
  readonly readers: Adjacency;
  readonly writers: Adjacency;
}
