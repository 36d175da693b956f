import { type FileSettings, type Overlay, settingsFinder } from './config/file-settings.js';
import { findConfigs } from './config/find-config.js';
import { findFiles } from './find-files.js';
import { isDate } from './is-date.js';
import { type FileReport, lintWork } from './lint-work.js';
import { openSuppressions, type SuppressionRun } from './suppression-run.js';
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
  /**
   * Whether the suppressions file holds that the configuration of `cwd` names, or else `taskgraph-suppressions.json` there
   * (by default), none, or this one.
   */
  readonly suppressions?: boolean | string;
  /** What dates of entries are held against, `YYYY-MM-DD`; without it none expires. */
  readonly today?: string;
}

/**
 * Lints files, folders and patterns, one after the other; the entry point `media-taskgraph/node`. A file that is not there
 * or cannot be read is reported as unreadable. `severity` and `quotas` win over those of configurations. What is wrong with
 * a suppressions file comes last, as the report of that file.
 * @throws an Error whose message says where a configuration or a suppressions file is wrong; a RangeError for no day
 */
export async function* lintFiles(
  patterns: readonly string[],
  options: LintFilesOptions = {},
): AsyncIterable<FileReport> {
  const { cwd = process.cwd(), config = true, gitignore = true } = options;
  const findConfig = findConfigs(config, cwd);
  const settingsOf = settingsFinder(findConfig, cwd, options);
  const run = await suppressionsFor(options, await settingsOf({ path: '-' }), cwd);
  const found = await findFiles(patterns, { cwd, gitignore, findConfig, settingsOf });
  const files = run === null ? found : found.filter(({ path }) => !run.isOwn(path));
  const source = { io: { cwd, stdin: process.stdin }, stdin: { name: '<stdin>', isLines: false }, settingsOf };
  const matching = run === null ? {} : { matcherOf: run.matcherFor.bind(run) };
  for await (const work of worksOf(files, { ...source, ...matching })) {
    for (const file of await lintWork(work)) {
      if (file.status === 'linted') {
        run?.note(file.path, file.report.diagnostics, file.report.omitted, work.matcher?.uses ?? []);
      }
      yield file;
    }
  }
  const end = await run?.end({ err: () => {} });
  if (end?.file) yield end.file;
}

/** What is suppressed; null where nothing is to be. */
async function suppressionsFor(
  { suppressions = true, today }: LintFilesOptions,
  own: FileSettings,
  cwd: string,
): Promise<SuppressionRun | null> {
  if (today !== undefined && !isDate(today))
    throw new RangeError(`today: expected a day as in 2026-12-31, found ${today}`);
  if (suppressions === false) return null;
  const file = suppressions === true ? (own.suppressions ?? undefined) : suppressions;
  return openSuppressions({ file, all: false, prune: false, today, severity: own.severity }, { cwd });
}
