/** What is asked of every TaskBody, in a way that a sound one can answer without reading its mentions. */
import { type Assets, numberOf, SoundTaskBody } from './sound-task-body.js';
import type { AssetMention, OutputMention, TaskBody } from './task-body.js';

/** A TaskBody that differs from another in what it mentions: a spread may copy nothing, since mentions may be read when asked for. */
export function bodyWith(
  { inputs, outputs, isComplete, rootName }: TaskBody,
  changes: Partial<Pick<TaskBody, 'inputs' | 'outputs'>>,
): TaskBody {
  return { inputs, outputs, isComplete, rootName, ...changes };
}

/** The assets that a TaskBody reads, as often as it mentions them: `n` for `JobInputAsset(n)`, `~n` for `JobOutputAsset(n)`. */
export function assetsRead(body: TaskBody | null): readonly number[] {
  if (body instanceof SoundTaskBody) return listOf(body.reads);
  return body === null ? NONE : numbersOf(body.inputs);
}

/** The assets that it lists among its outputs, in the same code; one that is an input is told as such. */
export function assetsWritten(body: TaskBody | null): readonly number[] {
  if (body instanceof SoundTaskBody) return listOf(body.writes);
  return body === null ? NONE : numbersOf(body.outputs);
}

/** The inputs of a TaskBody for who looks at them once, as a rule does: where they are read for that, they are not kept. */
export function inputsOnce(body: TaskBody | null): readonly AssetMention[] {
  return body instanceof SoundTaskBody ? body.readInputs() : (body?.inputs ?? []);
}

/** Its outputs, in the same way. */
export function outputsOnce(body: TaskBody | null): readonly OutputMention[] {
  return body instanceof SoundTaskBody ? body.readOutputs() : (body?.outputs ?? []);
}

/** Whether something among its inputs is no reference. */
export function hasUnreadableInput(body: TaskBody): boolean {
  return !(body instanceof SoundTaskBody) && body.inputs.some(({ reference }) => reference === null);
}

/** Whether something among its outputs is no reference, and nobody knows which was meant. */
export function hasHiddenOutput(body: TaskBody): boolean {
  if (body instanceof SoundTaskBody) return false;
  return body.outputs.some(({ reference, guess }) => reference === null && guess === undefined);
}

/** The assets that outputs must have meant which are no references. */
export function guessedOutputs(body: TaskBody | null): readonly number[] {
  if (body === null || body instanceof SoundTaskBody) return NONE;
  return body.outputs.flatMap(({ guess }) => (guess === undefined ? [] : [numberOf(guess)]));
}

/** How many mentions it has. */
export function countMentions(body: TaskBody): number {
  if (body instanceof SoundTaskBody) return countOf(body.reads) + countOf(body.writes);
  return body.inputs.length + body.outputs.length;
}

/** Whether each of its outputs says how it is encrypted. */
export function saysEncryption(body: TaskBody): boolean {
  if (body instanceof SoundTaskBody) return body.saysEncryption;
  return body.outputs.every(({ hasCreationOptions }) => hasCreationOptions);
}

/** The index of an asset in the code, whatever its kind. */
export function indexOf(asset: number): number {
  return asset < 0 ? ~asset : asset;
}

const NONE: readonly number[] = [];

function listOf(assets: Assets): readonly number[] {
  return typeof assets === 'number' ? [assets] : assets;
}

function countOf(assets: Assets): number {
  return typeof assets === 'number' ? 1 : assets.length;
}

function numbersOf(mentions: readonly AssetMention[]): readonly number[] {
  const numbers: number[] = [];
  for (const { reference } of mentions) if (reference !== null) numbers.push(numberOf(reference));
  return numbers;
}
