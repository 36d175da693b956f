/** The compiled validators, typed. What they find is still in ajv's terms; shape.ts puts it into ours. */
import * as generated from './validators.generated.js';

export interface ShapeError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Made by schemas/slim.mjs: what is wrong, or null. */
type Validator = (data: unknown) => readonly ShapeError[] | null;

/** What an entity is, by its schema. */
type EntityName = 'job' | 'task' | 'job-template' | 'task-template';

/** An entity's schema, compiled. */
export interface EntityShape {
  readonly entity: EntityName;
  readonly properties: readonly string[];
  /** Those that only the service sets. */
  readonly readOnly: readonly string[];
  /** Whether any of those is there, and not null. */
  readonly hasReadOnly: (data: Readonly<Record<string, unknown>>) => boolean;
  readonly validate: (data: unknown) => readonly ShapeError[];
}

const NO_ERRORS: readonly ShapeError[] = [];

/** A job without its collections, which the model reads. */
export const JOB_SHAPE = shape(
  'job',
  generated.JOB_PROPERTIES,
  generated.JOB_READ_ONLY,
  generated.validateJob,
  generated.hasReadOnlyOfJob,
);

/** A task. */
export const TASK_SHAPE = shape(
  'task',
  generated.TASK_PROPERTIES,
  generated.TASK_READ_ONLY,
  generated.validateTask,
  generated.hasReadOnlyOfTask,
);

/** UTF-16 units that the name of a job may have. */
export const JOB_NAME_LENGTH: number = generated.JOB_NAME_LENGTH;

/** The shape of an entity, of what was compiled from its schema. */
export function shape(
  entity: EntityName,
  properties: readonly string[],
  readOnly: readonly string[],
  compiled: unknown,
  hasReadOnly: EntityShape['hasReadOnly'],
): EntityShape {
  const validator = compiled as Validator;
  const validate = (data: unknown): readonly ShapeError[] => validator(data) ?? NO_ERRORS;
  return { entity, properties, readOnly, hasReadOnly, validate };
}
