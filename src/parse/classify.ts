/** What a value is, by its content: wrappers come off, and what is left are definitions with the path of each. */
import { diagnostic, excerpt, type Path, type Report, valueAt } from '../diagnostics/diagnostic.js';
import { type Definition, type DocumentKind, isObject, type JsonObject } from './definition.js';
import { NESTING_LIMIT } from './limits.js';

/** The definitions that were found in a value. */
export interface Classified {
  readonly kind: DocumentKind;
  readonly definitions: readonly Definition[];
}

const JOB_MARKS = ['Tasks', 'InputMediaAssets', 'InputMediaAssets@odata.bind', 'TemplateId'];
const TEMPLATE_MARKS = ['JobTemplateBody', 'TaskTemplates'];
const TASK_TEMPLATE_MARKS = ['NumberofOutputAssets', 'NumberofInputAssets'];
const MARKS = [...JOB_MARKS, 'TaskBody', ...TEMPLATE_MARKS, ...TASK_TEMPLATE_MARKS];

/** Finds the definitions in a value that stands at a path. `found` says what it is where it is none, if not its type. */
export function classify(given: unknown, at: Path, report: Report, found?: string): Classified {
  const { value, path, isWrapped } = unwrap(given, at);
  const is = (kind: DocumentKind, ...definitions: Definition[]): Classified => ({ kind, definitions });
  if (isObject(value)) {
    if (hasAny(value, JOB_MARKS)) return is('job', { kind: 'job', value, path, isWrapped });
    if (Object.hasOwn(value, 'TaskBody')) return is('task', { kind: 'task', value, path, isWrapped });
    const kind = templateKind(value);
    if (kind !== null) return is(kind, { kind, value, path, isWrapped });
  }
  if (Array.isArray(value)) {
    const has = (names: readonly string[]): boolean => value.some((item) => isObject(item) && hasAny(item, names));
    if (has(JOB_MARKS)) return is('jobs', ...readJobs(value, { path, isWrapped }, report));
    if (has(['TaskBody'])) return is('tasks', { kind: 'tasks', value, path, isWrapped });
    const kind = value.map(templateKind).find((one) => one !== null);
    if (kind !== undefined) return is(kind, ...readTemplates(value, kind, { path, isWrapped }, report));
  }
  if (given !== undefined) {
    report(diagnostic('unknown-document', valueAt(path), { found: found ?? describeValue(value) }));
  }
  return is('unknown');
}

/** Where a list stands, and whether in the wrapper of a response. */
type ListPlace = Pick<Definition, 'path' | 'isWrapped'>;

function readJobs(items: readonly unknown[], { path, isWrapped }: ListPlace, report: Report): Definition[] {
  const definitions: Definition[] = [];
  items.forEach((value, index) => {
    const at = [...path, index];
    if (isObject(value) && hasAny(value, JOB_MARKS)) definitions.push({ kind: 'job', value, path: at, isWrapped });
    else {
      const found = isObject(value) && Object.hasOwn(value, 'TaskBody') ? 'a task among jobs' : describeValue(value);
      report(diagnostic('unknown-document', valueAt(at), { found }));
    }
  });
  return definitions;
}

/** Which template an object is, if any. NumberofInputAssets is a property of both kinds, TemplateType only of one. */
function templateKind(value: unknown): 'job-template' | 'task-template' | null {
  if (!isObject(value) || hasAny(value, [...JOB_MARKS, 'TaskBody'])) return null;
  if (hasAny(value, TEMPLATE_MARKS)) return 'job-template';
  if (!hasAny(value, TASK_TEMPLATE_MARKS)) return null;
  return Object.hasOwn(value, 'TemplateType') ? 'job-template' : 'task-template';
}

function readTemplates(
  items: readonly unknown[],
  kind: 'job-template' | 'task-template',
  { path, isWrapped }: ListPlace,
  report: Report,
): Definition[] {
  return items.flatMap((value, index): Definition[] => {
    const at = [...path, index];
    if (isObject(value) && templateKind(value) === kind) return [{ kind, value, path: at, isWrapped }];
    report(diagnostic('unknown-document', valueAt(at), { found: describeValue(value) }));
    return [];
  });
}

/** Takes off `{"d": …}`, `{"value": […]}` and `{"results": […]}`. */
function unwrap(given: unknown, at: Path): { value: unknown; path: Path; isWrapped: boolean } {
  const path = [...at];
  let value = given;
  let isWrapped = false;
  while (isObject(value) && path.length < at.length + NESTING_LIMIT && !hasAny(value, MARKS)) {
    const list = ['value', 'results'].find((name) => Array.isArray((value as JsonObject)[name]));
    const name = isObject(value.d) || Array.isArray(value.d) ? 'd' : list;
    if (name === undefined) break;
    isWrapped ||= name !== 'results';
    path.push(name);
    value = value[name];
  }
  return { value, path, isWrapped };
}

function hasAny(value: object, names: readonly string[]): boolean {
  return names.some((name) => Object.hasOwn(value, name));
}

function describeValue(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty array' : 'an array of other things';
  if (!isObject(value)) return value === null || value === undefined ? String(value) : `a ${typeof value}`;
  const names = Object.keys(value);
  if (names.length === 0) return 'an empty object';
  const shown = names.slice(0, 5).map((name) => excerpt(name, 30));
  return `an object with ${shown.join(', ')}${names.length > 5 ? ', …' : ''}`;
}
