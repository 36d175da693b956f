/** A job as a diff looks at it: before or after. */
import type { Path } from '../../diagnostics/diagnostic.js';
import { type Adjacency, adjacency } from '../../graph/adjacency.js';
import { JobGraph } from '../../graph/job-graph.js';
import type { AssetReference } from '../../model/asset-reference.js';
import type { Job, Task } from '../../model/job.js';
import type { OutputMention } from '../../model/task-body.js';
import { follow } from '../../schema/shape.js';

/** A document that jobs were read from: a lint report is one. */
export interface Definitions {
  readonly jobs: readonly Job[];
  /** Its value has what the model leaves out; without it that is not compared. */
  readonly document?: { readonly value: unknown };
}

/** One of the two jobs, with its graph. */
export interface Side {
  readonly job: Job;
  readonly tasks: readonly Task[];
  readonly graph: JobGraph;
  /**
   * Task → assets, in the order of its mentions, which a processor may heed; `TaskGraph` sorts them. A mention that cannot be
   * read is left out.
   */
  readonly reads: Adjacency;
  readonly writes: Adjacency;
  /** Per task the mentions that `writes` has. */
  readonly outputs: readonly (readonly OutputMention[])[];
  /** What stands at a path of the document; undefined for nothing. */
  readonly valueAt: (path: Path) => unknown;
}

const NONE: readonly OutputMention[] = [];

/** Links the tasks of a job; one whose tasks are unknown has none. */
export function readSide(job: Job, { document }: Definitions): Side {
  const tasks = job.tasks ?? [];
  const graph = new JobGraph(job);
  const ids = { JobInputAsset: new Map<number, number>(), JobOutputAsset: new Map<number, number>() };
  graph.assets.forEach(({ kind, index }, id) => {
    ids[kind].set(index, id);
  });
  const outputs = tasks.map(({ body }) => body?.outputs.filter(isOutput) ?? NONE);
  const link = (mentions: (task: number) => readonly { readonly reference: AssetReference | null }[]): Adjacency => {
    const from: number[] = [];
    const to: number[] = [];
    for (let task = 0; task < tasks.length; task += 1) {
      for (const { reference } of mentions(task)) {
        if (reference === null) continue;
        from.push(task);
        to.push(ids[reference.kind].get(reference.index) as number);
      }
    }
    return adjacency(tasks.length, from, to);
  };
  return {
    job,
    tasks,
    graph,
    reads: link((task) => tasks[task]?.body?.inputs ?? []),
    writes: link((task) => outputs[task] ?? []),
    outputs,
    valueAt: (path) => follow(document?.value, path),
  };
}

function isOutput({ reference }: OutputMention): boolean {
  return reference?.kind === 'JobOutputAsset';
}
