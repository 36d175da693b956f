/** What the schemas say of entities, and how a value is held against it: those few keywords of JSON Schema that they use. */

/** What a schema says of one property. */
export interface PropertySchema {
  readonly type: string | readonly string[];
  readonly maxLength?: number;
  readonly pattern?: RegExp;
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
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, PropertySchema | 0 | 1>>;
}

/** A fault, with the words of JSON Schema. */
export interface ShapeError {
  /** A JSON pointer. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A schema, made ready. */
export interface EntityRules {
  readonly required: readonly string[];
  /** Null for a property that may be anything. Without prototype. */
  readonly properties: Readonly<Record<string, Rule | null>>;
}

/** All rules have all fields, which engines are fast with. */
interface Rule {
  readonly type: PropertySchema['type'];
  /** The bits of the types that are allowed. */
  readonly types: number;
  readonly maxLength: number;
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
export function entityRules({ required, properties }: EntitySchema): EntityRules {
  const rules: Record<string, Rule | null> = Object.create(null);
  for (const [name, schema] of Object.entries(properties)) {
    rules[name] = typeof schema === 'number' ? null : ruleOf(schema, required.includes(name));
  }
  return { required, properties: rules };
}

function ruleOf(
  { type, maxLength, pattern, enum: values, minimum, maximum, items, inResults }: PropertySchema,
  isRequired: boolean,
): Rule {
  return {
    type,
    types: [type].flat().reduce((bits, name) => bits | (BITS[name] as number), 0),
    maxLength: maxLength ?? Infinity,
    pattern: pattern ?? null,
    values: values ?? null,
    minimum: minimum ?? -Infinity,
    maximum: maximum ?? Infinity,
    items: items === undefined ? null : entityRules(items),
    inResults: inResults === true,
    isRequired,
  };
}

/** Annotations of OData, which may stand anywhere. */
const ANNOTATION = /^(?:odata\.|__metadata$|__deferred$)|@/;
const NO_ERRORS: readonly ShapeError[] = [];

/** What is wrong with an entity, in the order of its properties; what is missing comes last. */
export function faultsOf(data: unknown, rules: EntityRules): readonly ShapeError[] {
  return checkEntity(data, rules, '', null) ?? NO_ERRORS;
}

/** Faults are collected in a list that is made for the first. */
type Faults = ShapeError[] | null;

function fault(faults: Faults, instancePath: string, keyword: string, params: ShapeError['params']): Faults {
  const all = faults ?? [];
  all.push({ instancePath, keyword, params });
  return all;
}

function checkEntity(data: unknown, { required, properties }: EntityRules, at: string, given: Faults): Faults {
  if (!isRecord(data)) return fault(given, at, 'type', { type: 'object' });
  let faults = given;
  let missing = required.length;
  for (const key in data) {
    const rule = properties[key];
    if (rule === undefined) {
      if (!ANNOTATION.test(key)) faults = fault(faults, at, 'additionalProperties', { additionalProperty: key });
    } else if (rule !== null) {
      const value = data[key];
      if (value === undefined) continue;
      if (rule.isRequired) missing -= 1;
      if (!isSound(value, rule)) faults = checkValue(value, rule, `${at}/${key}`, faults);
    }
  }
  if (missing === 0) return faults;
  for (const name of required) {
    if (data[name] === undefined) faults = fault(faults, at, 'required', { missingProperty: name });
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

function checkValue(value: unknown, rule: Rule, at: string, given: Faults): Faults {
  const { type, types, maxLength, pattern, values, minimum, maximum } = rule;
  let faults = given;
  const tell = (keyword: string, params: ShapeError['params']): void => {
    faults = fault(faults, at, keyword, params);
  };
  if ((types & bitOf(value)) === 0) tell('type', { type });
  if (values !== null && !values.includes(value)) tell('enum', { allowedValues: values });
  if (typeof value === 'string') {
    if (value.length > maxLength) tell('maxLength', { limit: maxLength });
    if (pattern !== null && !pattern.test(value)) tell('pattern', { pattern: pattern.source });
  } else if (typeof value === 'number' && Number.isFinite(value)) {
    if (value > maximum) tell('maximum', { comparison: '<=', limit: maximum });
    if (value < minimum) tell('minimum', { comparison: '>=', limit: minimum });
  } else if (rule.items !== null) faults = checkList(value, rule, at, faults);
  return faults;
}

/** The items of a list, each an entity. */
function checkList(list: unknown, { items, inResults }: Rule, at: string, faults: Faults): Faults {
  if (items === null) return faults;
  if (Array.isArray(list)) return checkItems(list, items, at, faults);
  const results = inResults && isRecord(list) ? list.results : undefined;
  if (results === undefined) return faults;
  if (Array.isArray(results)) return checkItems(results, items, `${at}/results`, faults);
  return fault(faults, `${at}/results`, 'type', { type: 'array' });
}

function checkItems(list: readonly unknown[], items: EntityRules, at: string, given: Faults): Faults {
  let faults = given;
  for (const [index, item] of list.entries()) faults = checkEntity(item, items, `${at}/${index}`, faults);
  return faults;
}

function bitOf(value: unknown): number {
  if (typeof value === 'number') return Number.isInteger(value) ? (BITS.integer as number) : 0;
  if (typeof value !== 'object') return BITS[typeof value] ?? 0;
  return BITS[value === null ? 'null' : Array.isArray(value) ? 'array' : 'object'] as number;
}

function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}
