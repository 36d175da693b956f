/** What a configuration says, ready to use. */
import { dirname, resolve } from 'node:path';
import type { LintOptions } from '../../lint.js';
import type { Quotas } from '../../model/quotas.js';
import { Patterns } from '../patterns.js';

export type Severities = NonNullable<LintOptions['severity']>;

/** A configuration as its file has it, once it is known to be right: see schemas/config.json. */
export interface ConfigJson {
  readonly severity?: Severities;
  readonly quotas?: Partial<Quotas>;
  readonly ignore?: readonly string[];
  readonly overrides?: readonly {
    readonly files: readonly string[];
    readonly severity?: Severities;
    readonly quotas?: Partial<Quotas>;
  }[];
  readonly suppressions?: string;
}

/** A configuration. Its patterns are relative to its folder. */
export interface Config {
  /** Absolute paths of its file, and of the folder that is in. */
  readonly file: string;
  readonly folder: string;
  readonly severity: Severities;
  readonly quotas: Partial<Quotas>;
  /** What a walk passes over. */
  readonly ignore: Patterns | null;
  readonly overrides: readonly Override[];
  /** Absolute path of the file with suppressions. */
  readonly suppressions: string | null;
}

interface Override {
  readonly files: Patterns;
  readonly severity: Severities;
  readonly quotas: Partial<Quotas>;
}

/** Makes a configuration of what its file says. */
export function toConfig(file: string, { severity, quotas, ignore, overrides, suppressions }: ConfigJson): Config {
  const folder = dirname(file);
  return {
    file,
    folder,
    severity: severity ?? {},
    quotas: quotas ?? {},
    ignore: ignore === undefined ? null : new Patterns(ignore),
    overrides: (overrides ?? []).map((one) => ({
      files: new Patterns(one.files),
      severity: one.severity ?? {},
      quotas: one.quotas ?? {},
    })),
    suppressions: suppressions === undefined ? null : resolve(folder, suppressions),
  };
}
