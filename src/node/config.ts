/** A configuration file: JSON, named by `--config`. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CODE_NAMES, type Code, isFixed, type Severity } from '../diagnostics/codes.js';
import { nearest } from '../diagnostics/nearest.js';
import { DEFAULT_QUOTAS, isQuota, type Quotas, readQuotas } from '../model/quotas.js';
import { isObject } from '../parse/definition.js';
import { readFailure } from './input.js';
import { type Io, UsageError } from './io.js';

/** What a configuration says. */
export interface Config {
  readonly severity: Readonly<Partial<Record<Code, Severity | 'off'>>>;
  readonly quotas: Readonly<Partial<Quotas>>;
}

const KEYS = ['$schema', 'severity', 'quotas'];
const SEVERITIES = ['error', 'warning', 'info', 'off'];

/**
 * Reads a configuration file: `{ "severity": { "shared-output": "error" } }`.
 * @throws UsageError for a file that cannot be read or says what there is not
 */
export async function readConfig(path: string, io: Pick<Io, 'cwd'>): Promise<Config> {
  const fail = (message: string): never => {
    throw new UsageError(`--config ${path}: ${message}`);
  };
  let config: unknown;
  try {
    config = JSON.parse((await readFile(resolve(io.cwd, path), 'utf8')).replace(/^\ufeff/, ''));
  } catch (error) {
    fail(error instanceof SyntaxError ? `not JSON: ${error.message}` : readFailure(error));
  }
  if (!isObject(config)) return fail('expected an object');
  for (const key of Object.keys(config)) if (!KEYS.includes(key)) fail(unknown('key', key, KEYS));
  const { severity = {} } = config;
  if (!isObject(severity)) return fail('severity: expected an object of codes and severities');
  for (const [code, value] of Object.entries(severity)) {
    const known = CODE_NAMES.find((name) => name === code);
    if (known === undefined) fail(unknown('code', code, CODE_NAMES));
    else if (isFixed(known)) fail(`severity: ${code} always is an error`);
    if (!SEVERITIES.includes(value as string)) {
      fail(`severity: ${code}: expected ${SEVERITIES.join(', ')}, found ${JSON.stringify(value)}`);
    }
  }
  const { quotas = {} } = config;
  const fault = quotasFault(quotas);
  if (fault !== null) return fail(fault);
  return { severity: severity as Config['severity'], quotas: quotas as Config['quotas'] };
}

/** What is wrong with quotas, in words; null where nothing is. */
function quotasFault(quotas: unknown): string | null {
  if (!isObject(quotas)) return 'quotas: expected an object of quotas and whole numbers';
  const stranger = Object.keys(quotas).find((name) => !isQuota(name));
  if (stranger !== undefined) return `quotas: ${unknown('quota', stranger, Object.keys(DEFAULT_QUOTAS))}`;
  try {
    readQuotas(quotas);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

function unknown(what: string, name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  return `there is no ${what} ${name}${near === null ? '' : `; did you mean ${near}?`}`;
}
