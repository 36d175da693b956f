/** A binary heap: `new PriorityQueue(items, compare)` gives the smallest first. The only importer of tinyqueue. */
export { default as PriorityQueue } from 'tinyqueue';
