/** Edits of the tasks of a job, each as changes of its text. */
import { type AssetReference, formatReference, readReference } from '../model/asset-reference.js';
import { assetsRead, assetsWritten } from '../model/body-assets.js';
import type { Task } from '../model/job.js';
import type { TextEdit } from '../parse/rewrite.js';
import { type JobText, rewritten, setProperty, taskAt, tasksOf } from './job-text.js';
import { insertItem, moveItem, removeItem, type TextList } from './list-edits.js';
import { renumber, without } from './renumber.js';
import { type Fail, settingsOf, type TaskSettingsSpec, type TaskSpec, taskOf } from './task-spec.js';

/** A task to add: its inputs are references, `JobInputAsset(n)` or `JobOutputAsset(n)`; its outputs get numbers. */
export interface NewTask extends TaskSpec {
  readonly name: string;
}

/** Puts a task in front of the one at `at`. */
export function addTask(job: JobText, spec: NewTask, at: number | undefined, fail: Fail): readonly TextEdit[] {
  const { name, inputs, outputs, ...settings } = spec;
  if (!Array.isArray(inputs) || !Array.isArray(outputs)) fail('inputs and outputs: expected arrays');
  const tasks = tasksOf(job, fail);
  const position = at ?? tasks.length;
  if (!(Number.isInteger(position) && position >= 0 && position <= tasks.length)) {
    fail(`there is no place ${position} among ${tasks.length} tasks`);
  }
  const reads = inputs.map((asset) => existing(job, asset, fail));
  const first = nextOutput(tasks);
  const writes = outputs.map((output, rank) => ({ ...output, index: first + rank }));
  return [insertItem(job, listOf(job, tasks), position, taskOf({ ...settings, name, reads, writes }, fail), fail)];
}

/** Removes a task, what only it wrote, and the reads of that. */
export function removeTask(job: JobText, position: number, fail: Fail): readonly TextEdit[] {
  const tasks = tasksOf(job, fail);
  const gone = taskAt(job, position, fail);
  const others = tasks.filter((task) => task !== gone);
  const elsewhere = new Set(others.flatMap(({ body }) => assetsWritten(body)));
  const orphans = assetsWritten(gone.body).filter((asset) => asset < 0 && !elsewhere.has(asset));
  const dropped = [...new Set(orphans)].map((asset): AssetReference => ({ kind: 'JobOutputAsset', index: ~asset }));
  return [removeItem(job, listOf(job, tasks), position), ...renumber(job, others, without(dropped), fail)];
}

/** Gives a task another name. */
export function renameTask(job: JobText, position: number, to: string, fail: Fail): readonly TextEdit[] {
  const { path } = taskAt(job, position, fail);
  if (typeof to !== 'string') fail('expected a name');
  return rewritten(job, [setProperty([...path, 'Name'], to)], fail);
}

/** Moves a task; no number changes. */
export function moveTask(job: JobText, from: number, to: number, fail: Fail): readonly TextEdit[] {
  taskAt(job, from, fail);
  taskAt(job, to, fail);
  return from === to ? [] : moveItem(job, listOf(job, tasksOf(job, fail)), from, to, fail);
}

/** Changes how a task is done. */
export function setTask(
  job: JobText,
  position: number,
  changes: Partial<TaskSettingsSpec>,
  fail: Fail,
): readonly TextEdit[] {
  const { path } = taskAt(job, position, fail);
  const settings = Object.entries(settingsOf(changes, fail));
  return rewritten(
    job,
    settings.map(([name, value]) => setProperty([...path, name], value)),
    fail,
  );
}

/** The asset that a text names, which the job must have. */
export function existing(job: JobText, asset: string, fail: Fail): AssetReference {
  const reference = referenceOf(asset, fail);
  const { kind, index } = reference;
  const { inputCount } = job.job;
  const isThere =
    kind === 'JobInputAsset'
      ? inputCount === null || index < inputCount
      : tasksOf(job, fail).some(({ body }) => assetsWritten(body).includes(~index));
  if (!isThere) {
    const why = kind === 'JobInputAsset' ? `the job has ${inputCount} inputs` : 'no task writes it';
    fail(`there is no ${formatReference(reference)}: ${why}`);
  }
  return reference;
}

/** The asset that a text names. */
export function referenceOf(asset: string, fail: Fail): AssetReference {
  const read = typeof asset === 'string' ? readReference(asset) : null;
  if (read === null || read.reference === null || read.fault !== null) {
    return fail(`${JSON.stringify(asset)} is no asset: expected JobInputAsset(n) or JobOutputAsset(n)`);
  }
  return read.reference;
}

/** The first number behind all outputs that anybody mentions. */
export function nextOutput(tasks: readonly Task[]): number {
  let next = 0;
  for (const { body } of tasks) {
    for (const assets of [assetsRead(body), assetsWritten(body)]) {
      for (const asset of assets) if (asset < 0) next = Math.max(next, ~asset + 1);
    }
  }
  return next;
}

function listOf({ job }: JobText, tasks: readonly Task[]): TextList {
  return { path: job.tasksPath, count: tasks.length };
}
