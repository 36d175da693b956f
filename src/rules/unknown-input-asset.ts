import { diagnostic, valueAt } from '../diagnostics/diagnostic.js';
import { formatReference } from '../model/asset-reference.js';
import { missingInputs } from './mentions.js';
import { type OutputSuggestion, OutputSuggestions } from './output-suggestions.js';
import type { Rule } from './rule.js';

/**
 * `JobInputAsset(n)` is the n-th of the job's InputMediaAssets, so n must be below their number (inferred: there is
 * nothing to link). Told once for each task, since its later mentions of the asset are repeated ones. Silent where the
 * number is unknown.
 */
export const unknownInputAsset: Rule = {
  code: 'unknown-input-asset',
  check({ job, tasks, graph, elsewhere, report }) {
    const count = job.inputCount;
    const last = graph.inputAssets - 1;
    if (count === null || last < 0 || graph.asset(last).index < count) return;
    const suggestions = new OutputSuggestions(graph, elsewhere);
    const isMissing = (asset: number): boolean => asset >= count;
    for (const task of tasks) {
      let suggest: OutputSuggestion | null = null;
      for (const { index, range } of missingInputs(task, isMissing)) {
        suggest ??= suggestions.forTask(task);
        // Which inputs there are, the message says; what it cannot say is that the output of the number is there.
        const output = suggest(index, 0);
        const suggestion = output === null ? null : formatReference({ kind: 'JobOutputAsset', index: output });
        const args = { task: task.label, asset: formatReference({ kind: 'JobInputAsset', index }), count, suggestion };
        report(diagnostic('unknown-input-asset', valueAt(task.bodyPath, range), args));
      }
    }
  },
};
