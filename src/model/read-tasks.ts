/** The tasks of a job: each by itself held against its schema, then read. */
import { diagnostic, type Path, type Report, valueAt } from '../diagnostics/diagnostic.js';
import { isObject, type JsonObject } from '../parse/definition.js';
import type { Document } from '../parse/document.js';
import { describe, type Entity, readEntity, readInt32 } from '../schema/shape.js';
import { TASK_SHAPE } from '../schema/validate.js';
import { isPresent } from './collection.js';
import { checkReadOnly, checkTaskOptions } from './entity-checks.js';
import { nameOf, sharedNames, type Task, taskLabel } from './job.js';
import { readPlainTaskBody } from './plain-task-body.js';
import { withProcessorHint } from './processor-hint.js';
import type { Reading } from './reading.js';
import { readAnyTaskBody, type TaskBody } from './task-body.js';
import { readTaskRun, type TaskRun } from './task-run.js';
import { EntitySettings, type TaskSettings } from './task-settings.js';

/** Reads a list of tasks. What is no object is reported and keeps its number. */
export function readTasks(
  items: readonly unknown[],
  path: Path,
  isReadBack: (task: JsonObject) => boolean,
  reading: Reading,
): Task[] {
  const names = new Names(items);
  return Array.from(items, (item, position) => {
    if (isObject(item)) {
      const place = { parent: path, step: position, position, names, isReadBack: isReadBack(item) };
      return readTask(item, place, reading);
    }
    const label = taskLabel(null, position);
    const at = [...path, position];
    const args = { owner: 'the list', property: label, expected: 'an object', found: describe(item) };
    reading.report(diagnostic('wrong-type', valueAt(at), args));
    const nothing = { name: null, priority: 0, priorityPath: null, body: null, settings: null, run: null };
    return { ...nothing, position, path: at, label, bodyPath: [...at, 'TaskBody'] };
  });
}

/** Reads a task that stands at a path by itself. */
export function readLoneTask(value: JsonObject, path: Path, isReadBack: boolean, reading: Reading): Task {
  const place = { parent: path, step: null, position: 0, names: new Names([value]), isReadBack };
  return readTask(value, place, reading);
}

/** The names of a list of tasks. Which of them several bear is only looked for when a label is asked for. */
class Names {
  readonly #items: readonly unknown[];
  #shared: ReadonlySet<string | null> | null = null;

  constructor(items: readonly unknown[]) {
    this.#items = items;
  }

  label(name: string | null, position: number): string {
    this.#shared ??= sharedNames(this.#items);
    return taskLabel(name, position, this.#shared.has(name));
  }
}

/** What is known of a task before it is read. */
interface TaskPlace {
  readonly parent: Path;
  readonly step: number | null;
  readonly position: number;
  readonly names: Names;
  readonly isReadBack: boolean;
}

function readTask(value: JsonObject, place: TaskPlace, reading: Reading): Task {
  const { position, names, isReadBack } = place;
  const report: Report = (finding) => reading.report(withProcessorHint(finding, value));
  const owner = (): string => names.label(nameOf(value.Name), position);
  const entity = readEntity(value, TASK_SHAPE, place, owner, report);
  checkTaskOptions(entity, owner, report);
  const hasReadOnly = TASK_SHAPE.hasReadOnly(entity.value);
  if (hasReadOnly && !isReadBack) checkReadOnly(value, TASK_SHAPE, entity.path, owner(), report);
  const { TaskBody } = entity.value;
  const body = typeof TaskBody === 'string' ? readBody(TaskBody, entity, report, reading) : null;
  const run = hasReadOnly ? readTaskRun(entity.value) : null;
  const task = new EntityTask({ entity, position, names, body, run, document: reading.document });
  reading.configured.push(task);
  return task;
}

/** Only a TaskBody that is not plain needs its path. */
function readBody(xml: string, entity: Entity, report: Report, { commented }: Reading): TaskBody {
  const plain = readPlainTaskBody(xml);
  if (plain !== null) return plain;
  const path = entity.pathOf('TaskBody');
  commented.push(path);
  return readAnyTaskBody(xml, path, report);
}

/** A task of a document. Where it stands and how messages name it is made out when somebody asks: a clean one has no need of it. */
class EntityTask implements Task {
  readonly position: number;
  readonly name: string | null;
  readonly priority: number;
  readonly body: TaskBody | null;
  readonly run: TaskRun | null;
  readonly #entity: Entity;
  readonly #names: Names;
  readonly #document: Document;
  readonly #isPriorityKnown: boolean;

  constructor({ entity, position, names, body, run, document }: TaskParts) {
    const { Name, Priority } = entity.value;
    const priority = isPresent(Priority) ? readInt32(Priority) : 0;
    this.position = position;
    this.name = nameOf(Name);
    this.priority = priority ?? 0;
    this.body = body;
    this.run = run;
    this.#entity = entity;
    this.#names = names;
    this.#document = document;
    this.#isPriorityKnown = priority !== null && !isPriorityLost(entity, document);
  }

  get path(): Path {
    return this.#entity.path;
  }

  get settings(): TaskSettings {
    return new EntitySettings(this, this.#entity, this.#document);
  }

  get label(): string {
    return this.#entity.isMisspelt('Name')
      ? taskLabel(this.name, this.position)
      : this.#names.label(this.name, this.position);
  }

  get bodyPath(): Path {
    return this.#entity.pathOf('TaskBody');
  }

  get priorityPath(): Path | null {
    return this.#isPriorityKnown ? this.#entity.pathOf('Priority') : null;
  }
}

interface TaskParts {
  readonly entity: Entity;
  readonly position: number;
  readonly names: Names;
  readonly body: TaskBody | null;
  readonly run: TaskRun | null;
  readonly document: Document;
}

/** Whether a Priority was damaged by a break, or lost with it. */
function isPriorityLost(entity: Entity, { damaged, incomplete }: Document): boolean {
  if (!damaged.isEmpty && damaged.covers(entity.pathOf('Priority'))) return true;
  return !incomplete.isEmpty && !isPresent(entity.value.Priority) && incomplete.has(entity.path);
}
