import { type Place, valueAt } from '../diagnostics/diagnostic.js';
import { type AssetReference, formatReference } from '../model/asset-reference.js';
import { assetsRead, assetsWritten, indexOf, inputsOnce } from '../model/body-assets.js';
import type { Task } from '../model/job.js';
import { numberOf, SoundTaskBody } from '../model/sound-task-body.js';
import type { Span } from '../text/span.js';

/** Where a task first mentions an asset among its inputs or outputs; its TaskBody where it does not. */
export function mentionPlace(task: Task, side: 'inputs' | 'outputs', { kind, index }: AssetReference): Place {
  const mention = task.body?.[side].find(({ reference }) => reference?.kind === kind && reference.index === index);
  return valueAt(task.bodyPath, mention?.range);
}

/** An input that mentions a missing asset. */
interface MissingInput {
  /** The index of the asset, whatever its kind. */
  readonly index: number;
  readonly range: Span;
}

const NONE: readonly MissingInput[] = [];

/**
 * The inputs of a task that mention missing assets, each asset once: later mentions of it are told as repeated ones. Assets are
 * numbered as by `assetsRead`.
 */
export function missingInputs({ body }: Task, isMissing: (asset: number) => boolean): readonly MissingInput[] {
  const reads = assetsRead(body);
  const first = reads.findIndex(isMissing);
  if (first < 0) return NONE;
  if (body instanceof SoundTaskBody && reads.findLastIndex(isMissing) === first) {
    return [{ index: indexOf(reads[first] as number), range: body.inputRange(first) }];
  }
  const missing = new Map<number, MissingInput>();
  for (const { reference, range } of inputsOnce(body)) {
    const asset = reference === null ? null : numberOf(reference);
    if (asset !== null && isMissing(asset) && !missing.has(asset)) missing.set(asset, { index: indexOf(asset), range });
  }
  return [...missing.values()];
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
