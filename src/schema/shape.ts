/** Faults of shape as findings: which property, what is wrong, what was expected, and the name that was meant. */
import type { DiagnosticArgs } from '../diagnostics/args.js';
import {
  diagnostic,
  type Extras,
  excerpt,
  type Fix,
  keyAt,
  type Path,
  type Report,
  valueAt,
} from '../diagnostics/diagnostic.js';
import { nearest } from '../diagnostics/nearest.js';
import type { EntityShape, ShapeError } from './validate.js';

/** An Int32 in the only form that is meant when a number stands in quotes. */
const INTEGER = /^[+-]?\d{1,10}$/;
const INT32_MAX = 2147483647;
const INT32_MIN = -2147483648;

/** An entity whose shape has been checked; misspelt properties are read as what they must have meant. */
export class Entity {
  /** The object; what is misspelt in it stands under the right name too. */
  readonly value: JsonRecord;
  readonly #parent: Path;
  readonly #step: number | null;
  readonly #written: Misspellings;

  constructor(value: JsonRecord, parent: Path, step: number | null, written: Misspellings = NOTHING_MISSPELT) {
    this.value = written === NOTHING_MISSPELT ? value : withMeant(value, written);
    this.#parent = parent;
    this.#step = step;
    this.#written = written;
  }

  /** Where it stands. Paths are made when somebody asks: most are never needed. */
  get path(): Path {
    return this.#step === null ? this.#parent : below(this.#parent, this.#step);
  }

  /** Where a property stands, or would. */
  pathOf(name: string): Path {
    return below(this.path, this.isMisspelt(name) ? (this.#written[name] as string) : name);
  }

  /** Whether a property stands there under another name. */
  isMisspelt(name: string): boolean {
    return Object.hasOwn(this.#written, name);
  }

  /** The value of a property, and where it stands, or would. */
  property(name: string): { readonly value: unknown; readonly path: Path } {
    return { value: Object.hasOwn(this.value, name) ? this.value[name] : undefined, path: this.pathOf(name) };
  }
}

/** A path with one step more. A literal has just the room that it needs; a spread has more, in each finding. */
function below(path: Path, step: string | number): Path {
  const [first, second] = path as readonly [string | number, string | number];
  if (path.length === 1) return [first, step];
  return path.length === 2 ? [first, second, step] : [...path, step];
}

/** How properties are written that are misspelt, by their right names. No map: each misspelt task keeps one. */
export type Misspellings = Readonly<Record<string, string>>;

/** Of an entity in which every property has its right name. */
export const NOTHING_MISSPELT: Misspellings = {};

function withMeant(value: JsonRecord, written: Misspellings): JsonRecord {
  const meant: Record<string, unknown> = {};
  for (const [right, name] of Object.entries(written)) meant[right] = value[name];
  // Not a spread: V8 takes ten times as long for what is asked of the objects that one with other names makes.
  return Object.assign({}, value, meant);
}

/** Holds an entity, an object at `path`, against its schema. `owner` names it in the findings. */
export function checkShape(value: JsonRecord, shape: EntityShape, path: Path, owner: string, report: Report): Entity {
  const errors = shape.validate(value);
  const written = errors.length === 0 ? NOTHING_MISSPELT : reportFaults(value, errors, shape, { path, owner }, report);
  return new Entity(value, path, null, written);
}

/** Reports what a schema says against an entity. Gives the names that stand there for properties that were meant. */
export function reportFaults(
  value: JsonRecord,
  errors: readonly ShapeError[],
  shape: EntityShape,
  { path, owner }: { readonly path: Path; readonly owner: string },
  report: Report,
): Misspellings {
  let written = NOTHING_MISSPELT;
  for (const { keyword, instancePath, params } of errors) {
    if (keyword !== 'additionalProperties' || instancePath !== '') continue;
    const name = String(params.additionalProperty);
    const meant = nearest(name, shape.properties);
    if (meant === null || Object.hasOwn(value, meant) || Object.hasOwn(written, meant)) continue;
    written = { ...written, [meant]: name };
  }
  const [mistyped, allowed] = [pathsOf(errors, 'type'), allowedOf(errors)];
  const subject: Subject = { value, shape, path, owner, written, mistyped, allowed };
  for (const error of errors) if (!isImplied(error, subject)) reportError(error, subject, report);
  return written;
}

type JsonRecord = Readonly<Record<string, unknown>>;

/** What is being checked. */
interface Subject {
  readonly value: object;
  readonly shape: EntityShape;
  readonly path: Path;
  readonly owner: string;
  /** Properties that are missing but stand there misspelt, and how. */
  readonly written: Misspellings;
  /** Where a type is wrong, by JSON pointer. */
  readonly mistyped: ReadonlySet<string>;
  /** What is allowed where something else stands, by JSON pointer. */
  readonly allowed: ReadonlyMap<string, readonly (string | number)[]>;
}

const NO_PATHS: ReadonlySet<string> = new Set();
const NO_LIMITS: ReadonlyMap<string, readonly (string | number)[]> = new Map();

function pathsOf(errors: readonly ShapeError[], keyword: string): ReadonlySet<string> {
  if (!errors.some((error) => error.keyword === keyword)) return NO_PATHS;
  return new Set(errors.filter((error) => error.keyword === keyword).map(({ instancePath }) => instancePath));
}

function allowedOf(errors: readonly ShapeError[]): ReadonlyMap<string, readonly (string | number)[]> {
  if (!errors.some(({ keyword }) => keyword === 'enum')) return NO_LIMITS;
  const allowed = new Map<string, readonly (string | number)[]>();
  for (const { keyword, instancePath, params } of errors) {
    if (keyword === 'enum') allowed.set(instancePath, withoutNull(params.allowedValues));
  }
  return allowed;
}

/** Whether an error only follows from another: a limit from a wrong type, a missing property from its misspelling. */
function isImplied({ keyword, instancePath, params }: ShapeError, { mistyped, written }: Subject): boolean {
  if (keyword === 'required' && instancePath === '') return Object.hasOwn(written, String(params.missingProperty));
  return keyword !== 'type' && mistyped.has(instancePath);
}

/** An Int32, also where it is written as a string; null for anything else. */
export function readInt32(value: unknown): number | null {
  const number = typeof value === 'string' && INTEGER.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isInteger(number)) return null;
  return number >= INT32_MIN && number <= INT32_MAX ? number : null;
}

/** What a value is, in words. */
export function describe(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (typeof value === 'number') return Number.isInteger(value) ? 'a whole number' : 'a number with a fraction';
  return typeof value === 'undefined' ? 'undefined' : `a ${typeof value}`;
}

function reportError({ keyword, params, instancePath }: ShapeError, subject: Subject, report: Report): void {
  const { owner } = subject;
  const steps = toSteps(instancePath, subject.value);
  const path = steps.length === 0 ? subject.path : [...subject.path, ...steps];
  const found = follow(subject.value, steps);
  const property = joinSteps(steps);
  const at = valueAt(path);
  if (keyword === 'required') {
    const missing = String(params.missingProperty);
    report(diagnostic('missing-property', valueAt(below(path, missing)), { owner, property: missing }));
  } else if (keyword === 'additionalProperties') {
    const extra = String(params.additionalProperty);
    const suggestion = steps.length === 0 ? nearest(extra, subject.shape.properties) : null;
    const args = { owner, property: excerpt(steps.length === 0 ? extra : joinSteps([...steps, extra])), suggestion };
    report(
      diagnostic('unknown-property', keyAt(below(path, extra)), args, renameFix(extra, suggestion, path, subject)),
    );
  } else if (keyword === 'type') {
    const allowed = subject.allowed.get(instancePath) ?? null;
    reportType({ types: params.type, owner, property, path, found, allowed }, report);
  } else if (keyword === 'maxLength') {
    const args = { owner, property, length: String(found).length, limit: Number(params.limit) };
    report(diagnostic('too-long', at, args));
  } else if (keyword === 'minimum' || keyword === 'maximum') {
    const args = { owner, property, value: Number(found), minimum: INT32_MIN, maximum: INT32_MAX };
    report(diagnostic('out-of-range', at, args));
  } else if (keyword === 'pattern') {
    const expected = `nb:${/nb:(\w+):/.exec(String(params.pattern))?.[1]}:UUID:<guid>`;
    const value = excerpt(String(found));
    report(diagnostic('invalid-id', at, { owner, property, value, expected, problem: 'form', suggestion: null }));
  } else {
    const value = excerpt(JSON.stringify(found) ?? describe(found));
    reportNotAllowed({ owner, property, value, allowed: withoutNull(params.allowedValues) }, path, report);
  }
}

/**
 * Only where the value was read under the right name, so that nothing else changes. What only the service sets is not read,
 * but tells that a definition came from it.
 */
function renameFix(name: string, meant: string | null, path: Path, { written, shape }: Subject): Extras {
  if (meant === null || written[meant] !== name) return {};
  const safe = !shape.readOnly.includes(meant);
  return { fix: { title: `Write ${meant}`, safe, edits: [{ place: keyAt([...path, name]), text: meant }] } };
}

function writeValue(path: Path, value: number): Fix {
  return { title: `Write ${value}`, safe: true, edits: [{ place: valueAt(path), text: JSON.stringify(value) }] };
}

/** A value that is none of those allowed. Two properties have a code of their own for it, with the reason in its words. */
function reportNotAllowed(args: DiagnosticArgs['not-allowed-value'], path: Path, report: Report): void {
  const at = valueAt(path);
  const isZero = args.value === '0' || args.value === '"0"';
  if (path.at(-1) === 'TemplateType') report(diagnostic('template-type', at, args));
  else if (path.at(-1) === 'TargetJobState' && isZero) report(diagnostic('notification-state', at, args));
  else report(diagnostic('not-allowed-value', at, args));
}

function withoutNull(values: unknown): readonly (string | number)[] {
  return (values as readonly (string | number | null)[]).filter((value) => value !== null);
}

interface TypeFault {
  readonly types: unknown;
  readonly owner: string;
  readonly property: string;
  readonly path: Path;
  readonly found: unknown;
  readonly allowed: readonly (string | number)[] | null;
}

function reportType({ types, path, found, allowed, ...names }: TypeFault, report: Report): void {
  const wanted = (Array.isArray(types) ? types : [types]).filter((type) => type !== 'null') as string[];
  const number = typeof found === 'string' && wanted.includes('integer') ? readInt32(found) : null;
  if (found === null || found === undefined) {
    report(diagnostic('missing-property', valueAt(path), names));
  } else if (number !== null && allowed !== null && !allowed.includes(number)) {
    reportNotAllowed({ ...names, value: JSON.stringify(found), allowed }, path, report);
  } else if (number !== null) {
    const fix = writeValue(path, number);
    report(diagnostic('number-as-string', valueAt(path), { ...names, value: String(found) }, { fix }));
  } else {
    // A list may come wrapped in an object, as the service returns it; who writes one writes an array.
    const type = wanted.includes('array') ? 'array' : (wanted[0] ?? '');
    const args = { ...names, expected: TYPE_NAMES[type] ?? type, found: describe(found) };
    report(diagnostic('wrong-type', valueAt(path), args));
  }
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'a string',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'an array',
  object: 'an object',
};

const NO_STEPS: Path = [];

/** A JSON pointer as steps; numbers where the value on the way is an array. */
export function toSteps(pointer: string, value: unknown): Path {
  if (pointer === '') return NO_STEPS;
  const steps: (string | number)[] = [];
  let at: unknown = value;
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    const step = Array.isArray(at) ? Number(name) : name;
    steps.push(step);
    at = follow(at, [step]);
  }
  return steps;
}

/** What a path leads to from a value; undefined where it leads nowhere. */
export function follow(value: unknown, steps: Path): unknown {
  let at = value;
  for (const step of steps) at = (at as Record<string | number, unknown> | null | undefined)?.[step];
  return at;
}

/** A path as people write it: `Tasks[3].Name`. */
export function joinSteps(path: Path): string {
  return path.map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`)).join('');
}
