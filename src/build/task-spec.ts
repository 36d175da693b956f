/** What callers say of tasks and outputs that are to be made, and the Task that it comes to. */
import { nearest } from '../diagnostics/nearest.js';
import type { AssetReference } from '../model/asset-reference.js';
import type { OutputOptions } from '../model/output-options.js';
import { PROCESSORS, processorKey, processorNamed } from '../model/processors.js';
import { buildTaskBody, TaskBodyBuildError } from './task-body.js';

/** How an output is encrypted at rest, by the names of the reference (AssetCreationOptions). */
export type Encryption = 'None' | 'StorageEncrypted' | 'CommonEncryptionProtected' | 'EnvelopeEncryptionProtected';

/** How an output is laid out, by the names of the .NET client (AssetFormatOption). */
export type AssetFormat = 'None' | 'AdaptiveStreaming';

/** An output of a task. */
export interface OutputSpec<Name extends string = string> {
  /** The name of the asset that is made. */
  readonly name: Name;
  /** Always to be said: without it the service encrypts, and the output does not play. */
  readonly encryption: Encryption;
  /** The storage account, where it is not the default one of the media account. */
  readonly storageAccount?: string;
  readonly format?: AssetFormat;
}

/** How a task is done. */
export interface TaskSettingsSpec {
  /** The name of a processor that is known, or an id: `nb:mpid:UUID:…` or only its GUID. */
  readonly processor: string;
  /** The name of a preset, a preset as XML or JSON, or nothing where the processor needs none. */
  readonly configuration?: string;
  /** Higher goes first; Int32, 0 where it is not said. */
  readonly priority?: number;
  /** Flags, added up; 1 is set by `protection`. */
  readonly options?: number;
  /** Says that `configuration` is encrypted, in base64. */
  readonly protection?: ConfigurationProtection;
}

/** With what a configuration is encrypted. */
export interface ConfigurationProtection {
  /** `nb:kid:UUID:…` */
  readonly keyId: string;
  /** In base64. */
  readonly initializationVector: string;
}

/** A task, whose inputs are named as the caller names assets. */
export interface TaskSpec<Asset extends string = string, Output extends string = string> extends TaskSettingsSpec {
  readonly inputs: readonly Asset[];
  readonly outputs: readonly OutputSpec<Output>[];
}

/** Refuses a call, with what is wrong and what to do. */
export type Fail = (problem: string) => never;

const ENCRYPTIONS: Readonly<Record<Encryption, number>> = {
  None: 0,
  StorageEncrypted: 1,
  CommonEncryptionProtected: 2,
  EnvelopeEncryptionProtected: 4,
};
const FORMATS: Readonly<Record<AssetFormat, number>> = { None: 0, AdaptiveStreaming: 1 };
const PROTECTED = 1;

/** A task with everything that it reads and writes numbered. */
export interface NumberedTask extends TaskSettingsSpec {
  readonly name: string;
  readonly reads: readonly AssetReference[];
  readonly writes: readonly (OutputSpec & { readonly index: number })[];
}

/** A Task, as the create request has it. */
export function taskOf(task: NumberedTask, fail: Fail): Readonly<Record<string, unknown>> {
  const TaskBody = taskBodyOf(task, fail);
  return { Name: task.name, ...settingsOf(task, fail), TaskBody };
}

/** The properties that say how a task is done, those of them that are given. */
export function settingsOf(settings: Partial<TaskSettingsSpec>, fail: Fail): Readonly<Record<string, unknown>> {
  const { processor, configuration, priority, options, protection } = settings;
  const flags = protection === undefined ? options : (options ?? 0) | PROTECTED;
  return {
    ...(processor === undefined ? {} : { MediaProcessorId: processorId(processor, fail) }),
    ...(configuration === undefined ? {} : { Configuration: configuration }),
    ...(priority === undefined ? {} : { Priority: priority }),
    ...(flags === undefined ? {} : { Options: flags }),
    ...(protection === undefined
      ? {}
      : {
          EncryptionKeyId: protection.keyId,
          EncryptionScheme: 'ConfigurationEncryption',
          EncryptionVersion: '1.0',
          InitializationVector: protection.initializationVector,
        }),
  };
}

/** The options of an output as its attributes have them. */
export function outputOptions(output: OutputSpec, fail: Fail): OutputOptions {
  const { name, encryption, storageAccount, format } = output ?? {};
  if (typeof name !== 'string' || name === '') fail('each output needs a name');
  const assetCreationOptions = numberOf(ENCRYPTIONS, encryption);
  if (assetCreationOptions === undefined) {
    fail(
      `output "${name}": encryption is ${JSON.stringify(encryption)}, expected ${Object.keys(ENCRYPTIONS).join(', ')}`,
    );
  }
  const assetFormatOption = format === undefined ? undefined : numberOf(FORMATS, format);
  if (format !== undefined && assetFormatOption === undefined) {
    fail(`output "${name}": format is ${JSON.stringify(format)}, expected ${Object.keys(FORMATS).join(', ')}`);
  }
  return {
    assetCreationOptions: assetCreationOptions as number,
    assetName: name,
    ...(storageAccount === undefined ? {} : { storageAccountName: storageAccount }),
    ...(assetFormatOption === undefined ? {} : { assetFormatOption }),
  };
}

/** The XML of one `<outputAsset>`. */
export function outputElement(output: OutputSpec, index: number, fail: Fail): string {
  const reads: readonly AssetReference[] = [{ kind: 'JobInputAsset', index: 0 }];
  const xml = taskBodyOf({ reads, writes: [{ ...output, index }] }, fail);
  return xml.slice(xml.indexOf('<outputAsset'), xml.lastIndexOf('</taskBody>'));
}

function taskBodyOf({ reads, writes }: Pick<NumberedTask, 'reads' | 'writes'>, fail: Fail): string {
  try {
    return buildTaskBody({
      inputs: reads.map((reference) => ({ reference })),
      outputs: writes.map(({ index, ...output }) => ({
        reference: { kind: 'JobOutputAsset', index },
        ...outputOptions(output, fail),
      })),
    });
  } catch (error) {
    if (error instanceof TaskBodyBuildError) return fail(error.message);
    throw error;
  }
}

/** The id of a processor that is given by name or id. */
export function processorId(text: string, fail: Fail): string {
  if (typeof text !== 'string')
    return fail(`processor is ${JSON.stringify(text) ?? 'missing'}, expected a name or an id`);
  const named = processorNamed(text);
  if (named !== null) return named.id;
  const key = processorKey(text);
  if (key === null) {
    const near = nearest(
      text,
      PROCESSORS.map(({ name }) => name),
    );
    const hint = near === null ? 'give its id, nb:mpid:UUID:…' : `did you mean "${near}"?`;
    return fail(`no processor "${text}" is known: ${hint}`);
  }
  return text.startsWith('nb:') ? text : `nb:mpid:UUID:${text}`;
}

function numberOf(numbers: Readonly<Record<string, number>>, name: unknown): number | undefined {
  return typeof name === 'string' && Object.hasOwn(numbers, name) ? numbers[name] : undefined;
}
