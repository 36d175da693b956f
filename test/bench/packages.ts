/**
 * The packages that we are held against but do not depend on: the bench installs them, in exactly these versions, into a
 * folder of its own when it first runs.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../helpers/root.js';

const VERSIONS: Readonly<Record<string, string>> = {
  '@stoplight/spectral-cli': '6.16.3',
  'ajv-cli': '5.0.0',
  'asl-validator': '4.0.0',
  graphology: '0.26.0',
  'graphology-dag': '0.4.1',
  'graphology-types': '0.24.8',
  toposort: '2.0.2',
};

const FOLDER = join(ROOT, '.cache/bench-packages');

/** Why a package cannot take part; null where all are installed. */
let missing: string | null | undefined;

/** Installs what is not there yet; says why that was not possible, or null. Asks once per run. */
export function whyMissing(): string | null {
  if (missing === undefined) missing = install();
  return missing;
}

function install(): string | null {
  const manifest = JSON.stringify({ private: true, dependencies: VERSIONS });
  const path = join(FOLDER, 'package.json');
  const done = join(FOLDER, 'installed.json');
  if (existsSync(done) && readFileSync(done, 'utf8') === manifest) return null;
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(path, manifest);
  console.error('Installing what the bench compares with, once, into .cache/bench-packages …');
  const args = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  const { status, stderr, error } = spawnSync('npm', args, {
    cwd: FOLDER,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status !== 0) return `npm could not install them (${(error?.message ?? stderr).trim().split('\n')[0]})`;
  writeFileSync(done, manifest);
  return null;
}

/**
 * What a package exports.
 * @throws Error where it is not installed and cannot be
 */
// biome-ignore lint/suspicious/noExplicitAny: the packages are not there when this is compiled
export async function load(name: string): Promise<any> {
  const module = await import(pathToFileURL(required().resolve(name)).href);
  return module.default ?? module;
}

/**
 * The script of a package's command.
 * @throws Error where it is not installed and cannot be
 */
export function bin(name: string): string {
  required();
  const folder = join(FOLDER, 'node_modules', name);
  const { bin: scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    bin: string | Record<string, string>;
  };
  return join(folder, typeof scripts === 'string' ? scripts : (Object.values(scripts)[0] as string));
}

function required(): NodeJS.Require {
  const why = whyMissing();
  if (why !== null) throw new Error(why);
  return createRequire(join(FOLDER, 'package.json'));
}
