/** What to say of tasks that wait for each other: the shortest cycle, and what to cut. */

import { shortestCycle } from './shortest-cycle.js';
import { smallestCut } from './smallest-cut.js';
import { cyclicComponents } from './strong-components.js';
import type { TaskGraph } from './task-graph.js';

/** All reads of one asset by one task. */
export interface Read {
  readonly task: number;
  /** Number of the asset in the graph. */
  readonly asset: number;
}

/** A group of tasks that wait for each other, and what to say of it. */
export interface Cycle {
  /** A shortest cycle, from its first task; ties go to the smallest positions, then to the smallest assets. */
  readonly tasks: readonly number[];
  /** `assets[i]` is written by `tasks[i]` and read by the next task. */
  readonly assets: readonly number[];
  /** All tasks that wait for each other here, ascending. */
  readonly component: readonly number[];
  /** False where the search for a shorter cycle stopped at its bound. */
  readonly isShortest: boolean;
  /** Reads without which the component has no cycle, by task, then asset. */
  readonly cut: readonly Read[];
  /** False where the search for a smaller cut stopped at its bound. */
  readonly isSmallestCut: boolean;
}

/** Steps that a search may take; it says so when it stops short. */
export interface Budget {
  left: number;
}

/**
 * How many edges the searches may pass in one graph beyond one linear pass for each group: the exact answers cost
 * tasks × edges (shortest cycle) and more than any power of that (smallest cut) in the worst case.
 */
export const CYCLE_STEPS = 5_000_000;
/** As `CYCLE_STEPS`, for the smallest cut. */
export const CUT_STEPS = 2_000_000;

/** One cycle for each group of tasks that wait for each other. */
export function findCycles(graph: TaskGraph): readonly Cycle[] {
  const cycleBudget: Budget = { left: CYCLE_STEPS };
  const cutBudget: Budget = { left: CUT_STEPS };
  return cyclicComponents(graph).map((component) => ({
    ...shortestCycle(graph, component, cycleBudget),
    ...smallestCut(graph, component, cutBudget),
    component,
  }));
}
