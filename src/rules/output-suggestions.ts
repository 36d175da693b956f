import type { TaskGraph } from '../graph/task-graph.js';
import { assetsRead, assetsWritten, indexOf } from '../model/body-assets.js';
import type { Task } from '../model/job.js';
import type { TaskBody } from '../model/task-body.js';

/** An output that could be suggested, and the last wave in which a task writes it. */
interface Candidate {
  readonly index: number;
  readonly wave: number;
}

/**
 * The index nearest to a wanted one, and at most `reach` from it, of an output that the task neither reads nor writes yet and
 * that cannot depend on it, since nothing that does is written in its own wave or before. Null where there is none.
 */
export type OutputSuggestion = (wanted: number, reach?: number) => number | null;

/** The outputs that tasks write, to suggest one where a task reads an asset that is not there. */
export class OutputSuggestions {
  readonly #tasks: readonly Task[];
  readonly #graph: TaskGraph;
  readonly #elsewhere: ReadonlySet<number> | null;
  /** Made when the first suggestion is asked for: most jobs need none. */
  #candidates: readonly Candidate[] | null = null;

  /** `elsewhere` are outputs of tasks that are not among these. */
  constructor(tasks: readonly Task[], graph: TaskGraph, elsewhere: ReadonlySet<number> | null) {
    this.#tasks = tasks;
    this.#graph = graph;
    this.#elsewhere = elsewhere;
  }

  /** Suggestions for one task. */
  forTask({ position, body }: Task): OutputSuggestion {
    const mentioned = mentionedOutputs(body);
    const wave = this.#graph.waveOf[position] ?? -1;
    const candidates = this.#candidates ?? candidatesOf(this.#tasks, this.#graph, this.#elsewhere);
    this.#candidates = candidates;
    return (wanted, reach = Number.POSITIVE_INFINITY) => {
      const split = firstAbove(candidates, wanted);
      let best: number | null = null;
      const end = Math.min(split + NEIGHBOURS, candidates.length);
      for (let at = Math.max(0, split - NEIGHBOURS); at < end; at += 1) {
        const candidate = candidates[at] as Candidate;
        const distance = Math.abs(candidate.index - wanted);
        if (distance > reach || candidate.wave > wave) continue;
        if (best !== null && distance >= Math.abs(best - wanted)) continue;
        if (!mentioned(candidate.index)) best = candidate.index;
      }
      return best;
    };
  }
}

/** Whether a TaskBody mentions an output. Of few mentions no set is made. */
function mentionedOutputs(body: TaskBody | null): (index: number) => boolean {
  const [reads, writes] = [assetsRead(body), assetsWritten(body)];
  if (reads.length + writes.length <= 2 * NEIGHBOURS) {
    return (index) => reads.includes(~index) || writes.includes(~index) || writes.includes(index);
  }
  const mentioned = new Set(writes.map(indexOf));
  for (const asset of reads) if (asset < 0) mentioned.add(~asset);
  return (index) => mentioned.has(index);
}

/** How many outputs on each side are looked at. */
const NEIGHBOURS = 8;

/** Outputs by index; one whose writers depend on a cycle is written in no wave, one of other tasks before all. */
function candidatesOf(
  tasks: readonly Task[],
  { waveOf }: TaskGraph,
  elsewhere: ReadonlySet<number> | null,
): readonly Candidate[] {
  const waves = new Map<number, number>();
  for (const { position, body } of tasks) {
    const wave = waveOf[position] ?? -1;
    for (const asset of assetsWritten(body)) {
      if (asset >= 0) continue;
      waves.set(~asset, Math.max(waves.get(~asset) ?? 0, wave < 0 ? Number.POSITIVE_INFINITY : wave));
    }
  }
  for (const index of elsewhere ?? []) waves.set(index, -1);
  return [...waves].map(([index, wave]) => ({ index, wave })).sort((a, b) => a.index - b.index);
}

/** Position of the first candidate above an index, by binary search. */
function firstAbove(candidates: readonly Candidate[], index: number): number {
  let low = 0;
  let high = candidates.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((candidates[middle] as Candidate).index > index) high = middle;
    else low = middle + 1;
  }
  return low;
}
