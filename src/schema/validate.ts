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
  readonly validate: (data: unknown) => readonly ShapeError[];
}

/** A job without its collections, which the model reads. */
export const JOB_SHAPE = shape('job', generated.JOB_PROPERTIES, generated.validateJob as unknown as Validator);
/** A task. */
export const TASK_SHAPE = shape('task', generated.TASK_PROPERTIES, generated.validateTask as unknown as Validator);

function shape(entity: 'job' | 'task', properties: readonly string[], validator: Validator): EntityShape {
  return { entity, properties, validate: (data) => (validator(data) ? [] : (validator.errors ?? [])) };
}
