/** The compiled validators, typed. What they find is still in ajv's terms; shape.ts puts it into ours. */
import * as generated from './validators.generated.js';

export interface ShapeError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

type Validator = ((data: unknown) => boolean) & { readonly errors?: readonly ShapeError[] | null };

/** An entity's schema, compiled. */
export interface EntityShape {
  readonly entity: 'job' | 'task';
  readonly properties: readonly string[];
  /** Those that only the service sets. */
  readonly readOnly: readonly string[];
  readonly validate: (data: unknown) => readonly ShapeError[];
}

/** A job without its collections, which the model reads. */
export const JOB_SHAPE: EntityShape = {
  entity: 'job',
  properties: generated.JOB_PROPERTIES,
  readOnly: generated.JOB_READ_ONLY,
  validate: errorsOf(generated.validateJob as unknown as Validator),
};

/** A task. */
export const TASK_SHAPE: EntityShape = {
  entity: 'task',
  properties: generated.TASK_PROPERTIES,
  readOnly: generated.TASK_READ_ONLY,
  validate: errorsOf(generated.validateTask as unknown as Validator),
};

/** UTF-16 units that the name of a job may have. */
export const JOB_NAME_LENGTH: number = generated.JOB_NAME_LENGTH;

function errorsOf(validator: Validator): EntityShape['validate'] {
  return (data) => (validator(data) ? [] : (validator.errors ?? []));
}
