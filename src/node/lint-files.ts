import { type Overlay, settingsFinder } from './config/file-settings.js';
import { findConfigs } from './config/find-config.js';
import { findFiles } from './find-files.js';
import { type FileReport, lintWork } from './lint-work.js';
import { worksOf } from './works.js';

export type { FileReport } from './lint-work.js';

/** Options of `lintFiles`. */
export interface LintFilesOptions extends Overlay {
  /** Folder that patterns are relative to; the working directory by default. */
  readonly cwd?: string;
  /** Whether the nearest configuration of each file holds (by default), none, or the one of this file. */
  readonly config?: boolean | string;
  /** Whether `.gitignore` files say what folders and patterns pass over; they do by default. */
  readonly gitignore?: boolean;
}

/**
 * Lints files, folders and patterns, one after the other; the entry point `media-taskgraph/node`. A file that is not there
 * or cannot be read is reported as unreadable. `severity` and `quotas` win over those of configurations.
 * @throws an Error whose message says where a configuration is wrong
 */
export async function* lintFiles(
  patterns: readonly string[],
  options: LintFilesOptions = {},
): AsyncIterable<FileReport> {
  const { cwd = process.cwd(), config = true, gitignore = true } = options;
  const findConfig = findConfigs(config, cwd);
  const settingsOf = settingsFinder(findConfig, cwd, options);
  const files = await findFiles(patterns, { cwd, gitignore, findConfig, settingsOf });
  const source = { io: { cwd, stdin: process.stdin }, stdin: { name: '<stdin>', isLines: false }, settingsOf };
  for await (const work of worksOf(files, source)) yield* await lintWork(work);
}
