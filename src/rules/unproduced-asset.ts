import { diagnostic, type Extras, LISTED_RELATED, type Related, valueAt } from '../diagnostics/diagnostic.js';
import { degree } from '../graph/adjacency.js';
import type { JobGraph } from '../graph/job-graph.js';
import { formatReference } from '../model/asset-reference.js';
import { guessedOutputs, hasHiddenOutput, indexOf } from '../model/body-assets.js';
import type { Job, Task } from '../model/job.js';
import { missingInputs, writtenIndexes } from './mentions.js';
import { type OutputSuggestion, OutputSuggestions } from './output-suggestions.js';
import type { Rule } from './rule.js';

/**
 * Who reads `JobOutputAsset(n)` needs a task that writes it (inferred: there is nothing to link). It happens when an
 * optional step is left out. Told once for each task, since its later mentions of the asset are repeated ones. A bare Task
 * or TaskBody is not asked, unless somebody says what the other tasks of its job write.
 */
export const unproducedAsset: Rule = {
  code: 'unproduced-asset',
  check({ job, tasks, graph, elsewhere, report }) {
    if ((job.scope === 'task' && elsewhere === null) || !job.isComplete || areWritten(graph)) return;
    const written = elsewhere === null ? meantIndexes(tasks) : new Set([...elsewhere, ...meantIndexes(tasks)]);
    const suggestions = new OutputSuggestions(graph, elsewhere);
    const hidden = unreadableBodies(tasks);
    const isMissing = (asset: number): boolean => asset < 0 && !written.has(~asset);
    for (const task of tasks) {
      let suggest: OutputSuggestion | null = null;
      for (const { index, range } of missingInputs(task, isMissing)) {
        suggest ??= suggestions.forTask(task);
        const suggestion = nearestAsset(index, suggest, job);
        const args = { task: task.label, asset: formatReference({ kind: 'JobOutputAsset', index }), suggestion };
        report(diagnostic('unproduced-asset', valueAt(task.bodyPath, range), args, hidden));
      }
    }
  },
};

/** Whether tasks write all outputs that tasks read, so that there is nothing to look for. */
function areWritten({ inputAssets, assetCount, writers }: JobGraph): boolean {
  for (let asset = inputAssets; asset < assetCount; asset += 1) if (degree(writers, asset) === 0) return false;
  return true;
}

/** The outputs that tasks write, or almost: what is no reference is told with the one that it must have meant. */
function meantIndexes(tasks: readonly Task[]): ReadonlySet<number> {
  const meant = new Set(writtenIndexes(tasks));
  for (const { body } of tasks) {
    for (const asset of guessedOutputs(body)) meant.add(indexOf(asset));
  }
  return meant;
}

/** Bodies that may hold the missing output where nobody could read it, or in a reference that is none. */
function unreadableBodies(tasks: readonly Task[]): Extras {
  const unreadable = tasks.filter(({ body }) => body === null || !body.isComplete || hasHiddenOutput(body));
  const related = unreadable
    .slice(0, LISTED_RELATED)
    .map(({ label, bodyPath }): Related => ({ role: 'unreadable-body', name: label, place: valueAt(bodyPath) }));
  return { related, relatedCount: unreadable.length };
}

/** The nearest output that the task could read; where there is none, the input of the same number. */
function nearestAsset(index: number, suggest: OutputSuggestion, job: Job): string | null {
  const output = suggest(index);
  if (output !== null) return formatReference({ kind: 'JobOutputAsset', index: output });
  return index < (job.inputCount ?? 0) ? formatReference({ kind: 'JobInputAsset', index }) : null;
}
