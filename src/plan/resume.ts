/** What is left of a job read back: who is done, who runs, what failed and whom that blocks, and a plan of the rest. */
import { neighbours } from '../graph/adjacency.js';
import type { JobGraph } from '../graph/job-graph.js';
import type { Job, Task } from '../model/job.js';
import { TASK_STATES } from '../model/task-run.js';
import { hasOption } from '../model/task-settings.js';
import type { PlanOptions } from './options.js';
import { planTasks } from './part.js';
import type { ExecutionPlan } from './plan.js';
import { type Prepared, prepare } from './prepare.js';

/**
 * `done`: Completed. `lost`: Completed, but a failed task wrote to the same asset, which is deleted with what both wrote.
 * `failed`: Error. `running`: Running. `blocked`: not done, and waits for a failed task, directly or not. `canceled`:
 * Canceled or Canceling. `remaining`: None or Active, or nothing says that the job ever ran. `unknown`: a State that nobody
 * has written down, or none in a job whose other tasks have one. All but `done` must still run.
 */
export type ResumeStatus = 'done' | 'lost' | 'failed' | 'running' | 'blocked' | 'canceled' | 'remaining' | 'unknown';

/** How far a task has come. */
export interface ResumedTask {
  readonly task: number;
  readonly name: string | null;
  /** Its State; null where it has none that is a number. */
  readonly state: number | null;
  readonly status: ResumeStatus;
  /** Of a blocked task, the failed ones that it waits for; of a lost one, those that share its output. The first `LISTED`. */
  readonly by?: readonly number[];
  /** Of a failed task: what becomes of the assets that it writes (inferred). */
  readonly outputs?: 'deleted' | 'kept';
  /** There, and true, where the service will cancel the task because another one failed (inferred). */
  readonly stops?: true;
}

/** How far a job has come. */
export interface Resume {
  /** False where no task says anything of having run: the definition was not read back, and everything remains. */
  readonly readBack: boolean;
  readonly tasks: readonly ResumedTask[];
}

/** A plan of what must still run, and why. */
export interface ResumedPlan extends ExecutionPlan {
  readonly resume: Resume;
}

/** How many failed tasks are listed for each that they block. */
const LISTED = 20;
const NONE: readonly number[] = [];

/**
 * The plan of what must still run to finish a job that was read back. What runs now keeps its unit and is planned with its
 * whole duration, unless a failure stops it. Null where the job has no plan.
 * @throws PlanOptionsError for options that make no sense for this job
 */
export function planResume(job: Job | undefined, options: PlanOptions = {}): ResumedPlan | null {
  const prepared = prepare(job, options);
  if (prepared === null) return null;
  const resume = readResume(prepared);
  const left = resume.tasks.filter(({ status }) => status !== 'done');
  const running = left.filter(({ status, stops }) => status === 'running' && stops !== true);
  const positions = left.map(({ task }) => task);
  const first = new Set(running.map(({ task }) => task));
  return { ...planTasks(prepared, positions, 'resume', first), resume };
}

function readResume({ tasks, graph }: Prepared): Resume {
  const readBack = tasks.some(({ run }) => run !== null);
  const own = tasks.map(({ run }) => (readBack ? statusOf(run?.state ?? null) : 'remaining'));
  const isFailed = own.includes('failed');
  const blockedBy = isFailed ? failuresAbove(graph, own) : [];
  const lostWith = isFailed ? failuresBeside(graph, tasks, own) : [];
  return {
    readBack,
    tasks: tasks.map((task) => {
      const { position, name, run } = task;
      const state = run?.state ?? null;
      const status = own[position] as ResumeStatus;
      const facts = { task: position, name, state };
      if (status === 'failed') return { ...facts, status, outputs: keepsOutputs(task) ? 'kept' : 'deleted' };
      if (status === 'done') {
        const by = lostWith[position] ?? NONE;
        return by.length === 0 ? { ...facts, status } : { ...facts, status: 'lost', by };
      }
      const by = blockedBy[position] ?? NONE;
      return {
        ...facts,
        ...(by.length > 0 && status !== 'running' ? { status: 'blocked', by } : { status }),
        ...(isFailed && !isCanceled(state) && !isSpared(task) ? { stops: true } : {}),
      };
    }),
  };
}

/** What a State says by itself. */
function statusOf(state: number | null): ResumeStatus {
  switch (state) {
    case TASK_STATES.none:
    case TASK_STATES.active:
      return 'remaining';
    case TASK_STATES.running:
      return 'running';
    case TASK_STATES.completed:
      return 'done';
    case TASK_STATES.error:
      return 'failed';
    default:
      return isCanceled(state) ? 'canceled' : 'unknown';
  }
}

function isCanceled(state: number | null): boolean {
  return state === TASK_STATES.canceled || state === TASK_STATES.canceling;
}

/** Whether a failure of the task leaves what it writes (inferred from the name of the option). */
export function keepsOutputs({ settings }: Pick<Task, 'settings'>): boolean {
  return settings !== null && hasOption(settings, 'doNotDeleteOutputAssetOnFailure') === true;
}

/** Whether the task goes on when another one fails (inferred from the name of the option). */
export function isSpared({ settings }: Pick<Task, 'settings'>): boolean {
  return settings !== null && hasOption(settings, 'doNotCancelOnJobFailure') === true;
}

/** Per task, the failed ones that it waits for, directly or through others that wait. Linear, since lists are short. */
function failuresAbove(graph: JobGraph, own: readonly ResumeStatus[]): readonly (readonly number[])[] {
  const ofTask: (readonly number[])[] = own.map(() => NONE);
  const ofAsset: (readonly number[])[] = graph.assets.map(() => NONE);
  for (const task of graph.order) {
    const status = own[task];
    let above = NONE;
    if (status === 'failed') above = [task];
    else if (status !== 'done' && status !== 'running')
      for (const asset of neighbours(graph.reads, task)) above = merge(above, ofAsset[asset] ?? NONE);
    ofTask[task] = above;
    for (const asset of neighbours(graph.writes, task)) ofAsset[asset] = merge(ofAsset[asset] ?? NONE, above);
  }
  return ofTask;
}

/** Per task, the failed ones whose outputs are deleted and that write an asset which it writes too. */
function failuresBeside(
  graph: JobGraph,
  tasks: readonly Task[],
  own: readonly ResumeStatus[],
): readonly (readonly number[])[] {
  const beside: (readonly number[])[] = own.map(() => NONE);
  for (let asset = 0; asset < graph.assets.length; asset += 1) {
    const writers = [...neighbours(graph.writers, asset)];
    const failed = writers.filter((task) => own[task] === 'failed' && !keepsOutputs(tasks[task] as Task));
    if (failed.length === 0) continue;
    for (const task of writers) beside[task] = merge(beside[task] ?? NONE, failed.slice(0, LISTED));
  }
  return beside;
}

/** The first `LISTED` numbers of two ascending lists. */
function merge(a: readonly number[], b: readonly number[]): readonly number[] {
  if (b.length === 0 || a === b) return a;
  if (a.length === 0) return b;
  return [...new Set([...a, ...b])].sort((x, y) => x - y).slice(0, LISTED);
}
