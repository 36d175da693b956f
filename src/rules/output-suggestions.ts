import { degree } from '../graph/adjacency.js';
import type { JobGraph } from '../graph/job-graph.js';
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
  readonly #graph: JobGraph;
  readonly #elsewhere: ReadonlySet<number> | null;
  /** Made when the first suggestion is asked for: most jobs need none. */
  #candidates: readonly Candidate[] | null = null;

  /** `elsewhere` are outputs of tasks that are not among these. */
  constructor(graph: JobGraph, elsewhere: ReadonlySet<number> | null) {
    this.#graph = graph;
    this.#elsewhere = elsewhere;
  }

  /** Suggestions for one task. */
  forTask({ position, body }: Task): OutputSuggestion {
    const mentioned = mentionedOutputs(body);
    const wave = this.#graph.waveOf[position] ?? -1;
    const candidates = this.#candidates ?? candidatesOf(this.#graph, this.#elsewhere);
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
function candidatesOf(graph: JobGraph, elsewhere: ReadonlySet<number> | null): readonly Candidate[] {
  const candidates: Candidate[] = [];
  for (let asset = graph.inputAssets; asset < graph.assetCount; asset += 1) {
    const { index } = graph.asset(asset);
    if (degree(graph.writers, asset) === 0 || elsewhere?.has(index)) continue;
    candidates.push({ index, wave: lastWave(asset, graph) });
  }
  if (elsewhere === null) return candidates;
  for (const index of elsewhere) candidates.push({ index, wave: -1 });
  return candidates.sort((a, b) => a.index - b.index);
}

function lastWave(asset: number, { writers, waveOf }: JobGraph): number {
  let last = 0;
  for (let edge = writers.offsets[asset] as number; edge < (writers.offsets[asset + 1] as number); edge += 1) {
    const wave = waveOf[writers.targets[edge] as number] as number;
    last = Math.max(last, wave < 0 ? Number.POSITIVE_INFINITY : wave);
  }
  return last;
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
