import type { Job } from '../../model/job.js';
import { addTo } from '../../text/add-to.js';

/** A job before and after; null where there is none. */
export type JobPair = readonly [old: Job | null, now: Job | null];

/**
 * Which job of the new document is which of the old one. Those of one name belong together, the first to the first; the rest
 * are taken in their order. In the order of the new document, with what was removed at the end.
 */
export function pairJobs(old: readonly Job[], now: readonly Job[]): readonly JobPair[] {
  const byName = new Map<string, Job[]>();
  for (const job of old) if (job.name !== null) addTo(byName, job.name, job);
  for (const jobs of byName.values()) jobs.reverse();
  const named = now.map(({ name }) => (name === null ? null : (byName.get(name)?.pop() ?? null)));
  const taken = new Set(named);
  const rest = old.filter((job) => !taken.has(job)).reverse();
  const pairs = now.map((job, index): JobPair => [named[index] ?? rest.pop() ?? null, job]);
  return [...pairs, ...rest.reverse().map((job): JobPair => [job, null])];
}
