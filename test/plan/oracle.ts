/** Plans of small jobs the slow and obvious way: time by simulation, paths by walking all of them. */

import { compareLists, dependencyMatrix, type Matrix, marked, markedAbove } from '../graph/brute-force.js';
import type { JobSpec } from '../helpers/jobs.js';

export interface Simulation {
  readonly order: readonly number[];
  readonly start: readonly number[];
  readonly finish: readonly number[];
  readonly unit: readonly number[];
}

/** Goes from one finish to the next: first all that finish, then every free unit from 0 up takes the best that is ready. */
export function simulate(spec: JobSpec, durations: readonly number[], units: number): Simulation {
  const matrix = dependencyMatrix(spec);
  const positions = [...spec.tasks.keys()];
  const start: number[] = [];
  const finish: number[] = [];
  const unit: number[] = [];
  const order: number[] = [];
  const isDone = (task: number, now: number): boolean => finish[task] !== undefined && finish[task] <= now;
  const isReady = (task: number, now: number): boolean =>
    start[task] === undefined && markedAbove(matrix, task).every((before) => isDone(before, now));
  for (let now = 0; order.length < positions.length; ) {
    for (let free = 0; free < units; free += 1) {
      if (order.some((task) => unit[task] === free && !isDone(task, now))) continue;
      const [best] = positions.filter((task) => isReady(task, now)).sort((a, b) => comparePriorities(spec, a, b));
      if (best === undefined) break;
      order.push(best);
      unit[best] = free;
      start[best] = now;
      finish[best] = now + (durations[best] as number);
    }
    now = Math.min(...finish.filter((time) => time > now));
  }
  return { order, start, finish, unit };
}

function comparePriorities({ tasks }: JobSpec, a: number, b: number): number {
  return (tasks[b]?.priority ?? 0) - (tasks[a]?.priority ?? 0) || a - b;
}

export interface Paths {
  /** The longest time that any path takes. */
  readonly length: number;
  /** Of the paths that take it, the first. */
  readonly first: readonly number[];
  /** Per task, the longest time that any path through it takes. */
  readonly through: readonly number[];
}

/** All paths from a task that waits for none to one that none waits for. */
export function longestPaths(spec: JobSpec, durations: readonly number[]): Paths {
  const paths = allPaths(dependencyMatrix(spec));
  const time = (path: readonly number[]): number => path.reduce((sum, task) => sum + (durations[task] as number), 0);
  const length = Math.max(0, ...paths.map(time));
  const [first = []] = paths.filter((path) => time(path) === length).sort(compareLists);
  const through = durations.map((_, task) => Math.max(...paths.filter((path) => path.includes(task)).map(time)));
  return { length, first, through };
}

function allPaths(matrix: Matrix): number[][] {
  const found: number[][] = [];
  const walk = (path: readonly number[]): void => {
    const next = marked(matrix[path.at(-1) as number]);
    if (next.length === 0) found.push([...path]);
    for (const task of next) walk([...path, task]);
  };
  matrix.forEach((_, task) => {
    if (markedAbove(matrix, task).length === 0) walk([task]);
  });
  return found;
}
