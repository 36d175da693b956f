/** Which graphs are shown of a file: those of all its jobs, or what is around a task or an asset. */
import type { Path } from '../diagnostics/diagnostic.js';
import type { Job } from '../model/job.js';
import { PlanOptionsError } from '../plan/options.js';
import { focusGraph } from './graph-focus.js';
import { type GraphModel, graphModel } from './graph-model.js';

/** What to show of graphs. */
export interface GraphOptions {
  /** Only what is around a task, by name or position, or an asset as `JobOutputAsset(3)`. Jobs without it are left out. */
  readonly focus?: string;
  /** How many dependencies away a task may be from the focus. Default 1. */
  readonly depth?: number;
  /** Is told, in sentences, what somebody who looks at the result would not see. */
  readonly onNote?: (note: string) => void;
}

/** A graph and its job: where it stands in the document, and in the list. */
export interface JobGraph {
  readonly at: Path;
  readonly number: number;
  readonly graph: GraphModel;
}

/**
 * The graphs of jobs; those whose tasks are unknown have none.
 * @param pathOf the critical path of each job, where one is known
 * @throws PlanOptionsError for a focus that no job has, or a depth that is no whole number from 0
 */
export function jobGraphs(
  jobs: readonly Job[],
  { focus, depth = 1 }: GraphOptions,
  pathOf: (job: Job) => readonly number[] | undefined = () => undefined,
): readonly JobGraph[] {
  if (!Number.isSafeInteger(depth) || depth < 0) {
    throw new PlanOptionsError(`the depth must be a whole number from 0, found ${depth}`);
  }
  const graphs = jobs.flatMap((job, number) => {
    const whole = graphModel(job, pathOf(job));
    const graph = whole === null || focus === undefined ? whole : focusGraph(job, whole, focus, depth);
    return graph === null ? [] : [{ at: job.at, number, graph }];
  });
  if (focus !== undefined && graphs.length === 0 && jobs.some(({ tasks }) => tasks !== null)) {
    throw new PlanOptionsError(`there is no task or asset ${JSON.stringify(focus)}`);
  }
  return graphs;
}
