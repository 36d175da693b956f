/** The model that rules, graph and plan work on. Values carry no offsets; a finding's place is made from the paths. */
import { excerpt, type Path } from '../diagnostics/diagnostic.js';
import { isObject } from '../parse/definition.js';
import type { TaskBody } from './task-body.js';
import type { TaskRun } from './task-run.js';
import type { TaskSettings } from './task-settings.js';

/** A task. What only findings need may be made out when it is asked for: `taskWith` copies one, a spread may not. */
export interface Task {
  /** Position in the job, from 0: what plans and graphs number tasks by. */
  readonly position: number;
  /** Where the task stands in the document. */
  readonly path: Path;
  readonly name: string | null;
  /** How messages name it: `Task "Encode"`, by its position where it has no name, by both where others bear the name. */
  readonly label: string;
  /** Higher goes first; 0 where it is missing or no Int32. */
  readonly priority: number;
  /**
   * Where its Priority stands, or would; null for what has none (a bare TaskBody, a task of a template), and where what stands
   * there is no Int32 or damaged, so that nobody knows it.
   */
  readonly priorityPath: Path | null;
  /** Null where the task has no TaskBody, or none that is a string. */
  readonly body: TaskBody | null;
  /** Where the TaskBody stands, or would. */
  readonly bodyPath: Path;
  /** How it is done, of a template by its TaskTemplate; null where there is nothing but a TaskBody. */
  readonly settings: TaskSettings | null;
  /** How it ran; null where the job was not read back. */
  readonly run: TaskRun | null;
}

/** A task that differs from another in some of what is known of it. */
export function taskWith(task: Task, changes: Partial<Task>): Task {
  const { position, path, name, label, priority, priorityPath, body, bodyPath, settings, run } = task;
  return { position, path, name, label, priority, priorityPath, body, bodyPath, settings, run, ...changes };
}

/** A list of links to input assets in the document: `count` items of the array at `path`. */
export interface InputList {
  readonly path: Path;
  readonly count: number;
}

/** A job, or as much of one as the document shows. */
export interface Job {
  /** Where the job stands in the document. */
  readonly at: Path;
  /** Whether the rest of the job is known: a bare Task or TaskBody is one task of a job that nobody showed. */
  readonly scope: 'job' | 'task';
  readonly name: string | null;
  /** How many input assets the job has; null where that is unknown. */
  readonly inputCount: number | null;
  /** Where its inputs stand, in the order of their numbers; empty where they are unknown or only their number is stated. */
  readonly inputLists: readonly InputList[];
  /** Null where the tasks are unknown: made from a template, or behind a link. */
  readonly tasks: readonly Task[] | null;
  /** Where the list of tasks stands: for a job template its JobTemplateBody, for a bare task the task. */
  readonly tasksPath: Path;
  /** False where broken JSON ends within the list of tasks: there may have been more. */
  readonly isComplete: boolean;
}

/** A name as a definition gives it; null for none, an empty one, or what is no string. */
export function nameOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** How messages name a task, or something else of a list; `isShared` where another bears its name. */
export function taskLabel(name: string | null, position: number, isShared = false, noun = 'Task'): string {
  if (name === null) return `${noun} ${position}`;
  return `${noun} ${isShared ? `${position} ` : ''}"${excerpt(name, 40)}"`;
}

/** The names that several items of a list bear. */
export function sharedNames(items: readonly unknown[]): ReadonlySet<string | null> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const item of items) {
    const name = isObject(item) ? nameOf(item.Name) : null;
    if (name !== null) (seen.has(name) ? shared : seen).add(name);
  }
  return shared;
}
