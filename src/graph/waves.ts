/** Waves: how far each task is from those that wait for none, and the order that comes of it. */
import { first } from './adjacency.js';
import type { Links } from './links.js';
import { Release } from './release.js';
import type { TaskLists } from './task-lists.js';

/** Per task the longest distance in dependencies from a task that depends on none; -1 on a cycle or behind one. Linear. */
export function computeWaves(links: Links): Int32Array {
  return wavesInFileOrder(links) ?? wavesByRelease(links);
}

/**
 * Most jobs list each task behind those that it waits for: then one pass will do, which needs to know neither readers nor
 * writers. Null where an asset is written after it was read.
 */
function wavesInFileOrder({
  taskCount,
  assetCount,
  reads,
  writes,
}: Pick<Links, 'taskCount' | 'assetCount' | 'reads' | 'writes'>): Int32Array | null {
  const waveOf = new Int32Array(taskCount);
  /** The wave behind the last writer so far. */
  const waveBehind = new Int32Array(assetCount);
  const isRead = new Uint8Array(assetCount);
  let read = 0;
  let write = 0;
  for (let task = 0; task < taskCount; task += 1) {
    let wave = 0;
    for (const end = first(reads, task + 1); read < end; read += 1) {
      const asset = reads.targets[read] as number;
      isRead[asset] = 1;
      wave = Math.max(wave, waveBehind[asset] as number);
    }
    waveOf[task] = wave;
    for (const end = first(writes, task + 1); write < end; write += 1) {
      const asset = writes.targets[write] as number;
      if (isRead[asset] === 1) return null;
      waveBehind[asset] = Math.max(waveBehind[asset] as number, wave + 1);
    }
  }
  return waveOf;
}

/** Kahn's algorithm: who becomes ready takes the wave after the task that was waited for last. */
function wavesByRelease(links: Links): Int32Array {
  const waveOf = new Int32Array(links.taskCount).fill(-1);
  const release = new Release(links);
  const queue = new Uint32Array(links.taskCount);
  let [next, length] = [0, 0];
  let wave = 0;
  const take = (task: number): void => {
    waveOf[task] = wave;
    queue[length] = task;
    length += 1;
  };
  for (const task of release.ready) take(task);
  for (; next < length; next += 1) {
    const task = queue[next] as number;
    wave = (waveOf[task] as number) + 1;
    release.finish(task, take);
  }
  return waveOf;
}

/** Tasks by wave, ascending within each; those in none are left out. Counted, not sorted. */
export function orderByWave(waveOf: Int32Array): readonly number[] {
  const ends = waveEnds(waveOf);
  const order = new Array<number>(ends.at(-1) ?? 0);
  for (let task = waveOf.length - 1; task >= 0; task -= 1) {
    const wave = waveOf[task] as number;
    if (wave < 0) continue;
    const place = (ends[wave] as number) - 1;
    order[place] = task;
    ends[wave] = place;
  }
  return order;
}

/** The tasks of each wave. */
export function groupByWave(
  waveOf: Int32Array,
  order: readonly number[],
  lists: TaskLists,
): readonly (readonly number[])[] {
  const ends = waveEnds(waveOf);
  const waves = new Array<readonly number[]>(ends.length);
  for (let wave = 0; wave < ends.length; wave += 1) {
    waves[wave] = lists.part(order, wave === 0 ? 0 : (ends[wave - 1] as number), ends[wave] as number);
  }
  return waves;
}

/** How many tasks there are up to each wave, that one included. */
function waveEnds(waveOf: Int32Array): Uint32Array {
  let waves = 0;
  for (let task = 0; task < waveOf.length; task += 1) waves = Math.max(waves, (waveOf[task] as number) + 1);
  const ends = new Uint32Array(waves);
  for (let task = 0; task < waveOf.length; task += 1) {
    const wave = waveOf[task] as number;
    if (wave >= 0) ends[wave] = (ends[wave] as number) + 1;
  }
  for (let wave = 1; wave < waves; wave += 1) ends[wave] = (ends[wave] as number) + (ends[wave - 1] as number);
  return ends;
}
