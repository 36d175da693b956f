/** What a run makes of the entries of a suppressions file: some leave it, some come in, some are told. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Severity } from '../diagnostics/codes.js';
import { type Diagnostic, diagnostic, excerpt, valueAt } from '../diagnostics/diagnostic.js';
import { type LintOptions, type LintReport, MAX_DIAGNOSTICS, withSeverity } from '../lint.js';
import { type Document, readDocument } from '../parse/document.js';
import {
  compareEntries,
  type FileEntry,
  fileEntryKey,
  type SuppressionsFile,
  suppressionsText,
} from './suppressions-file.js';

/** An entry, and what came of it. */
export interface JudgedEntry {
  readonly entry: FileEntry;
  /** Whether the file that it is for was linted. */
  readonly isLinted: boolean;
  /** How many findings it fits; null where nobody knows. */
  readonly matched: number | null;
  readonly isExpired: boolean;
}

/** The entries without those, and without what of their counts, fits nothing; without those for files that are gone. */
export async function pruneEntries(entries: readonly JudgedEntry[], folder: string): Promise<JudgedEntry[]> {
  const isThere = new Map<string, boolean>();
  for (const { entry, isLinted } of entries) {
    if (isLinted || isThere.has(entry.file)) continue;
    isThere.set(entry.file, existsSync(resolve(folder, entry.file)));
  }
  return entries.flatMap((judged) => {
    const { entry, isLinted, matched } = judged;
    if (!isLinted && !isThere.get(entry.file)) return [];
    if (matched === null || matched === (entry.count ?? 1)) return [judged];
    return matched === 0 ? [] : [{ ...judged, entry: withCount(entry, matched) }];
  });
}

/**
 * The entries with findings that come in. An entry without reason and date takes equal findings in its count; those of
 * others were given for the findings that they have.
 */
export function enterFindings(entries: readonly JudgedEntry[], findings: readonly FileEntry[]): JudgedEntry[] {
  const entered = [...entries];
  const open = new Map<string, number>();
  for (const [index, { entry }] of entries.entries()) {
    if (entry.reason === undefined && entry.expires === undefined) open.set(fileEntryKey(entry), index);
  }
  for (const finding of findings) {
    const index = open.get(fileEntryKey(finding));
    const before = index === undefined ? undefined : entered[index];
    const { count = 1 } = finding;
    if (index === undefined || before === undefined) {
      entered.push({ entry: withCount(finding, count), isLinted: true, matched: null, isExpired: false });
    } else
      entered[index] = { ...before, entry: withCount(before.entry, (before.entry.count ?? 1) + count), matched: null };
  }
  return entered;
}

function withCount({ count: _, ...entry }: FileEntry, count: number): FileEntry {
  return count === 1 ? entry : { ...entry, count };
}

/** A suppressions file as it will be. */
export interface UpdatedFile {
  /** What is to be written; null where nothing changes. */
  readonly text: string | null;
  /** For places in it; null where there is no file, then or now. */
  readonly document: Document | null;
  readonly entries: readonly JudgedEntry[];
}

/** A file with entries in the place of those it has. Where they are the same, it stays as it was written. */
export function updateFile(
  { schema, document }: SuppressionsFile,
  before: readonly JudgedEntry[],
  after: readonly JudgedEntry[],
): UpdatedFile {
  if (after.length === before.length && after.every(({ entry }, index) => entry === before[index]?.entry)) {
    return { text: null, document, entries: after };
  }
  const entries = after.toSorted((a, b) => compareEntries(a.entry, b.entry));
  const text = suppressionsText(
    schema,
    entries.map(({ entry }) => entry),
  );
  return { text, document: readDocument(text, { fileName: '' }, () => {}), entries };
}

/** What is wrong with the entries of a file, as of a file that was linted; null where nothing is. */
export function suppressionsReport(
  { document, entries }: { readonly document: Document; readonly entries: readonly JudgedEntry[] },
  severity: NonNullable<LintOptions['severity']>,
): LintReport | null {
  const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  const diagnostics: Diagnostic[] = [];
  for (const [index, judged] of entries.entries()) {
    const made = findingOf(judged, index);
    const finding = made && withSeverity(made, severity);
    if (finding === null) continue;
    counts[finding.severity] += 1;
    if (diagnostics.length < MAX_DIAGNOSTICS) diagnostics.push(finding);
  }
  const count = counts.error + counts.warning + counts.info;
  if (count === 0) return null;
  const report = { kind: 'unknown', ok: counts.error === 0, jobs: [], suppressed: [], document } as const;
  return { ...report, diagnostics, counts, omitted: count - diagnostics.length };
}

function findingOf({ entry, isExpired, matched }: JudgedEntry, index: number): Diagnostic | null {
  const { code, expires = '' } = entry;
  const path = ['suppressions', index];
  const file = excerpt(entry.file, 200);
  if (isExpired) return diagnostic('expired-suppression', valueAt([...path, 'expires']), { code, file, expires });
  if (matched !== 0) return null;
  return diagnostic('unused-suppression', valueAt(path), { code, reason: 'nothing', suggestion: null, file });
}
