/** The tasks of a job: each by itself held against its schema, then read. */
import { diagnostic, type Path, type Report, valueAt } from '../diagnostics/diagnostic.js';
import { isObject, type JsonObject } from '../parse/definition.js';
import type { Document } from '../parse/document.js';
import { describe, Entity, readFaulty, readInt32 } from '../schema/shape.js';
import { TASK_SHAPE } from '../schema/validate.js';
import { isPresent } from './collection.js';
import { checkReadOnly, checkTaskOptions, hasClientFlags } from './entity-checks.js';
import { nameOf, sharedNames, type Task, taskLabel, taskWith } from './job.js';
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
  const list = new TaskList(items, path, false, reading);
  const tasks: Task[] = [];
  for (let position = 0; position < items.length; position += 1) {
    const item = items[position];
    tasks.push(isObject(item) ? readTask(item, position, isReadBack(item), list) : readNoTask(item, position, list));
  }
  return tasks;
}

/** Reads a task that stands at a path by itself. */
export function readLoneTask(value: JsonObject, path: Path, isReadBack: boolean, reading: Reading): Task {
  return readTask(value, 0, isReadBack, new TaskList([value], path, true, reading));
}

/** Tasks that stand side by side. Which names several of them bear is only looked for when a label is asked for. */
class TaskList {
  /** Where the list stands, or its only task. */
  readonly path: Path;
  readonly isLone: boolean;
  readonly reading: Reading;
  readonly #items: readonly unknown[];
  #shared: ReadonlySet<string | null> | null = null;

  constructor(items: readonly unknown[], path: Path, isLone: boolean, reading: Reading) {
    this.path = path;
    this.isLone = isLone;
    this.reading = reading;
    this.#items = items;
  }

  /** How messages name a task; of names, those count that are not misspelt. */
  label(name: string | null, position: number): string {
    this.#shared ??= sharedNames(this.#items);
    return taskLabel(name, position, this.#shared.has(name));
  }
}

function readNoTask(item: unknown, position: number, { path, reading }: TaskList): Task {
  const label = taskLabel(null, position);
  const at = [...path, position];
  const args = { owner: 'the list', property: label, expected: 'an object', found: describe(item) };
  reading.report(diagnostic('wrong-type', valueAt(at), args));
  const nothing = { name: null, priority: 0, priorityPath: null, body: null, settings: null, run: null };
  return { ...nothing, position, path: at, label, bodyPath: [...at, 'TaskBody'] };
}

function readTask(value: JsonObject, position: number, isReadBack: boolean, list: TaskList): Task {
  const { reading } = list;
  const entity = readShape(value, position, list);
  const { Name, TaskBody, Options } = entity.value;
  if (hasClientFlags(Options)) checkTaskOptions(entity, list.label(nameOf(value.Name), position), reading.report);
  const hasReadOnly = TASK_SHAPE.hasReadOnly(entity.value);
  if (hasReadOnly && !isReadBack)
    checkReadOnly(value, TASK_SHAPE, entity.path, list.label(nameOf(value.Name), position), reading.report);
  const body = typeof TaskBody === 'string' ? readBody(TaskBody, entity, reading) : null;
  const run = hasReadOnly ? readTaskRun(entity.value) : null;
  const task = new EntityTask(position, nameOf(Name), body, run, entity, list);
  reading.configured.push(task);
  return task;
}

/** Holds a task against its schema. Only what is wrong needs to be named and placed. */
function readShape(value: JsonObject, position: number, list: TaskList): Entity {
  const step = list.isLone ? null : position;
  const errors = TASK_SHAPE.validate(value);
  if (errors.length === 0) return new Entity(value, list.path, step);
  const report: Report = (finding) => list.reading.report(withProcessorHint(finding, value));
  const owner = list.label(nameOf(value.Name), position);
  return readFaulty(value, errors, TASK_SHAPE, { parent: list.path, step, owner }, report);
}

/** Only a TaskBody that is not plain needs its path. */
function readBody(xml: string, entity: Entity, { commented, report }: Reading): TaskBody {
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
  readonly #list: TaskList;
  readonly #isPriorityKnown: boolean;

  constructor(
    position: number,
    name: string | null,
    body: TaskBody | null,
    run: TaskRun | null,
    entity: Entity,
    list: TaskList,
  ) {
    const { Priority } = entity.value;
    const priority = isPresent(Priority) ? readInt32(Priority) : 0;
    this.position = position;
    this.name = name;
    this.priority = priority ?? 0;
    this.body = body;
    this.run = run;
    this.#entity = entity;
    this.#list = list;
    this.#isPriorityKnown = priority !== null && !isPriorityLost(entity, list.reading.document);
  }

  get path(): Path {
    return this.#entity.path;
  }

  toJSON(): Task {
    return taskWith(this, {});
  }

  get settings(): TaskSettings {
    return new EntitySettings(this, this.#entity, this.#list.reading.document);
  }

  get label(): string {
    const isMisspelt = this.#entity.isMisspelt('Name');
    return isMisspelt ? taskLabel(this.name, this.position) : this.#list.label(this.name, this.position);
  }

  get bodyPath(): Path {
    return this.#entity.pathOf('TaskBody');
  }

  get priorityPath(): Path | null {
    return this.#isPriorityKnown ? this.#entity.pathOf('Priority') : null;
  }
}

/** Whether a Priority was damaged by a break, or lost with it. */
function isPriorityLost(entity: Entity, { damaged, incomplete }: Document): boolean {
  if (!damaged.isEmpty && damaged.covers(entity.pathOf('Priority'))) return true;
  return !incomplete.isEmpty && !isPresent(entity.value.Priority) && incomplete.has(entity.path);
}
