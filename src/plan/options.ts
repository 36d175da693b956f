/** What a plan is made with. */

import type { Task } from '../model/job.js';
import { addTo } from '../text/add-to.js';
import type { Policy } from './priorities.js';

/**
 * How long tasks take, in seconds from 0.001 to 10,000,000. What is said by name counts more than by position, that more than
 * by processor, and what was measured least. A task that nothing is said of takes 1 s.
 */
export interface DurationOptions {
  /** By task name or position. A name stands for every task that bears it. */
  readonly durations?: Readonly<Record<string, number>>;
  /** By media processor, given by its id or, where that is known, its name. Processors that no task uses do no harm. */
  readonly processorDurations?: Readonly<Record<string, number>>;
  /** By position, null where nothing is known: what `durationsFrom` gives. */
  readonly measuredDurations?: readonly (number | null)[];
}

/** What `plan` and every question about a plan may be told. */
export interface PlanOptions extends DurationOptions {
  /** Reserved units: how many tasks run at a time. 0, as the reference has it, means 1. Default 1. */
  readonly units?: number;
  /** By which number ready tasks are taken. Default `own`, which is what the service does. */
  readonly priority?: Policy;
}

/** Options that make no sense for this job: misuse of the API or of the command, never a matter of the document. */
export class PlanOptionsError extends Error {
  override readonly name = 'PlanOptionsError';
}

/** The number of units that run, at least one. */
export function readUnits(units: number | undefined): number {
  if (units === undefined) return 1;
  if (!Number.isSafeInteger(units) || units < 0) {
    throw new PlanOptionsError(`units must be a whole number from 0, found ${units}`);
  }
  return Math.max(1, units);
}

/** Which tasks a name or position stands for: all that bear the name, else the one at the position; null for none. */
export function taskFinder(tasks: readonly Task[]): (key: string) => readonly number[] | null {
  let positions: ReadonlyMap<string, readonly number[]> | null = null;
  return (key) => {
    positions ??= positionsByName(tasks);
    return positions.get(key) ?? (isPosition(key, tasks.length) ? [Number(key)] : null);
  };
}

function positionsByName(tasks: readonly Task[]): ReadonlyMap<string, readonly number[]> {
  const positions = new Map<string, number[]>();
  for (const { name, position } of tasks) {
    if (name !== null) addTo(positions, name, position);
  }
  return positions;
}

function isPosition(key: string, count: number): boolean {
  return /^(?:0|[1-9]\d{0,8})$/.test(key) && Number(key) < count;
}

/** The first tasks that there are, for the message about one that there is not; '' for none. */
export function knownTasks(tasks: readonly Task[]): string {
  if (tasks.length === 0) return '';
  const shown = tasks.slice(0, 5).map(({ label }) => label);
  return `; there are ${shown.join(', ')}${tasks.length > shown.length ? ', …' : ''}`;
}
