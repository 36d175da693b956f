/** What the suppressions file says of a run, and what the run notes for it. */

import { statSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { isSuppressible, isSyntax } from '../diagnostics/codes.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { pathPattern } from '../diagnostics/fingerprint.js';
import { type EntryUse, SuppressionMatcher } from '../diagnostics/suppression-matcher.js';
import type { LintOptions } from '../lint.js';
import type { FileResult, ResolvedFinding } from '../render/file-result.js';
import { addTo } from '../text/add-to.js';
import { complain, type Io, UsageError } from './io.js';
import type { LintedFile } from './lint-work.js';
import { pathBelow } from './path-below.js';
import { failureText } from './read-input.js';
import { type FileEntry, fileEntryKey, readSuppressions, type SuppressionsFile } from './suppressions-file.js';
import {
  enterFindings,
  type JudgedEntry,
  pruneEntries,
  suppressionsReport,
  updateFile,
} from './suppressions-update.js';

/** Where suppressions are looked for, in the folder of the run. */
export const DEFAULT_SUPPRESSIONS = 'taskgraph-suppressions.json';

/** What a run is told about suppressions. */
export interface SuppressionFlags {
  /** The file, where one is named; then it must be there, unless it is to be written. */
  readonly file: string | undefined;
  /** Whether all findings of the run are to be entered in the file. */
  readonly all: boolean;
  /** Whether entries that fit nothing are to leave it. */
  readonly prune: boolean;
  /** What dates are held against, `YYYY-MM-DD`; without it nothing expires. */
  readonly today: string | undefined;
  /** As for `lint`: whether an entry fits, nobody knows of a code that is off. */
  readonly severity: NonNullable<LintOptions['severity']>;
}

/**
 * Reads the suppressions file of a run.
 * @throws UsageError for a file that is not right
 */
export async function openSuppressions(flags: SuppressionFlags, { cwd }: Pick<Io, 'cwd'>): Promise<SuppressionRun> {
  const { file: named } = flags;
  const path = named ?? DEFAULT_SUPPRESSIONS;
  const file = isThere(resolve(cwd, path))
    ? await readSuppressions(path, cwd)
    : { path, schema: null, entries: [], document: null };
  if (file.document === null && named !== undefined && !flags.all) {
    throw new UsageError(`${pathBelow(cwd, resolve(cwd, named))}: no such suppressions file`);
  }
  return new SuppressionRun(file, flags, cwd);
}

/** Where that cannot be told, reading tells why. */
function isThere(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return true;
  }
}

/** What came of the entries for one file. */
interface Settled {
  /** In the order of the entries. */
  readonly uses: readonly EntryUse[];
  /** False where findings may be hidden: an entry that fits nothing may fit one of them. */
  readonly isWhole: boolean;
}

/** What is left to do when all files are linted. */
export interface SuppressionEnd {
  /** What is wrong with the suppressions file, as it will be; null where nothing is. */
  readonly file: LintedFile | null;
  /** Writes the file where it changes, and says on stderr what was done. */
  readonly save: () => Promise<void>;
}

/** The suppressions file during a run. Other files are known by their names from its folder. */
export class SuppressionRun {
  readonly #file: SuppressionsFile;
  readonly #flags: SuppressionFlags;
  readonly #cwd: string;
  readonly #path: string;
  readonly #entries = new Map<string, FileEntry[]>();
  readonly #matchers = new Map<string, SuppressionMatcher<FileEntry>>();
  readonly #settled = new Map<string, Settled>();
  /** How many findings expired entries stand for: who lets an entry expire wants to see them, so they are not entered again. */
  readonly #expired = new Map<string, number>();
  readonly #entered = new Map<string, FileEntry & { readonly count: number }>();

  constructor(file: SuppressionsFile, flags: SuppressionFlags, cwd: string) {
    this.#file = file;
    this.#flags = flags;
    this.#cwd = cwd;
    this.#path = resolve(cwd, file.path);
    for (const entry of file.entries) addTo(this.#entries, entry.file, entry);
  }

  /** Whether anything is suppressed or entered: what is met is remembered in one thread. */
  get isInUse(): boolean {
    return this.#flags.all || this.#flags.prune || this.#entries.size > 0;
  }

  /** Whether a path is that of the suppressions file, which is no definition. */
  isOwn(path: string): boolean {
    return resolve(this.#cwd, path) === this.#path;
  }

  /** The entries for a file: what a matcher is made of, wherever the file is linted. */
  entriesFor(path: string): readonly FileEntry[] {
    return this.#entries.get(this.#nameOf(path)) ?? [];
  }

  /** The matcher of a file, the same each time: a file may come in parts. */
  matcherFor(path: string): SuppressionMatcher<FileEntry> {
    const name = this.#nameOf(path);
    let matcher = this.#matchers.get(name);
    if (matcher === undefined) {
      matcher = new SuppressionMatcher(this.entriesFor(path), this.#flags.today ?? null);
      this.#matchers.set(name, matcher);
    }
    return matcher;
  }

  /**
   * Notes what came of a file, or of the next part of one, and how often each of its entries was met so far. Gives the
   * result as it is to be shown: findings that are entered in the file are suppressed.
   */
  settle(result: FileResult, uses: readonly EntryUse[]): FileResult {
    if (!this.isInUse) return result;
    this.note(result.path, result.findings, result.omitted, uses);
    return this.#flags.all ? this.#enter(this.#nameOf(result.path), result) : result;
  }

  /** The same where nothing is entered: only notes. `found` are the findings that are listed. */
  note(path: string, found: readonly Pick<Diagnostic, 'code'>[], omitted: number, uses: readonly EntryUse[]): void {
    const name = this.#nameOf(path);
    const before = this.#settled.get(name);
    const isBroken = found.some(({ code }) => isSyntax(code));
    this.#settled.set(name, { uses, isWhole: before?.isWhole !== false && !isBroken && omitted === 0 });
    for (const { entry, isExpired } of before === undefined ? uses : []) {
      const key = fileEntryKey({ ...entry, file: name });
      if (isExpired) this.#expired.set(key, (this.#expired.get(key) ?? 0) + (entry.count ?? 1));
    }
  }

  /** Ends the run. */
  async end(io: Pick<Io, 'err'>): Promise<SuppressionEnd> {
    const { all, prune, severity } = this.#flags;
    if (this.#file.document === null && !all && !prune) return { file: null, save: async () => {} };
    const judged = this.#judged();
    const pruned = prune ? await pruneEntries(judged, dirname(this.#path)) : judged;
    const entered = [...this.#entered.values()];
    const { text, document, entries } = updateFile(this.#file, judged, enterFindings(pruned, entered));
    const { path } = this.#file;
    const save = async (): Promise<void> => {
      if (text !== null) {
        const { replaceFile } = await import('./replace-file.js');
        await replaceFile(this.#path, text).catch((error) => {
          throw new UsageError(`${path}: ${failureText(error)}`);
        });
      }
      if (prune) complain(io, `${path}: ${plural(judged.length - pruned.length, 'entry', 'entries')} removed`);
      const count = entered.reduce((sum, entry) => sum + entry.count, 0);
      if (all) complain(io, `${path}: ${plural(count, 'finding', 'findings')} entered`);
    };
    const report = document && suppressionsReport({ document, entries }, severity);
    const file = report && ({ path, continues: false, bytes: 0, status: 'linted', report } as const);
    return { file, save };
  }

  #judged(): JudgedEntry[] {
    const judged = new Map<FileEntry, JudgedEntry>();
    for (const [name, { uses, isWhole }] of this.#settled) {
      for (const [index, entry] of (this.#entries.get(name) ?? []).entries()) {
        const { matched, isExpired } = uses[index] as EntryUse;
        const isKnown = isWhole && this.#flags.severity[entry.code] !== 'off';
        judged.set(entry, { entry, isLinted: true, matched: isKnown ? matched : null, isExpired });
      }
    }
    const unknown = { isLinted: false, matched: null, isExpired: false };
    return this.#file.entries.map((entry) => judged.get(entry) ?? { entry, ...unknown });
  }

  #enter(name: string, result: FileResult): FileResult {
    const counts = { ...result.counts };
    const entered = new Set<ResolvedFinding>();
    for (const finding of result.findings) {
      const { code, path, fingerprint } = finding;
      if (!isSuppressible(code) || !this.#add({ file: name, code, path: pathPattern(path), fingerprint })) continue;
      counts[finding.severity] -= 1;
      entered.add(finding);
    }
    const findings = result.findings.filter((finding) => !entered.has(finding));
    const suppressed = [...entered].map((finding) => ({ finding, by: 'file', reason: null }) as const);
    return { ...result, findings, counts, suppressed: [...result.suppressed, ...suppressed] };
  }

  /** Whether a finding comes into the file. */
  #add(entry: FileEntry): boolean {
    const key = fileEntryKey(entry);
    const expired = this.#expired.get(key) ?? 0;
    if (expired > 0) this.#expired.set(key, expired - 1);
    else this.#entered.set(key, { ...entry, count: (this.#entered.get(key)?.count ?? 0) + 1 });
    return expired === 0;
  }

  /** How entries name a file. */
  #nameOf(path: string): string {
    return relative(dirname(this.#path), resolve(this.#cwd, path)).split(sep).join('/');
  }
}

function plural(count: number, one: string, more: string): string {
  return `${count} ${count === 1 ? one : more}`;
}
