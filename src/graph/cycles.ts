/** What to say of tasks that wait for each other: the shortest cycle, and what to cut. */
import { neighbours } from './adjacency.js';
import type { Budget, Cycle } from './cycle.js';
import type { Links } from './links.js';
import { shortestCycle } from './shortest-cycle.js';
import { smallestCut } from './smallest-cut.js';
import { cyclicComponents } from './strong-components.js';

/**
 * How many edges the searches may pass in one graph beyond one linear pass for each group: the exact answers cost
 * tasks × edges (shortest cycle) and more than any power of that (smallest cut) in the worst case.
 */
export const CYCLE_STEPS = 5_000_000;
/** As `CYCLE_STEPS`, for the smallest cut. */
export const CUT_STEPS = 2_000_000;

/** One cycle for each group of tasks that wait for each other. */
export function findCycles(graph: Links): readonly Cycle[] {
  const cycleBudget: Budget = { left: CYCLE_STEPS };
  const cutBudget: Budget = { left: CUT_STEPS };
  return cyclicComponents(graph).map((component) => ({
    ...shortestCycle(graph, component, cycleBudget),
    ...smallestCut(graph, component, cutBudget),
    component,
    ties: tiesOf(graph, component),
  }));
}

function tiesOf({ writes, reads }: Links, component: readonly number[]): readonly number[] {
  const written = new Set<number>();
  for (const task of component) for (const asset of neighbours(writes, task)) written.add(asset);
  const ties = new Set<number>();
  for (const task of component) for (const asset of neighbours(reads, task)) if (written.has(asset)) ties.add(asset);
  return [...ties].sort((a, b) => a - b);
}
