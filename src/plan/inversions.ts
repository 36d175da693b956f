/** Priority inversions: tasks that wait for others of lower priority, and what that costs them. */
import { at } from '../graph/adjacency.js';
import { lowestWaitedFor } from '../graph/lowest-waited-for.js';
import type { Task } from '../model/job.js';
import type { Prepared } from './prepare.js';
import { ranks } from './priorities.js';
import { type Schedule, schedule } from './schedule.js';
import { Waiting } from './waiting.js';

/** A task that waits for one of lower priority. */
export interface Inversion {
  readonly task: number;
  readonly priority: number;
  /** The task of lowest priority that it waits for, directly or not. */
  readonly waitsFor: number;
  readonly waitsForPriority: number;
  /**
   * Tasks that units took while something that it waits for was ready, although neither they nor anything that waits for
   * them has its priority; the first `LISTED_OVERTAKERS`, ascending.
   */
  readonly overtakenBy: readonly number[];
  /** Seconds by which it starts later than if all that it waits for had its priority; 0 where it starts no later. */
  readonly delay: number;
}

/** How many inversions of a job are listed: those that cost the most. */
export const LISTED_INVERSIONS = 100;
/** How many tasks that went first an inversion lists. */
const LISTED_OVERTAKERS = 20;

/** The inversions of a job, those that cost the most first; and how many there are. `made` is its own schedule. */
export function inversionsOf(
  { tasks, graph, durations, units, ranks: own }: Omit<Prepared, 'job' | 'policy'>,
  made: Schedule,
): { readonly listed: readonly Inversion[]; readonly count: number } {
  if (areEqual(own)) return { listed: [], count: 0 };
  const lowest = lowestWaitedFor(tasks, graph);
  const inverted = tasks.filter(
    ({ position, priority, priorityPath }) =>
      priorityPath !== null && (lowest[position]?.priority ?? priority) < priority,
  );
  if (inverted.length === 0) return { listed: [], count: 0 };
  // Tasks that have their unit already rank higher than any priority.
  const inherited = ranks('inherited', tasks, graph, durations).map((rank, task) => Math.max(rank, at(own, task)));
  const { start } = schedule(graph, inherited, durations, units);
  const delayOf = ({ position }: Task): number => Math.max(0, at(made.start, position) - at(start, position));
  const dearest = inverted.toSorted((a, b) => delayOf(b) - delayOf(a)).slice(0, LISTED_INVERSIONS);
  const waiting = new Waiting(graph, made);
  const listed = dearest.map((task): Inversion => {
    const { position: waitsFor, priority: waitsForPriority } = lowest[task.position] as Task;
    const overtakenBy = overtakers(task, made, waiting, inherited);
    const delay = delayOf(task) / 1000;
    return { task: task.position, priority: task.priority, waitsFor, waitsForPriority, overtakenBy, delay };
  });
  return { listed, count: inverted.length };
}

function areEqual(numbers: Float64Array): boolean {
  for (let place = 1; place < numbers.length; place += 1) if (numbers[place] !== numbers[0]) return false;
  return true;
}

/**
 * Goes back from a task over the dependency that finished last, each time: while that was ready and not yet taken, units took
 * others. The times lie apart, so that each task taken is looked at once.
 */
function overtakers(
  { position, priority }: Task,
  { order, start }: Schedule,
  waiting: Waiting,
  inherited: Float64Array,
): readonly number[] {
  const found = new Set<number>();
  let last = waiting.lastDependency(position);
  for (; last !== null && found.size < LISTED_OVERTAKERS; last = waiting.lastDependency(last.task)) {
    for (let place = waiting.firstFrom(waiting.readyAt(last.task)); place < order.length; place += 1) {
      const other = order[place] as number;
      if (at(start, other) >= at(start, last.task)) break;
      if (at(inherited, other) < priority && found.size < LISTED_OVERTAKERS) found.add(other);
    }
  }
  return [...found].sort((a, b) => a - b);
}
