/** From the JSON of a job template, or its bare XML, to a job of its tasks and to what the rules of templates look at. */
import { diagnostic, type Path, type Report, valueAt } from '../diagnostics/diagnostic.js';
import { isObject, type JsonObject } from '../parse/definition.js';
import { checkShape, describe, type Entity, readInt32 } from '../schema/shape.js';
import { JOB_TEMPLATE_SHAPE, TASK_TEMPLATE_SHAPE } from '../schema/validate.js';
import { readCollection } from './collection.js';
import { type Job, nameOf, sharedNames, type Task, taskLabel } from './job.js';
import { withProcessorHint } from './processor-hint.js';
import type { Reading } from './reading.js';
import { EntitySettings, type Setting } from './task-settings.js';
import { type JobTemplate, readTemplateId, type TaskTemplate, type TemplateBody } from './template.js';
import { readTemplateXml, type TemplateXml } from './template-xml.js';

/** What of a job is the same for all that is no job. */
export type BareJob = Omit<Job, 'scope' | 'tasks'>;

/** A job template is planned like a job: its tasks are the taskBody elements of its JobTemplateBody. */
export function readJobTemplate(
  value: JsonObject,
  bare: BareJob,
  owner: string,
  isReadBack: boolean,
  reading: Reading,
): Job {
  const { report, document } = reading;
  const entity = checkShape(value, JOB_TEMPLATE_SHAPE, bare.at, owner, report);
  const { value: given, path: bodyPath } = entity.property('JobTemplateBody');
  const collection = readCollection({ entity, owner, report, isReadBack }, 'TaskTemplates', true);
  const taskTemplates = collection === null ? null : readTaskTemplates(collection.items, collection.path, reading);
  const xml = typeof given === 'string' ? readTemplateXml(given, bodyPath, report) : null;
  reading.commented.push(bodyPath);
  const { damaged, incomplete } = document;
  const isListWhole = collection !== null && !damaged.has(collection.path) && !incomplete.has(collection.path);
  const inputs = readCount(entity, 'NumberofInputAssets');
  reading.templates.push({
    label: owner,
    bodyPath,
    content: damaged.has(bodyPath) ? null : contentOf(xml),
    taskTemplates: isListWhole ? taskTemplates : null,
    taskTemplatesPath: entity.property('TaskTemplates').path,
    inputs,
  });
  const inputCount = inputs.value === null || inputs.value < 0 ? null : inputs.value;
  const name = nameOf(entity.property('Name').value);
  return { ...jobOf(xml, bodyPath, taskTemplates ?? [], bare), name, inputCount };
}

/** The bare XML of a JobTemplateBody: its TaskTemplates are unknown. */
export function readTemplateBody(given: string, bare: BareJob, reading: Reading): Job {
  const bodyPath = bare.at;
  const xml = readTemplateXml(given, bodyPath, reading.report);
  reading.commented.push(bodyPath);
  const nothing = { taskTemplates: null, taskTemplatesPath: bodyPath, inputs: { value: null, path: bodyPath } };
  reading.templates.push({ label: 'The job template', bodyPath, content: contentOf(xml), ...nothing });
  return jobOf(xml, bodyPath, [], bare);
}

/** Reads a TaskTemplate by itself or in the list of its job template. */
export function readTaskTemplate(value: JsonObject, path: Path, label: string, reading: Reading): TaskTemplate {
  const report: Report = (finding) => reading.report(withProcessorHint(finding, value));
  const entity = checkShape(value, TASK_TEMPLATE_SHAPE, path, label, report);
  const settings = new EntitySettings({ label }, entity, reading.document);
  reading.configured.push({ settings });
  const id = entity.property('Id');
  return {
    path,
    label,
    name: nameOf(entity.property('Name').value),
    id: typeof id.value === 'string' ? readTemplateId(id.value, valueAt(id.path)) : null,
    settings,
    inputs: readCount(entity, 'NumberofInputAssets'),
    outputs: readCount(entity, 'NumberofOutputAssets'),
  };
}

/** Reads a list of TaskTemplates. What is no object is reported, and counts as one that nothing is known of. */
function readTaskTemplates(items: readonly unknown[], path: Path, reading: Reading): TaskTemplate[] {
  const shared = sharedNames(items);
  return Array.from(items, (item, position) => {
    const at = [...path, position];
    const name = isObject(item) ? nameOf(item.Name) : null;
    const label = taskLabel(name, position, shared.has(name), 'Task template');
    if (isObject(item)) return readTaskTemplate(item, at, label, reading);
    const args = { owner: 'the list', property: label, expected: 'an object', found: describe(item) };
    reading.report(diagnostic('wrong-type', valueAt(at), args));
    const nothing = { value: null, path: at };
    return { path: at, label, name: null, id: null, settings: null, inputs: nothing, outputs: nothing };
  });
}

function readCount(entity: Entity, name: string): Setting<number | null> {
  const { value, path } = entity.property(name);
  return { value: readInt32(value), path };
}

function contentOf(xml: TemplateXml | null): JobTemplate['content'] {
  return xml?.isComplete ? { rootSpan: xml.rootSpan, bodies: xml.bodies } : null;
}

/** The tasks of a template as those of a job, named by their TaskTemplates. */
function jobOf(xml: TemplateXml | null, bodyPath: Path, templates: readonly TaskTemplate[], bare: BareJob): Job {
  const job = { ...bare, scope: 'job', tasksPath: bodyPath } as const;
  if (xml === null) return { ...job, tasks: null };
  const byId = new Map<string, TaskTemplate>();
  for (const template of templates) {
    if (template.id !== null && !byId.has(template.id.key)) byId.set(template.id.key, template);
  }
  const templateOf = ({ id }: TemplateBody): TaskTemplate | undefined => byId.get(id?.key ?? '');
  const shared = sharedNames(xml.bodies.map((body) => ({ Name: templateOf(body)?.name })));
  const tasks = xml.bodies.map((element, position): Task => {
    const { name, path, settings } = templateOf(element) ?? { name: null, path: bodyPath, settings: null };
    const label = taskLabel(name, position, shared.has(name));
    const priority = { priority: 0, priorityPath: null };
    return { position, path, name, label, ...priority, body: element.body, bodyPath, settings, run: null };
  });
  // Where a break hides tasks, that there are none says nothing.
  return { ...job, tasks, isComplete: bare.isComplete && (xml.isComplete || tasks.length > 0) };
}
