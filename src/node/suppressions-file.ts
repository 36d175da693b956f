/** The suppressions file: JSON as schemas/suppressions.json describes it. What is wrong in it is an error of use. */
import { readFileSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import { CODE_NAMES, isSuppressible } from '../diagnostics/codes.js';
import { type Diagnostic, excerpt, keyAt, type Place, valueAt } from '../diagnostics/diagnostic.js';
import { formatDiagnostic } from '../diagnostics/messages.js';
import { nearest } from '../diagnostics/nearest.js';
import { entryKey, type SuppressionEntry } from '../diagnostics/suppression-matcher.js';
import { locate } from '../locate.js';
import { isObject } from '../parse/definition.js';
import { type Document, readDocument } from '../parse/document.js';
import { follow, joinSteps } from '../schema/shape.js';
import { UsageError } from './io.js';
import { isDate } from './is-date.js';
import { failureText } from './read-input.js';
import { type SchemaError, toSteps } from './schema-error.js';
import * as generated from './suppressions.generated.js';

/** An entry with the file that it is for, named from the folder of the suppressions file. */
export interface FileEntry extends SuppressionEntry {
  readonly file: string;
}

/** A suppressions file as it was read. */
export interface SuppressionsFile {
  /** As it was named. */
  readonly path: string;
  /** What `$schema` says; null where it is not there. */
  readonly schema: string | null;
  readonly entries: readonly FileEntry[];
  /** For places in it; null where there is no such file. */
  readonly document: Document | null;
}

/**
 * Reads a suppressions file; one that is not there has no entries.
 * @throws UsageError for a file that cannot be read, or says what it cannot say
 */
export async function readSuppressions(path: string, cwd: string): Promise<SuppressionsFile> {
  try {
    return parseSuppressions(path, readFileSync(resolve(cwd, path)));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw new UsageError(`${path}: ${failureText(error)}`);
    return { path, schema: null, entries: [], document: null };
  }
}

/** The file with other entries: as text, each on a line of its own, in an order that does not depend on the run. */
export function suppressionsText(schema: string | null, entries: readonly FileEntry[]): string {
  const lines = entries.map((entry) => {
    const { file, code, path, fingerprint, count, reason, expires } = entry;
    const members = Object.entries({ file, code, path, fingerprint, count, reason, expires })
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`);
    return `\n    { ${members.join(', ')} }`;
  });
  const head = schema === null ? '' : `\n  "$schema": ${JSON.stringify(schema)},`;
  return `{${head}\n  "version": 1,\n  "suppressions": [${lines.join(',')}${lines.length > 0 ? '\n  ' : ''}]\n}\n`;
}

/** The order of entries in the file: by file, code, path, fingerprint; equal ones stay as they were. */
export function compareEntries(a: FileEntry, b: FileEntry): number {
  return (
    compareText(a.file, b.file) ||
    compareText(a.code, b.code) ||
    compareText(a.path, b.path) ||
    compareText(a.fingerprint, b.fingerprint)
  );
}

/** What tells an entry from entries for other findings. */
export function fileEntryKey(entry: Pick<FileEntry, 'file' | 'code' | 'path' | 'fingerprint'>): string {
  return `${entryKey(entry)}\0${entry.file}`;
}

/** A suppressions file from its bytes. */
export function parseSuppressions(path: string, bytes: Uint8Array): SuppressionsFile {
  const found: Diagnostic[] = [];
  const document = readDocument(bytes, { fileName: '' }, (finding) => found.push(finding));
  const fail = (place: Place, message: string): never => {
    const start = locate({ document }, [place])[0]?.start;
    throw new UsageError(`${path}:${start?.line}:${start?.column}: ${message}`);
  };
  const broken = found.find(({ code }) => code !== 'unknown-document');
  if (broken !== undefined) fail(broken.place, formatDiagnostic(broken).replace(/\.$/, ''));
  const { value } = document;
  if (!generated.validateSuppressions(value)) {
    const [error] = (generated.validateSuppressions as { errors?: readonly SchemaError[] | null }).errors ?? [];
    if (error !== undefined) failShape(error, value, fail);
  }
  const { $schema = null, suppressions } = value as { $schema?: string; suppressions: readonly FileEntry[] };
  const entries = suppressions.map((entry, index) => {
    checkEntry(entry, index, fail);
    return { ...entry, file: posix.normalize(entry.file) };
  });
  return { path, schema: $schema, entries, document };
}

type Fail = (place: Place, message: string) => never;

/** What stands where, in words. */
const EXPECTED: Readonly<Record<string, string>> = {
  $schema: 'an address',
  version: '1',
  suppressions: 'an array of entries',
  file: 'the name of a file',
  code: 'a code',
  path: 'a path such as Tasks[].TaskBody',
  fingerprint: '16 hexadecimal digits',
  count: 'a whole number from 1',
  reason: 'a text of at most 500 characters',
  expires: 'a date such as 2026-12-31',
};

function failShape({ keyword, instancePath, params }: SchemaError, document: unknown, fail: Fail): never {
  const path = isObject(document) ? toSteps(instancePath, document) : [];
  const name = path.length === 0 ? '' : `${joinSteps(path)}: `;
  const entry = path.length === 0 ? 'version and suppressions' : 'an entry';
  if (keyword === 'required') {
    return fail(valueAt(path), `${name}there is no ${params.missingProperty}, expected ${entry}`);
  }
  if (keyword === 'additionalProperties') {
    const extra = String(params.additionalProperty);
    const near = nearest(extra, Object.keys(EXPECTED));
    const hint = near === null ? '' : `; did you mean ${near}?`;
    return fail(keyAt([...path, extra]), `${name}there is no property ${excerpt(extra)}${hint}`);
  }
  const found = excerpt(JSON.stringify(follow(document, path)) ?? 'nothing');
  const last = path.at(-1);
  const expected = typeof last === 'string' ? EXPECTED[last] : last === undefined ? 'an object' : 'an entry';
  return fail(valueAt(path), `${name}expected ${expected}, found ${found}`);
}

function checkEntry({ code, expires }: FileEntry, index: number, fail: Fail): void {
  const at = (name: string): Place => valueAt(['suppressions', index, name]);
  const known = CODE_NAMES.find((other) => other === code);
  if (known === undefined) {
    const near = nearest(code, CODE_NAMES.filter(isSuppressible));
    fail(at('code'), `there is no code ${excerpt(code)}${near === null ? '' : `; did you mean ${near}?`}`);
  } else if (!isSuppressible(known)) fail(at('code'), `${code} cannot be suppressed`);
  if (expires !== undefined && !isDate(expires)) fail(at('expires'), `there is no day ${expires}`);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
