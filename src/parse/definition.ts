/** What a document can be, and the definitions in it. */
import type { Path } from '../diagnostics/diagnostic.js';

/** What a document is as a whole. A list of templates has the kind of its members; there is no other word for it. */
export type DocumentKind =
  | 'job'
  | 'jobs'
  | 'task'
  | 'tasks'
  | 'task-body'
  | 'job-template'
  | 'task-template'
  | 'job-template-body'
  | 'batch'
  | 'unknown';

/** An object as JSON has it. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** One definition of a document. A `tasks` definition is one job whose inputs are unknown. */
export type Definition = DefinitionValue & {
  readonly path: Path;
  /** Whether it came in the wrapper of a response (`d`, `value`). */
  readonly isWrapped: boolean;
};

type DefinitionValue =
  | { readonly kind: 'job' | 'task' | 'job-template' | 'task-template'; readonly value: JsonObject }
  | { readonly kind: 'tasks'; readonly value: readonly unknown[] }
  | { readonly kind: 'task-body' | 'job-template-body'; readonly value: string };

/** Whether a value is an object of JSON, and no array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
