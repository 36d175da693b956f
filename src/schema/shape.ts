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
import type { Fault } from './entity-rules.js';
import type { EntityShape } from './validate.js';

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
  // Not a spread: V8 takes ten times as long for what is asked of the objects that one with other names makes. But only a spread
  // takes `__proto__` for a name like others.
  return Object.hasOwn(value, '__proto__') ? { ...value, ...meant } : Object.assign({}, value, meant);
}

/** Holds an entity, an object at `path`, against its schema. `owner` names it in the findings. */
export function checkShape(value: JsonRecord, shape: EntityShape, path: Path, owner: string, report: Report): Entity {
  const faults = shape.validate(value);
  const written = faults.length === 0 ? NOTHING_MISSPELT : reportFaults(value, faults, shape, { path, owner }, report);
  return new Entity(value, path, null, written);
}

/** Reports what a schema says against an entity. Gives the names that stand there for properties that were meant. */
export function reportFaults(
  value: JsonRecord,
  faults: readonly Fault[],
  shape: EntityShape,
  { path, owner }: { readonly path: Path; readonly owner: string },
  report: Report,
): Misspellings {
  let written = NOTHING_MISSPELT;
  for (const { kind, path: at } of faults) {
    if (kind !== 'unknown' || at.length !== 1) continue;
    const name = String(at[0]);
    const meant = nearest(name, shape.properties);
    if (meant === null || Object.hasOwn(value, meant) || Object.hasOwn(written, meant)) continue;
    written = { ...written, [meant]: name };
  }
  const subject: Subject = { shape, path, owner, written };
  for (const fault of faults) {
    // What is missing may stand there misspelt.
    if (fault.kind !== 'missing' || !Object.hasOwn(written, joinSteps(fault.path))) reportFault(fault, subject, report);
  }
  return written;
}

type JsonRecord = Readonly<Record<string, unknown>>;

/** What is being checked. */
interface Subject {
  readonly shape: EntityShape;
  readonly path: Path;
  readonly owner: string;
  /** Properties that are missing but stand there misspelt, and how. */
  readonly written: Misspellings;
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

function reportFault({ kind, path: at, value, rule }: Fault, subject: Subject, report: Report): void {
  const path = at.length === 1 ? below(subject.path, at[0] as string) : [...subject.path, ...at];
  const names = { owner: subject.owner, property: joinSteps(at) };
  const place = valueAt(path);
  if (kind === 'missing') report(diagnostic('missing-property', place, names));
  else if (kind === 'unknown') {
    const name = String(at.at(-1));
    const suggestion = at.length === 1 ? nearest(name, subject.shape.properties) : null;
    const args = { owner: names.owner, property: excerpt(names.property), suggestion };
    report(diagnostic('unknown-property', keyAt(path), args, renameFix(name, suggestion, path, subject)));
  } else if (kind === 'type') {
    reportType(
      { types: rule.type, ...names, path, found: value, allowed: rule.values && withoutNull(rule.values) },
      report,
    );
  } else if (kind === 'length') {
    report(diagnostic('too-long', place, { ...names, length: String(value).length, limit: rule.maxLength }));
  } else if (kind === 'range') {
    const args = { ...names, value: Number(value), minimum: rule.minimum, maximum: rule.maximum };
    report(diagnostic('out-of-range', place, args));
  } else if (kind === 'id') {
    const expected = `nb:${rule.id}:UUID:<guid>`;
    const args = { ...names, value: excerpt(String(value)), expected, problem: 'form', suggestion: null } as const;
    report(diagnostic('invalid-id', place, args));
  } else {
    const shown = excerpt(JSON.stringify(value) ?? describe(value));
    reportNotAllowed({ ...names, value: shown, allowed: withoutNull(rule.values ?? []) }, path, report);
  }
}

/**
 * Only where the value was read under the right name, so that nothing else changes. What only the service sets is not read,
 * but tells that a definition came from it.
 */
function renameFix(name: string, meant: string | null, path: Path, { written, shape }: Subject): Extras {
  if (meant === null || written[meant] !== name) return {};
  const safe = !shape.readOnly.includes(meant);
  return { fix: { title: `Write ${meant}`, safe, edits: [{ place: keyAt(path), text: meant }] } };
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

function withoutNull(values: readonly unknown[]): readonly (string | number)[] {
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
