/** What tells tasks apart that may be the same before and after, as numbers that are equal where it is. */
import { componentsOf } from '../../graph/task-graph.js';
import { Interner } from './interner.js';
import { comparedValue, outputProperties, type Properties } from './properties.js';
import type { Side } from './side.js';

/** The tasks of a job with what they are compared by. */
export interface DiffedTasks {
  readonly side: Side;
  /** By position. */
  readonly properties: readonly Properties[];
}

/** By task: first those of the old job, then those of the new one. */
export interface Traits {
  readonly names: readonly (string | null)[];
  /** Processor and configuration. */
  readonly does: Int32Array;
  /** All traits that may tell, the weightiest first; few jobs need them. */
  readonly telling: () => readonly Int32Array[];
  /** By asset: the number of an input of the job, -1 for an output. */
  readonly inputs: Int32Array;
}

const DEEDS = ['MediaProcessorId', 'Configuration'];

/** Reads the traits of the tasks of two jobs. */
export function readTraits(old: DiffedTasks, now: DiffedTasks): Traits {
  const sides = [old.side, now.side];
  const tasks = sides.flatMap((side) => side.tasks);
  const properties = [...old.properties, ...now.properties];
  const names = tasks.map(({ name }) => name);
  const does = numbered(properties, DEEDS);
  const assets = sides.flatMap(({ graph }) => graph.assets);
  const inputs = Int32Array.from(assets, ({ kind, index }) => (kind === 'JobInputAsset' ? index : -1));
  return { names, does, telling: () => readTelling(sides, properties, does), inputs };
}

function readTelling(sides: readonly Side[], properties: readonly Properties[], does: Int32Array): Int32Array[] {
  const others = new Set(properties.flatMap((one) => [...one.keys()]).filter((name) => !DEEDS.includes(name)));
  const outputs = new Interner();
  const idOf = (list: Side['outputs'][number]): number => outputs.id(JSON.stringify(list.map(outputProperties)));
  return [
    does,
    ...[...others].map((name) => numbered(properties, [name])),
    Int32Array.from(sides.flatMap((side) => side.outputs.map(idOf))),
    Int32Array.from(sides.flatMap((side) => [...componentSizes(side)])),
  ];
}

/** A number for what each has of some properties. A long value is looked at once. */
function numbered(properties: readonly Properties[], names: readonly string[]): Int32Array {
  const values = new Interner();
  const numbers = new Interner();
  return Int32Array.from(properties, (one) => {
    const ids = names.map((name) => values.id(JSON.stringify(comparedValue(name, one.get(name) ?? null))));
    return numbers.id(ids.join());
  });
}

/** Of how many tasks the part of the graph is that a task is in. */
function componentSizes({ graph }: Side): Int32Array {
  const sizes = new Int32Array(graph.taskCount);
  for (const tasks of componentsOf(graph)) for (const task of tasks) sizes[task] = tasks.length;
  return sizes;
}
