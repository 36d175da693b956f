/** What the configuration comes to for one file, for who wonders. */
import { dirname, resolve } from 'node:path';
import { CODE_NAMES, SEVERITIES } from '../diagnostics/codes.js';
import { harmlessJson } from '../render/json-text.js';
import { settingsFor } from './config/file-settings.js';
import type { FindConfig } from './config/find-config.js';
import type { Io } from './io.js';
import { pathBelow } from './path-below.js';

/** JSON: the configuration that holds for a file, and everything that it sets or leaves as it is. Paths are relative to `cwd`. */
export async function printConfig(path: string, findConfig: FindConfig, { cwd }: Pick<Io, 'cwd'>): Promise<string> {
  const file = resolve(cwd, path);
  const config = await findConfig(dirname(file));
  const { severity, quotas, suppressions } = settingsFor(config, file);
  const shown = (target: string | null): string | null => (target === null ? null : pathBelow(cwd, target));
  const effective = {
    config: shown(config?.file ?? null),
    ignored: config?.ignore?.matches(pathBelow(config.folder, file)) ?? false,
    severity: Object.fromEntries(CODE_NAMES.map((code) => [code, severity[code] ?? SEVERITIES[code]])),
    quotas,
    suppressions: shown(suppressions),
  };
  return `${harmlessJson(JSON.stringify(effective, null, 2))}\n`;
}
