import { at } from '../graph/adjacency.js';
import type { CriticalPath } from './critical-path.js';

/** How many sets of tasks are looked at from each end of the job. */
const SETS = 50;

/**
 * A time, in whole milliseconds, that no schedule on so many units is shorter than. Tasks that cannot start before some
 * instant share the units from then on, and after the last of them its longest path behind it still has to run; likewise
 * for tasks that have so much behind them. The best of such bounds, over at most `SETS` sets from each end. n log n.
 */
export function lowerBound({ start, slack, length }: CriticalPath, durations: Float64Array, units: number): number {
  const tail = start.map((earliest, task) => length - earliest - at(slack, task) - at(durations, task));
  const byDuration = Uint32Array.from(durations.keys()).sort((a, b) => at(durations, a) - at(durations, b));
  let best = length;
  for (const [near, far] of [[start, tail] as const, [tail, start] as const]) {
    for (const least of thresholds(near)) {
      const chosen = byDuration.filter((task) => at(near, task) >= least);
      const behind = chosen.reduce((shortest, task) => Math.min(shortest, at(far, task)), length);
      best = Math.max(best, least + share(chosen, durations, units) + behind);
    }
  }
  return best;
}

/** Some of the different values, evenly spread; the least of all is among them. */
function thresholds(values: Float64Array): readonly number[] {
  const different = [...new Set(values)].sort((a, b) => a - b);
  const step = Math.max(1, different.length / SETS);
  return different.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
}

/**
 * How long some tasks, given from the shortest to the longest, keep at least one of the units busy: an even share of their
 * work, or what one unit has to do that runs as many of them as any: at the least the shortest ones.
 */
function share(tasks: Uint32Array, durations: Float64Array, units: number): number {
  const work = tasks.reduce((sum, task) => sum + at(durations, task), 0);
  const onOne = tasks.subarray(0, Math.ceil(tasks.length / units));
  const shortest = onOne.reduce((sum, task) => sum + at(durations, task), 0);
  return Math.max(Math.ceil(work / units), shortest);
}
