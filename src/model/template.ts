/** Job templates: one XML document with a `<taskBody>` for each task, tied to the TaskTemplates by their ids. */
import { diagnostic, excerpt, type Path, type Report, valueAt } from '../diagnostics/diagnostic.js';
import { nearest } from '../diagnostics/nearest.js';
import { isObject } from '../parse/definition.js';
import { attributeValue } from '../parse/xml/characters.js';
import { parseXml } from '../parse/xml/parse-xml.js';
import type { XmlElement } from '../parse/xml/xml.js';
import { nameOf, type Task, taskLabel } from './job.js';
import { renameElement } from './rename-element.js';
import { type BodySource, readBodyElement, TEMPLATE_ID_NAMES } from './task-body.js';

/** What a TaskTemplate says of its task. */
interface TaskTemplate {
  readonly name: string | null;
  readonly path: Path;
}

/** TaskTemplates by their ids in lower case: GUIDs occur in both. What is no list of objects gives none. */
export function readTaskTemplates(value: unknown, path: Path): ReadonlyMap<string, TaskTemplate> {
  const isWrapped = isObject(value) && Array.isArray(value.results);
  const items: readonly unknown[] = isWrapped ? (value.results as unknown[]) : Array.isArray(value) ? value : [];
  const templates = new Map<string, TaskTemplate>();
  items.forEach((item, index) => {
    if (!isObject(item) || typeof item.Id !== 'string') return;
    const at = isWrapped ? [...path, 'results', index] : [...path, index];
    templates.set(item.Id.toLowerCase(), { name: nameOf(item.Name), path: at });
  });
  return templates;
}

/** The tasks of a JobTemplateBody at `path`; null where there is no root element to read. */
export function readTemplateTasks(
  xml: string,
  path: Path,
  templates: ReadonlyMap<string, TaskTemplate>,
  report: Report,
): Task[] | null {
  const parsed = parseXml(xml, path, report);
  if (parsed.root === null) return null;
  const source: BodySource = { xml, path, report, parsed };
  checkRoot(parsed.root, source);
  const tasks: Task[] = [];
  for (const element of parsed.root.children) {
    if (element.name !== 'taskBody' && nearest(element.name, ['taskBody']) === null) {
      const args = { found: excerpt(element.name), parent: excerpt(parsed.root.name), suggestion: null };
      report(diagnostic('unexpected-element', valueAt(path, element.nameSpan), args));
      continue;
    }
    const template = templates.get(templateId(xml, element).toLowerCase());
    const body = readBodyElement(source, element);
    const { name, path: at } = template ?? { name: null, path };
    const position = tasks.length;
    tasks.push({ position, path: at, name, label: taskLabel(name, position), priority: 0, body, bodyPath: path });
  }
  return tasks;
}

function checkRoot(root: XmlElement, { xml, path, report }: BodySource): void {
  const { name, nameSpan } = root;
  if (name === 'jobTemplate') return;
  const reason = nearest(name, ['jobTemplate']) === null ? 'unknown' : 'case';
  const args = { found: excerpt(name), expected: 'jobTemplate', reason } as const;
  const fix = reason === 'case' ? renameElement(xml, root, path, 'jobTemplate') : {};
  report(diagnostic('unexpected-root', valueAt(path, nameSpan), args, fix));
}

function templateId(xml: string, { attributes }: XmlElement): string {
  const attribute = attributes.find(({ name }) => TEMPLATE_ID_NAMES.includes(name));
  return attribute === undefined ? '' : attributeValue(xml, attribute).text;
}
