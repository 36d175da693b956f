/** Findings that somebody has said to be fine, and the entries of a suppressions file that say so. */
import { type Code, isSuppressible } from './codes.js';
import type { Diagnostic } from './diagnostic.js';
import { fingerprint, pathPattern } from './fingerprint.js';

/** A finding that somebody has said to be fine, where, and why. */
export interface Suppression {
  readonly finding: Diagnostic;
  /** A comment in the source, or an entry of a suppressions file. */
  readonly by: 'comment' | 'file';
  readonly reason: string | null;
}

/** What a suppressions file says of findings of one file: `code`, `path` and `fingerprint` say which, together. */
export interface SuppressionEntry {
  readonly code: Code;
  /** As `pathPattern` gives it: a path without positions. */
  readonly path: string;
  /** As `fingerprint` gives it. */
  readonly fingerprint: string;
  /** How many equal findings it covers, 1 by default; more are reported. */
  readonly count?: number;
  readonly reason?: string;
  /** The last day on which it suppresses, `YYYY-MM-DD`; for ever by default. */
  readonly expires?: string;
}

/** How often an entry was met. */
export interface EntryUse<E extends SuppressionEntry = SuppressionEntry> {
  readonly entry: E;
  /** How many findings it fits, `count` at most, suppressed or not. */
  readonly matched: number;
  readonly isExpired: boolean;
}

/** Entries of equal key, by their positions, and which of them takes the next finding. */
interface Slot {
  readonly indexes: number[];
  next: number;
}

/**
 * The entries for one file, and how much of each is left: an entry takes as many findings as it counts. Its state lasts as
 * long as the file does, so that one that is read in parts is matched as a whole. Linear: entries are found by key.
 */
export class SuppressionMatcher<E extends SuppressionEntry = SuppressionEntry> {
  readonly #entries: readonly E[];
  readonly #today: string | null;
  readonly #matched: number[];
  readonly #slots = new Map<string, Slot>();

  /** `today`, `YYYY-MM-DD`, is what `expires` is held against; without it nothing expires, whatever the clock says. */
  constructor(entries: readonly E[], today: string | null = null) {
    this.#entries = entries;
    this.#today = today;
    this.#matched = entries.map(() => 0);
    // Of equal entries those that still suppress come first.
    for (const isExpired of [false, true]) {
      for (const [index, entry] of entries.entries()) if (this.#isExpired(entry) === isExpired) this.#add(entry, index);
    }
  }

  /** The entry that suppresses a finding in a document of this value; null where none does, or does any more. */
  match(finding: Diagnostic, document: unknown): E | null {
    if (this.#slots.size === 0 || !isSuppressible(finding.code)) return null;
    const path = pathPattern(finding.place.path);
    const slot = this.#slots.get(entryKey({ code: finding.code, path, fingerprint: fingerprint(finding, document) }));
    const index = slot?.indexes[slot.next];
    if (slot === undefined || index === undefined) return null;
    const entry = this.#entries[index] as E;
    const matched = (this.#matched[index] as number) + 1;
    this.#matched[index] = matched;
    if (matched >= (entry.count ?? 1)) slot.next += 1;
    return this.#isExpired(entry) ? null : entry;
  }

  /** How often each entry was met so far, in the order in which they were given. */
  get uses(): readonly EntryUse<E>[] {
    return this.#entries.map((entry, index) => ({
      entry,
      matched: this.#matched[index] as number,
      isExpired: this.#isExpired(entry),
    }));
  }

  #add(entry: E, index: number): void {
    const key = entryKey(entry);
    const slot = this.#slots.get(key);
    if (slot === undefined) this.#slots.set(key, { indexes: [index], next: 0 });
    else slot.indexes.push(index);
  }

  #isExpired({ expires }: SuppressionEntry): boolean {
    return expires !== undefined && this.#today !== null && this.#today > expires;
  }
}

/** What findings and entries match by, as one string. */
export function entryKey({ code, path, fingerprint }: Pick<SuppressionEntry, 'code' | 'path' | 'fingerprint'>): string {
  return `${code} ${fingerprint} ${path}`;
}
