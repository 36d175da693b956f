/**
 * Makes TypeScript of the schemas of what users write, which the build compiles along: validators by ajv, without `eval` and
 * without ajv at run time, and of the schemas of entities the rules by which `schema/entity-rules.ts` says what is wrong. Run by
 * `npm run build`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';

const read = (name) => JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), 'utf8'));

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

/** Keywords that `schema/entity-rules.ts` knows, of properties and of entities. What a job has to have at all is for the model. */
const OF_PROPERTY = ['type', 'maxLength', 'pattern', 'enum', 'minimum', 'maximum', 'items'];
const OF_ENTITY = [
  '$schema',
  '$id',
  'type',
  'patternProperties',
  'additionalProperties',
  'definitions',
  'if',
  'then',
  'else',
];
const GUID = '[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}';
const ANNOTATION = '^(?:odata\\.|__metadata$|__deferred$)|@';

const isReadOnly = ({ readOnly }) => readOnly === true;
const literal = (members) => `{ ${members.map(([name, code]) => `${JSON.stringify(name)}: ${code}`).join(', ')} }`;

/** The source of an `EntitySchema`. */
function entityCode({ required = [], properties, ...rest }, collections, definitions) {
  const isKnown = Object.keys(bare(rest)).every((keyword) => OF_ENTITY.includes(keyword));
  const isClosed = rest.additionalProperties === false && Object.keys(rest.patternProperties).join() === ANNOTATION;
  if (!isKnown || !isClosed || rest.type !== 'object')
    throw new Error(`an entity of another form: ${JSON.stringify(rest)}`);
  const rules = Object.entries(properties)
    .filter(([name]) => !collections.includes(name))
    .map(([name, property]) => [name, isReadOnly(property) ? 0 : propertyCode(bare(property), definitions)]);
  const own = required.filter((name) => !collections.includes(name));
  return literal([
    ...(own.length === 0 ? [] : [['required', JSON.stringify(own)]]),
    ['properties', literal([...rules, ...collections.map((name) => [name, 1])])],
  ]);
}

/** The source of a `PropertySchema`. What that has no word for is refused. */
function propertyCode({ properties, ...rules }, definitions) {
  const unknown = Object.keys(rules).filter((keyword) => !OF_PROPERTY.includes(keyword));
  if (unknown.length > 0) throw new Error(`the rules of entities do not know ${unknown}`);
  const members = Object.entries(rules).map(([keyword, value]) => {
    if (keyword === 'pattern') return ['id', JSON.stringify(kindOfId(value))];
    return [
      keyword,
      keyword === 'items' ? entityCode(resolved(value, definitions), [], definitions) : JSON.stringify(value),
    ];
  });
  if (properties === undefined) return literal(members);
  const wrapped = { results: { type: 'array', items: rules.items } };
  if (JSON.stringify(properties) !== JSON.stringify(wrapped)) throw new Error('an object that is no list');
  return literal([...members, ['inResults', true]]);
}

/** Which ids a pattern is for: `mpid` of `nb:mpid:UUID:<guid>`. Entities have no other patterns. */
function kindOfId(pattern) {
  const kind = /^\^nb:(\w+):/.exec(pattern)?.[1];
  if (pattern !== `^nb:${kind}:UUID:${GUID}$`) throw new Error(`a pattern of something else: ${pattern}`);
  return kind;
}

function resolved(schema, definitions) {
  return schema.$ref === undefined ? schema : definitions[schema.$ref.replace('#/definitions/', '')];
}

/** A function that looks for what only the service sets, by constant names: in a loop over the names that takes ten times as long. */
function readOnlyLine(schema, name) {
  const names = Object.entries(schema.properties).flatMap(([property, is]) => (isReadOnly(is) ? [property] : []));
  const tests = names.map((property) => `data.${property} != null`);
  return `export function ${name}(data: Readonly<Record<string, unknown>>): boolean { return ${tests.join(' || ')}; }`;
}

const entityLine = (schema, name, collections) =>
  `export const ${name}: EntitySchema = ${entityCode(schema, collections, schema.definitions)};`;

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

const schemas = {
  job: read('job'),
  task: read('task'),
  'job-template': read('job-template'),
  'task-template': read('task-template'),
};
/** What of an entity is read, unwrapped and counted by the model, each item by itself. */
const COLLECTIONS = {
  job: ['Tasks', 'InputMediaAssets', 'InputMediaAssets@odata.bind'],
  task: [],
  'job-template': ['TaskTemplates'],
  'task-template': [],
};

/** An entity without its collections, and without what it has to have of them. */
function ownSchema(name) {
  const { if: condition, then, else: otherwise, properties, required = [], ...entity } = bare(schemas[name]);
  const { hasInputs, hasTasks, ...definitions } = entity.definitions ?? {};
  const collections = COLLECTIONS[name];
  const own = required.filter((property) => !collections.includes(property));
  const free = Object.fromEntries(collections.map((property) => [property, true]));
  return { ...entity, definitions, required: own, properties: { ...properties, ...free } };
}

/** Remembers the ids that were right last: the tasks of a job have one of a few, and to compare them takes half the time. */
const REMEMBERED = `function remembered(pattern) {
  const last = [];
  let next = 0;
  return { test: (text) => last.includes(text) || (pattern.test(text) && ((last[next++ & 3] = text), true)) };
}`;
const withMemory = (code) => code.replace(/= (new RegExp\("\^nb:.*?", ""\));/g, '= remembered($1);');

/** A validator that says no more than whether. The schema then goes with what nobody reads. */
function withoutErrors(code) {
  const short = code.replace(/validate\d+\.errors = \[\{instancePath.*?\}\];return false;/g, 'return false;');
  if (/\.errors(?! = vErrors;)/.test(short)) throw new Error(`a validator that reads errors: ${short}`);
  return short;
}

const judged = Object.keys(schemas).map(ownSchema);
const exported = Object.fromEntries(judged.map(({ $id }, index) => [`isEntity${index}`, $id]));
const validators = withMemory(withoutErrors(compile(new Ajv({ ...OPTIONS, schemas: judged }), exported)));
write('schema/validators.generated.ts', validators, [
  REMEMBERED,
  `export const VALIDATORS = { ${Object.keys(schemas).map((name, index) => `'${name}': isEntity${index}`)} };`,
]);

const { job, task } = schemas;
const entityLines = [
  '// Made by schemas/compile.mjs from schemas/*.json. Do not edit.',
  "import type { EntitySchema } from './entity-rules.js';",
  ...Object.entries(schemas).map(([name, schema]) =>
    entityLine(schema, name.toUpperCase().replace('-', '_'), COLLECTIONS[name]),
  ),
  readOnlyLine(job, 'hasReadOnlyOfJob'),
  readOnlyLine(task, 'hasReadOnlyOfTask'),
  `export const JOB_NAME_LENGTH = ${job.properties.Name.maxLength};`,
];
writeFileSync(new URL('../src/schema/entities.generated.ts', import.meta.url), `${entityLines.join('\n')}\n`);

// The first error will do: the file is not read any further.
const suppressions = bare(read('suppressions'));
write(
  'node/suppressions.generated.ts',
  compile(new Ajv({ ...OPTIONS, schemas: [suppressions] }), { validateSuppressions: suppressions.$id }),
);

/** The names of the properties of a schema. */
const names = ({ properties }) => JSON.stringify(Object.keys(properties));

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
