/** What is wrong with a configuration: schemas/config.json finds it, this says it, with the name that was meant. */
import { CODE_NAMES, isFixed } from '../../diagnostics/codes.js';
import { excerpt, keyAt, type Path, type Place, valueAt } from '../../diagnostics/diagnostic.js';
import { nearest } from '../../diagnostics/nearest.js';
import { describe, follow, joinSteps } from '../../schema/shape.js';
import { patternFault } from '../patterns.js';
import { type SchemaError, toSteps } from '../schema-error.js';
import * as generated from './config-validator.generated.js';

/** Something that is wrong, and where in the configuration. */
export interface ConfigFault {
  readonly place: Place;
  readonly message: string;
}

const CONFIGURABLE = CODE_NAMES.filter((code) => !isFixed(code));
const validate = generated.validateConfig as unknown as ((value: unknown) => boolean) & {
  readonly errors?: readonly (SchemaError & { readonly propertyName?: string })[] | null;
};

/** Everything that is wrong with the value of a configuration. */
export function configFaults(value: unknown): readonly ConfigFault[] {
  if (!validate(value)) {
    // The names of codes are listed by the schema; what is wrong with one is told once, by the keyword that lists them.
    const told = (validate.errors ?? []).filter(({ propertyName }) => propertyName === undefined);
    return told.map((error) => toFault(error, value));
  }
  const { ignore = [], overrides = [] } = value as { ignore?: string[]; overrides?: { files: string[] }[] };
  return [
    ...patternFaults(ignore, ['ignore']),
    ...overrides.flatMap(({ files }, index) => patternFaults(files, ['overrides', index, 'files'])),
  ];
}

function patternFaults(patterns: readonly string[], path: Path): ConfigFault[] {
  return patterns.flatMap((pattern, index) => {
    const fault = patternFault(pattern);
    return fault === null ? [] : [{ place: valueAt([...path, index]), message: `${joinSteps(path)}: ${fault}` }];
  });
}

function toFault({ keyword, instancePath, params }: SchemaError, value: unknown): ConfigFault {
  const path = toSteps(instancePath, value);
  const found = follow(value, path);
  const name = path.length === 0 ? 'a configuration' : joinSteps(path);
  const here = (message: string): ConfigFault => ({ place: valueAt(path), message });
  switch (keyword) {
    case 'additionalProperties': {
      const key = String(params.additionalProperty);
      return { place: keyAt([...path, key]), message: unknownName('key', key, keysAt(path)) };
    }
    case 'propertyNames': {
      const code = String(params.propertyName);
      const isAlwaysError = CODE_NAMES.some((other) => other === code && isFixed(other));
      const message = isAlwaysError ? `${code} always is an error` : unknownName('code', code, CONFIGURABLE);
      return { place: keyAt([...path, code]), message };
    }
    case 'enum': {
      const allowed = params.allowedValues as readonly string[];
      const near = typeof found === 'string' ? nearest(found, allowed) : null;
      const shown = excerpt(JSON.stringify(found) ?? describe(found));
      return here(`${name}: expected ${allowed.join(', ')}, found ${shown}${didYouMean(near)}`);
    }
    case 'type':
      return here(`${name}: expected ${TYPES[String(params.type)] ?? params.type}, found ${describe(found)}`);
    case 'required':
      return here(`${name} has no ${params.missingProperty}`);
    case 'minimum':
      return here(`${name}: expected a whole number from ${params.limit}, found ${found}`);
    default:
      return here(`${name} is empty`);
  }
}

const TYPES: Readonly<Record<string, string>> = {
  object: 'an object',
  array: 'an array',
  string: 'a string',
  integer: 'a whole number',
};

function keysAt(path: Path): readonly string[] {
  if (path.at(-1) === 'quotas') return generated.QUOTA_KEYS;
  return path.length === 0 ? generated.CONFIG_KEYS : generated.OVERRIDE_KEYS;
}

function unknownName(what: string, name: string, known: readonly string[]): string {
  return `there is no ${what} ${excerpt(name)}${didYouMean(nearest(name, known))}`;
}

function didYouMean(name: string | null): string {
  return name === null ? '' : `; did you mean ${name}?`;
}
