import { diagnostic, valueAt } from '../diagnostics/diagnostic.js';
import type { Rule } from './rule.js';

/**
 * The service takes 100 assets in a job (quota page): its inputs, read or not, and all that its tasks read and write. The
 * quota could be raised, so it is an option. Where no inputs are listed, those that are read count.
 */
export const tooManyAssetsInJob: Rule = {
  code: 'too-many-assets-in-job',
  check({ job, graph, quotas, report }) {
    if (job.scope === 'task') return;
    const limit = quotas.assetsPerJob;
    const inputs = job.inputLists.reduce((sum, list) => sum + list.count, 0);
    if (inputs + graph.assetCount <= limit) return;
    let count = inputs;
    for (const { kind, index } of graph.assets) if (kind === 'JobOutputAsset' || index >= inputs) count += 1;
    if (count > limit) report(diagnostic('too-many-assets-in-job', valueAt(job.tasksPath), { count, limit }));
  },
};
