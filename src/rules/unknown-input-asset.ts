import { diagnostic, valueAt } from '../diagnostics/diagnostic.js';
import { formatReference } from '../model/asset-reference.js';
import type { Rule } from './rule.js';

/**
 * `JobInputAsset(n)` is the n-th of the job's InputMediaAssets, so n must be below their number (inferred: there is
 * nothing to link). Silent where the number is unknown.
 */
export const unknownInputAsset: Rule = {
  code: 'unknown-input-asset',
  check({ job, tasks, report }) {
    const count = job.inputCount;
    if (count === null) return;
    for (const task of tasks) {
      for (const { reference, range } of task.body?.inputs ?? []) {
        if (reference?.kind !== 'JobInputAsset' || reference.index < count) continue;
        const args = { task: task.label, asset: formatReference(reference), count };
        report(diagnostic('unknown-input-asset', valueAt(task.bodyPath, range), args));
      }
    }
  },
};
