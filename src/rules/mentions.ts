import { type Place, valueAt } from '../diagnostics/diagnostic.js';
import { type AssetReference, formatReference } from '../model/asset-reference.js';
import { assetsWritten, indexOf } from '../model/body-assets.js';
import type { Task } from '../model/job.js';

/** Where a task first mentions an asset among its inputs or outputs; its TaskBody where it does not. */
export function mentionPlace(task: Task, side: 'inputs' | 'outputs', { kind, index }: AssetReference): Place {
  const mention = task.body?.[side].find(({ reference }) => reference?.kind === kind && reference.index === index);
  return valueAt(task.bodyPath, mention?.range);
}

/** The asset of a number in the graph, as text. */
export function assetLabel(assets: readonly AssetReference[], asset: number): string {
  return formatReference(assets[asset] as AssetReference);
}

/** The outputs that tasks write; one that names an input is told as such, and was meant to be the output of that number. */
export function writtenIndexes(tasks: readonly Task[]): ReadonlySet<number> {
  const written = new Set<number>();
  for (const { body } of tasks) for (const asset of assetsWritten(body)) written.add(indexOf(asset));
  return written;
}
