/**
 * Compiles the schemas of what users write into validators without `eval` and without ajv at run time, as TypeScript that
 * the build compiles along. Run by `npm run build`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { slim } from './slim.mjs';

const read = (name) => JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), 'utf8'));

/**
 * An entity's own properties. Its collections are read, unwrapped and counted by the model, and each task is validated by
 * itself: all errors at once through the items of one call is quadratic in their number.
 */
function ownProperties({ if: condition, then, else: otherwise, properties, required = [], ...entity }, collections) {
  const { hasInputs, hasTasks, ...definitions } = entity.definitions ?? {};
  const own = Object.entries(properties).filter(([name]) => !collections.includes(name));
  return {
    ...entity,
    ...(entity.definitions === undefined ? {} : { definitions }),
    required: required.filter((name) => !collections.includes(name)),
    properties: Object.fromEntries([...own, ...collections.map((name) => [name, true])]),
  };
}

/** The schema without what only people and editors read: the validators carry their schema along. */
function bare(schema) {
  if (Array.isArray(schema) || typeof schema !== 'object' || schema === null) return schema;
  const { title, description, examples, default: preset, readOnly, ...rules } = schema;
  const within = ([name, value]) => [name, NAMED.has(name) ? mapValues(value) : bare(value)];
  return Object.fromEntries(Object.entries(rules).map(within));
}

/** Keywords whose value names its members, so that a property called `title` is not taken for an annotation. */
const NAMED = new Set(['properties', 'patternProperties', 'definitions']);
const mapValues = (members) => Object.fromEntries(Object.entries(members).map(([name, value]) => [name, bare(value)]));

/** Names of the properties for which a test holds. */
const namesWhere = ({ properties }, holds) =>
  Object.entries(properties)
    .filter(([, property]) => holds(property))
    .map(([name]) => name);
/** A function that looks for properties one by one, by constant names: in a loop over the names that takes ten times as long. */
const hasAny = (name, properties) =>
  `export function ${name}(data) { return ${properties.map((property) => `data.${property} != null`).join(' || ')}; }`;
const functionName = (verb, name) =>
  verb +
  name
    .split('_')
    .map((word) => word[0] + word.slice(1).toLowerCase())
    .join('');
const isReadOnly = ({ readOnly }) => readOnly === true;

/** Options of every validator. */
const OPTIONS = {
  allowUnionTypes: true,
  inlineRefs: true,
  // Lengths count UTF-16 units, as .NET strings do; patterns need no flag. Both keep the output free of imports.
  unicode: false,
  unicodeRegExp: false,
  // Only to keep quiet about `unicode`, which ajv calls deprecated and has no other word for.
  logger: false,
  messages: false,
  code: { source: true, esm: true, optimize: true },
};

/** Validators by the names that they are exported under. */
const compile = standalone.default;

/** Writes validators and other lines as a file of src. */
function write(file, code, more = []) {
  if (/\b(?:require|import|eval)\b|new Function/.test(code)) throw new Error('a compiled validator needs a run time');
  const lines = ['// @ts-nocheck', '// Made by schemas/compile.mjs from schemas/*.json. Do not edit.', code, ...more];
  writeFileSync(new URL(`../src/${file}`, import.meta.url), `${lines.join('\n')}\n`);
}

const sources = {
  JOB: ownProperties(read('job'), ['Tasks', 'InputMediaAssets', 'InputMediaAssets@odata.bind']),
  TASK: read('task'),
  JOB_TEMPLATE: ownProperties(read('job-template'), ['TaskTemplates']),
  TASK_TEMPLATE: read('task-template'),
};
const [job, task, jobTemplate, taskTemplate] = Object.values(sources).map(bare);
const names = (schema, holds = () => true) => JSON.stringify(namesWhere(schema, holds));
/** Writes the validators of entities, and what is known of their properties. Each is named as in `sources`. */
function writeEntities(file, entities, more = []) {
  const entries = Object.entries(sources).filter(([name]) => name in entities);
  const ajv = new Ajv({ ...OPTIONS, allErrors: true, schemas: Object.values(entities) });
  const validators = Object.fromEntries(entries.map(([name]) => [functionName('validate', name), entities[name].$id]));
  write(file, slim(compile(ajv, validators)), [
    ...entries.flatMap(([name, schema]) => [
      `export const ${name}_PROPERTIES = ${names(schema)};`,
      `export const ${name}_READ_ONLY = ${names(schema, isReadOnly)};`,
      hasAny(functionName('hasReadOnlyOf', name), namesWhere(schema, isReadOnly)),
    ]),
    ...more,
  ]);
}

const length = `export const JOB_NAME_LENGTH = ${job.properties.Name.maxLength};`;
writeEntities('schema/validators.generated.ts', { JOB: job, TASK: task }, [length]);
// Apart, because most runs need none of them.
writeEntities('schema/template-validators.generated.ts', { JOB_TEMPLATE: jobTemplate, TASK_TEMPLATE: taskTemplate });

// The first error will do: the file is not read any further.
const suppressions = bare(read('suppressions'));
write(
  'node/suppressions.generated.ts',
  compile(new Ajv({ ...OPTIONS, schemas: [suppressions] }), { validateSuppressions: suppressions.$id }),
);

const config = bare(read('config'));
write(
  'node/config/config-validator.generated.ts',
  compile(new Ajv({ ...OPTIONS, allErrors: true, schemas: [config] }), { validateConfig: config.$id }),
  [
    `export const CONFIG_KEYS = ${names(config)};`,
    `export const OVERRIDE_KEYS = ${names(config.properties.overrides.items)};`,
    `export const QUOTA_KEYS = ${names(config.definitions.quotas)};`,
  ],
);

/** What editors offer: the properties that people write, with what they are, and how an empty value of each is written. */
function offered({ properties }) {
  return Object.entries(properties)
    .filter(([, property]) => !isReadOnly(property))
    .map(([name, { description, type = [], enum: all = [] }]) => {
      const values = all.filter((value) => value !== null);
      const types = [type].flat();
      const empty = types.includes('string') ? ['"', '"'] : types.includes('array') ? ['[', ']'] : ['0', ''];
      return { name, description, empty, ...(values.length === 0 ? {} : { values }) };
    });
}

const { reference, range, element, elementName, hasCreationOptions, ...attributes } =
  read('task-body').definitions.output.properties;
const entities = Object.fromEntries(
  ['job', 'task', 'job-template', 'task-template'].map((name) => [name, offered(read(name))]),
);
const offers = `// Made by schemas/compile.mjs from schemas/*.json. Do not edit.
export interface Property {
  readonly name: string;
  readonly description: string;
  readonly empty: readonly [string, string];
  readonly values?: readonly (string | number)[];
}
export type Entity = ${Object.keys(entities)
  .map((name) => JSON.stringify(name))
  .join(' | ')};
export const PROPERTIES: { readonly [E in Entity]: readonly Property[] } = ${JSON.stringify(entities)};
export const BODY_ATTRIBUTES: readonly Property[] = ${JSON.stringify(offered({ properties: attributes }))};
`;
writeFileSync(new URL('../src/editor/properties.generated.ts', import.meta.url), offers);
