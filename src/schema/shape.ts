/** Faults of shape as findings: which property, what is wrong, what was expected, and the name that was meant. */
import { diagnostic, excerpt, keyAt, type Path, type Report, valueAt } from '../diagnostics/diagnostic.js';
import { nearest } from '../diagnostics/nearest.js';
import type { EntityShape, ShapeError } from './validate.js';

/** An Int32 in the only form that is meant when a number stands in quotes. */
const INTEGER = /^[+-]?\d{1,10}$/;
const INT32_MAX = 2147483647;
const INT32_MIN = -2147483648;

/** Holds an entity, an object at `path`, against its schema. `owner` names it in the findings. */
export function checkShape(value: object, shape: EntityShape, path: Path, owner: string, report: Report): void {
  const errors = shape.validate(value);
  if (errors.length === 0) return;
  const mistyped = new Set(errors.filter(({ keyword }) => keyword === 'type').map(({ instancePath }) => instancePath));
  for (const error of errors) {
    if (error.keyword !== 'type' && mistyped.has(error.instancePath)) continue;
    const steps = toSteps(error.instancePath, value);
    reportError({ error, shape, owner, path: [...path, ...steps], steps, found: follow(value, steps) }, report);
  }
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

interface Fault {
  readonly error: ShapeError;
  readonly shape: EntityShape;
  readonly owner: string;
  readonly path: Path;
  readonly steps: Path;
  readonly found: unknown;
}

function reportError({ error: { keyword, params }, shape, owner, path, steps, found }: Fault, report: Report): void {
  const property = joinSteps(steps);
  const at = valueAt(path);
  if (keyword === 'required') {
    const missing = String(params.missingProperty);
    report(diagnostic('missing-property', valueAt([...path, missing]), { owner, property: missing }));
  } else if (keyword === 'additionalProperties') {
    const extra = String(params.additionalProperty);
    const suggestion = steps.length === 0 ? nearest(extra, shape.properties) : null;
    const args = { owner, property: excerpt(joinSteps([...steps, extra])), suggestion };
    report(diagnostic('unknown-property', keyAt([...path, extra]), args));
  } else if (keyword === 'type') {
    reportType(owner, property, path, params.type, found, report);
  } else if (keyword === 'maxLength') {
    const args = { owner, property, length: String(found).length, limit: Number(params.limit) };
    report(diagnostic('too-long', at, args));
  } else if (keyword === 'minimum' || keyword === 'maximum') {
    const args = { owner, property, value: Number(found), minimum: INT32_MIN, maximum: INT32_MAX };
    report(diagnostic('out-of-range', at, args));
  } else if (keyword === 'pattern') {
    const expected = `nb:${/nb:(\w+):/.exec(String(params.pattern))?.[1]}:UUID:<guid>`;
    report(diagnostic('invalid-id', at, { owner, property, value: excerpt(String(found)), expected }));
  } else {
    const allowed = (params.allowedValues as readonly (string | number | null)[]).filter((value) => value !== null);
    const value = excerpt(JSON.stringify(found) ?? describe(found));
    report(diagnostic('not-allowed-value', at, { owner, property, value, allowed }));
  }
}

function reportType(owner: string, property: string, path: Path, types: unknown, found: unknown, report: Report): void {
  const wanted = (Array.isArray(types) ? types : [types]).filter((type) => type !== 'null') as string[];
  if (found === null || found === undefined) {
    report(diagnostic('missing-property', valueAt(path), { owner, property }));
  } else if (wanted.includes('integer') && typeof found === 'string' && readInt32(found) !== null) {
    report(diagnostic('number-as-string', valueAt(path), { owner, property, value: found }));
  } else {
    const expected = wanted.map((type) => TYPE_NAMES[type] ?? type).join(' or ');
    report(diagnostic('wrong-type', valueAt(path), { owner, property, expected, found: describe(found) }));
  }
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'a string',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'an array',
  object: 'an object',
};

/** A JSON pointer as steps; numbers where the value on the way is an array. */
function toSteps(pointer: string, value: object): Path {
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

function follow(value: unknown, steps: Path): unknown {
  let at = value;
  for (const step of steps) at = (at as Record<string | number, unknown> | null | undefined)?.[step];
  return at;
}

/** A path as people write it: `Tasks[3].Name`. */
export function joinSteps(path: Path): string {
  return path.map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`)).join('');
}
