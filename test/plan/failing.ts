/** Runs of small jobs in which tasks fail, the slow and obvious way: from instant to instant, looking at every task. */
import fc from 'fast-check';
import type { Job } from '#src/model/job.js';
import type { TaskSettings } from '#src/model/task-settings.js';
import { dependencyMatrix, markedAbove } from '../graph/brute-force.js';
import { type JobSpec, modelJob } from '../helpers/jobs.js';
import { type Planned, plannedJob } from './planned.js';

export interface FailingTask {
  /** Whether it fails when it would have finished. */
  readonly fails: boolean;
  /** Option 4: DoNotCancelOnJobFailure. */
  readonly isSpared: boolean;
  /** Option 2: DoNotDeleteOutputAssetOnFailure. */
  readonly keeps: boolean;
}

export interface FailingJob extends Planned {
  readonly traits: readonly FailingTask[];
}

/** How a task behaves that does not fail, and one that goes on when another fails. */
export const PLAIN = { fails: false, isSpared: false, keeps: false };
export const SPARED = { ...PLAIN, isSpared: true };

/** Random jobs in which now and then a task fails, if anybody lets it, and half of the tasks have options. */
export function failingJob(maxTasks: number): fc.Arbitrary<FailingJob> {
  const rarely = fc.noBias(fc.nat(5)).map((value) => value === 5);
  const trait = fc.record({ fails: rarely, isSpared: fc.boolean(), keeps: fc.boolean() });
  const traits = fc.array(trait, { minLength: maxTasks, maxLength: maxTasks });
  return fc
    .tuple(plannedJob(maxTasks), traits)
    .map(([planned, all]) => ({ ...planned, traits: all.slice(0, planned.spec.tasks.length) }));
}

type Phase = 'waiting' | 'running' | 'finished' | 'failed' | 'canceled';

export interface RunTask {
  readonly phase: Phase;
  /** Of a canceled task, what it did until then. */
  readonly was: 'waiting' | 'running' | null;
  readonly start: number | null;
  readonly end: number | null;
}

/** How each task of a job stands when all that happens until an instant, and at it, has happened. */
export function runUntil({ spec, units, durations, traits }: FailingJob, until: number): readonly RunTask[] {
  const matrix = dependencyMatrix(spec);
  const run: RunTask[] = spec.tasks.map(() => ({ phase: 'waiting', was: null, start: null, end: null }));
  const inPhase = (phase: Phase): number[] => [...run.keys()].filter((task) => run[task]?.phase === phase);
  const endOf = (task: number): number => (run[task]?.start ?? 0) + (durations[task] ?? 0);
  const set = (task: number, change: Partial<RunTask>): void => {
    run[task] = { ...(run[task] as RunTask), ...change };
  };
  for (let now = 0; now <= until; now = Math.min(...inPhase('running').map(endOf))) {
    const ending = inPhase('running').filter((task) => endOf(task) === now);
    for (const task of ending) set(task, { phase: traits[task]?.fails ? 'failed' : 'finished', end: now });
    if (inPhase('failed').length > 0) {
      const rest = (['waiting', 'running'] as const).flatMap((was) => inPhase(was).map((task) => ({ task, was })));
      for (const { task, was } of rest) {
        if (!traits[task]?.isSpared) set(task, { phase: 'canceled', was, end: was === 'running' ? now : null });
      }
    }
    const ready = inPhase('waiting')
      .filter((task) => markedAbove(matrix, task).every((before) => run[before]?.phase === 'finished'))
      .sort((a, b) => (spec.tasks[b]?.priority ?? 0) - (spec.tasks[a]?.priority ?? 0) || a - b);
    for (const task of ready.slice(0, units - inPhase('running').length)) set(task, { phase: 'running', start: now });
    if (inPhase('running').length === 0) break;
  }
  return run;
}

/** The job's tasks with their options, and each with a State; null for none. */
export function withStates(job: Job, traits: readonly FailingTask[], states: readonly (number | null)[] = []): Job {
  const run = { runningDuration: null, startTime: null, endTime: null };
  return {
    ...job,
    tasks: (job.tasks ?? []).map((task, position) => {
      const state = states[position];
      const settings = settingsOf(traits[position] as FailingTask);
      return { ...task, settings, run: typeof state === 'number' ? { ...run, state } : null };
    }),
  };
}

function settingsOf({ isSpared, keeps }: FailingTask): TaskSettings {
  const options = (isSpared ? 4 : 0) + (keeps ? 2 : 0);
  return { path: [], label: '', configuration: '', processorId: '', options, encryption: [], pathOf: () => [] };
}

/** Outputs that a task writes, by index. */
export function writtenBy(spec: JobSpec, task: number): readonly number[] {
  return [...new Set(spec.tasks[task]?.writes.map(({ index }) => index))].sort((a, b) => a - b);
}

/** The job of a random run as everything past the reader sees it. */
export function jobOf({ spec, traits }: FailingJob, states: readonly (number | null)[] = []): Job {
  return withStates(modelJob(spec), traits, states);
}

/** What such a job is planned with. */
export function optionsOf({ units, durations }: Planned): { units: number; durations: Record<string, number> } {
  return { units, durations: Object.fromEntries(durations.map((time, position) => [position, time / 1000])) };
}
