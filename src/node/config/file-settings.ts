/** What configurations come to for one file. */
import { dirname, resolve } from 'node:path';
import { DEFAULT_QUOTAS, type Quotas } from '../../model/quotas.js';
import { pathBelow } from '../path-below.js';
import type { Config, Severities } from './config.js';
import type { FindConfig } from './find-config.js';

/** How a file is linted. Plain data, so that it can go to another thread. */
export interface FileSettings {
  readonly severity: Severities;
  readonly quotas: Quotas;
  /** Absolute path of the file with suppressions. */
  readonly suppressions: string | null;
}

/** What is said beside a configuration. */
export interface Overlay {
  readonly severity?: Severities;
  readonly quotas?: Partial<Quotas>;
}

/**
 * What a configuration comes to for a file, which is null for one without a name. Of the overrides that have a pattern for
 * it, later ones win over earlier ones and over the rest, and `last` wins over all.
 */
export function settingsFor(config: Config | null, file: string | null, last: Overlay = {}): FileSettings {
  const path = config === null || file === null ? '' : pathBelow(config.folder, file);
  const layers = [
    ...(config === null ? [] : [config, ...config.overrides.filter(({ files }) => files.matches(path))]),
    last,
  ];
  return {
    severity: Object.assign({}, ...layers.map(({ severity }) => severity)) as Severities,
    quotas: Object.assign({}, DEFAULT_QUOTAS, ...layers.map(({ quotas }) => quotas)) as Quotas,
    suppressions: config?.suppressions ?? null,
  };
}

/** Gives the settings of a file by its path, or of standard input (`-`) by the name that it has been given. */
export function settingsFinder(
  findConfig: FindConfig,
  cwd: string,
  last: Overlay = {},
  stdinName?: string,
): (file: { readonly path: string }) => Promise<FileSettings> {
  /** Settings that all files in a folder share, by the folder as it is named. */
  const shared = new Map<string, FileSettings>();
  return async ({ path }) => {
    const folder = path === '-' ? path : dirname(path);
    const known = shared.get(folder);
    if (known !== undefined) return known;
    const name = path === '-' ? stdinName : path;
    const file = name === undefined ? null : resolve(cwd, name);
    const config = await findConfig(file === null ? cwd : dirname(file));
    const settings = settingsFor(config, file, last);
    if (config === null || config.overrides.length === 0) shared.set(folder, settings);
    return settings;
  };
}
