/** Cycles and cuts of small jobs by trying everything, on the mentions themselves. */
import { input, type JobSpec, type TaskSpec } from '../helpers/jobs.js';
import { compareLists, cyclicGroups, dependencyMatrix, simpleCycles } from './brute-force.js';

/** A read as `[task, index of the JobOutputAsset]`. */
export type OutputRead = readonly [task: number, index: number];

/** The indexes of a task's outputs or of the outputs that it reads, ascending, each once. */
export function outputsOf(task: TaskSpec | undefined, side: 'reads' | 'writes'): number[] {
  const indexes = (task?.[side] ?? []).filter(({ kind }) => kind === 'JobOutputAsset').map(({ index }) => index);
  return [...new Set(indexes)].sort((a, b) => a - b);
}

/** The first of all shortest cycles in a group: smallest tasks, then smallest assets. */
export function firstShortestCycle(spec: JobSpec, group: readonly number[]): { tasks: number[]; assets: number[] } {
  const cycles = simpleCycles(dependencyMatrix(spec)).filter(([first = -1]) => group.includes(first));
  const shortest = Math.min(...cycles.map(({ length }) => length));
  const [tasks = []] = cycles.filter(({ length }) => length === shortest).sort(compareLists);
  let ways: number[][] = [[]];
  tasks.forEach((writer, step) => {
    const reader = spec.tasks[tasks[(step + 1) % tasks.length] as number];
    const read = outputsOf(reader, 'reads');
    const shared = outputsOf(spec.tasks[writer], 'writes').filter((index) => read.includes(index));
    ways = ways.flatMap((way) => shared.map((index) => [...way, index]));
  });
  const [assets = []] = ways.sort(compareLists);
  return { tasks, assets };
}

/** All reads within a group that a task of the group writes for. */
export function innerReads(spec: JobSpec, group: readonly number[]): OutputRead[] {
  const written = new Set(group.flatMap((task) => outputsOf(spec.tasks[task], 'writes')));
  return group.flatMap((task) => {
    const read = outputsOf(spec.tasks[task], 'reads').filter((index) => written.has(index));
    return read.map((index): OutputRead => [task, index]);
  });
}

/** The first of all smallest sets of reads whose removal leaves a group without cycles: smallest tasks, then assets. */
export function firstSmallestCut(spec: JobSpec, group: readonly number[]): OutputRead[] {
  const reads = innerReads(spec, group);
  const edges = reads.map(([task, index]) => {
    const writers = group.filter((writer) => outputsOf(spec.tasks[writer], 'writes').includes(index));
    return { task, writers: writers.reduce((mask, writer) => mask | (1 << writer), 0) };
  });
  const all = group.reduce((mask, task) => mask | (1 << task), 0);
  const isCut = (chosen: readonly number[]): boolean => {
    const left = edges.filter((_, edge) => !chosen.includes(edge));
    let waiting = all;
    for (let before = 0; before !== waiting; ) {
      before = waiting;
      waiting = left.reduce((mask, { task, writers }) => ((writers & before) === 0 ? mask : mask | (1 << task)), 0);
      waiting &= before;
    }
    return waiting === 0;
  };
  for (let size = 1; size <= reads.length; size += 1) {
    const cut = firstChoice(reads.length, size, isCut);
    if (cut !== null) return cut.map((edge) => reads[edge] as OutputRead);
  }
  return [];
}

/** The first of all ascending choices of `size` out of `count` that pass. */
function firstChoice(count: number, size: number, passes: (chosen: readonly number[]) => boolean): number[] | null {
  const extend = (chosen: readonly number[]): number[] | null => {
    if (chosen.length === size) return passes(chosen) ? [...chosen] : null;
    for (let next = (chosen.at(-1) ?? -1) + 1; next < count; next += 1) {
      const found = extend([...chosen, next]);
      if (found !== null) return found;
    }
    return null;
  };
  return extend([]);
}

/** The job without these reads; a task that is left with none reads an input. */
export function withoutReads(spec: JobSpec, cut: readonly OutputRead[]): JobSpec {
  const gone = new Set(cut.map(([task, index]) => `${task} ${index}`));
  const tasks = spec.tasks.map((task, position): TaskSpec => {
    const reads = task.reads.filter(({ kind, index }) => kind === 'JobInputAsset' || !gone.has(`${position} ${index}`));
    return { ...task, reads: reads.length > 0 ? reads : [input(0)] };
  });
  return { ...spec, tasks };
}

export function groupsOf(spec: JobSpec): number[][] {
  return cyclicGroups(dependencyMatrix(spec));
}
