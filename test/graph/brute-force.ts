/** The graph of a job the slow and obvious way: tasks only, from the mentions, with nothing shared with the source. */
import type { JobSpec } from '../helpers/jobs.js';

/** `matrix[a][b]`: task b reads what task a writes. */
export type Matrix = readonly (readonly boolean[])[];

export function dependencyMatrix({ tasks }: JobSpec): Matrix {
  return tasks.map(({ writes }) =>
    tasks.map(({ reads }) =>
      reads.some((read) => writes.some((write) => write.kind === read.kind && write.index === read.index)),
    ),
  );
}

/** `closure[a][b]`: a way of one or more dependencies leads from a to b. */
export function transitiveClosure(matrix: Matrix): Matrix {
  const closure = matrix.map((row) => [...row]);
  closure.forEach((_, middle) => {
    for (const row of closure) {
      if (row[middle] !== true) continue;
      closure[middle]?.forEach((leads, to) => {
        if (leads) row[to] = true;
      });
    }
  });
  return closure;
}

/** Where a row of a matrix is true. */
export function marked(row: readonly boolean[] = []): number[] {
  return row.flatMap((isMarked, task) => (isMarked ? [task] : []));
}

/** Where a column of a matrix is true. */
export function markedAbove(matrix: Matrix, task: number): number[] {
  return matrix.flatMap((row, from) => (row[task] === true ? [from] : []));
}

/** Tasks that lead to themselves, grouped with those they lead to and back; by first task. */
export function cyclicGroups(matrix: Matrix): number[][] {
  const closure = transitiveClosure(matrix);
  const groups = closure.map((row, task) => marked(row).filter((other) => closure[other]?.[task] === true));
  return groups.filter((group, task) => group[0] === task);
}

/** Longest distance from a task that depends on none, over every way there is; -1 on a cycle or behind one. */
export function longestDistances(matrix: Matrix): number[] {
  const closure = transitiveClosure(matrix);
  const distance = (task: number): number =>
    Math.max(0, ...markedAbove(matrix, task).map((before) => distance(before) + 1));
  return matrix.map((_, task) => {
    const isStuck = [task, ...markedAbove(closure, task)].some((other) => closure[other]?.[other] === true);
    return isStuck ? -1 : distance(task);
  });
}

/** All cycles that pass no task twice, each from its smallest task. */
export function simpleCycles(matrix: Matrix): number[][] {
  const found: number[][] = [];
  const walk = (path: readonly number[]): void => {
    const [first, last] = [path[0] as number, path.at(-1) as number];
    for (const next of marked(matrix[last])) {
      if (next === first) found.push([...path]);
      else if (next > first && !path.includes(next)) walk([...path, next]);
    }
  };
  matrix.forEach((_, task) => {
    walk([task]);
  });
  return found;
}

/** Compares lists of numbers like words. */
export function compareLists(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const order = (a[index] as number) - (b[index] as number);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
