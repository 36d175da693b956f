/** The model that rules, graph and plan work on. Values carry no offsets; a finding's place is made from the paths. */
import { diagnostic, excerpt, type Path, type Report, valueAt } from '../diagnostics/diagnostic.js';
import { type Definition, type Document, isObject, type JsonObject } from '../parse/document.js';
import { checkShape, describe, joinSteps, readInt32 } from '../schema/shape.js';
import { JOB_SHAPE, TASK_SHAPE } from '../schema/validate.js';
import { readTaskBody, type TaskBody } from './task-body.js';
import { readTaskTemplates, readTemplateTasks } from './template.js';

export interface Task {
  /** Position in the job, from 0: what plans and graphs number tasks by. */
  readonly position: number;
  /** Where the task stands in the document. */
  readonly path: Path;
  readonly name: string | null;
  /** Higher goes first; 0 where it is missing or no Int32. */
  readonly priority: number;
  /** Null where the task has no TaskBody, or none that is a string. */
  readonly body: TaskBody | null;
  /** Where the TaskBody stands, or would. */
  readonly bodyPath: Path;
}

/** A job, or as much of one as the document shows. */
export interface Job {
  /** Where the job stands in the document. */
  readonly at: Path;
  /** Whether the rest of the job is known: a bare Task or TaskBody is one task of a job that nobody showed. */
  readonly scope: 'job' | 'task';
  readonly name: string | null;
  /** How many input assets the job has; null where that is unknown. */
  readonly inputCount: number | null;
  /** Null where the tasks are unknown: made from a template, or behind a link. */
  readonly tasks: readonly Task[] | null;
  /** Where the list of tasks stands; for a bare task, the task. */
  readonly tasksPath: Path;
  /** False where broken JSON ends within the list of tasks: there may have been more. */
  readonly isComplete: boolean;
}

/** How messages name a task: by its name, or by its position. */
export function taskLabel({ name, position }: Pick<Task, 'name' | 'position'>): string {
  return name === null ? `Task ${position}` : `Task "${excerpt(name, 40)}"`;
}

/** Reads every job of a document, and reports what is wrong with the shape of its entities and with each TaskBody. */
export function readJobs(document: Document, report: Report): Job[] {
  return document.definitions.map((definition) => readDefinition(definition, document, report));
}

function readDefinition(definition: Definition, document: Document, report: Report): Job {
  const { path } = definition;
  const bare = { at: path, name: null, inputCount: null, tasksPath: path, isComplete: isIntact(path, document) };
  if (definition.kind === 'job') return readJob(definition.value, path, document, report);
  if (definition.kind === 'tasks') {
    return { ...bare, scope: 'job', tasks: readTasks(definition.value, path, 'The list', report) };
  }
  if (definition.kind === 'task')
    return { ...bare, scope: 'task', tasks: [readTask(definition.value, path, 0, report)] };
  if (definition.kind === 'job-template') return readTemplate(definition.value, path, bare, report);
  if (definition.kind === 'job-template-body') {
    return { ...bare, scope: 'job', tasks: readTemplateTasks(definition.value, path, new Map(), report) };
  }
  const body = readTaskBody(definition.value, path, report);
  return { ...bare, scope: 'task', tasks: [{ position: 0, path, name: null, priority: 0, body, bodyPath: path }] };
}

/** A job template is planned like a job: its tasks are the taskBody elements of its JobTemplateBody. */
function readTemplate(value: JsonObject, path: Path, bare: Omit<Job, 'scope' | 'tasks'>, report: Report): Job {
  const owner = 'The job template';
  const xml = value.JobTemplateBody;
  const bodyPath = [...path, 'JobTemplateBody'];
  if (!isPresent(xml))
    report(diagnostic('missing-property', valueAt(bodyPath), { owner, property: 'JobTemplateBody' }));
  else if (typeof xml !== 'string') {
    const args = { owner, property: 'JobTemplateBody', expected: 'a string', found: describe(xml) };
    report(diagnostic('wrong-type', valueAt(bodyPath), args));
  }
  const templates = readTaskTemplates(value.TaskTemplates, [...path, 'TaskTemplates']);
  const tasks = typeof xml === 'string' ? readTemplateTasks(xml, bodyPath, templates, report) : null;
  return { ...bare, scope: 'job', name: readName(value), inputCount: readInt32(value.NumberofInputAssets), tasks };
}

function readJob(value: JsonObject, path: Path, document: Document, report: Report): Job {
  const name = readName(value);
  const owner = document.kind === 'jobs' && name !== null ? `Job "${excerpt(name, 40)}"` : 'The job';
  const reader = { value, path, owner, report, isReadBack: isReadBack(value, document) };
  checkShape(value, JOB_SHAPE, path, owner, report);
  const list = readCollection(reader, 'Tasks', !isPresent(value.TemplateId));
  const isFromTemplate = isPresent(value.TemplateId) && list?.items.length === 0;
  const tasksPath = list?.path ?? [...path, 'Tasks'];
  return {
    at: path,
    scope: 'job',
    name,
    inputCount: countInputs(reader),
    tasks: list === null || isFromTemplate ? null : readTasks(list.items, list.path, owner, report),
    tasksPath,
    isComplete: isIntact(tasksPath, document),
  };
}

interface JobReader {
  readonly value: JsonObject;
  readonly path: Path;
  readonly owner: string;
  readonly report: Report;
  readonly isReadBack: boolean;
}

/** A response carries what only the service sets, and need not carry what hangs behind a link. */
function isReadBack(value: JsonObject, document: Document): boolean {
  return document.isWrapped || ['Created', 'State', 'odata.metadata'].some((name) => isPresent(value[name]));
}

/** A collection: an array, or one in `results`; null where it is unknown, which is no fault for `__deferred`. */
function readCollection(
  { value, path, owner, report, isReadBack }: JobReader,
  name: string,
  isRequired: boolean,
): { items: readonly unknown[]; path: Path } | null {
  const given = value[name];
  const at = [...path, name];
  if (Array.isArray(given)) return { items: given, path: at };
  if (!isPresent(given)) {
    if (isRequired && !isReadBack) report(diagnostic('missing-property', valueAt(at), { owner, property: name }));
    return null;
  }
  if (isObject(given) && Array.isArray(given.results)) return { items: given.results, path: [...at, 'results'] };
  if (isObject(given) && Object.hasOwn(given, '__deferred')) return null;
  report(
    diagnostic('wrong-type', valueAt(at), { owner, property: name, expected: 'an array', found: describe(given) }),
  );
  return null;
}

/** The number of input assets, from links in verbose or in light JSON. */
function countInputs(reader: JobReader): number | null {
  const bound = reader.value['InputMediaAssets@odata.bind'];
  const light = isPresent(bound) ? readLinks(reader, bound) : null;
  const verbose = readCollection(reader, 'InputMediaAssets', !isPresent(bound));
  if (light !== null) checkItems(reader, light, 'a string', (item) => typeof item === 'string');
  if (verbose !== null) checkItems(reader, verbose, 'an object', isObject);
  if (verbose === null && (light === null || isPresent(reader.value.InputMediaAssets))) return null;
  return (verbose?.items.length ?? 0) + (light?.items.length ?? 0);
}

/** Links in light JSON are a plain array, never wrapped. */
function readLinks(reader: JobReader, bound: unknown): { items: readonly unknown[]; path: Path } | null {
  const property = 'InputMediaAssets@odata.bind';
  if (Array.isArray(bound)) return { items: bound, path: [...reader.path, property] };
  const args = { owner: reader.owner, property, expected: 'an array', found: describe(bound) };
  reader.report(diagnostic('wrong-type', valueAt([...reader.path, property]), args));
  return null;
}

function checkItems(
  { path, owner, report }: JobReader,
  list: { items: readonly unknown[]; path: Path },
  expected: string,
  isRight: (item: unknown) => boolean,
): void {
  list.items.forEach((item, index) => {
    if (isRight(item)) return;
    const at = [...list.path, index];
    const property = joinSteps(at.slice(path.length));
    report(diagnostic('wrong-type', valueAt(at), { owner, property, expected, found: describe(item) }));
  });
}

/** Reads a list of tasks. What is no object is reported and keeps its number. */
function readTasks(items: readonly unknown[], path: Path, owner: string, report: Report): Task[] {
  return items.map((item, position) => {
    const at = [...path, position];
    if (isObject(item)) return readTask(item, at, position, report);
    const property = path.length > 0 ? `Tasks[${position}]` : `[${position}]`;
    report(diagnostic('wrong-type', valueAt(at), { owner, property, expected: 'an object', found: describe(item) }));
    return { position, path: at, name: null, priority: 0, body: null, bodyPath: [...at, 'TaskBody'] };
  });
}

function readTask(value: JsonObject, path: Path, position: number, report: Report): Task {
  const name = readName(value);
  checkShape(value, TASK_SHAPE, path, taskLabel({ name, position }), report);
  const xml = value.TaskBody;
  const bodyPath = [...path, 'TaskBody'];
  const body = typeof xml === 'string' ? readTaskBody(xml, bodyPath, report) : null;
  return { position, path, name, priority: readInt32(value.Priority) ?? 0, body, bodyPath };
}

function readName(value: JsonObject): string | null {
  return typeof value.Name === 'string' && value.Name !== '' ? value.Name : null;
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function isIntact(path: Path, { incomplete, damaged }: Document): boolean {
  const isSame = (other: Path): boolean => other.length === path.length && other.every((step, at) => step === path[at]);
  return !incomplete.some(isSame) && !damaged.some(isSame);
}
