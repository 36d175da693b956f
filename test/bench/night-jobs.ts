/** The jobs of a busy night in an encoding house, of any number of tasks, clean or with a fault in each task. */
import { job, task } from '../helpers/encoding-house.js';

/** What is wrong with a task; `lint` has one finding for each. */
export type Fault = 'property' | 'dangling' | 'padded' | 'broken';

/** The faults, in words. */
export const FAULTS: Readonly<Record<Fault, string>> = {
  property: 'misspelt property',
  dangling: 'dangling reference',
  padded: 'padded reference',
  broken: 'broken XML',
};

/** A film is four tasks: one encodes, the others work on what comes out of that. */
const STEPS = ['Encode', 'Package', 'Thumbnails', 'Index'] as const;

const PRESETS: Readonly<Record<(typeof STEPS)[number], string>> = {
  Encode: 'H264 Multiple Bitrate 1080p',
  Package: 'Adaptive Streaming',
  Thumbnails: JSON.stringify({ Version: 1, Codecs: [{ Type: 'PngImage', Start: '{Best}' }] }),
  Index: 'AAC Good Quality Audio',
};

interface PlainTask {
  readonly TaskBody: string;
}

const BREAK: Readonly<Record<Fault, (given: PlainTask, n: number, count: number) => PlainTask>> = {
  // Read as a Priority, 0 is the one that there is without it: nothing else follows.
  property: (given) => ({ ...given, Priorty: 0 }),
  dangling: (given, n, count) =>
    withBody(given, '</inputAsset>', `$&<inputAsset>JobOutputAsset(${count + n})</inputAsset>`),
  padded: (given) => withBody(given, '<inputAsset>', '$& '),
  broken: (given) => withBody(given, ' assetName="', '$&Tom & '),
};

function withBody(given: PlainTask, wanted: string, by: string): PlainTask {
  return { ...given, TaskBody: given.TaskBody.replace(wanted, by) };
}

/** A task as clients write it, with all that is usual: some 430 characters. The .NET client declares every TaskBody as UTF-16. */
function nightTask(n: number): PlainTask {
  const step = STEPS[n % STEPS.length] as (typeof STEPS)[number];
  const film = Math.floor(n / STEPS.length);
  const reads = step === 'Encode' ? `in:${film}` : `out:${film * STEPS.length}`;
  const made = task(`${step} of reel ${film}`, [reads], [`out:${n}`], {
    Configuration: PRESETS[step],
    Options: 0,
    Priority: step === 'Encode' ? 10 : 5,
  }) as PlainTask;
  const named = withBody(made, ' assetCreationOptions="0"', `$& assetName="Reel ${film}, ${step}"`);
  return withBody(named, '<taskBody>', '<?xml version="1.0" encoding="utf-16"?>$&');
}

/** A small task, for jobs of a million: some 230 characters. */
function leanTask(n: number): PlainTask {
  const reads = n === 0 ? 'in:0' : `out:${Math.floor((n - 1) / STEPS.length)}`;
  const made = task(`Step ${n}`, [reads], [`out:${n}`]) as PlainTask;
  return withBody(made, ' assetCreationOptions="0"', '$& assetName="Reel"');
}

/** A job of so many tasks. `faulty` says which have the fault; all by default. */
export function nightJob(count: number, fault: Fault | null = null, faulty = (_: number) => true): object {
  const tasks = Array.from({ length: count }, (_, n) =>
    fault !== null && faulty(n) ? BREAK[fault](nightTask(n), n, count) : nightTask(n),
  );
  return job(tasks, Math.ceil(count / STEPS.length));
}

/** A job of so many small tasks, of which each feeds four others. */
export function leanJob(count: number, fault: Fault | null = null): object {
  const tasks = Array.from({ length: count }, (_, n) =>
    fault === null ? leanTask(n) : BREAK[fault](leanTask(n), n, count),
  );
  return job(tasks);
}
