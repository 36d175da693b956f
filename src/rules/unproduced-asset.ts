import { diagnostic, type Extras, LISTED_RELATED, type Related, valueAt } from '../diagnostics/diagnostic.js';
import type { TaskGraph } from '../graph/task-graph.js';
import { type AssetReference, formatReference } from '../model/asset-reference.js';
import type { Job, Task } from '../model/job.js';
import type { Rule } from './rule.js';

/**
 * Who reads `JobOutputAsset(n)` needs a task that writes it (inferred: there is nothing to link). It happens when an
 * optional step is left out. A bare Task or TaskBody is not asked: the other tasks of its job are unknown.
 */
export const unproducedAsset: Rule = {
  code: 'unproduced-asset',
  check({ job, tasks, graph, report }) {
    if (job.scope === 'task' || !job.isComplete) return;
    const written = writtenIndexes(tasks);
    const candidates = writtenUpTo(tasks, graph);
    const hidden = unreadableBodies(tasks);
    for (const task of tasks) {
      for (const { reference, range } of task.body?.inputs ?? []) {
        if (reference?.kind !== 'JobOutputAsset' || written.has(reference.index)) continue;
        const args = {
          task: task.label,
          asset: formatReference(reference),
          suggestion: suggest(reference, task, candidates, graph.waveOf[task.position] ?? -1, job),
        };
        report(diagnostic('unproduced-asset', valueAt(task.bodyPath, range), args, hidden));
      }
    }
  },
};

/** An output that names an input is told as such; it was meant to be the output of that number. */
function writtenIndexes(tasks: readonly Task[]): ReadonlySet<number> {
  const written = new Set<number>();
  for (const { body } of tasks)
    for (const { reference } of body?.outputs ?? []) if (reference) written.add(reference.index);
  return written;
}

/** An output that could be suggested, and the last wave in which a task writes it. */
interface Candidate {
  readonly index: number;
  readonly wave: number;
}

/** Outputs whose writers depend on no cycle, by index. */
function writtenUpTo(tasks: readonly Task[], { waveOf }: TaskGraph): readonly Candidate[] {
  const waves = new Map<number, number>();
  for (const { position, body } of tasks) {
    const wave = waveOf[position] ?? -1;
    for (const { reference } of body?.outputs ?? []) {
      if (reference?.kind !== 'JobOutputAsset') continue;
      waves.set(reference.index, Math.max(waves.get(reference.index) ?? 0, wave < 0 ? Number.POSITIVE_INFINITY : wave));
    }
  }
  return [...waves].map(([index, wave]) => ({ index, wave })).sort((a, b) => a.index - b.index);
}

/** Bodies that may hold the missing output where nobody could read it. */
function unreadableBodies(tasks: readonly Task[]): Extras {
  const unreadable = tasks.filter(({ body }) => body === null || !body.isComplete);
  const related = unreadable
    .slice(0, LISTED_RELATED)
    .map(({ label, bodyPath }): Related => ({ role: 'unreadable-body', name: label, place: valueAt(bodyPath) }));
  return { related, relatedCount: unreadable.length };
}

/** How many outputs on each side are looked at for a suggestion. */
const NEIGHBOURS = 8;

/**
 * The nearest output that the task neither reads nor writes yet and that cannot depend on it, since nothing that does is
 * written in its own wave or before; where there is none, the input of the same number.
 */
function suggest(
  { index }: AssetReference,
  { body }: Task,
  candidates: readonly Candidate[],
  wave: number,
  job: Job,
): string | null {
  const mentioned = new Set<number | undefined>();
  for (const { reference } of body?.outputs ?? []) mentioned.add(reference?.index);
  for (const { reference } of body?.inputs ?? [])
    if (reference?.kind === 'JobOutputAsset') mentioned.add(reference.index);
  const split = firstAbove(candidates, index);
  const near = candidates.slice(Math.max(0, split - NEIGHBOURS), split + NEIGHBOURS);
  let best: number | null = null;
  for (const { index: other, wave: latest } of near) {
    if (mentioned.has(other) || latest > wave) continue;
    if (best === null || Math.abs(other - index) < Math.abs(best - index)) best = other;
  }
  if (best !== null) return formatReference({ kind: 'JobOutputAsset', index: best });
  return index < (job.inputCount ?? 0) ? formatReference({ kind: 'JobInputAsset', index }) : null;
}

/** Position of the first candidate above an index, by binary search. */
function firstAbove(candidates: readonly Candidate[], index: number): number {
  let low = 0;
  let high = candidates.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((candidates[middle] as Candidate).index > index) high = middle;
    else low = middle + 1;
  }
  return low;
}
