/** The assets that a task can read or write, as a person would choose among them. */
import { JobGraph } from '../graph/job-graph.js';
import { descendantsOf } from '../graph/task-graph.js';
import { type AssetReference, formatReference } from '../model/asset-reference.js';
import type { Job, Task } from '../model/job.js';
import type { AssetMention } from '../model/task-body.js';
import type { Completion } from './completion.js';

/** A task of a job, and where in its TaskBody somebody is writing. */
export interface BodyCursor {
  readonly job: Job;
  readonly task: Task;
  /** UTF-16 units in the XML. */
  readonly offset: number;
}

/**
 * What an inputAsset can name: the inputs of the job, and what other tasks write, but for those that wait for this one, since
 * that would be a cycle. What the task reads elsewhere is left out.
 */
export function readableAssets({ job, task, offset }: BodyCursor): Completion[] {
  const graph = new JobGraph(job);
  const waiting = new Set([task.position, ...descendantsOf(graph, task.position)]);
  const read = otherMentions(task.body?.inputs ?? [], offset);
  const inputs =
    job.inputCount === null
      ? [...indexesOf(graph, 'JobInputAsset'), 0]
      : Array.from({ length: job.inputCount }, (_, n) => n);
  const fromJob = [...new Set(inputs)]
    .sort((a, b) => a - b)
    .map((index) => asset({ kind: 'JobInputAsset', index }, 'input of the job'));
  const names = outputNames(job);
  const fromTasks = graph.assets.flatMap((reference, number) => {
    const writers = graph.writersOf(number);
    if (reference.kind === 'JobInputAsset' || writers.length === 0 || writers.some((writer) => waiting.has(writer)))
      return [];
    const name = names.get(reference.index);
    const writer = job.tasks?.[writers[0] as number]?.label ?? '';
    return [
      asset(reference, `${name === undefined ? '' : `${JSON.stringify(name)}, `}written by ${lowerFirst(writer)}`),
    ];
  });
  return [...fromJob, ...fromTasks].filter(({ label }) => !read.has(label));
}

/** What an outputAsset can name: what tasks read and none writes, and the first number that nobody uses. */
export function writableAssets({ job }: BodyCursor): Completion[] {
  const graph = new JobGraph(job);
  const awaited = graph.assets.flatMap((reference, number) => {
    if (reference.kind === 'JobInputAsset' || graph.writersOf(number).length > 0) return [];
    const reader = job.tasks?.[graph.readersOf(number)[0] as number]?.label ?? '';
    return [asset(reference, `read by ${lowerFirst(reader)}, written by none`)];
  });
  const used = new Set(indexesOf(graph, 'JobOutputAsset'));
  let index = 0;
  while (used.has(index)) index += 1;
  return [...awaited, asset({ kind: 'JobOutputAsset', index }, 'a new asset')];
}

function asset(reference: AssetReference, detail: string): Completion {
  const label = formatReference(reference);
  return { label, detail, kind: 'asset', text: [label, ''] };
}

function indexesOf(graph: JobGraph, kind: AssetReference['kind']): number[] {
  return graph.assets.flatMap((reference) => (reference.kind === kind ? reference.index : []));
}

/** What mentions other than the one at an offset name. */
function otherMentions(mentions: readonly AssetMention[], offset: number): ReadonlySet<string> {
  const others = mentions.filter(({ element: { start, end } }) => offset < start || end < offset);
  return new Set(others.flatMap(({ reference }) => (reference === null ? [] : formatReference(reference))));
}

/** The names that tasks give to the assets that they write, by number. */
function outputNames(job: Job): ReadonlyMap<number, string> {
  const outputs = (job.tasks ?? []).flatMap(({ body }) => body?.outputs ?? []);
  return new Map(
    outputs.flatMap(({ reference, assetName }) =>
      reference === null || assetName === undefined ? [] : [[reference.index, assetName] as const],
    ),
  );
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
