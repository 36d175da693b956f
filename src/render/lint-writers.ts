/** The formats of lint reports by name, apart from the others: a command that lints need not load how plans are drawn. */
import { lintAzurePipelines } from './lint-azure-pipelines.js';
import type { FormatContext, LintFormat } from './lint-format.js';
import { lintGithub } from './lint-github.js';
import { lintJson } from './lint-json.js';
import { lintJunit } from './lint-junit.js';
import { lintMsbuild } from './lint-msbuild.js';
import { lintNdjson } from './lint-ndjson.js';
import { lintSarif } from './lint-sarif.js';
import { lintText } from './lint-text.js';

/** Names of the formats of lint reports. */
export type LintFormatName = 'text' | 'json' | 'ndjson' | 'sarif' | 'junit' | 'github' | 'azure-pipelines' | 'msbuild';

/** Makes a writer of lint reports; each call a fresh one, because a writer remembers what it wrote. */
export const LINT_WRITERS: { readonly [N in LintFormatName]: (context: FormatContext) => LintFormat } = {
  text: ({ paint }) => lintText(paint),
  json: lintJson,
  ndjson: lintNdjson,
  sarif: ({ version }) => lintSarif(version),
  junit: lintJunit,
  github: lintGithub,
  'azure-pipelines': lintAzurePipelines,
  msbuild: lintMsbuild,
};
