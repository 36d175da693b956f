/** What the schemas say of entities, and how a value is held against it: those few keywords of JSON Schema that they use. */
import type { Path } from '../diagnostics/diagnostic.js';
import { isObject } from '../parse/definition.js';

/** What a schema says of one property. */
export interface PropertySchema {
  readonly type: string | readonly string[];
  readonly maxLength?: number;
  /** Of an id, its kind: `mpid` of `nb:mpid:UUID:<guid>`. */
  readonly id?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  /** Of a list, which stands there as an array. */
  readonly items?: EntitySchema;
  /** Whether it may also stand in the `results` of an object, to be checked there. */
  readonly inResults?: boolean;
}

/** What a schema says of an entity. Made by schemas/compile.mjs: 0 for what only the service sets, 1 for what is read elsewhere. */
export interface EntitySchema {
  readonly required?: readonly string[];
  readonly properties: Readonly<Record<string, PropertySchema | 0 | 1>>;
}

/** A fault. What only follows from a wrong type is none. */
export interface Fault {
  /** Where, from the entity; the name of what is missing or unknown ends it. */
  readonly path: Path;
  readonly kind: 'missing' | 'unknown' | 'type' | 'value' | 'length' | 'id' | 'range';
  /** What stands there; undefined for what is missing or unknown. */
  readonly value: unknown;
  /** What the property is to be; of what is missing or unknown, what the entity is. */
  readonly rule: Rule;
}

/** A schema, made ready. */
export interface EntityRules {
  /** Of the properties that have a rule. */
  readonly names: readonly string[];
  /** Null for a property that may be anything. Without prototype. */
  readonly properties: Readonly<Record<string, Rule | null>>;
}

/** All rules have all fields, which engines are fast with. */
export interface Rule {
  /** The names of the types that are allowed, and their bits. */
  readonly type: PropertySchema['type'];
  readonly types: number;
  readonly maxLength: number;
  readonly id: string | null;
  readonly pattern: RegExp | null;
  readonly values: readonly unknown[] | null;
  readonly minimum: number;
  readonly maximum: number;
  readonly items: EntityRules | null;
  readonly inResults: boolean;
  readonly isRequired: boolean;
}

const STRING = 1;
const INTEGER = 2;
const BITS: Readonly<Record<string, number>> = {
  string: STRING,
  integer: INTEGER,
  boolean: 4,
  null: 8,
  array: 16,
  object: 32,
};

/** Makes a schema ready. */
export function entityRules({ required = [], properties }: EntitySchema): EntityRules {
  const rules: Record<string, Rule | null> = Object.create(null);
  for (const [name, schema] of Object.entries(properties)) {
    rules[name] = typeof schema === 'number' ? null : ruleOf(schema, required.includes(name));
  }
  return { names: Object.keys(rules).filter((name) => rules[name] !== null), properties: rules };
}

function ruleOf(
  { type, maxLength, id, enum: values, minimum, maximum, items, inResults }: PropertySchema,
  isRequired: boolean,
): Rule {
  return {
    type,
    types: [type].flat().reduce((bits, name) => bits | (BITS[name] as number), 0),
    maxLength: maxLength ?? Infinity,
    id: id ?? null,
    pattern:
      id === undefined ? null : new RegExp(`^nb:${id}:UUID:[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$`),
    values: values ?? null,
    minimum: minimum ?? -Infinity,
    maximum: maximum ?? Infinity,
    items: items === undefined ? null : entityRules(items),
    inResults: inResults === true,
    isRequired,
  };
}

const OBJECT = ruleOf({ type: 'object' }, false);
const ARRAY = ruleOf({ type: 'array' }, false);

/** Annotations of OData, which may stand anywhere. */
const ANNOTATION = /^(?:odata\.|__metadata$|__deferred$)|@/;
const NO_FAULTS: readonly Fault[] = [];
const HERE: Path = [];

/** What is wrong with an entity: first what nobody knows, then the others in the order of the schema. */
export function faultsOf(data: unknown, rules: EntityRules): readonly Fault[] {
  return checkEntity(data, rules, HERE, null) ?? NO_FAULTS;
}

/** Faults are collected in a list that is made for the first. */
type Faults = Fault[] | null;

function add(faults: Faults, kind: Fault['kind'], path: Path, rule: Rule, value?: unknown): Faults {
  const all = faults ?? [];
  all.push({ path, kind, value, rule });
  return all;
}

function checkEntity(data: unknown, { names, properties }: EntityRules, at: Path, given: Faults): Faults {
  if (!isObject(data)) return add(given, 'type', at, OBJECT, data);
  let faults = given;
  for (const key in data) {
    if (properties[key] === undefined && !ANNOTATION.test(key)) faults = add(faults, 'unknown', [...at, key], OBJECT);
  }
  // By the names that there may be: those of a class that has accessors are none of the keys.
  for (const name of names) {
    const rule = properties[name] as Rule;
    const value = data[name];
    if (value === undefined) {
      if (rule.isRequired) faults = add(faults, 'missing', [...at, name], OBJECT);
    } else if (!isSound(value, rule)) faults = checkValue(value, rule, [...at, name], faults);
  }
  return faults;
}

/** Whether a text or a number is right, as nearly all are; what else there is takes a closer look. */
function isSound(value: unknown, { types, maxLength, pattern, values, minimum, maximum }: Rule): boolean {
  if (typeof value === 'string') {
    if ((types & STRING) === 0 || value.length > maxLength || (pattern !== null && !pattern.test(value))) return false;
  } else if (!Number.isInteger(value) || (types & INTEGER) === 0) return false;
  else if ((value as number) > maximum || (value as number) < minimum) return false;
  return values === null || values.includes(value);
}

function checkValue(value: unknown, rule: Rule, at: Path, faults: Faults): Faults {
  if ((rule.types & bitOf(value)) === 0) return add(faults, 'type', at, rule, value);
  if (rule.values !== null) return rule.values.includes(value) ? faults : add(faults, 'value', at, rule, value);
  if (typeof value === 'number') return add(faults, 'range', at, rule, value);
  if (typeof value !== 'string') return rule.items === null ? faults : checkList(value, rule, rule.items, at, faults);
  const all = value.length > rule.maxLength ? add(faults, 'length', at, rule, value) : faults;
  return rule.pattern === null || rule.pattern.test(value) ? all : add(all, 'id', at, rule, value);
}

/** The items of a list, each an entity. */
function checkList(list: unknown, { inResults }: Rule, items: EntityRules, at: Path, faults: Faults): Faults {
  if (Array.isArray(list)) return checkItems(list, items, at, faults);
  const results = inResults && isObject(list) ? list.results : undefined;
  if (results === undefined) return faults;
  const within = [...at, 'results'];
  return Array.isArray(results)
    ? checkItems(results, items, within, faults)
    : add(faults, 'type', within, ARRAY, results);
}

function checkItems(list: readonly unknown[], items: EntityRules, at: Path, given: Faults): Faults {
  let faults = given;
  for (const [index, item] of list.entries()) faults = checkEntity(item, items, [...at, index], faults);
  return faults;
}

function bitOf(value: unknown): number {
  if (typeof value === 'number') return Number.isInteger(value) ? (BITS.integer as number) : 0;
  if (typeof value !== 'object') return BITS[typeof value] ?? 0;
  return BITS[value === null ? 'null' : Array.isArray(value) ? 'array' : 'object'] as number;
}
