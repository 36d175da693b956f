/** Which configuration holds for a folder. */
import { readFileSync, type Stats, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { formatUnreadable } from '../../diagnostics/messages.js';
import { UsageError } from '../io.js';
import { pathBelow } from '../path-below.js';
import { readFailure } from '../read-input.js';
import type { Config } from './config.js';
import { PACKAGE_KEY } from './package-key.js';
import { readConfig } from './read-config.js';

/** Gives the configuration for the files of a folder, an absolute path. @throws UsageError for one that is wrong */
export type FindConfig = (folder: string) => Promise<Config | null>;

/** Files that can hold a configuration; of two in one folder the first counts. */
const PLACES = ['taskgraph.config.json', 'package.json'];

/** The nearest configurations (true), none, or the one that is named. */
export function findConfigs(choice: boolean | string, cwd: string): FindConfig {
  if (typeof choice === 'string') return findGivenConfig(choice, cwd);
  return choice ? findNearestConfig(cwd) : findNoConfig;
}

/** No configuration at all. */
export const findNoConfig: FindConfig = async () => null;

/** One configuration for all files. */
function findGivenConfig(path: string, cwd: string): FindConfig {
  const file = resolve(cwd, path);
  let config: Config | null = null;
  return async () => {
    config ??= readConfig(file, path, readText(file, path)) ?? fail(`${path}: there is no key ${PACKAGE_KEY} in it`);
    return config;
  };
}

/**
 * The nearest configuration: in the folder, else in the one above, up to the root of the file system. It holds alone, as
 * configurations farther up are not mixed in.
 */
function findNearestConfig(cwd: string): FindConfig {
  const known = new Map<string, Config | null>();
  return async (folder) => {
    const passed: string[] = [];
    let config: Config | null = null;
    for (let at = folder; config === null; at = dirname(at)) {
      const before = known.get(at);
      config = before === undefined ? configIn(at, cwd) : before;
      if (before !== undefined) break;
      passed.push(at);
      if (at === dirname(at)) break;
    }
    for (const one of passed) known.set(one, config);
    return config;
  };
}

/** The configuration in a folder. */
function configIn(folder: string, cwd: string): Config | null {
  for (const place of PLACES) {
    const file = join(folder, place);
    const name = pathBelow(cwd, file);
    const found = statOf(file);
    if (found === null) continue;
    // A folder cannot be read, and a pipe would keep us waiting for ever.
    if (!found.isFile()) fail(`${name}: is no file, but has the name of a configuration`);
    const text = readText(file, name);
    const config = place !== 'package.json' || text.includes(`"${PACKAGE_KEY}"`) ? readConfig(file, name, text) : null;
    if (config !== null) return config;
  }
  return null;
}

/** What cannot be looked at is not there. */
function statOf(file: string): Stats | null {
  try {
    return statSync(file, { throwIfNoEntry: false }) ?? null;
  } catch {
    return null;
  }
}

function readText(file: string, name: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    return fail(`${name}: ${formatUnreadable(readFailure(error))}`);
  }
}

function fail(message: string): never {
  throw new UsageError(message);
}
