import { type Place, valueAt } from '../diagnostics/diagnostic.js';
import { type AssetReference, formatReference } from '../model/asset-reference.js';
import { assetsRead, assetsWritten, indexOf, inputsOnce } from '../model/body-assets.js';
import type { Task } from '../model/job.js';
import { numberOf } from '../model/sound-task-body.js';
import type { AssetMention } from '../model/task-body.js';

/** Where a task first mentions an asset among its inputs or outputs; its TaskBody where it does not. */
export function mentionPlace(task: Task, side: 'inputs' | 'outputs', { kind, index }: AssetReference): Place {
  const mention = task.body?.[side].find(({ reference }) => reference?.kind === kind && reference.index === index);
  return valueAt(task.bodyPath, mention?.range);
}

/** An input that mentions an asset. */
interface Input extends AssetMention {
  readonly reference: AssetReference;
}

const NONE: readonly Input[] = [];

/**
 * The inputs of a task that mention missing assets, each asset once: later mentions of it are told as repeated ones. Assets are
 * numbered as by `assetsRead`.
 */
export function missingInputs({ body }: Task, isMissing: (asset: number) => boolean): readonly Input[] {
  if (!assetsRead(body).some(isMissing)) return NONE;
  const missing = inputsOnce(body).filter((input): input is Input => {
    return input.reference !== null && isMissing(numberOf(input.reference));
  });
  if (missing.length === 1) return missing;
  const told = new Set<number>();
  return missing.filter(({ reference }) => {
    const asset = numberOf(reference);
    return !told.has(asset) && told.add(asset);
  });
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
