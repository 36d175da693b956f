/** Which priorities would make the service's own rule finish the job as early as we can find. */
import { at, neighbours } from '../graph/adjacency.js';
import type { TaskGraph } from '../graph/task-graph.js';
import type { Job } from '../model/job.js';
import { criticalPath } from './critical-path.js';
import { lowerBound } from './lower-bound.js';
import type { PlanOptions } from './options.js';
import { type Prepared, prepare } from './prepare.js';
import { ranks } from './priorities.js';
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
  const suggested = isBetter ? prioritiesOf(prepared, best) : tasks.map(({ priority }) => priority);
  const changes = tasks
    .map(({ position, name, priority }) => ({
      task: position,
      name,
      priority,
      suggested: suggested[position] as number,
    }))
    .filter((change) => change.priority !== change.suggested);
  return {
    changes,
    before: before / 1000,
    makespan: best.makespan / 1000,
    lowerBound: bound / 1000,
    gap: bound === 0 ? 0 : best.makespan / bound - 1,
    tried: search.tried,
  };
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
function successorCounts(graph: TaskGraph): Float64Array {
  const counts = new Float64Array(graph.taskCount);
  for (let task = 0; task < graph.taskCount; task += 1) {
    for (const asset of neighbours(graph.writes, task))
      counts[task] = at(counts, task) + neighbours(graph.readers, asset).length;
  }
  return counts;
}

/**
 * The fewest levels that give the order: a task may share the level of the one before it where position decides the same
 * way. Whether that holds for the whole schedule is checked; if not, every task gets its own.
 */
function prioritiesOf({ graph, durations, units }: Prepared, best: Schedule): number[] {
  const levels = new Array<number>(graph.taskCount).fill(0);
  let level = 0;
  for (const [place, task] of best.order.entries()) {
    if (place > 0 && task < (best.order[place - 1] as number)) level -= 1;
    levels[task] = level;
  }
  const raised = levels.map((own) => own - level);
  const made = schedule(graph, raised, durations, units);
  return made.makespan === best.makespan ? raised : Array.from(rankOf(best.order));
}
