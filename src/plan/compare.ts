/** What each priority policy comes to, side by side. */
import { at } from '../graph/adjacency.js';
import type { Job } from '../model/job.js';
import type { PlanOptions } from './options.js';
import { prepare } from './prepare.js';
import { POLICIES, type Policy, ranks } from './priorities.js';
import { schedule } from './schedule.js';

/** A job under one policy. Times are seconds. */
export interface PolicyOutcome {
  readonly priority: Policy;
  readonly makespan: number;
  /** The share of the units' time until the makespan in which they work, from 0 to 1. */
  readonly utilisation: number;
  /** When the last task of each Priority has finished, from the highest Priority down. */
  readonly classes: readonly { readonly priority: number; readonly tasks: number; readonly finish: number }[];
}

/**
 * A job under every policy, in the order of `POLICIES`; null where it has no plan. The option `priority` plays no part.
 * @throws PlanOptionsError for options that make no sense for this job
 */
export function comparePolicies(job: Job | undefined, options: PlanOptions = {}): readonly PolicyOutcome[] | null {
  const prepared = prepare(job, options);
  if (prepared === null) return null;
  const { tasks, graph, durations, units } = prepared;
  const work = durations.reduce((sum, duration) => sum + duration, 0);
  return POLICIES.map((priority) => {
    const { makespan, finish } = schedule(graph, ranks(priority, tasks, graph, durations), durations, units);
    const classes = new Map<number, { tasks: number; finish: number }>();
    for (const task of tasks) {
      const own = classes.get(task.priority) ?? { tasks: 0, finish: 0 };
      const last = Math.max(own.finish, at(finish, task.position));
      classes.set(task.priority, { tasks: own.tasks + 1, finish: last });
    }
    return {
      priority,
      makespan: makespan / 1000,
      utilisation: makespan === 0 ? 1 : work / (makespan * units),
      classes: [...classes]
        .sort(([a], [b]) => b - a)
        .map(([of, { tasks: count, finish: last }]) => ({ priority: of, tasks: count, finish: last / 1000 })),
    };
  });
}
