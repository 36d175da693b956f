/** Two jobs as one graph without edges between them, in which what is alike on both sides can be found. */
import { type Adjacency, adjacency, neighbours } from '../../graph/adjacency.js';
import type { Side } from './side.js';

/** A mention joins a task and an asset; its label says whether it reads or writes, and as which of the task's mentions. */
interface Mentions {
  readonly tasks: readonly number[];
  readonly assets: readonly number[];
  readonly labels: readonly number[];
}

/** Nodes are numbered: old tasks, new tasks, old assets, new assets. */
export interface Union {
  readonly oldTasks: number;
  readonly tasks: number;
  readonly oldAssets: number;
  readonly nodes: number;
  readonly mentions: Mentions;
  /** Node → its mentions. */
  readonly mentionsOf: Adjacency;
}

/** Puts two jobs side by side. */
export function unite(old: Side, now: Side): Union {
  const [oldTasks, newTasks] = [old.tasks.length, now.tasks.length];
  const tasks = oldTasks + newTasks;
  const oldAssets = old.graph.assets.length;
  const nodes = tasks + oldAssets + now.graph.assets.length;
  const mentions = { tasks: [] as number[], assets: [] as number[], labels: [] as number[] };
  const add = (side: Side, firstTask: number, firstAsset: number): void => {
    for (let task = 0; task < side.tasks.length; task += 1) {
      for (const [kind, list] of [side.reads, side.writes].entries()) {
        neighbours(list, task).forEach((asset, mention) => {
          mentions.tasks.push(firstTask + task);
          mentions.assets.push(firstAsset + asset);
          mentions.labels.push(2 * mention + kind);
        });
      }
    }
  };
  add(old, 0, tasks);
  add(now, oldTasks, tasks + oldAssets);
  const numbers = [...mentions.tasks.keys()];
  const mentionsOf = adjacency(nodes, mentions.tasks.concat(mentions.assets), numbers.concat(numbers));
  return { oldTasks, tasks, oldAssets, nodes, mentions, mentionsOf };
}

/** Whether a node is of the new job. */
export function isNew({ oldTasks, tasks, oldAssets }: Union, node: number): boolean {
  return node < tasks ? node >= oldTasks : node >= tasks + oldAssets;
}
