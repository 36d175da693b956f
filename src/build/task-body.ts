/** Writes TaskBodies. */
import { create } from '#xml-writer';
import { type AssetReference, formatReference, MAX_ASSET_INDEX } from '../model/asset-reference.js';
import type { OutputOptions } from '../model/output-options.js';
import { findInvalidCharacter } from '../parse/xml/characters.js';

/** What a task shall read. */
export interface InputToBuild {
  readonly reference: AssetReference;
}

/** What a task shall write, with what is to be said of the new asset. */
export interface OutputToBuild extends OutputOptions {
  readonly reference: AssetReference;
}

/** A TaskBody to write; what `parseTaskBody` gives for a valid one will do. */
export interface TaskBodyToBuild {
  readonly inputs: readonly InputToBuild[];
  readonly outputs: readonly OutputToBuild[];
}

/** Thrown for what no TaskBody can say: the message names the part. */
export class TaskBodyBuildError extends Error {
  override readonly name = 'TaskBodyBuildError';
}

/** Options that are numbers, and the numbers that exist (reference; assetFormatOption: clients). */
const NUMBERS: Partial<Record<keyof OutputOptions, readonly number[]>> = {
  assetCreationOptions: [0, 1, 2, 4],
  assetFormatOption: [0, 1],
};
const ATTRIBUTES = ['assetCreationOptions', 'assetName', 'storageAccountName', 'assetFormatOption'] as const;

/**
 * The XML of a TaskBody, on one line and without a declaration. Reading it back with `parseTaskBody` gives the same.
 * @throws TaskBodyBuildError for a body without inputs or outputs, an index that is no Int32 from 0, an output that is an
 * input of the job, an option that does not exist, or a name with a character that XML cannot carry
 */
export function buildTaskBody(body: TaskBodyToBuild): string {
  for (const side of ['inputs', 'outputs'] as const) {
    const isList = Array.isArray(body?.[side]) && body[side].every((item) => typeof item === 'object' && item !== null);
    if (!isList) throw new TaskBodyBuildError(`${side}: expected an array of objects`);
  }
  if (body.inputs.length === 0) throw new TaskBodyBuildError('inputs: a task needs at least one');
  if (body.outputs.length === 0) throw new TaskBodyBuildError('outputs: a task needs at least one');
  const root = create().ele('taskBody');
  body.inputs.forEach(({ reference }, index) => {
    root.ele('inputAsset').txt(referenceText(reference, `inputs[${index}]`));
  });
  body.outputs.forEach((output, index) => {
    const where = `outputs[${index}]`;
    if (output.reference?.kind === 'JobInputAsset') {
      throw new TaskBodyBuildError(`${where}.reference: an output cannot be a JobInputAsset`);
    }
    const element = root.ele('outputAsset');
    for (const name of ATTRIBUTES) {
      const value = output[name];
      if (value !== undefined) element.att(name, valueText(value, name, `${where}.${name}`));
    }
    element.txt(referenceText(output.reference, where));
  });
  return root.end({ headless: true });
}

function referenceText(reference: AssetReference, where: string): string {
  const { kind, index } = reference ?? {};
  const isKind = kind === 'JobInputAsset' || kind === 'JobOutputAsset';
  if (!isKind || !Number.isInteger(index) || index < 0 || index > MAX_ASSET_INDEX) {
    throw new TaskBodyBuildError(
      `${where}.reference: expected a kind and an index from 0 to ${MAX_ASSET_INDEX}, found ${JSON.stringify(reference)}`,
    );
  }
  return formatReference(reference);
}

/**
 * The value with all that the serializer would leave alone: it takes `&name;` for a reference that stands there already,
 * and writes line breaks and tabs as they are, which a reader turns into spaces.
 */
function valueText(value: string | number, name: (typeof ATTRIBUTES)[number], where: string): string {
  const allowed = NUMBERS[name];
  if (allowed !== undefined && !allowed.includes(value as number)) {
    throw new TaskBodyBuildError(`${where}: expected one of ${allowed.join(', ')}, found ${JSON.stringify(value)}`);
  }
  if (allowed === undefined && typeof value !== 'string') {
    throw new TaskBodyBuildError(`${where}: expected a string, found ${JSON.stringify(value)}`);
  }
  const text = String(value);
  const invalid = findInvalidCharacter(text);
  if (invalid >= 0) {
    const point = (text.codePointAt(invalid) as number).toString(16).toUpperCase().padStart(4, '0');
    throw new TaskBodyBuildError(`${where}: XML cannot carry the character U+${point} at ${invalid}`);
  }
  return text.replaceAll('&', '&amp;').replace(/[\t\n\r]/g, (unit) => `&#${unit.charCodeAt(0)};`);
}
