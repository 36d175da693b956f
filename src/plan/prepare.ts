import { JobGraph } from '../graph/job-graph.js';
import type { Job, Task } from '../model/job.js';
import { readDurations } from './durations.js';
import { type PlanOptions, PlanOptionsError, readUnits } from './options.js';
import { POLICIES, type Policy, ranks } from './priorities.js';

/** A job that can be planned, with what every question about its plan needs. Times are whole milliseconds. */
export interface Prepared {
  readonly job: Job;
  readonly tasks: readonly Task[];
  readonly graph: JobGraph;
  readonly durations: Float64Array;
  readonly units: number;
  readonly policy: Policy;
  /** What each task counts under the policy: higher goes first. */
  readonly ranks: Float64Array;
}

/**
 * Checks the options and links the tasks. Null where there is no plan: the tasks are unknown (made from a template, behind
 * a link), or some wait for each other in a cycle.
 * @throws PlanOptionsError for options that make no sense for this job
 */
export function prepare(job: Job | undefined, options: PlanOptions): Prepared | null {
  const units = readUnits(options.units);
  const policy = readPolicy(options.priority);
  if (job === undefined || job.tasks === null) return null;
  const { tasks } = job;
  const durations = readDurations(tasks, options);
  const graph = new JobGraph(job);
  if (!graph.isAcyclic) return null;
  return { job, tasks, graph, durations, units, policy, ranks: ranks(policy, tasks, graph, durations) };
}

function readPolicy(policy: Policy = 'own'): Policy {
  if (!POLICIES.includes(policy))
    throw new PlanOptionsError(`priority must be ${POLICIES.join(', ')}, found ${policy}`);
  return policy;
}
