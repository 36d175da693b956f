import type { DiffedJob, JobDiff } from '../plan/diff/diff.js';
import type { Edge } from '../plan/diff/edges.js';
import type { PropertyChange } from '../plan/diff/properties.js';
import type { DiffedFiles } from './diff-text.js';
import { excerptDifference } from './diff-values.js';

/** Of longer values so many UTF-16 units are shown. */
const LENGTH = 200;

/** Diffs for machines, as schemas/diff.json describes them; one task or edge a line. */
export function diffJson(files: DiffedFiles, diffs: readonly JobDiff[]): string {
  const parts = diffs.map(({ old, new: now, equal, properties, changed, edges, plan, ...lists }) => {
    const members = [
      ['old', JSON.stringify(jobJson(files.old, old))],
      ['new', JSON.stringify(jobJson(files.new, now))],
      ['equal', JSON.stringify(equal)],
      ['properties', lines(properties.map(excerpted))],
      ['added', lines(lists.added)],
      ['removed', lines(lists.removed)],
      ['renamed', lines(lists.renamed)],
      ['moved', lines(lists.moved)],
      ['changed', lines(changed.map((task) => ({ ...task, changes: task.changes.map(excerpted) })))],
      ['edges', edgesJson(edges)],
      ['renumbered', JSON.stringify(lists.renumbered)],
      ['waves', lines(lists.waves)],
      ['plan', JSON.stringify(plan)],
    ];
    return `{${members.map(([name, text]) => `"${name}":${text}`).join(',\n')}}`;
  });
  return `{"version":1,"diffs":[${parts.length === 0 ? '' : `\n${parts.join(',\n')}\n`}]}\n`;
}

function jobJson(file: string, job: DiffedJob | null): object | null {
  return job && { file, at: job.at, job: job.name, tasks: job.tasks };
}

function excerpted({ property, old, new: now }: PropertyChange): PropertyChange {
  if (typeof old !== 'string' && typeof now !== 'string') return { property, old, new: now };
  const [before, after] = excerptDifference(String(old ?? ''), String(now ?? ''), LENGTH);
  return { property, old: typeof old === 'string' ? before : old, new: typeof now === 'string' ? after : now };
}

function edgesJson({ added, removed, cut }: JobDiff['edges']): string {
  const isCut = cut === true ? ',"cut":true' : '';
  return `{"added":${lines(added.map(edgeJson))},"removed":${lines(removed.map(edgeJson))}${isCut}}`;
}

/** The ends of an edge as the graph of `taskgraph graph` has them. */
function edgeJson({ from, input, to }: Edge): { readonly from: string; readonly to: string } {
  return { from: from === null ? `asset:JobInputAsset(${input})` : `task:${from}`, to: `task:${to}` };
}

function lines(items: readonly unknown[]): string {
  return items.length === 0 ? '[]' : `[\n${items.map((item) => JSON.stringify(item)).join(',\n')}\n]`;
}
