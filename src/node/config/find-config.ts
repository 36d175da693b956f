/** Which configuration holds for a folder. The only importer of lilconfig. */
import { readFileSync, type Stats, statSync } from 'node:fs';
import { dirname, join, parse, resolve } from 'node:path';
import { lilconfig } from 'lilconfig';
import { formatUnreadable } from '../../diagnostics/messages.js';
import { pathBelow } from '../gitignore.js';
import { UsageError } from '../io.js';
import { readFailure } from '../read-input.js';
import type { Config } from './config.js';
import { PACKAGE_KEY, readConfig } from './read-config.js';

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
  const load = (file: string, text: string): unknown => {
    const config = readConfig(file, pathBelow(cwd, file), text);
    return file.endsWith('package.json') ? { [PACKAGE_KEY]: config } : config;
  };
  const finder = lilconfig('taskgraph', {
    searchPlaces: PLACES,
    packageProp: [PACKAGE_KEY],
    loaders: { '.json': load },
    stopDir: parse(resolve(cwd)).root,
    ignoreEmptySearchPlaces: false,
  });
  const checked = new Set<string>();
  return async (folder) => {
    checkPlaces(folder, checked, cwd);
    const found = await finder.search(folder);
    // lilconfig keeps an empty file from the loader.
    if (found?.isEmpty) load(found.filepath, '');
    return (found?.config ?? null) as Config | null;
  };
}

/** lilconfig reads whatever has the name. A folder would end it without a path, a pipe would keep it waiting for ever. */
function checkPlaces(from: string, checked: Set<string>, cwd: string): void {
  for (let folder = from; !checked.has(folder); folder = dirname(folder)) {
    checked.add(folder);
    for (const place of PLACES) {
      const file = join(folder, place);
      let found: Stats | undefined;
      try {
        found = statSync(file, { throwIfNoEntry: false });
      } catch {
        // What cannot be looked at is not there for lilconfig either.
      }
      if (found?.isFile() === false) fail(`${pathBelow(cwd, file)}: is no file, but has the name of a configuration`);
    }
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
