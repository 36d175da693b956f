/** How a task is done: what a Task, or the TaskTemplate of a job template, says beside what it reads and writes. */
import type { Path } from '../diagnostics/diagnostic.js';
import type { PathSet } from '../diagnostics/path-set.js';
import type { JsonObject } from '../parse/definition.js';
import type { Document } from '../parse/document.js';
import { type Entity, readInt32 } from '../schema/shape.js';
import { isPresent } from './collection.js';

/** Flags of Options, which are added up: the first is in the reference, the others are known from a client. */
export const TASK_OPTIONS = {
  protectedConfiguration: 1,
  doNotDeleteOutputAssetOnFailure: 2,
  doNotCancelOnJobFailure: 4,
} as const;

/** What goes with an encrypted Configuration, all four together (clients). */
export const ENCRYPTION_PROPERTIES = [
  'EncryptionKeyId',
  'EncryptionScheme',
  'EncryptionVersion',
  'InitializationVector',
] as const;

/** A property and where it stands, or would. */
export interface Setting<T> {
  readonly value: T;
  readonly path: Path;
}

/** One of the `ENCRYPTION_PROPERTIES`, where it is written and not null. */
export interface EncryptionSetting {
  readonly name: (typeof ENCRYPTION_PROPERTIES)[number];
  readonly path: Path;
  readonly isEmpty: boolean;
  /** Whether a break of the JSON runs through it: something stands there, and nobody knows what. */
  readonly isDamaged: boolean;
}

/** The settings of a task or TaskTemplate. */
export interface TaskSettings {
  readonly path: Path;
  /** How messages name whose they are: `Task "Encode"`, `Task template "Encode"`. */
  readonly label: string;
  /** Empty where there is none. */
  readonly configuration: Setting<string>;
  /** The MediaProcessorId as it is written; empty where there is none. */
  readonly processorId: Setting<string>;
  /** 0 where there are none; null where nobody knows which were meant, which is told. */
  readonly options: Setting<number | null>;
  /** In the order in which they are written. */
  readonly encryption: readonly EncryptionSetting[];
}

const NONE: readonly EncryptionSetting[] = [];
const ALL_OPTIONS = Object.values(TASK_OPTIONS).reduce((sum, flag) => sum + flag, 0);

/** Reads the settings of a task whose shape has been checked. What has the wrong type counts as not written. */
export function readTaskSettings(value: JsonObject, entity: Entity, label: string, document: Document): TaskSettings {
  const text = (name: string): Setting<string> => {
    const { value: given, path } = entity.property(name);
    return { value: typeof given === 'string' ? given : '', path };
  };
  return {
    path: entity.path,
    label,
    configuration: text('Configuration'),
    processorId: text('MediaProcessorId'),
    options: readOptions(entity, document),
    encryption: readEncryption(value, entity, document.damaged),
  };
}

/** Whether the Configuration is encrypted; null where the Options cannot be read. */
export function isProtected(settings: TaskSettings): boolean | null {
  return hasOption(settings, 'protectedConfiguration');
}

/** Whether Options has a flag; null where they cannot be read. */
export function hasOption({ options }: TaskSettings, option: keyof typeof TASK_OPTIONS): boolean | null {
  return options.value === null ? null : (options.value & TASK_OPTIONS[option]) !== 0;
}

/** Where broken JSON loses the end of the task, they may have stood there. */
function readOptions(entity: Entity, { damaged, incomplete }: Document): Setting<number | null> {
  const { value, path } = entity.property('Options');
  if (damaged.has(path)) return { value: null, path };
  if (!isPresent(value)) return { value: incomplete.has(entity.path) ? null : 0, path };
  const options = readInt32(value);
  return { value: options !== null && options >= 0 && options <= ALL_OPTIONS ? options : null, path };
}

function readEncryption(value: JsonObject, entity: Entity, damaged: PathSet): readonly EncryptionSetting[] {
  const written: EncryptionSetting[] = [];
  for (const name of ENCRYPTION_PROPERTIES) {
    const { value: given, path } = entity.property(name);
    const isDamaged = damaged.has(path);
    if (isDamaged || isPresent(given)) written.push({ name, path, isEmpty: given === '', isDamaged });
  }
  if (written.length === 0) return NONE;
  const order = Object.keys(value);
  const position = ({ path }: EncryptionSetting): number => order.indexOf(path.at(-1) as string);
  return written.sort((a, b) => position(a) - position(b));
}
