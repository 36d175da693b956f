/** What entities must look like, by their schemas. What is wrong is put into words by shape.ts. */
import { judgeOf } from '#entity-judge';
import * as generated from './entities.generated.js';
import { type EntitySchema, entityRules, type Fault, faultsOf } from './entity-rules.js';

/** What an entity is, by its schema. */
type EntityName = 'job' | 'task' | 'job-template' | 'task-template';

/** An entity's schema, ready to be held against values. */
export interface EntityShape {
  readonly entity: EntityName;
  readonly properties: readonly string[];
  /** Those that only the service sets. */
  readonly readOnly: readonly string[];
  /** Whether any of those is there, and not null. */
  readonly hasReadOnly: (data: Readonly<Record<string, unknown>>) => boolean;
  readonly validate: (data: unknown) => readonly Fault[];
}

/** A job without its collections, which the model reads. */
export const JOB_SHAPE = shape('job', generated.JOB, generated.hasReadOnlyOfJob);

/** A task. */
export const TASK_SHAPE = shape('task', generated.TASK, generated.hasReadOnlyOfTask);

/** A job template without its TaskTemplates, which the model reads. */
export const JOB_TEMPLATE_SHAPE = shape('job-template', generated.JOB_TEMPLATE);

/** A task template. */
export const TASK_TEMPLATE_SHAPE = shape('task-template', generated.TASK_TEMPLATE);

/** The shape of an entity, of what its schema says, with a function that is faster than to go through the names. */
function shape(entity: EntityName, schema: EntitySchema, isReadBack?: EntityShape['hasReadOnly']): EntityShape {
  const properties = Object.keys(schema.properties);
  const readOnly = properties.filter((name) => schema.properties[name] === 0);
  const rules = entityRules(schema);
  const isRight = judgeOf(entity) ?? (() => false);
  const validate = (data: unknown): readonly Fault[] => (isRight(data) ? NO_FAULTS : faultsOf(data, rules));
  const hasReadOnly = isReadBack ?? ((data) => readOnly.some((name) => data[name] != null));
  return { entity, properties, readOnly, hasReadOnly, validate };
}

const NO_FAULTS: readonly Fault[] = [];
