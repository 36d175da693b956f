/**
 * Compiles the schemas of what users write into validators without `eval` and without ajv at run time, as TypeScript that
 * the build compiles along. Run by `npm run build`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';

const read = (name) => JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), 'utf8'));

/**
 * An entity's own properties. Its collections are read, unwrapped and counted by the model, and each task is validated by
 * itself: all errors at once through the items of one call is quadratic in their number.
 */
function ownProperties({ allOf, properties, required = [], ...entity }, collections) {
  const own = Object.entries(properties).filter(([name]) => !collections.includes(name));
  return {
    ...entity,
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

const job = bare(ownProperties(read('job'), ['Tasks', 'InputMediaAssets', 'InputMediaAssets@odata.bind']));
const task = bare(read('task'));
const jobTemplate = bare(ownProperties(read('job-template'), ['TaskTemplates']));
const taskTemplate = bare(read('task-template'));
const ajv = new Ajv({
  allErrors: true,
  allowUnionTypes: true,
  inlineRefs: true,
  // Lengths count UTF-16 units, as .NET strings do; patterns need no flag. Both keep the output free of imports.
  unicode: false,
  unicodeRegExp: false,
  schemas: [job, task, jobTemplate, taskTemplate],
  // Only to keep quiet about `unicode`, which ajv calls deprecated and has no other word for.
  logger: false,
  code: { source: true, esm: true, optimize: true },
});

const code = standalone.default(ajv, {
  validateJob: job.$id,
  validateTask: task.$id,
  validateJobTemplate: jobTemplate.$id,
  validateTaskTemplate: taskTemplate.$id,
});
if (/\b(?:require|import|eval)\b|new Function/.test(code)) throw new Error('a compiled validator needs a run time');
const names = (schema) => JSON.stringify(Object.keys(schema.properties));
const lines = [
  '// @ts-nocheck',
  '// Made by schemas/compile.mjs from schemas/*.json. Do not edit.',
  code,
  `export const JOB_PROPERTIES = ${names(job)};`,
  `export const TASK_PROPERTIES = ${names(task)};`,
  `export const JOB_TEMPLATE_PROPERTIES = ${names(jobTemplate)};`,
  `export const TASK_TEMPLATE_PROPERTIES = ${names(taskTemplate)};`,
];
writeFileSync(new URL('../src/schema/validators.generated.ts', import.meta.url), `${lines.join('\n')}\n`);
