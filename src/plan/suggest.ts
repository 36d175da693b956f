/** Which priorities would make the service's own rule finish the job as early as we can find. */
import { at, neighbours } from '../graph/adjacency.js';
import type { JobGraph } from '../graph/job-graph.js';
import type { Job } from '../model/job.js';
import { criticalPath } from './critical-path.js';
import { lowerBound } from './lower-bound.js';
import type { PlanOptions } from './options.js';
import { type Prepared, prepare } from './prepare.js';
import { ranks } from './priorities.js';
import { replayPriorities } from './replay-priorities.js';
import { type Schedule, schedule } from './schedule.js';

/** The Priority that a task should get. */
export interface SuggestedPriority {
  readonly task: number;
  readonly name: string | null;
  readonly priority: number;
  readonly suggested: number;
}

/** Advice on priorities, with the proof of its quality. Times are seconds. */
export interface Suggestion {
  /** The tasks whose Priority should change, by position; none where the job is as fast as we can make it already. */
  readonly changes: readonly SuggestedPriority[];
  /** With the tasks' own priorities, and with the suggested ones under the same rule. */
  readonly before: number;
  readonly makespan: number;
  /** No schedule on so many units is shorter: `lowerBound` of the plan, or a better one (plan/lower-bound.ts). */
  readonly lowerBound: number;
  /** How far the makespan may be from the best, as a share of the lower bound; 0 proves that there is nothing better. */
  readonly gap: number;
  /** How many schedules were tried; the search is the same on every machine. */
  readonly tried: number;
  /** Whether the search ended because its steps were used up, not because nothing better is left to find. */
  readonly exhausted: boolean;
}

/** Tasks that the search places in all, so that it takes a bounded time and finds the same everywhere. */
const STEP_BUDGET = 4_000_000;
/** Tries for one job at most: small ones are done long before. */
const MAX_TRIES = 20_000;

/**
 * The Priority values that make the service's own rule reach the best makespan that we find: several list heuristics first,
 * then swaps in the best order within a fixed number of steps. Null where the job has no plan.
 * @throws PlanOptionsError for options that make no sense for this job
 */
export function suggest(job: Job | undefined, options: PlanOptions = {}): Suggestion | null {
  const prepared = prepare(job, { ...options, priority: 'own' });
  if (prepared === null) return null;
  const { graph, durations, units, tasks } = prepared;
  const bound = lowerBound(criticalPath(graph, durations), durations, units);
  const search = new Search(prepared, bound);
  const before = search.best.makespan;
  search.tryHeuristics();
  search.improve();
  const { best } = search;
  const isBetter = best.makespan < before;
  const suggested = isBetter ? withoutNeedless(replayPriorities(tasks, graph, best), prepared, best.makespan) : null;
  const changes = tasks
    .map(({ position, name, priority }) => ({
      task: position,
      name,
      priority,
      suggested: suggested?.[position] ?? priority,
    }))
    .filter((change) => change.priority !== change.suggested);
  return {
    changes,
    before: before / 1000,
    makespan: best.makespan / 1000,
    lowerBound: bound / 1000,
    gap: bound === 0 ? 0 : best.makespan / bound - 1,
    tried: search.tried,
    exhausted: best.makespan > bound,
  };
}

/** Takes back changes without which the job is as fast, and no task waits for one of lower priority; as far as steps go. */
function withoutNeedless(values: readonly number[], prepared: Prepared, makespan: number): readonly number[] {
  const { tasks, graph, durations, units } = prepared;
  const kept = [...values];
  let steps = 0;
  for (const { position, priority } of tasks) {
    const value = kept[position] as number;
    if (value === priority || steps >= STEP_BUDGET / 4) continue;
    kept[position] = priority;
    steps += tasks.length;
    const isAsGood = !isInverted(position, kept, graph) && schedule(graph, kept, durations, units).makespan <= makespan;
    if (!isAsGood) kept[position] = value;
  }
  // What is left of the changes may do with smaller values.
  const smaller = replayPriorities(tasks, graph, schedule(graph, kept, durations, units));
  const changed = (list: readonly number[]): number =>
    tasks.filter(({ position, priority }) => list[position] !== priority).length;
  return changed(smaller) <= changed(kept) ? smaller : kept;
}

/** Whether a task waits for one of lower priority, or one of higher priority waits for it. */
function isInverted(task: number, values: readonly number[], { reads, writes, readers, writers }: JobGraph): boolean {
  const own = at(values, task);
  const before = [...neighbours(reads, task)].some((asset) =>
    [...neighbours(writers, asset)].some((one) => at(values, one) < own),
  );
  return (
    before ||
    [...neighbours(writes, task)].some((asset) => [...neighbours(readers, asset)].some((one) => at(values, one) > own))
  );
}

/** Looks for an order of tasks that list scheduling makes a short schedule of. */
class Search {
  best: Schedule;
  tried = 0;
  readonly #prepared: Prepared;
  readonly #lowerBound: number;
  #state = 0x2545f491;

  constructor(prepared: Prepared, lowerBound: number) {
    this.#prepared = prepared;
    this.#lowerBound = lowerBound;
    this.best = this.#schedule(prepared.ranks);
  }

  get #isDone(): boolean {
    const steps = this.tried * Math.max(1, this.#prepared.graph.taskCount);
    return this.best.makespan <= this.#lowerBound || this.tried >= MAX_TRIES || steps >= STEP_BUDGET;
  }

  tryHeuristics(): void {
    const { tasks, graph, durations } = this.#prepared;
    const critical = ranks('critical', tasks, graph, durations);
    const candidates = [
      critical,
      ranks('inherited', tasks, graph, durations),
      durations,
      durations.map((duration) => -duration),
      successorCounts(graph),
      critical.map((remaining, task) => remaining - at(durations, task)),
    ];
    for (const candidate of candidates) {
      if (this.best.makespan <= this.#lowerBound) return;
      this.#take(this.#schedule(candidate));
    }
  }

  /** Moves one task of the best order to another place, keeps what is no worse, and starts anew from time to time. */
  improve(): void {
    const { taskCount } = this.#prepared.graph;
    if (taskCount < 2) return;
    let order = [...this.best.order];
    let makespan = this.best.makespan;
    for (let idle = 0; !this.#isDone; idle += 1) {
      if (idle > 20 * taskCount) {
        order = idle % 2 === 0 ? [...this.best.order] : this.#shuffled(order);
        makespan = Number.POSITIVE_INFINITY;
        idle = 0;
      }
      const from = this.#random(taskCount);
      const moved = order.toSpliced(from, 1).toSpliced(this.#random(taskCount), 0, order[from] as number);
      const made = this.#schedule(rankOf(moved));
      if (made.makespan > makespan) continue;
      if (made.makespan < makespan) idle = 0;
      order = moved;
      makespan = made.makespan;
      this.#take(made);
    }
  }

  #schedule(given: ArrayLike<number>): Schedule {
    const { graph, durations, units } = this.#prepared;
    this.tried += 1;
    return schedule(graph, given, durations, units);
  }

  #take(made: Schedule): void {
    if (made.makespan < this.best.makespan) this.best = made;
  }

  #shuffled(order: readonly number[]): number[] {
    const shuffled = [...order];
    for (let last = shuffled.length - 1; last > 0; last -= 1) {
      const other = this.#random(last + 1);
      [shuffled[last], shuffled[other]] = [shuffled[other] as number, shuffled[last] as number];
    }
    return shuffled;
  }

  /** A whole number below a bound, from a fixed seed: the advice is the same from run to run. */
  #random(bound: number): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return (this.#state >>> 0) % bound;
  }
}

/** Ranks that make list scheduling take tasks in an order. */
function rankOf(order: readonly number[]): Float64Array {
  const rank = new Float64Array(order.length);
  for (const [place, task] of order.entries()) rank[task] = order.length - place;
  return rank;
}

/** How many tasks read what a task writes, an asset's readers counted once for each asset. */
function successorCounts(graph: JobGraph): Float64Array {
  const counts = new Float64Array(graph.taskCount);
  for (let task = 0; task < graph.taskCount; task += 1) {
    for (const asset of neighbours(graph.writes, task))
      counts[task] = at(counts, task) + neighbours(graph.readers, asset).length;
  }
  return counts;
}
