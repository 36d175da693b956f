import { diagnostic, LISTED_RELATED, type Related, valueAt } from '../diagnostics/diagnostic.js';
import { type AssetReference, formatReference } from '../model/asset-reference.js';
import { type Job, type Task, taskLabel } from '../model/job.js';
import type { Rule } from './rule.js';

/**
 * Who reads `JobOutputAsset(n)` needs a task that writes it (inferred: there is nothing to link). It happens when an
 * optional step is left out. A bare Task or TaskBody is not asked: the other tasks of its job are unknown.
 */
export const unproducedAsset: Rule = {
  code: 'unproduced-asset',
  check({ job, tasks, report }) {
    if (job.scope === 'task' || !job.isComplete) return;
    const written = writtenIndexes(tasks);
    const sorted = [...written].sort((a, b) => a - b);
    const related = unreadableBodies(tasks);
    for (const task of tasks) {
      for (const { reference, range } of task.body?.inputs ?? []) {
        if (reference?.kind !== 'JobOutputAsset' || written.has(reference.index)) continue;
        const args = {
          task: taskLabel(task),
          asset: formatReference(reference),
          suggestion: suggest(reference, task, sorted, job),
        };
        report(diagnostic('unproduced-asset', valueAt(task.bodyPath, range), args, { related }));
      }
    }
  },
};

function writtenIndexes(tasks: readonly Task[]): ReadonlySet<number> {
  const written = new Set<number>();
  for (const { body } of tasks) {
    for (const { reference } of body?.outputs ?? [])
      if (reference?.kind === 'JobOutputAsset') written.add(reference.index);
  }
  return written;
}

/** Bodies that may hold the missing output where nobody could read it. */
function unreadableBodies(tasks: readonly Task[]): readonly Related[] {
  const unreadable = tasks.filter(({ body }) => body === null || !body.isWhole).slice(0, LISTED_RELATED);
  return unreadable.map((task) => ({ role: 'unreadable-body', name: taskLabel(task), place: valueAt(task.bodyPath) }));
}

/** The nearest output that another task writes; where there is none, the input of the same number. */
function suggest({ index }: AssetReference, task: Task, sorted: readonly number[], job: Job): string | null {
  const own = new Set(task.body?.outputs.map(({ reference }) => reference?.index));
  const above = sorted.findIndex((other) => other > index);
  const split = above < 0 ? sorted.length : above;
  const before = sorted.slice(Math.max(0, split - 8), split).findLast((other) => !own.has(other));
  const after = sorted.slice(split, split + 8).find((other) => !own.has(other));
  const isAfterNearer = after !== undefined && (before === undefined || after - index < index - before);
  const best = isAfterNearer ? after : before;
  if (best !== undefined) return formatReference({ kind: 'JobOutputAsset', index: best });
  return index < (job.inputCount ?? 0) ? formatReference({ kind: 'JobInputAsset', index }) : null;
}
