/** The tasks of a job: each by itself held against its schema, then read. */
import { diagnostic, type Path, type Report, valueAt } from '../diagnostics/diagnostic.js';
import { isObject, type JsonObject } from '../parse/definition.js';
import type { Document } from '../parse/document.js';
import { describe, Entity, type Misspellings, NOTHING_MISSPELT, readInt32, reportFaults } from '../schema/shape.js';
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
import { withoutMentions } from './without-mentions.js';

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
  const task = new EntityTask(value, position, checkTask(value, position, list), list);
  const { TaskBody, Options } = task.value;
  if (hasClientFlags(Options)) checkTaskOptions(task, list.label(nameOf(value.Name), position), reading.report);
  if (TASK_SHAPE.hasReadOnly(task.value)) {
    if (!isReadBack)
      checkReadOnly(value, TASK_SHAPE, task.path, list.label(nameOf(value.Name), position), reading.report);
    task.run = readTaskRun(task.value);
  }
  if (typeof TaskBody === 'string') task.body = readBody(TaskBody, task, reading);
  reading.configured.push(task);
  return task;
}

/** Holds a task against its schema; gives the names that stand there for those that were meant. */
function checkTask(value: JsonObject, position: number, list: TaskList): Misspellings {
  const errors = TASK_SHAPE.validate(value);
  if (errors.length === 0) return NOTHING_MISSPELT;
  // Only what is wrong needs to be named and placed.
  const report: Report = (finding) => list.reading.report(withProcessorHint(finding, value));
  const path = list.isLone ? list.path : [...list.path, position];
  return reportFaults(value, errors, TASK_SHAPE, { path, owner: list.label(nameOf(value.Name), position) }, report);
}

/** Only a TaskBody that is not plain needs its path. */
function readBody(xml: string, task: EntityTask, { commented, report }: Reading): TaskBody {
  const plain = readPlainTaskBody(xml, task, report);
  if (plain !== null) return plain;
  const path = task.bodyPath;
  if (xml.includes('<!--')) commented.push(path);
  return withoutMentions(xml, readAnyTaskBody(xml, path, report));
}

/** A task of a document. Where it stands and how messages name it is made out when somebody asks: a clean one has no need of it. */
class EntityTask extends Entity implements Task {
  readonly position: number;
  readonly name: string | null;
  readonly priority: number;
  body: TaskBody | null = null;
  run: TaskRun | null = null;
  readonly #list: TaskList;
  readonly #isPriorityKnown: boolean;

  constructor(value: JsonObject, position: number, written: Misspellings, list: TaskList) {
    super(value, list.path, list.isLone ? null : position, written);
    const { Name, Priority } = this.value;
    const priority = isPresent(Priority) ? readInt32(Priority) : 0;
    this.position = position;
    this.name = nameOf(Name);
    this.priority = priority ?? 0;
    this.#list = list;
    this.#isPriorityKnown = priority !== null && !isPriorityLost(this, list.reading.document);
  }

  toJSON(): Task {
    return taskWith(this, {});
  }

  get settings(): TaskSettings {
    return new EntitySettings(this, this, this.#list.reading.document);
  }

  get label(): string {
    const isMisspelt = this.isMisspelt('Name');
    return isMisspelt ? taskLabel(this.name, this.position) : this.#list.label(this.name, this.position);
  }

  get bodyPath(): Path {
    return this.pathOf('TaskBody');
  }

  get priorityPath(): Path | null {
    return this.#isPriorityKnown ? this.pathOf('Priority') : null;
  }
}

/** Whether a Priority was damaged by a break, or lost with it. */
function isPriorityLost(entity: Entity, { damaged, incomplete }: Document): boolean {
  if (!damaged.isEmpty && damaged.covers(entity.pathOf('Priority'))) return true;
  return !incomplete.isEmpty && !isPresent(entity.value.Priority) && incomplete.has(entity.path);
}
