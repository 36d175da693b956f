import { diagnostic, valueAt } from '../diagnostics/diagnostic.js';
import { formatReference } from '../model/asset-reference.js';
import { countMentions, type TaskBody } from '../model/task-body.js';
import type { Rule } from './rule.js';

/**
 * The service takes 50 assets in a task (quota page; that it counts inputs and outputs together is inferred). The quota
 * could be raised, so it is an option. References that repeat count once.
 */
export const tooManyAssetsInTask: Rule = {
  code: 'too-many-assets-in-task',
  check({ tasks, quotas, report }) {
    const limit = quotas.assetsPerTask;
    for (const task of tasks) {
      const { body } = task;
      if (body === null || countMentions(body) <= limit) continue;
      const count = countAssets(body);
      if (count <= limit) continue;
      const place = valueAt(task.bodyPath, body.rootName ?? undefined);
      report(diagnostic('too-many-assets-in-task', place, { task: task.label, count, limit }));
    }
  },
};

/** Distinct assets; an output that names an input of the job is no asset that is written. */
function countAssets({ inputs, outputs }: TaskBody): number {
  const assets = new Set<string>();
  for (const { reference } of inputs) if (reference !== null) assets.add(formatReference(reference));
  for (const { reference } of outputs) {
    if (reference?.kind === 'JobOutputAsset') assets.add(formatReference(reference));
  }
  return assets.size;
}
