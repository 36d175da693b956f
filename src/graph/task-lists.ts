import { type Adjacency, first } from './adjacency.js';

/** Makes lists of tasks, those of one task only once for each: in a chain, such lists are half of what a plan takes. */
export class TaskLists {
  readonly #single: (readonly number[] | undefined)[];

  constructor(taskCount: number) {
    this.#single = new Array(taskCount);
  }

  /** The neighbours of an asset. */
  ofAsset(list: Adjacency, asset: number): readonly number[] {
    const start = first(list, asset);
    const end = first(list, asset + 1);
    if (end - start === 1) return this.#singleOf(list.targets[start] as number);
    const tasks = new Array<number>(end - start);
    for (let edge = start; edge < end; edge += 1) tasks[edge - start] = list.targets[edge] as number;
    return tasks;
  }

  /** A part of a list. */
  part(list: readonly number[], start: number, end: number): readonly number[] {
    return end - start === 1 ? this.#singleOf(list[start] as number) : list.slice(start, end);
  }

  #singleOf(task: number): readonly number[] {
    const known = this.#single[task];
    if (known !== undefined) return known;
    const made = [task];
    this.#single[task] = made;
    return made;
  }
}
