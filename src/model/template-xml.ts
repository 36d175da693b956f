/** The XML of a JobTemplateBody: a jobTemplate with a taskBody for each task. */
import { diagnostic, excerpt, type Path, type Report, valueAt } from '../diagnostics/diagnostic.js';
import { nearest } from '../diagnostics/nearest.js';
import { valueText } from '../parse/xml/characters.js';
import { parseXml } from '../parse/xml/parse-xml.js';
import type { XmlAttribute, XmlElement } from '../parse/xml/xml.js';
import type { Span } from '../text/span.js';
import { reportDuplicate } from './output-options.js';
import { renameElement } from './rename-element.js';
import { type BodySource, checkAttributes, checkText, readBodyElement, TEMPLATE_ID_NAMES } from './task-body.js';
import { readTemplateId, type TemplateBody, type TemplateId } from './template.js';

/** The XML of a job template, as far as it could be read. */
export interface TemplateXml {
  /** The name of the root element. */
  readonly rootSpan: Span;
  readonly bodies: readonly TemplateBody[];
  /** False where a break, or an element of another name, may hide a taskBody. */
  readonly isComplete: boolean;
}

/** Reads a JobTemplateBody at `path`; null where there is no root element to read. */
export function readTemplateXml(xml: string, path: Path, report: Report): TemplateXml | null {
  const parsed = parseXml(xml, path, report);
  if (parsed.root === null) return null;
  const source: BodySource = { xml, path, report, parsed };
  const meant = checkRoot(parsed.root, source);
  const elements = meant === 'taskBody' ? [parsed.root] : parsed.root.children.filter(isBody);
  const isWhole = meant === 'taskBody' || (meant === 'jobTemplate' && checkContent(parsed.root, source));
  const bodies = elements.map((element): TemplateBody => {
    const body = readBodyElement(source, element);
    const attribute = idAttribute(element, source);
    const id = attribute === null ? null : readId(attribute, source);
    return { id, isAnonymous: attribute === null, nameSpan: element.nameSpan, body };
  });
  return { rootSpan: parsed.root.nameSpan, bodies, isComplete: parsed.isComplete && isWhole };
}

function isBody({ name }: XmlElement): boolean {
  return nearest(name, ['taskBody']) !== null;
}

/** What the root was meant to be: a taskBody may lack the jobTemplate around it. Null for anything else. */
function checkRoot(root: XmlElement, { xml, path, report }: BodySource): 'jobTemplate' | 'taskBody' | null {
  if (root.name === 'jobTemplate') return 'jobTemplate';
  const meant = nearest(root.name, ['jobTemplate', 'taskBody']) as 'jobTemplate' | 'taskBody' | null;
  const reason = meant === null ? 'unknown' : meant === 'taskBody' ? 'body' : 'case';
  const args = { found: excerpt(root.name), expected: 'jobTemplate', reason } as const;
  const fix = reason === 'case' ? renameElement(xml, root, path, 'jobTemplate') : {};
  report(diagnostic('unexpected-root', valueAt(path, root.nameSpan), args, fix));
  return meant;
}

/** Reports what stands in a jobTemplate beside its taskBody elements; whether none of it can have been meant as one. */
function checkContent(root: XmlElement, source: BodySource): boolean {
  checkAttributes(source, root, 'jobTemplate', []);
  checkText(source, root);
  const others = root.children.filter((child) => !isBody(child));
  for (const child of others) {
    const args = { found: excerpt(child.name), parent: excerpt(root.name), suggestion: null };
    source.report(diagnostic('unexpected-element', valueAt(source.path, child.nameSpan), args));
  }
  return others.every(({ children }) => children.length === 0);
}

/** The attribute with the id: the first in either casing, else a misspelt one, which is told. */
function idAttribute({ attributes }: XmlElement, { path, report }: BodySource): XmlAttribute | null {
  const named = attributes.filter(({ name }) => TEMPLATE_ID_NAMES.includes(name));
  const [first] = named;
  for (const other of named.slice(1)) reportDuplicate(other, first as XmlAttribute, path, report);
  return first ?? attributes.find(({ name }) => nearest(name, TEMPLATE_ID_NAMES) !== null) ?? null;
}

/** Characters that an id may be made of, a placeholder's braces included; others come of broken XML. */
const ID_CHARACTERS = /^[\w:.{} -]*$/;

/** The id as it stands, or null where broken XML leaves only part of it. */
function readId(attribute: XmlAttribute, { xml, path, report, parsed }: BodySource): TemplateId | null {
  const { valueSpan } = attribute;
  if (valueSpan === null) return null;
  const id = readTemplateId(valueText(xml, attribute), valueAt(path, valueSpan));
  if (id.isWellFormed) return id;
  if (!parsed.isWellFormed && !ID_CHARACTERS.test(id.text)) return null;
  const value = excerpt(id.text);
  const args = { owner: 'The taskBody', property: 'taskTemplateId', value, expected: 'nb:ttid:UUID:<guid>' } as const;
  report(diagnostic('invalid-id', id.place, { ...args, problem: 'form', suggestion: null }));
  return id;
}
