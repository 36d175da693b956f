/**
 * Takes out of a validator that ajv wrote, with all errors on, what nobody reads: it goes to browsers. What is left gives a list
 * of errors with `instancePath`, `keyword` and `params`, or null. Written for the output of the ajv in the lock file: what it
 * does not know it refuses.
 */

/** Puts one error into a list, which is made for the first. */
const FAULT =
  'function fault(faults, instancePath, keyword, params) { const all = faults ?? []; all.push({ instancePath, keyword, params }); return all; }';

const ERROR =
  /const (err\d+) = (\{instancePath.*?\});if\(vErrors === null\)\{vErrors = \[\1\];\}else \{vErrors\.push\(\1\);\}errors\+\+;/g;
const PARTS = /^\{instancePath(?::(.*?))?,schemaPath:"[^"]*",keyword:"(\w+)",params:(\{.*\})\}$/;
const SCHEMA = /const (schema\d+) = (\{.*?\});(?=const |function |export )/g;
const MEMBER = /(schema\d+)((?:\.\w+|\["[^"]*"\])+)/g;
const STEP = /\.(\w+)|\["([^"]*)"\]/g;

/** The code without messages, schemas and paths into them. */
export function slim(code) {
  const schemas = new Map();
  const names = new Map();
  const patterns = new Map();
  const slimmed = code
    .replace(SCHEMA, (_, name, json) => {
      schemas.set(name, JSON.parse(json));
      return '';
    })
    .replace(/const (pattern\d+) = new RegExp\((".*?"), ""\);/g, (whole, name, source) => {
      patterns.set(source, name);
      return whole;
    })
    .replace(ERROR, (whole, _, error) => {
      const [, path = '""', keyword, params] = PARTS.exec(error) ?? [];
      if (keyword === undefined) throw new Error(`an error of another form: ${whole}`);
      return `faults = fault(faults, ${path.replace('instancePath+', '')}, "${keyword}", ${withPattern(params, patterns)});`;
    })
    .replace(MEMBER, (whole, schema, path) => {
      const value = [...path.matchAll(STEP)].reduce((at, [, word, text]) => at[word ?? text], schemas.get(schema));
      if (!path.endsWith('.properties')) return JSON.stringify(value);
      const name = whole.replace(/\W/g, '_');
      names.set(name, value);
      return name;
    })
    .replaceAll('{instancePath="", parentData, parentDataProperty, rootData=data}={}', '')
    .replaceAll(/\(data, \)\{\/\*.*?\*\/;let vErrors = null;let errors = 0;/g, '(data){let faults = null;')
    .replaceAll(/(validate\d+)\.errors = vErrors;return errors === 0;/g, 'return faults;');
  if (/\b(?:vErrors|errors|schemaPath|schema\d+|parentData)\b/.test(slimmed))
    throw new Error(`cannot slim: ${slimmed}`);
  const tables = [...names].map(([name, properties]) => `const ${name} = ${JSON.stringify(asNames(properties))};`);
  return [slimmed, FAULT, ...tables].join('\n');
}

/** Params with the source of a pattern that is there anyway. */
function withPattern(params, patterns) {
  const source = /^\{pattern: (".*")\}$/.exec(params)?.[1];
  return source === undefined ? params : `{pattern: ${patterns.get(source)}.source}`;
}

const asNames = (properties) => Object.fromEntries(Object.keys(properties).map((name) => [name, 1]));
