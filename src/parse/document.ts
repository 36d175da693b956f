/**
 * What a document is, by its content: text becomes a value, wrappers come off, and what is left are definitions with the
 * path at which each stands.
 */
import { diagnostic, excerpt, type Path, type Place, type Report, valueAt } from '../diagnostics/diagnostic.js';
import { PathSet } from '../diagnostics/path-set.js';
import { decode, withoutMark } from '../text/decode.js';
import type { Span } from '../text/span.js';
import { parseJson } from './json/json.js';
import { NESTING_LIMIT } from './limits.js';

export type DocumentKind =
  | 'job'
  | 'jobs'
  | 'task'
  | 'tasks'
  | 'task-body'
  | 'job-template'
  | 'job-template-body'
  | 'batch'
  | 'unknown';

/** An object as JSON has it. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** One definition of a document. A `tasks` definition is one job whose inputs are unknown. */
export type Definition =
  | { readonly kind: 'job'; readonly value: JsonObject; readonly path: Path }
  | { readonly kind: 'task'; readonly value: JsonObject; readonly path: Path }
  | { readonly kind: 'tasks'; readonly value: readonly unknown[]; readonly path: Path }
  | { readonly kind: 'job-template'; readonly value: JsonObject; readonly path: Path }
  | { readonly kind: 'task-body' | 'job-template-body'; readonly value: string; readonly path: Path };

/** An input that was read, whatever it turned out to be. */
export interface Document {
  readonly kind: DocumentKind;
  readonly definitions: readonly Definition[];
  /** Whether the document came in the wrapper of a response (`d`, `value`). */
  readonly isWrapped: boolean;
  /** The text, without its byte order mark; null for a plain object. */
  readonly text: string | null;
  /** The whole value, wrappers included: what paths lead through. */
  readonly value: unknown;
  /** Values whose text is damaged, and containers whose end is lost: see `RepairedJson`. */
  readonly damaged: PathSet;
  readonly incomplete: PathSet;
  /** Whether bytes were lost, which U+FFFD stands for in the text. */
  readonly isLossy: boolean;
  /** Ranges of places in `text`, in the order given; null for a plain object. */
  readonly locate: ((places: readonly Place[]) => Span[]) | null;
}

/** What can be linted: text, bytes of a file, or a definition as a plain object. */
export type Input = string | Uint8Array | object;

const JOB_MARKS = ['Tasks', 'InputMediaAssets', 'InputMediaAssets@odata.bind', 'TemplateId'];
const TEMPLATE_MARKS = ['JobTemplateBody', 'TaskTemplates'];

/** Reads any input. What is wrong with its encoding or syntax is reported; what it is not is `kind: 'unknown'`. */
export function readDocument(input: Input, fileName: string, report: Report): Document {
  if (typeof input === 'string') return readText(withoutMark(input), fileName, report);
  if (input instanceof Uint8Array) return readBytes(input, fileName, report);
  return classify({ value: input, text: null, ...INTACT, locate: null }, report);
}

type Source = Pick<Document, 'value' | 'text' | 'damaged' | 'incomplete' | 'isLossy' | 'locate'>;

const INTACT = { damaged: new PathSet(), incomplete: new PathSet(), isLossy: false };

function readBytes(bytes: Uint8Array, fileName: string, report: Report): Document {
  const { text, fault } = decode(bytes);
  if (fault === null) return readText(text, fileName, report);
  const { reason, encoding, span } = fault;
  report(diagnostic('invalid-encoding', { path: [], on: 'value', inText: span }, { reason, encoding }));
  if (reason === 'missing-mark') return readText(text, fileName, report);
  // Where bytes are lost, syntax breaks because of that. What can still be read is still checked.
  const document = readText(text, fileName, (finding) => {
    const isLost = finding.code === 'duplicate-key' && finding.args.property.includes('\ufffd');
    if (!isLost && !ENCODING_HIDES.has(finding.code)) report(finding);
  });
  return { ...document, isLossy: true };
}

const ENCODING_HIDES: ReadonlySet<string> = new Set(['json-syntax', 'xml-syntax', 'unknown-document']);

function readText(text: string, fileName: string, report: Report): Document {
  const start = text.trimStart()[0] ?? '';
  if (start !== '' && '{["'.includes(start)) {
    const { value, isBroken, locate, ...marks } = parseJson(text, report);
    const damaged = new PathSet(marks.damaged);
    const incomplete = new PathSet(marks.incomplete);
    const source = { value, text, damaged, incomplete, isLossy: false, locate: withTextPlaces(locate) };
    // What a break made of a document says nothing about what it is.
    return classify(source, (finding) => {
      if (!isBroken || finding.code !== 'unknown-document') report(finding);
    });
  }
  if (start === '<' || fileName.toLowerCase().endsWith('.xml')) return readXmlText(text, report);
  const found =
    start === '' ? 'nothing: the text is empty' : `text that starts with ${JSON.stringify(excerpt(text.trim(), 20))}`;
  return classify({ value: parseScalar(text), text, ...INTACT, locate: locateInText(text) }, report, found);
}

/** Numbers, literals and plain prose have one thing in common: they are no definition. */
function parseScalar(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function readXmlText(text: string, report: Report): Document {
  const source: Source = { value: text, text, ...INTACT, locate: locateInText(text) };
  const root = /<([A-Za-z_][\w.:-]{0,60})/.exec(text)?.[1]?.toLowerCase() ?? '';
  if (/(^|:)(entry|feed)$/.test(root)) {
    report(diagnostic('unknown-document', valueAt([]), { found: 'an Atom document' }));
    return { ...source, kind: 'unknown', definitions: [], isWrapped: false };
  }
  const kind = root === 'jobtemplate' ? 'job-template-body' : 'task-body';
  return { ...source, kind, definitions: [{ kind, value: text, path: [] }], isWrapped: false };
}

/** Finds the definitions in a value. */
function classify(source: Source, report: Report, found?: string): Document {
  const { value, path, isWrapped } = unwrap(source.value);
  const is = (kind: DocumentKind, ...definitions: Definition[]): Document => ({
    ...source,
    kind,
    definitions,
    isWrapped,
  });
  if (isObject(value)) {
    if (hasAny(value, JOB_MARKS)) return is('job', { kind: 'job', value, path });
    if (Object.hasOwn(value, 'TaskBody')) return is('task', { kind: 'task', value, path });
    if (hasAny(value, TEMPLATE_MARKS)) return is('job-template', { kind: 'job-template', value, path });
  }
  if (Array.isArray(value)) {
    const has = (names: readonly string[]): boolean => value.some((item) => isObject(item) && hasAny(item, names));
    if (has(JOB_MARKS)) return is('jobs', ...readJobs(value, path, report));
    if (has(['TaskBody'])) return is('tasks', { kind: 'tasks', value, path });
  }
  if (source.value !== undefined) {
    report(diagnostic('unknown-document', valueAt(path), { found: found ?? describeValue(value) }));
  }
  return is('unknown');
}

function readJobs(items: readonly unknown[], path: Path, report: Report): Definition[] {
  const definitions: Definition[] = [];
  items.forEach((value, index) => {
    const at = [...path, index];
    if (isObject(value) && hasAny(value, JOB_MARKS)) definitions.push({ kind: 'job', value, path: at });
    else {
      const found = isObject(value) && Object.hasOwn(value, 'TaskBody') ? 'a task among jobs' : describeValue(value);
      report(diagnostic('unknown-document', valueAt(at), { found }));
    }
  });
  return definitions;
}

/** Takes off `{"d": …}`, `{"value": […]}` and `{"results": […]}`. */
function unwrap(given: unknown): { value: unknown; path: Path; isWrapped: boolean } {
  const path: string[] = [];
  let value = given;
  let isWrapped = false;
  while (
    isObject(value) &&
    path.length < NESTING_LIMIT &&
    !hasAny(value, [...JOB_MARKS, 'TaskBody', ...TEMPLATE_MARKS])
  ) {
    const list = ['value', 'results'].find((name) => Array.isArray((value as JsonObject)[name]));
    const name = isObject(value.d) || Array.isArray(value.d) ? 'd' : list;
    if (name === undefined) break;
    isWrapped ||= name !== 'results';
    path.push(name);
    value = value[name];
  }
  return { value, path, isWrapped };
}

/** Whether a value is an object of JSON, and no array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
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

function locateInText(text: string): (places: readonly Place[]) => Span[] {
  return withTextPlaces((places) => places.map(({ within }) => within ?? { start: 0, end: text.length }));
}

/** Places that are given in the text itself need no looking for, and none is looked for twice. */
function withTextPlaces(locate: (places: readonly Place[]) => Span[]): (places: readonly Place[]) => Span[] {
  const known = new WeakMap<Place, Span>();
  return (places) => {
    const wanted = places.filter((place) => place.inText === undefined && !known.has(place));
    const spans = wanted.length > 0 ? locate(wanted) : [];
    for (const [index, span] of spans.entries()) known.set(wanted[index] as Place, span);
    return places.map((place) => place.inText ?? (known.get(place) as Span));
  };
}
