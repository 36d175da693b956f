import { diagnostic, type Place, valueAt } from '../diagnostics/diagnostic.js';
import { degree } from '../graph/adjacency.js';
import type { JobGraph } from '../graph/job-graph.js';
import { type AssetReference, formatReference } from '../model/asset-reference.js';
import { assetsRead, assetsWritten, guessedOutputs, hasUnreadableInput, indexOf } from '../model/body-assets.js';
import type { Job, Task } from '../model/job.js';
import { writtenIndexes } from './mentions.js';
import type { Rule } from './rule.js';

/** How many unread inputs have a finding of their own; one more tells of the rest. */
export const LISTED_UNUSED = 20;

/**
 * An input of the job that no task reads is likely a mistake (inferred: no client can make such a job). Silent where
 * what could not be read, or read something that is not there, may have meant it; or a read that closes a cycle, which
 * must go: of the output of the same number, by a task that some writer of that output waits for, as by the writer itself.
 */
export const unusedInputAsset: Rule = {
  code: 'unused-input-asset',
  check({ job, tasks, graph, report }) {
    if (isEachRead(job, graph)) return;
    if (tasks.length === 0 || !job.isComplete || !tasks.every((task) => hasReadableInputs(task, job))) return;
    const read = readIndexes(tasks);
    const unused: { readonly index: number; readonly place: Place }[] = [];
    let count = 0;
    let index = 0;
    let cyclic: ReadonlySet<number> | null = null;
    for (const { path, count: length } of job.inputLists) {
      for (let item = 0; item < length; item += 1, index += 1) {
        if (read.has(index)) continue;
        cyclic ??= cyclicReads(graph);
        if (cyclic.has(index)) continue;
        count += 1;
        if (unused.length <= LISTED_UNUSED) unused.push({ index, place: valueAt([...path, item]) });
      }
    }
    unused.forEach(({ index: at, place }, position) => {
      const asset = formatReference({ kind: 'JobInputAsset', index: at });
      const others = position < LISTED_UNUSED ? 0 : count - unused.length;
      report(diagnostic('unused-input-asset', place, { asset, others }));
    });
  },
};

/** Whether tasks read all inputs that the job lists, so that there is nothing to look for. */
function isEachRead({ inputLists }: Job, graph: JobGraph): boolean {
  let count = 0;
  for (const list of inputLists) count += list.count;
  // Assets ascend and differ: where the last of so many has the last number, they are all inputs.
  if (count > graph.inputAssets || (count > 0 && graph.asset(count - 1).index !== count - 1)) return false;
  for (let index = 0; index < count; index += 1) if (degree(graph.readers, index) === 0) return false;
  return true;
}

/** Whether all that a task reads is known: else the unread input may be among it. */
function hasReadableInputs({ body }: Task, { inputCount }: Job): boolean {
  if (body === null || !body.isComplete) return false;
  const assets = assetsRead(body);
  const isWhole = assets.length > 0 && !hasUnreadableInput(body);
  return isWhole && assets.every((asset) => asset < (inputCount ?? 0));
}

/**
 * The inputs that are read, those that were meant where a task reads an output of their number that nobody writes, and those
 * that a task lists among its outputs, which is told as such.
 */
function readIndexes(tasks: readonly Task[]): ReadonlySet<number> {
  const written = writtenIndexes(tasks);
  const read = new Set<number>();
  for (const { body } of tasks) {
    for (const asset of assetsRead(body)) if (asset >= 0 || !written.has(~asset)) read.add(indexOf(asset));
    for (const asset of assetsWritten(body)) if (asset >= 0) read.add(asset);
    for (const asset of guessedOutputs(body)) if (asset >= 0) read.add(asset);
  }
  return read;
}

/** The numbers of outputs that are read on a cycle. */
function cyclicReads({ cycles, assets }: JobGraph): ReadonlySet<number> {
  return new Set(cycles.flatMap(({ ties }) => ties.map((asset) => (assets[asset] as AssetReference).index)));
}
