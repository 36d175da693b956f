/** From a document to the model: shape is checked, collections are unwrapped, TaskBodies are read. */
import { diagnostic, type Path, type Report, valueAt } from '../diagnostics/diagnostic.js';
import { type Definition, isObject, type JsonObject } from '../parse/definition.js';
import type { Document } from '../parse/document.js';
import { checkShape, describe, type Entity, joinSteps, readInt32 } from '../schema/shape.js';
import { JOB_SHAPE, TASK_SHAPE } from '../schema/validate.js';
import { type Collection, isPresent, type Owner, readCollection, readLinks } from './collection.js';
import { checkJobName, checkReadOnly, checkTaskOptions } from './entity-checks.js';
import { type Job, nameOf, sharedNames, type Task, taskLabel } from './job.js';
import { withProcessorHint } from './processor-hint.js';
import { type BareJob, readJobTemplate, readTaskTemplate, readTemplateBody } from './read-template.js';
import type { Reading } from './reading.js';
import { readTaskBody } from './task-body.js';
import { readTaskRun } from './task-run.js';
import { readTaskSettings, type TaskSettings } from './task-settings.js';
import type { JobTemplate } from './template.js';

/** What a document says, in the terms of the rules. */
export interface Model {
  /** Job templates are among them: they are planned like jobs. */
  readonly jobs: readonly Job[];
  /** Of every task, and of every TaskTemplate, used or not. */
  readonly settings: readonly TaskSettings[];
  readonly templates: readonly JobTemplate[];
}

/** Reads a document, and reports what is wrong with the shape of its entities and with each TaskBody. */
export function readModel(document: Document, report: Report): Model {
  const reading: Reading = { document, report, settings: [], templates: [] };
  const jobs = document.definitions.flatMap((definition) => readDefinition(definition, reading) ?? []);
  return { jobs, settings: reading.settings, templates: reading.templates };
}

/** The job of a definition; null for a TaskTemplate, which does not say what it reads and writes. */
function readDefinition(definition: Definition, reading: Reading): Job | null {
  const { document, report } = reading;
  const { path } = definition;
  const isComplete = isIntact(path, document);
  const bare: BareJob = { at: path, name: null, inputCount: null, inputLists: [], tasksPath: path, isComplete };
  switch (definition.kind) {
    case 'job':
      return readJob(definition.value, definition, reading);
    case 'tasks':
      return {
        ...bare,
        scope: 'job',
        tasks: readTasks(definition.value, path, readBackBy(TASK_MARKS, definition), reading),
      };
    case 'task': {
      const isReadBack = readBackBy(TASK_MARKS, definition)(definition.value);
      const place = { path, position: 0, isShared: false, isReadBack };
      return { ...bare, scope: 'task', tasks: [readTask(definition.value, place, reading)] };
    }
    case 'job-template': {
      const owner = ownerOf('Job template', definition.value, document);
      return readJobTemplate(
        definition.value,
        bare,
        owner,
        readBackBy(JOB_MARKS, definition)(definition.value),
        reading,
      );
    }
    case 'task-template': {
      const owner = ownerOf('Task template', definition.value, document);
      readTaskTemplate(definition.value, path, owner, reading);
      return null;
    }
    case 'job-template-body':
      return readTemplateBody(definition.value, bare, reading);
    case 'task-body': {
      const body = readTaskBody(definition.value, path, report);
      const nothing = { name: null, priority: 0, priorityPath: null, settings: null, run: null };
      const task = { ...nothing, position: 0, path, label: 'The task', body, bodyPath: path };
      return { ...bare, scope: 'task', tasks: [task] };
    }
  }
}

/** How messages name what a definition defines: by its name where the document has several. */
function ownerOf(noun: string, { Name }: JsonObject, { definitions }: Document): string {
  const name = definitions.length > 1 ? nameOf(Name) : null;
  return name === null ? `The ${noun.toLowerCase()}` : taskLabel(name, 0, false, noun);
}

function readJob(value: JsonObject, definition: Definition, reading: Reading): Job {
  const { document, report } = reading;
  const { path } = definition;
  const owner = ownerOf('Job', value, document);
  const entity = checkShape(value, JOB_SHAPE, path, owner, report);
  const isReadBack = readBackBy(JOB_MARKS, definition)(value);
  checkJobName(entity, owner, report);
  if (!isReadBack) checkReadOnly(value, JOB_SHAPE, path, owner, report);
  const reader = { entity, owner, report, isReadBack };
  const isTemplated = isPresent(entity.property('TemplateId').value);
  const list = readCollection(reader, 'Tasks', !isTemplated);
  const tasksPath = list?.path ?? [...path, 'Tasks'];
  const isUnknown = list === null || (isTemplated && list.items.length === 0);
  return {
    at: path,
    scope: 'job',
    name: nameOf(entity.property('Name').value),
    ...readInputs(reader, document),
    tasks: isUnknown ? null : readTasks(list.items, list.path, () => isReadBack, reading),
    tasksPath,
    isComplete: isIntact(tasksPath, document),
  };
}

/** What only a response carries, each with a value. */
const JOB_MARKS = ['Created', 'State', 'odata.metadata'];
const TASK_MARKS = ['State', 'odata.metadata'];

/** A response carries what only the service sets, and need not carry what hangs behind a link. */
function readBackBy(marks: readonly string[], { isWrapped }: Definition): (value: JsonObject) => boolean {
  return (value) => isWrapped || marks.some((name) => isPresent(value[name]));
}

/**
 * The input assets, from links in verbose or in light JSON: how many, and where; unknown where a list that is there cannot
 * be read, or its end is lost.
 */
function readInputs(reader: Owner, document: Document): Pick<Job, 'inputCount' | 'inputLists'> {
  const isThere = (name: string): boolean => isPresent(reader.entity.property(name).value);
  const isLight = isThere('InputMediaAssets@odata.bind');
  const light = readLinks(reader);
  const verbose = readCollection(reader, 'InputMediaAssets', !isLight);
  if (light !== null) checkItems(reader, light, 'a string', (item) => typeof item === 'string');
  if (verbose !== null) checkItems(reader, verbose, 'an object', isObject);
  const lists = [verbose, light].filter((list) => list !== null);
  const isUnknown = (isLight && light === null) || (verbose === null && (!isLight || isThere('InputMediaAssets')));
  if (isUnknown || !lists.every((list) => isIntact(list.path, document))) return { inputCount: null, inputLists: [] };
  const inputLists = lists.map(({ items, path }) => ({ path, count: items.length }));
  return { inputCount: inputLists.reduce((sum, { count }) => sum + count, 0), inputLists };
}

function checkItems(
  { entity, owner, report }: Owner,
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
function readTasks(
  items: readonly unknown[],
  path: Path,
  isReadBack: (task: JsonObject) => boolean,
  reading: Reading,
): Task[] {
  const shared = sharedNames(items);
  return Array.from(items, (item, position) => {
    const at = [...path, position];
    if (isObject(item)) {
      const place = { path: at, position, isShared: shared.has(nameOf(item.Name)), isReadBack: isReadBack(item) };
      return readTask(item, place, reading);
    }
    const label = taskLabel(null, position);
    const args = { owner: 'the list', property: label, expected: 'an object', found: describe(item) };
    reading.report(diagnostic('wrong-type', valueAt(at), args));
    const nothing = { name: null, priority: 0, priorityPath: null, body: null, settings: null, run: null };
    return { ...nothing, position, path: at, label, bodyPath: [...at, 'TaskBody'] };
  });
}

/** What is known of a task before it is read. */
interface TaskPlace {
  readonly path: Path;
  readonly position: number;
  /** Whether another task bears its name. */
  readonly isShared: boolean;
  readonly isReadBack: boolean;
}

function readTask(value: JsonObject, place: TaskPlace, reading: Reading): Task {
  const { path, position, isShared, isReadBack } = place;
  const report: Report = (finding) => reading.report(withProcessorHint(finding, value));
  const owner = taskLabel(nameOf(value.Name), position, isShared);
  const entity = checkShape(value, TASK_SHAPE, path, owner, report);
  checkTaskOptions(entity, owner, report);
  if (!isReadBack) checkReadOnly(value, TASK_SHAPE, path, owner, report);
  const name = nameOf(entity.property('Name').value);
  const label = taskLabel(name, position, isShared);
  const settings = readTaskSettings(value, entity, label, reading.document);
  reading.settings.push(settings);
  const { value: xml, path: bodyPath } = entity.property('TaskBody');
  const body = typeof xml === 'string' ? readTaskBody(xml, bodyPath, report) : null;
  const priority = readPriority(entity, reading.document);
  return { position, path, name, label, ...priority, body, bodyPath, settings, run: readTaskRun(entity) };
}

/** A Priority; what is no Int32, or was damaged or lost with a break, counts as 0, but is not known to be that. */
function readPriority(entity: Entity, { damaged, incomplete }: Document): Pick<Task, 'priority' | 'priorityPath'> {
  const { value, path } = entity.property('Priority');
  const priority = isPresent(value) ? readInt32(value) : 0;
  const isLost = damaged.covers(path) || (!isPresent(value) && incomplete.has(entity.path));
  return { priority: priority ?? 0, priorityPath: priority === null || isLost ? null : path };
}

function isIntact(path: Path, { incomplete, damaged }: Document): boolean {
  return !incomplete.has(path) && !damaged.has(path);
}
