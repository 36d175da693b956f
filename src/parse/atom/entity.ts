/** Which entity an entry is: by what only that entity has, as for JSON, then by its category. */
import type { JsonObject } from '../definition.js';

/** What can be read of an entry. */
export type Entity = 'job' | 'task' | 'job-template' | 'task-template';

/** In the order in which they decide: a task and its template also have links that a job has. */
const MARKS: readonly (readonly [Entity, readonly string[]])[] = [
  ['job', ['Tasks']],
  ['task', ['TaskBody']],
  ['job-template', ['JobTemplateBody', 'TaskTemplates']],
  ['task-template', ['NumberofOutputAssets']],
];
const CATEGORIES: ReadonlyMap<string, Entity> = new Map([
  ['Job', 'job'],
  ['Task', 'task'],
  ['JobTemplate', 'job-template'],
  ['TaskTemplate', 'task-template'],
]);
const WEAK_MARKS: readonly (readonly [Entity, readonly string[]])[] = [
  ['task', ['MediaProcessorId']],
  [
    'job',
    ['InputMediaAssets', 'InputMediaAssets@odata.bind', 'TemplateId', 'JobNotificationSubscriptions', 'Priority'],
  ],
];

/** The entity of an object; `category` is the term that its entry gives, or ''. Null for none of ours. */
export function entityOf(value: JsonObject, category = ''): Entity | null {
  return marked(value, MARKS) ?? byCategory(category) ?? marked(value, WEAK_MARKS);
}

function marked(value: JsonObject, marks: typeof MARKS): Entity | null {
  return marks.find(([, names]) => names.some((name) => Object.hasOwn(value, name)))?.[0] ?? null;
}

/** The last part of `Microsoft.Cloud.Media.Vod.Rest.Data.Models.Job`. */
function byCategory(term: string): Entity | null {
  return CATEGORIES.get(term.slice(term.lastIndexOf('.') + 1)) ?? null;
}
