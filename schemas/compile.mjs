/**
 * Compiles the schemas of what users write into validators without `eval` and without ajv at run time, as TypeScript that
 * the build compiles along. Run by `npm run build`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';

const read = (name) => JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), 'utf8'));

/**
 * A job's own properties. Its collections are read, unwrapped and counted by the model, and each task is validated by
 * itself: all errors at once through the items of one call is quadratic in their number.
 */
function ownProperties({ allOf, properties, ...job }) {
  const { Tasks, InputMediaAssets, 'InputMediaAssets@odata.bind': bound, ...own } = properties;
  const collections = { Tasks: true, InputMediaAssets: true, 'InputMediaAssets@odata.bind': true };
  return { ...job, properties: { ...own, ...collections } };
}

/** The schema without what only people and editors read: the validators carry their schema along. */
function bare(schema) {
  if (Array.isArray(schema) || typeof schema !== 'object' || schema === null) return schema;
  const { title, description, examples, default: preset, readOnly, ...rules } = schema;
  const within = ([name, value]) => [name, NAMED.has(name) ? mapValues(value) : bare(value)];
  return Object.fromEntries(Object.entries(rules).map(within));
}

/** Keywords whose value names its members, so that a property called `title` is not taken for an annotation. */
const NAMED = new Set(['properties', 'patternProperties']);
const mapValues = (members) => Object.fromEntries(Object.entries(members).map(([name, value]) => [name, bare(value)]));

/** Compiles schemas by the name of each one's validator, and writes them with further constants as a module. */
function compile(file, schemas, constants) {
  const ajv = new Ajv({
    allErrors: true,
    allowUnionTypes: true,
    inlineRefs: true,
    // Lengths count UTF-16 units, as .NET strings do; patterns need no flag. Both keep the output free of imports.
    unicode: false,
    unicodeRegExp: false,
    schemas: Object.values(schemas),
    // Only to keep quiet about `unicode`, which ajv calls deprecated and has no other word for.
    logger: false,
    code: { source: true, esm: true, optimize: true },
  });
  const ids = Object.fromEntries(Object.entries(schemas).map(([name, { $id }]) => [name, $id]));
  const code = standalone.default(ajv, ids);
  if (/\b(?:require|import|eval)\b|new Function/.test(code)) throw new Error('a compiled validator needs a run time');
  const lines = ['// @ts-nocheck', '// Made by schemas/compile.mjs from schemas/*.json. Do not edit.', code];
  for (const [name, value] of Object.entries(constants)) lines.push(`export const ${name} = ${JSON.stringify(value)};`);
  writeFileSync(new URL(`../src/${file}`, import.meta.url), `${lines.join('\n')}\n`);
}

const names = ({ properties }) => Object.keys(properties);
const job = bare(ownProperties(read('job')));
const task = bare(read('task'));
compile(
  'schema/validators.generated.ts',
  { validateJob: job, validateTask: task },
  { JOB_PROPERTIES: names(job), TASK_PROPERTIES: names(task) },
);

const config = bare(read('config'));
const { overrides } = config.properties;
compile(
  'node/config/config-validator.generated.ts',
  { validateConfig: config },
  {
    CONFIG_KEYS: names(config),
    OVERRIDE_KEYS: names(overrides.items),
    QUOTA_KEYS: names(config.definitions.quotas),
  },
);
