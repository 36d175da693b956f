/** The schema files as data: all of them in one strict validator, and their subschemas one by one. */
import { readdirSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import { ROOT, readProject } from '../helpers/root.js';

export type JsonObject = Readonly<Record<string, unknown>>;

/** The schemas by name, as the files of the folder `schemas` have them. */
export const SCHEMAS: ReadonlyMap<string, JsonObject> = new Map(
  readdirSync(`${ROOT}schemas`)
    .filter((file) => file.endsWith('.json'))
    .map((file) => [file.replace(/\.json$/, ''), JSON.parse(readProject(`schemas/${file}`)) as JsonObject]),
);

/** Takes the place of an editor: it validates as draft-07 has it, and refuses keywords that mean nothing. */
export function strictAjv(): Ajv {
  // `required` in a branch of job.json names what the schema around it declares, which this one option forbids.
  const ajv = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true });
  ajv.addSchema([...SCHEMAS.values()]);
  return ajv;
}

const ajv = strictAjv();

/** The validator of a schema, or of the subschema at a JSON pointer. */
export function validator(name: string, pointer = ''): ValidateFunction {
  const validate = ajv.getSchema(`${SCHEMAS.get(name)?.$id}#${pointer}`);
  if (validate === undefined) throw new Error(`there is no schema ${name}#${pointer}`);
  return validate;
}

/** What is wrong with a value, in ajv's words; empty where nothing is. */
export function faults(value: unknown, name: string, pointer = ''): string[] {
  const validate = validator(name, pointer);
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message, params }) => {
    return `${instancePath} ${message} ${JSON.stringify(params)}`;
  });
}

export interface Subschema {
  /** JSON pointer within its file, as a URI fragment. */
  readonly pointer: string;
  readonly schema: JsonObject;
  /** The name that it describes where it declares a property; branches such as `anyOf` only narrow what is declared. */
  readonly property: string | null;
}

const MEMBERS = ['properties', 'patternProperties', 'definitions'];
const ONE = ['items', 'not', 'if', 'then', 'else'];
const LISTS = ['allOf', 'anyOf', 'oneOf'];

/** A schema with all schemas in it. */
export function subschemas(root: JsonObject): Subschema[] {
  const found: Subschema[] = [{ pointer: '', schema: root, property: null }];
  for (let next = 0; next < found.length; next += 1) {
    const { pointer, schema } = found[next] as Subschema;
    const add = (value: unknown, property: string | null, ...steps: readonly string[]): void => {
      if (isObject(value)) found.push({ pointer: [pointer, ...steps.map(toStep)].join('/'), schema: value, property });
    };
    for (const keyword of MEMBERS) {
      for (const [name, member] of Object.entries(schema[keyword] ?? {})) {
        add(member, keyword === 'properties' && !isBranch(pointer) ? name : null, keyword, name);
      }
    }
    for (const keyword of ONE) add(schema[keyword], null, keyword);
    for (const keyword of LISTS) {
      Object.entries(schema[keyword] ?? {}).forEach(([index, branch]) => {
        add(branch, null, keyword, index);
      });
    }
  }
  return found;
}

function isBranch(pointer: string): boolean {
  return /\/(?:(?:all|any|one)Of\/\d+|not|if|then|else)$/.test(pointer);
}

function toStep(step: string): string {
  return encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'));
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
