import { diagnostic, valueAt } from '../diagnostics/diagnostic.js';
import { assetsRead, assetsWritten, countMentions } from '../model/body-assets.js';
import type { TaskBody } from '../model/task-body.js';
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
function countAssets(body: TaskBody): number {
  return new Set([...assetsRead(body), ...assetsWritten(body).filter((asset) => asset < 0)]).size;
}
