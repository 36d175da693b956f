import { countWhile } from '../../text/count-while.js';

/**
 * Which of some numbers are out of order: all but a longest ascending run, so as few as can be. Gives their indexes,
 * ascending. n log n.
 */
export function outOfOrder(numbers: readonly number[]): number[] {
  // `ends[length]` is the index of the smallest number that ends an ascending run of so many.
  const ends: number[] = [];
  const before = new Int32Array(numbers.length).fill(-1);
  numbers.forEach((number, index) => {
    const length = countWhile(ends.length, (at) => (numbers[ends[at] as number] as number) < number);
    before[index] = ends[length - 1] ?? -1;
    ends[length] = index;
  });
  const isInOrder = new Uint8Array(numbers.length);
  for (let index = ends.at(-1) ?? -1; index >= 0; index = before[index] as number) isInOrder[index] = 1;
  return [...numbers.keys()].filter((index) => isInOrder[index] === 0);
}
