/**
 * Which of some numbers are out of order: all but a longest ascending run, so as few as can be. Gives their indexes,
 * ascending. n log n.
 */
export function outOfOrder(numbers: readonly number[]): number[] {
  // `ends[length]` is the index of the smallest number that ends an ascending run of so many.
  const ends: number[] = [];
  const before = new Int32Array(numbers.length).fill(-1);
  numbers.forEach((number, index) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((numbers[ends[middle] as number] as number) < number) low = middle + 1;
      else high = middle;
    }
    before[index] = ends[low - 1] ?? -1;
    ends[low] = index;
  });
  const isInOrder = new Uint8Array(numbers.length);
  for (let index = ends.at(-1) ?? -1; index >= 0; index = before[index] as number) isInOrder[index] = 1;
  return [...numbers.keys()].filter((index) => isInOrder[index] === 0);
}
