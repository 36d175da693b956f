/**
 * Jobs for tests: described by what their tasks read and write, made at random or in a shape, and turned into the plain
 * object that a form would hold, or into the model that everything past the reader works on.
 */
import fc from 'fast-check';
import { buildTaskBody } from '#src/build/task-body.js';
import { lint } from '#src/lint.js';
import type { AssetReference } from '#src/model/asset-reference.js';
import type { Job } from '#src/model/job.js';

/** A task by its mentions of assets, in their order; an asset may be mentioned twice. */
export interface TaskSpec {
  readonly name?: string;
  readonly priority?: number;
  readonly reads: readonly AssetReference[];
  readonly writes: readonly AssetReference[];
}

export interface JobSpec {
  /** How many input assets the job has; left out where that is unknown. */
  readonly inputs?: number;
  readonly tasks: readonly TaskSpec[];
}

export function input(index: number): AssetReference {
  return { kind: 'JobInputAsset', index };
}

export function output(index: number): AssetReference {
  return { kind: 'JobOutputAsset', index };
}

/** The job as a JSON document. */
export function plainJob({ inputs, tasks }: JobSpec): { readonly Tasks: readonly { readonly TaskBody: string }[] } {
  return {
    ...(inputs === undefined ? {} : { InputMediaAssets: Array.from({ length: inputs }, () => ({ __metadata: {} })) }),
    Tasks: tasks.map(({ name, priority, reads, writes }) => ({
      ...(name === undefined ? {} : { Name: name }),
      ...(priority === undefined ? {} : { Priority: priority }),
      MediaProcessorId: 'nb:mpid:UUID:ff4df607-d419-42f0-bc17-a481b1331e56',
      TaskBody: buildTaskBody({
        inputs: reads.map((reference) => ({ reference })),
        outputs: writes.map((reference) => ({ reference, assetCreationOptions: 0 })),
      }),
    })),
  };
}

/** The job as `lint` reads it. */
export function readJob(spec: JobSpec): Job {
  return lint(plainJob(spec)).jobs[0] as Job;
}

/** The model of a job without the way through XML, which is too slow for 100,000 tasks. The ranges mean nothing. */
export function modelJob({ inputs, tasks }: JobSpec): Job {
  const nowhere = { start: 0, end: 0 };
  const mention = (reference: AssetReference) => ({
    reference,
    range: nowhere,
    element: nowhere,
    elementName: nowhere,
    hasCreationOptions: true,
  });
  return {
    at: [],
    scope: 'job',
    name: null,
    inputCount: inputs ?? null,
    inputLists: inputs === undefined ? [] : [{ path: ['InputMediaAssets'], count: inputs }],
    tasks: tasks.map(({ name, priority, reads, writes }, position) => ({
      position,
      path: ['Tasks', position],
      name: name === undefined || name === '' ? null : name,
      label: `Task ${position}`,
      priority: priority ?? 0,
      priorityPath: ['Tasks', position, 'Priority'],
      body: { inputs: reads.map(mention), outputs: writes.map(mention), isComplete: true, rootName: nowhere },
      bodyPath: ['Tasks', position, 'TaskBody'],
      settings: null,
      run: null,
    })),
    tasksPath: ['Tasks'],
    isComplete: true,
  };
}

/** Any name that a task may bear: those that objects trip over, those that look like positions, and any UTF-16. */
export const anyName: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', '0', '1', '2', 'task:0', ' ', 'Encode'),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.array(fc.nat(0xffff), { maxLength: 4 }).map((units) => String.fromCharCode(...units)),
);

/** Few different priorities, so that there are ties, and now and then any Int32. */
export const anyPriority: fc.Arbitrary<number> = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -2, max: 2 }) },
  { weight: 1, arbitrary: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }) },
);

export interface JobLimits {
  readonly maxTasks: number;
  /** Mentions among the inputs of a task, and among its outputs. Default 3. */
  readonly maxMentions?: number;
  /** How many different outputs they pick from. Default: some more than tasks. */
  readonly maxOutputs?: number;
}

interface Draft {
  readonly inputs: number | undefined;
  /** Whether tasks may read what they write. */
  readonly isSelfish: boolean;
  /** Indexes of outputs: the first is the first task's own, and so on. */
  readonly outputs: readonly number[];
  readonly tasks: readonly {
    readonly name: string | undefined;
    readonly priority: number | undefined;
    /** Keeps a job without cycles: a task reads from below its level and writes to its level or above. */
    readonly level: number;
    readonly reads: readonly { readonly pick: number; readonly isInput: boolean }[];
    readonly writes: readonly { readonly pick: number; readonly isOwn: boolean }[];
  }[];
}

/** Where outputs start that stand in for none; the others keep clear of them. */
const SPARE_OUTPUTS = 1000;
const outputIndex = fc.oneof(fc.nat(99), fc.integer({ min: 2 ** 31 - 4, max: 2 ** 31 - 1 }));
// Without the usual bias to the smallest, which would make all tasks read and write the same.
const pick = fc.noBias(fc.nat(999));
const oneIn = (count: number): fc.Arbitrary<boolean> =>
  fc.noBias(fc.nat(count - 1)).map((value) => value === count - 1);
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: 4 });

function drafts({ maxTasks, maxMentions = 3, maxOutputs = maxTasks + 2 }: JobLimits): fc.Arbitrary<Draft> {
  const task = fc.record({
    name: maybe(anyName),
    priority: maybe(anyPriority),
    level: pick,
    reads: fc.noBias(fc.array(fc.record({ pick, isInput: oneIn(5) }), { maxLength: maxMentions, size: 'max' })),
    writes: fc.noBias(fc.array(fc.record({ pick, isOwn: oneIn(2) }), { maxLength: maxMentions, size: 'max' })),
  });
  return fc.record({
    inputs: maybe(fc.nat(3)),
    isSelfish: oneIn(4),
    outputs: fc.uniqueArray(outputIndex, { minLength: maxOutputs, maxLength: maxOutputs, size: 'max' }),
    tasks: fc.noBias(fc.array(task, { minLength: 1, maxLength: maxTasks, size: 'max' })),
  });
}

/** A task's own output counts as written on the task's level, the others on any. */
function levelsOf({ outputs, tasks }: Draft): number[] {
  return outputs.map((index, place) => tasks[place]?.level ?? (index * 7919) % 1000);
}

function toSpec(draft: Draft, isAcyclic: boolean): JobSpec {
  const { inputs, isSelfish, tasks } = draft;
  const levels = levelsOf(draft);
  const outputs = draft.outputs.slice(0, tasks.length + 2).map((index, place) => ({ index, place }));
  const made = tasks.map(({ name, priority, level, reads, writes }, position): TaskSpec => {
    const choose = (from: typeof outputs, chosen: number) => from.slice(chosen % from.length || 0).slice(0, 1);
    const writable = outputs.filter(({ place }) => !isAcyclic || (levels[place] as number) >= level);
    const own = writable.filter(({ place }) => place === position);
    const written = writes.flatMap((one) => choose(one.isOwn && own.length > 0 ? own : writable, one.pick));
    const isOpen = (output: (typeof outputs)[number]): boolean =>
      isAcyclic ? (levels[output.place] as number) < level : isSelfish || !written.includes(output);
    const readable = outputs.filter(isOpen);
    const read = reads.flatMap((one) =>
      one.isInput ? input(one.pick % 4) : choose(readable, one.pick).map(({ index }) => output(index)),
    );
    return {
      ...(name === undefined ? {} : { name }),
      ...(priority === undefined ? {} : { priority }),
      reads: read.length > 0 ? read : [input(position % 4)],
      writes: written.length > 0 ? written.map(({ index }) => output(index)) : [output(SPARE_OUTPUTS + position)],
    };
  });
  return { ...(inputs === undefined ? {} : { inputs }), tasks: made };
}

/** Jobs of any kind: tasks that read what they write, cycles, shared outputs, outputs that nobody writes. */
export function anyJob(limits: JobLimits): fc.Arbitrary<JobSpec> {
  return drafts(limits).map((draft) => toSpec(draft, false));
}

/** Jobs without cycles, their tasks in any order; outputs may be shared, or written by nobody. */
export function acyclicJob(limits: JobLimits): fc.Arbitrary<JobSpec> {
  return drafts(limits).map((draft) => toSpec(draft, true));
}

/** Jobs whose tasks stand in rings of any length, some of them tied together by what else they read. */
export function ringedJob(limits: JobLimits): fc.Arbitrary<JobSpec> {
  const turn = fc.record({ key: pick, isTied: oneIn(4) });
  const turns = fc.array(turn, { minLength: limits.maxTasks, maxLength: limits.maxTasks });
  return fc.tuple(anyJob({ maxMentions: 2, ...limits }), turns).map(([{ inputs, tasks }, all]) => {
    const keyOf = (position: number): number => all[position]?.key ?? 0;
    const before = [...tasks.keys()].sort((a, b) => keyOf(a) - keyOf(b));
    const ringed = tasks.map((task, position): TaskSpec => {
      const ring = (tasks[before[position] as number] as TaskSpec).writes.slice(-1);
      return { ...task, reads: all[position]?.isTied === true ? [...task.reads, ...ring] : ring };
    });
    return { ...(inputs === undefined ? {} : { inputs }), tasks: ringed };
  });
}

/** Tasks at these positions, each reading what the one before it in the list writes; the first reads an input. */
export function chainOf(positions: readonly number[]): JobSpec {
  const tasks: TaskSpec[] = Array(positions.length);
  positions.forEach((position, step) => {
    const before = positions[step - 1];
    tasks[position] = { reads: [before === undefined ? input(0) : output(before)], writes: [output(position)] };
  });
  return { inputs: 1, tasks };
}

/** Like `chainOf`, but the first reads what the last one writes, and the job has no inputs. */
export function ringOf(positions: readonly number[]): JobSpec {
  const { tasks } = chainOf(positions);
  const [first, last] = [positions[0] as number, positions.at(-1) as number];
  return { inputs: 0, tasks: tasks.map((task, at) => (at === first ? { ...task, reads: [output(last)] } : task)) };
}

/** 0 to count - 1 in an order that looks random and is always the same. */
export function shuffledPositions(count: number): number[] {
  const positions = [...Array(count).keys()];
  let state = 20_130_401;
  for (let last = count - 1; last > 0; last -= 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = state % (last + 1);
    [positions[last], positions[other]] = [positions[other] as number, positions[last] as number];
  }
  return positions;
}
