/** Up to this length, a list is put in order faster by inserting than by a call of `sort`. */
const SHORT = 24;

/** Puts a part of a list in ascending order, each number once, and gives the place behind the last of them. */
export function putInOrder(list: Uint32Array | number[], start: number, end: number): number {
  if (end - start > SHORT) {
    const sorted = Uint32Array.from(list.slice(start, end)).sort();
    for (let place = start; place < end; place += 1) list[place] = sorted[place - start] as number;
  }
  let ordered = start;
  for (let place = start; place < end; place += 1) {
    const value = list[place] as number;
    let free = ordered;
    while (free > start && (list[free - 1] as number) > value) free -= 1;
    if (free > start && list[free - 1] === value) continue;
    for (let other = ordered; other > free; other -= 1) list[other] = list[other - 1] as number;
    list[free] = value;
    ordered += 1;
  }
  return ordered;
}
