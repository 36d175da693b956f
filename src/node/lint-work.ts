/** A piece of work to what came of it. The same in every thread. */
import { isUtf8 } from 'node:buffer';
import { diagnostic, valueAt } from '../diagnostics/diagnostic.js';
import { formatUnreadable } from '../diagnostics/messages.js';
import { NO_PATHS } from '../diagnostics/path-set.js';
import { type LintOptions, type LintReport, lint } from '../lint.js';
import { FILE_START } from '../parse/document.js';
import { isDefinition } from './is-definition.js';
import { LineCutter, PART_SIZE, type Part, toText } from './line-cutter.js';
import { readFailure, readFileBytes, type Unreadable } from './read-input.js';
import type { Work } from './works.js';

/** What came of a file, or of the next part of one. */
export type FileReport = {
  readonly path: string;
  /** Whether this goes on with the file of the report before: NDJSON comes in parts. */
  readonly continues: boolean;
  /** How many bytes were read for it. */
  readonly bytes: number;
} & (
  | { readonly status: 'linted'; readonly report: LintReport }
  /** A file that a folder or pattern led to and that is no definition. */
  | { readonly status: 'skipped' }
  /** `message` says why, and so does the one finding of `report`. */
  | { readonly status: 'unreadable'; readonly message: string; readonly report: LintReport }
);

/** A file that was linted. */
export type LintedFile = Extract<FileReport, { status: 'linted' }>;

/** Does a piece of work. Never fails for what is in a file, or for one that is not there. */
export async function lintWork(work: Work): Promise<readonly FileReport[]> {
  const { path, continues } = work;
  if (work.kind === 'skipped') return [{ path, continues, bytes: 0, status: 'skipped' }];
  if (work.kind === 'unreadable') return [unreadable(work, work.failure, work.line)];
  if (work.kind === 'lines') return lintLines(work, work);
  let bytes: Uint8Array;
  try {
    bytes = work.kind === 'file' ? await readFileBytes(work.file) : work.bytes;
  } catch (error) {
    return [unreadable(work, readFailure(error), null)];
  }
  const fileName = work.kind === 'bytes' && work.isLines ? LINES : path;
  const report = lint(bytes, { fileName, ...optionsOf(work) });
  const isOurs = work.isExplicit || isDefinition(report);
  const about = { path, continues, bytes: bytes.length };
  return [isOurs ? { ...about, status: 'linted', report } : { ...about, status: 'skipped' }];
}

/** A name that says what it is. */
const LINES = '.ndjson';

/**
 * Lints lines together, which is faster, unless that would show: more findings than are listed for one document, or bytes
 * that are no text, which hide the syntax of all that is linted with them. Then each line is linted by itself.
 */
function lintLines(work: Work, part: Part): FileReport[] {
  const { path } = work;
  const options = { fileName: LINES, ...optionsOf(work) };
  if (isUtf8(part.bytes)) {
    const report = lint(toText(part.bytes), { ...options, origin: part.origin });
    if (report.omitted === 0) {
      return [{ path, continues: work.continues, bytes: part.bytes.length, status: 'linted', report }];
    }
  }
  const cutter = new LineCutter(part.origin, { ...PART_SIZE, lines: 1 });
  return [...cutter.push(part.bytes), ...cutter.end()].map(({ bytes, origin }, index) => {
    const report = lint(bytes, { ...options, origin });
    return { path, continues: work.continues || index > 0, bytes: bytes.length, status: 'linted', report };
  });
}

function optionsOf({ settings, matcher }: Work): Pick<LintOptions, 'severity' | 'quotas' | 'suppressions'> {
  const { severity, quotas } = settings;
  return matcher === null ? { severity, quotas } : { severity, quotas, suppressions: matcher };
}

/** A file that cannot be read, as a report of one finding. */
export function unreadable(
  { path, continues }: Pick<Work, 'path' | 'continues'>,
  failure: Unreadable,
  line: number | null,
): Extract<FileReport, { status: 'unreadable' }> {
  const finding = diagnostic('unreadable-file', valueAt(line === null ? [] : [line]), failure);
  const report: LintReport = {
    kind: 'unknown',
    ok: false,
    diagnostics: [finding],
    suppressed: [],
    counts: { error: 1, warning: 0, info: 0 },
    omitted: 0,
    jobs: [],
    document: {
      kind: 'unknown',
      definitions: [],
      text: null,
      value: undefined,
      damaged: NO_PATHS,
      incomplete: NO_PATHS,
      keepsOrder: false,
      isLossy: false,
      comments: [],
      origin: FILE_START,
      locate: null,
      layout: null,
    },
  };
  return { path, continues, bytes: 0, status: 'unreadable', message: formatUnreadable(failure), report };
}
