import { LISTED_INDEXES } from '../diagnostics/codes.js';
import { diagnostic, type Place, valueAt } from '../diagnostics/diagnostic.js';
import { degree } from '../graph/adjacency.js';
import type { JobGraph } from '../graph/job-graph.js';
import { inputsOnce, outputsOnce } from '../model/body-assets.js';
import type { Task } from '../model/job.js';
import type { Rule } from './rule.js';

/**
 * The outputs of a job should be numbered from 0 without gaps (inferred: the documents of the service know none, and what
 * it makes of one is not known). One finding a job. Silent where something that could not be read may be the missing
 * output; an index that some task reads is told as unproduced already. Silent too where tasks share outputs, and there are
 * enough of them to explain all gaps: the highest index is below the number of writings, each task counted once for each
 * output that it writes. The reference says that an output has one writer, and `shared-output` asks for that; with an output
 * of its own for each, the missing indexes are taken.
 */
export const outputIndexGap: Rule = {
  code: 'output-index-gap',
  check({ job, tasks, graph, report }) {
    const last = lastWritten(graph);
    if (last < graph.writes.targets.length) return;
    if (job.scope === 'task' || !job.isComplete || !tasks.every(hasReadableOutputs)) return;
    const written = firstMentions(tasks);
    const missing: number[] = [];
    let count = 0;
    let expected = 0;
    let behind: number | null = null;
    for (const index of indexesUpTo(last, written, tasks)) {
      count += index - expected;
      for (let gap = expected; gap < index && missing.length < LISTED_INDEXES; gap += 1) missing.push(gap);
      if (count > 0 && written.has(index)) behind ??= index;
      expected = index + 1;
    }
    if (behind === null) return;
    const place = written.get(behind) as Place;
    report(diagnostic('output-index-gap', place, { missing, count, next: behind }));
  },
};

/** The highest index of an output that a task writes; -1 where there is none. */
function lastWritten(graph: JobGraph): number {
  for (let asset = graph.assetCount - 1; asset >= graph.inputAssets; asset -= 1) {
    if (degree(graph.writers, asset) > 0) return graph.asset(asset).index;
  }
  return -1;
}

/** Whether all that a task writes is known: else the missing output may be among it. */
function hasReadableOutputs({ body }: Task): boolean {
  if (body === null || !body.isComplete || body.outputs.length === 0) return false;
  return body.outputs.every(({ reference }) => reference?.kind === 'JobOutputAsset');
}

/** Where each output is first written, by index. */
function firstMentions(tasks: readonly Task[]): ReadonlyMap<number, Place> {
  const first = new Map<number, Place>();
  for (const { body, bodyPath } of tasks) {
    for (const { reference, range } of outputsOnce(body)) {
      if (reference !== null && !first.has(reference.index)) first.set(reference.index, valueAt(bodyPath, range));
    }
  }
  return first;
}

/** The indexes that are written, or read all the same, up to the last that is written; ascending. */
function indexesUpTo(last: number, written: ReadonlyMap<number, Place>, tasks: readonly Task[]): readonly number[] {
  const used = new Set(written.keys());
  for (const { body } of tasks) {
    for (const { reference } of inputsOnce(body)) {
      if (reference?.kind === 'JobOutputAsset' && reference.index < last) used.add(reference.index);
    }
  }
  return [...used].sort((a, b) => a - b);
}
