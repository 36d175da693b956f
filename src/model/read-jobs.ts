/** From a document to its jobs: shape is checked, collections are unwrapped, TaskBodies are read. */
import { diagnostic, excerpt, type Path, type Report, valueAt } from '../diagnostics/diagnostic.js';
import { type Definition, isObject, type JsonObject } from '../parse/definition.js';
import type { Document } from '../parse/document.js';
import { checkShape, describe, type Entity, joinSteps, readInt32 } from '../schema/shape.js';
import { JOB_SHAPE, TASK_SHAPE } from '../schema/validate.js';
import { type Job, nameOf, type Task, taskLabel } from './job.js';
import { readTaskBody } from './task-body.js';
import { readTaskTemplates, readTemplateTasks } from './template.js';

/** Reads every job of a document, and reports what is wrong with the shape of its entities and with each TaskBody. */
export function readJobs(document: Document, report: Report): Job[] {
  return document.definitions.map((definition) => readDefinition(definition, document, report));
}

function readDefinition(definition: Definition, document: Document, report: Report): Job {
  const { path } = definition;
  const bare = { at: path, name: null, inputCount: null, tasksPath: path, isComplete: isIntact(path, document) };
  switch (definition.kind) {
    case 'job':
      return readJob(definition.value, definition, document, report);
    case 'tasks':
      return { ...bare, scope: 'job', tasks: readTasks(definition.value, path, report) };
    case 'task':
      return { ...bare, scope: 'task', tasks: [readTask(definition.value, path, 0, false, report)] };
    case 'task-template':
      return { ...bare, scope: 'task', tasks: null };
    case 'job-template':
      return readTemplate(definition.value, path, bare, report);
    case 'job-template-body':
      return { ...bare, scope: 'job', tasks: readTemplateTasks(definition.value, path, new Map(), report) };
    case 'task-body': {
      const body = readTaskBody(definition.value, path, report);
      const task = { position: 0, path, name: null, label: 'The task', priority: 0, body, bodyPath: path };
      return { ...bare, scope: 'task', tasks: [task] };
    }
  }
}

/** A job template is planned like a job: its tasks are the taskBody elements of its JobTemplateBody. */
function readTemplate(value: JsonObject, path: Path, bare: Omit<Job, 'scope' | 'tasks'>, report: Report): Job {
  const owner = 'The job template';
  const property = 'JobTemplateBody';
  const xml = value[property];
  const bodyPath = [...path, property];
  if (!isPresent(xml)) report(diagnostic('missing-property', valueAt(bodyPath), { owner, property }));
  else if (typeof xml !== 'string') {
    report(
      diagnostic('wrong-type', valueAt(bodyPath), { owner, property, expected: 'a string', found: describe(xml) }),
    );
  }
  const templates = readTaskTemplates(value.TaskTemplates, [...path, 'TaskTemplates']);
  const tasks = typeof xml === 'string' ? readTemplateTasks(xml, bodyPath, templates, report) : null;
  return { ...bare, scope: 'job', name: nameOf(value.Name), inputCount: readInt32(value.NumberofInputAssets), tasks };
}

function readJob(value: JsonObject, definition: Definition, document: Document, report: Report): Job {
  const { path } = definition;
  const name = nameOf(value.Name);
  const isOneOfMany = document.kind === 'jobs' || document.definitions.length > 1;
  const owner = isOneOfMany && name !== null ? `Job "${excerpt(name, 40)}"` : 'The job';
  const entity = checkShape(value, JOB_SHAPE, path, owner, report);
  const reader = { entity, owner, report, isReadBack: isReadBack(value, definition) };
  const isTemplated = isPresent(value.TemplateId);
  const list = readCollection(reader, 'Tasks', !isTemplated);
  const tasksPath = list?.path ?? [...path, 'Tasks'];
  const isUnknown = list === null || (isTemplated && list.items.length === 0);
  return {
    at: path,
    scope: 'job',
    name,
    inputCount: countInputs(reader),
    tasks: isUnknown ? null : readTasks(list.items, list.path, report),
    tasksPath,
    isComplete: isIntact(tasksPath, document),
  };
}

interface JobReader {
  readonly entity: Entity;
  readonly owner: string;
  readonly report: Report;
  readonly isReadBack: boolean;
}

interface Collection {
  readonly items: readonly unknown[];
  readonly path: Path;
}

/** A response carries what only the service sets, and need not carry what hangs behind a link. */
function isReadBack(value: JsonObject, { isWrapped }: Definition): boolean {
  return isWrapped || ['Created', 'State', 'odata.metadata'].some((name) => isPresent(value[name]));
}

/** A collection: an array, or one in `results`; null where it is unknown, which is no fault for `__deferred`. */
function readCollection(
  { entity, owner, report, isReadBack }: JobReader,
  name: string,
  isRequired: boolean,
): Collection | null {
  const { value: given, path } = entity.property(name);
  if (Array.isArray(given)) return { items: given, path };
  if (!isPresent(given)) {
    if (isRequired && !isReadBack) report(diagnostic('missing-property', valueAt(path), { owner, property: name }));
    return null;
  }
  if (isObject(given) && Array.isArray(given.results)) return { items: given.results, path: [...path, 'results'] };
  if (isObject(given) && Object.hasOwn(given, '__deferred')) return null;
  reportNoArray(owner, name, path, given, report);
  return null;
}

/** Links in light JSON are a plain array, never wrapped. */
function readLinks({ entity, owner, report }: JobReader): Collection | null {
  const name = 'InputMediaAssets@odata.bind';
  const { value: given, path } = entity.property(name);
  if (Array.isArray(given)) return { items: given, path };
  if (isPresent(given)) reportNoArray(owner, name, path, given, report);
  return null;
}

function reportNoArray(owner: string, property: string, path: Path, given: unknown, report: Report): void {
  report(diagnostic('wrong-type', valueAt(path), { owner, property, expected: 'an array', found: describe(given) }));
}

/** The number of input assets, from links in verbose or in light JSON; null where either is there and unknown. */
function countInputs(reader: JobReader): number | null {
  const isThere = (name: string): boolean => isPresent(reader.entity.property(name).value);
  const isLight = isThere('InputMediaAssets@odata.bind');
  const light = readLinks(reader);
  const verbose = readCollection(reader, 'InputMediaAssets', !isLight);
  if (light !== null) checkItems(reader, light, 'a string', (item) => typeof item === 'string');
  if (verbose !== null) checkItems(reader, verbose, 'an object', isObject);
  if ((isLight && light === null) || (verbose === null && (!isLight || isThere('InputMediaAssets')))) return null;
  return (verbose?.items.length ?? 0) + (light?.items.length ?? 0);
}

function checkItems(
  { entity, owner, report }: JobReader,
  { items, path }: Collection,
  expected: string,
  isRight: (item: unknown) => boolean,
): void {
  items.forEach((item, index) => {
    if (isRight(item)) return;
    const at = [...path, index];
    const property = joinSteps(at.slice(entity.path.length));
    report(diagnostic('wrong-type', valueAt(at), { owner, property, expected, found: describe(item) }));
  });
}

/** Reads a list of tasks. What is no object is reported and keeps its number. */
function readTasks(items: readonly unknown[], path: Path, report: Report): Task[] {
  const names = new Map<string, number>();
  for (const item of items) {
    const name = isObject(item) ? nameOf(item.Name) : null;
    if (name !== null) names.set(name, (names.get(name) ?? 0) + 1);
  }
  return Array.from(items, (item, position) => {
    const at = [...path, position];
    if (isObject(item)) {
      const isShared = (names.get(nameOf(item.Name) ?? '') ?? 0) > 1;
      return readTask(item, at, position, isShared, report);
    }
    const label = taskLabel(null, position);
    const args = { owner: 'the list', property: label, expected: 'an object', found: describe(item) };
    report(diagnostic('wrong-type', valueAt(at), args));
    return { position, path: at, name: null, label, priority: 0, body: null, bodyPath: [...at, 'TaskBody'] };
  });
}

function readTask(value: JsonObject, path: Path, position: number, isShared: boolean, report: Report): Task {
  const given = nameOf(value.Name);
  const entity = checkShape(value, TASK_SHAPE, path, taskLabel(given, position, isShared), report);
  const name = nameOf(entity.property('Name').value);
  const label = taskLabel(name, position, isShared);
  const { value: xml, path: bodyPath } = entity.property('TaskBody');
  const body = typeof xml === 'string' ? readTaskBody(xml, bodyPath, report) : null;
  const priority = readInt32(entity.property('Priority').value) ?? 0;
  return { position, path, name, label, priority, body, bodyPath };
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function isIntact(path: Path, { incomplete, damaged }: Document): boolean {
  return !incomplete.has(path) && !damaged.has(path);
}
