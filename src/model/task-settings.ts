/** How a task is done: what a Task, or the TaskTemplate of a job template, says beside what it reads and writes. */
import type { Path } from '../diagnostics/diagnostic.js';
import type { PathSet } from '../diagnostics/path-set.js';
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
  /** The Configuration; empty where there is none. */
  readonly configuration: string;
  /** The MediaProcessorId as it is written; empty where there is none. */
  readonly processorId: string;
  /** 0 where there are none; null where nobody knows which were meant, which is told. */
  readonly options: number | null;
  /** In the order in which they are written. */
  readonly encryption: readonly EncryptionSetting[];
  /** Where one of these properties stands, or would. */
  readonly pathOf: (name: 'Configuration' | 'MediaProcessorId' | 'Options') => Path;
}

/** What has settings. */
export interface Configured {
  readonly settings: TaskSettings | null;
}

const NONE: readonly EncryptionSetting[] = [];
const ALL_OPTIONS = Object.values(TASK_OPTIONS).reduce((sum, flag) => sum | flag, 0);

/** The settings of an entity whose shape has been checked. What has the wrong type counts as not written. */
export class EntitySettings implements TaskSettings {
  readonly configuration: string;
  readonly processorId: string;
  readonly options: number | null;
  readonly encryption: readonly EncryptionSetting[];
  readonly #owner: { readonly label: string };
  readonly #entity: Entity;

  constructor(owner: { readonly label: string }, entity: Entity, document: Document) {
    const { Configuration, MediaProcessorId } = entity.value;
    this.configuration = typeof Configuration === 'string' ? Configuration : '';
    this.processorId = typeof MediaProcessorId === 'string' ? MediaProcessorId : '';
    this.options = readOptions(entity, document);
    this.encryption = readEncryption(entity, document.damaged);
    this.#owner = owner;
    this.#entity = entity;
  }

  get path(): Path {
    return this.#entity.path;
  }

  get label(): string {
    return this.#owner.label;
  }

  toJSON(): Omit<TaskSettings, 'pathOf'> {
    const { path, label, configuration, processorId, options, encryption } = this;
    return { path, label, configuration, processorId, options, encryption };
  }

  pathOf(name: string): Path {
    return this.#entity.pathOf(name);
  }
}

/** Whether the Configuration is encrypted; null where the Options cannot be read. */
export function isProtected(settings: TaskSettings): boolean | null {
  return hasOption(settings, 'protectedConfiguration');
}

/** Whether Options has a flag; null where they cannot be read. */
export function hasOption({ options }: TaskSettings, option: keyof typeof TASK_OPTIONS): boolean | null {
  return options === null ? null : (options & TASK_OPTIONS[option]) !== 0;
}

/** Where broken JSON loses the end of the task, they may have stood there. */
function readOptions(entity: Entity, { damaged, incomplete }: Document): number | null {
  const { Options } = entity.value;
  if (!damaged.isEmpty && damaged.has(entity.pathOf('Options'))) return null;
  if (!isPresent(Options)) return !incomplete.isEmpty && incomplete.has(entity.path) ? null : 0;
  const options = readInt32(Options);
  return options !== null && options >= 0 && options <= ALL_OPTIONS ? options : null;
}

function readEncryption(entity: Entity, damaged: PathSet): readonly EncryptionSetting[] {
  const { EncryptionKeyId, EncryptionScheme, EncryptionVersion, InitializationVector } = entity.value;
  const isThere = EncryptionKeyId ?? EncryptionScheme ?? EncryptionVersion ?? InitializationVector;
  if (!isPresent(isThere) && damaged.isEmpty) return NONE;
  const written: EncryptionSetting[] = [];
  for (const name of ENCRYPTION_PROPERTIES) {
    const { value: given, path } = entity.property(name);
    const isDamaged = damaged.has(path);
    if (isDamaged || isPresent(given)) written.push({ name, path, isEmpty: given === '', isDamaged });
  }
  const order = Object.keys(entity.value);
  const position = ({ path }: EncryptionSetting): number => order.indexOf(path.at(-1) as string);
  return written.sort((a, b) => position(a) - position(b));
}
