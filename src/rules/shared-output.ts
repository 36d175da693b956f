import { diagnostic, type Related, valueAt } from '../diagnostics/diagnostic.js';
import { degree } from '../graph/adjacency.js';
import type { JobGraph } from '../graph/job-graph.js';
import { formatReference } from '../model/asset-reference.js';
import { outputsOnce } from '../model/body-assets.js';
import type { Task } from '../model/job.js';
import type { Span } from '../text/span.js';
import type { Rule } from './rule.js';

/**
 * An output asset should have one writer. The reference says that it must; live tests have two tasks share one, and the
 * job finishes: hence a warning. Who reads it waits for all its writers.
 */
export const sharedOutput: Rule = {
  code: 'shared-output',
  check({ tasks, graph, report }) {
    if (haveOneWriter(graph)) return;
    const writers = new Map<number, { first: Task; last: Task; range: Span }>();
    for (const task of tasks) {
      for (const { reference, range } of outputsOnce(task.body)) {
        if (reference?.kind !== 'JobOutputAsset') continue;
        const known = writers.get(reference.index);
        if (known === undefined) writers.set(reference.index, { first: task, last: task, range });
        if (known === undefined || known.last === task) continue;
        known.last = task;
        const place = valueAt(known.first.bodyPath, known.range);
        const related: readonly Related[] = [{ role: 'first-written', name: known.first.label, place }];
        const args = { task: task.label, asset: formatReference(reference), first: known.first.label };
        report(diagnostic('shared-output', valueAt(task.bodyPath, range), args, { related }));
      }
    }
  },
};

/** Whether no output has several writers, so that there is nothing to look for. */
function haveOneWriter({ inputAssets, assetCount, writers }: JobGraph): boolean {
  for (let asset = inputAssets; asset < assetCount; asset += 1) if (degree(writers, asset) > 1) return false;
  return true;
}
