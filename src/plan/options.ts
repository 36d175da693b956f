/** What a plan is made with: units and durations, checked and turned into whole numbers. */
import type { Task } from '../model/job.js';
import type { Policy } from './priorities.js';

export interface PlanOptions {
  /** Reserved units: how many tasks run at a time. 0, as the reference has it, means 1. Default 1. */
  readonly units?: number;
  /** Seconds by task name or position, at least 0.001. A name stands for every task that bears it. Default 1 s each. */
  readonly durations?: Readonly<Record<string, number>>;
  /** By which number ready tasks are taken. Default `own`, which is what the service does. */
  readonly priority?: Policy;
}

/** Options that make no sense for this job: misuse of the API or of the command, never a matter of the document. */
export class PlanOptionsError extends Error {
  override readonly name = 'PlanOptionsError';
}

const DEFAULT_MS = 1000;
/** About 115 days. Keeps sums over a million tasks exact. */
export const MAX_SECONDS = 10_000_000;

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
  const positions = new Map<string, number[]>();
  for (const { name, position } of tasks) {
    if (name === null) continue;
    const known = positions.get(name);
    if (known === undefined) positions.set(name, [position]);
    else known.push(position);
  }
  return (key) => positions.get(key) ?? (isPosition(key, tasks.length) ? [Number(key)] : null);
}

/** Whole milliseconds per task; what is said by name counts more than what is said by position. */
export function readDurations(tasks: readonly Task[], durations: PlanOptions['durations'] = {}): Float64Array {
  const byTask = new Float64Array(tasks.length).fill(DEFAULT_MS);
  const find = taskFinder(tasks);
  const isNamed = new Uint8Array(tasks.length);
  for (const [key, seconds] of Object.entries(durations)) {
    const named = find(key);
    if (named === null)
      throw new PlanOptionsError(`no task has the name or position ${JSON.stringify(key)}${knownTasks(tasks)}`);
    const milliseconds = typeof seconds === 'number' ? Math.round(seconds * 1000) : Number.NaN;
    if (!(milliseconds >= 1) || seconds > MAX_SECONDS) {
      throw new PlanOptionsError(
        `the duration of ${JSON.stringify(key)} must be a number of seconds from 0.001 to ${MAX_SECONDS}, found ${String(seconds)}`,
      );
    }
    for (const position of named) {
      const byName = tasks[position]?.name === key;
      if (byName || isNamed[position] === 0) byTask[position] = milliseconds;
      if (byName) isNamed[position] = 1;
    }
  }
  return byTask;
}

function isPosition(key: string, count: number): boolean {
  return /^(?:0|[1-9]\d{0,8})$/.test(key) && Number(key) < count;
}

function knownTasks(tasks: readonly Task[]): string {
  if (tasks.length === 0) return '';
  const shown = tasks.slice(0, 5).map(({ label }) => label);
  return `; there are ${shown.join(', ')}${tasks.length > shown.length ? ', …' : ''}`;
}
