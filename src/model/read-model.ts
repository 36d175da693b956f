/** From a document to the model: shape is checked, collections are unwrapped, TaskBodies are read. */
import { diagnostic, type Path, type Report, valueAt } from '../diagnostics/diagnostic.js';
import { type Definition, isObject, type JsonObject } from '../parse/definition.js';
import type { Document } from '../parse/document.js';
import { checkShape, describe, joinSteps } from '../schema/shape.js';
import { JOB_SHAPE } from '../schema/validate.js';
import { type Collection, isPresent, type Owner, readCollection, readLinks } from './collection.js';
import { checkJobName, checkReadOnly } from './entity-checks.js';
import { type Job, nameOf, taskLabel } from './job.js';
import { readLoneTask, readTasks } from './read-tasks.js';
import { type BareJob, readJobTemplate, readTaskTemplate, readTemplateBody } from './read-template.js';
import type { Reading } from './reading.js';
import { readTaskBody } from './task-body.js';
import type { Configured } from './task-settings.js';
import type { JobTemplate } from './template.js';

/** What a document says, in the terms of the rules. */
export interface Model {
  /** Job templates are among them: they are planned like jobs. */
  readonly jobs: readonly Job[];
  /** Every task, and every TaskTemplate, used or not. */
  readonly configured: readonly Configured[];
  readonly templates: readonly JobTemplate[];
  /** Where XML stands in which there may be comments; in a plain TaskBody there are none. */
  readonly commented: readonly Path[];
}

/** Reads a document, and reports what is wrong with the shape of its entities and with each TaskBody. */
export function readModel(document: Document, report: Report): Model {
  const reading: Reading = { document, report, configured: [], templates: [], commented: [] };
  const jobs = document.definitions.flatMap((definition) => readDefinition(definition, reading) ?? []);
  const { configured, templates, commented } = reading;
  return { jobs, configured, templates, commented };
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
      return { ...bare, scope: 'task', tasks: [readLoneTask(definition.value, path, isReadBack, reading)] };
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
      reading.commented.push(path);
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
  if (!isReadBack && JOB_SHAPE.hasReadOnly(value)) checkReadOnly(value, JOB_SHAPE, path, owner, report);
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

function isIntact(path: Path, { incomplete, damaged }: Document): boolean {
  return !incomplete.has(path) && !damaged.has(path);
}
