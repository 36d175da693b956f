/** What a value is, by its content: wrappers come off, and what is left are definitions with the path of each. */
import { diagnostic, excerpt, type Path, type Report, valueAt } from '../diagnostics/diagnostic.js';
import { type Definition, type DocumentKind, isObject, type JsonObject } from './definition.js';
import { NESTING_LIMIT } from './limits.js';

/** The definitions that were found in a value. */
export interface Classified {
  readonly kind: DocumentKind;
  readonly definitions: readonly Definition[];
}

type ObjectKind = 'job' | 'task' | 'job-template' | 'task-template';

/** What says which entity an object is; the first that it has decides. A task that was read back has links to its assets too. */
const MARKS: readonly (readonly [name: string, kind: ObjectKind])[] = [
  ['Tasks', 'job'],
  ['TaskBody', 'task'],
  ['InputMediaAssets', 'job'],
  ['InputMediaAssets@odata.bind', 'job'],
  ['TemplateId', 'job'],
  ['JobTemplateBody', 'job-template'],
  ['TaskTemplates', 'job-template'],
  ['NumberofOutputAssets', 'task-template'],
  ['NumberofInputAssets', 'task-template'],
];

/** Finds the definitions in a value that stands at a path. `found` says what it is where it is none, if not its type. */
export function classify(given: unknown, at: Path, report: Report, found?: string): Classified {
  const { value, path, isWrapped } = unwrap(given, at);
  const is = (kind: DocumentKind, ...definitions: Definition[]): Classified => ({ kind, definitions });
  if (isObject(value)) {
    const kind = kindOf(value);
    if (kind !== null) return is(kind, { kind, value, path, isWrapped });
  }
  if (Array.isArray(value)) {
    const kinds = new Set(value.map(kindOf));
    if (kinds.has('job')) return is('jobs', ...readItems(value, 'job', { path, isWrapped }, report));
    if (kinds.has('task')) return is('tasks', { kind: 'tasks', value, path, isWrapped });
    const kind = value.map(kindOf).find(isTemplate);
    if (kind !== undefined) return is(kind, ...readItems(value, kind, { path, isWrapped }, report));
  }
  if (given !== undefined) {
    report(diagnostic('unknown-document', valueAt(path), { found: found ?? describeValue(value) }));
  }
  return is('unknown');
}

/** Where a list stands, and whether in the wrapper of a response. */
type ListPlace = Pick<Definition, 'path' | 'isWrapped'>;

/** The entities of a kind in a list; what else there is is told. */
function readItems(
  items: readonly unknown[],
  kind: ObjectKind,
  { path, isWrapped }: ListPlace,
  report: Report,
): Definition[] {
  return items.flatMap((value, index): Definition[] => {
    const own = kindOf(value);
    const at = [...path, index];
    if (isObject(value) && own === kind) return [{ kind, value, path: at, isWrapped }];
    const found = kind === 'job' && own === 'task' ? 'a task among jobs' : describeValue(value);
    report(diagnostic('unknown-document', valueAt(at), { found }));
    return [];
  });
}

/** Which entity a value is; null for none. The number of its inputs a template of both kinds has, TemplateType only one. */
function kindOf(value: unknown): ObjectKind | null {
  if (!isObject(value)) return null;
  const kind = MARKS.find(([name]) => Object.hasOwn(value, name))?.[1] ?? null;
  return kind === 'task-template' && Object.hasOwn(value, 'TemplateType') ? 'job-template' : kind;
}

type TemplateKind = 'job-template' | 'task-template';

function isTemplate(kind: ObjectKind | null): kind is TemplateKind {
  return kind === 'job-template' || kind === 'task-template';
}

/** Takes off `{"d": …}`, `{"value": […]}` and `{"results": […]}`. */
function unwrap(given: unknown, at: Path): { value: unknown; path: Path; isWrapped: boolean } {
  const path = [...at];
  let value = given;
  let isWrapped = false;
  while (isObject(value) && path.length < at.length + NESTING_LIMIT && kindOf(value) === null) {
    const list = ['value', 'results'].find((name) => Array.isArray((value as JsonObject)[name]));
    const name = isObject(value.d) || Array.isArray(value.d) ? 'd' : list;
    if (name === undefined) break;
    isWrapped ||= name !== 'results';
    path.push(name);
    value = value[name];
  }
  return { value, path, isWrapped };
}

function describeValue(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty array' : 'an array of other things';
  if (!isObject(value)) return value === null || value === undefined ? String(value) : `a ${typeof value}`;
  const names = Object.keys(value);
  if (names.length === 0) return 'an empty object';
  const shown = names.slice(0, 5).map((name) => excerpt(name, 30));
  return `an object with ${shown.join(', ')}${names.length > 5 ? ', …' : ''}`;
}
