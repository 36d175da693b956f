import type { Span } from '../text/span.js';
import type { DiagnosticArgs } from './args.js';
import { type Code, SEVERITIES, type Severity } from './codes.js';

/** Property names and array indexes from the root of the document as it was given, wrappers included. */
export type Path = readonly (string | number)[];

/**
 * Where something is, without offsets into a file: enough for a form field, and free to make. `locate` turns it into a
 * range of the text when someone wants to see it.
 */
export interface Place {
  readonly path: Path;
  /** Whether the property's value or its name is meant, or all of it with the comma that goes with it. */
  readonly on: 'value' | 'key' | 'member';
  /** UTF-16 units within the decoded string at `path`: inside the XML of a TaskBody. */
  readonly within?: Span;
  /** UTF-16 units within the document's text, for what no path can address: broken JSON, broken encoding. */
  readonly inText?: Span;
}

/** Why another place matters to a finding. */
export type RelatedRole =
  | 'first-written'
  | 'first-attribute'
  | 'first-key'
  | 'first-mention'
  | 'first-content-id'
  | 'opening-tag'
  | 'unreadable-body'
  | 'cycle-writes'
  | 'cycle-reads'
  | 'waited-for'
  | 'unused-property'
  | 'first-id'
  | 'task-templates'
  | 'unmatched-body'
  | 'unmatched-template'
  | 'counted-element';

/** Another place that has to do with a finding. `name` is what stands there: a task's label, an asset, a tag. */
export interface Related {
  readonly role: RelatedRole;
  readonly name: string;
  /** Which asset it is about, on a cycle. */
  readonly asset?: string;
  readonly place: Place;
}

/**
 * A change of the document at a place. What `text` is, the place says: plain characters within a string or for a name, JSON
 * for a whole value, nothing for a whole property, which is removed, JSON for one that is to be there with that value whether
 * it is there yet or not, and the text itself where the place is in the text.
 * Whoever applies it escapes it for what carries it: see `rewriteDocument`.
 */
export interface Edit {
  readonly place: Place;
  readonly text: string;
}

/** A way out of a finding. A safe one keeps the meaning that the text was read with. */
export interface Fix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly Edit[];
}

/** A finding as data. `formatDiagnostic` puts it into words. */
export type Diagnostic = {
  [C in Code]: {
    readonly code: C;
    readonly severity: Severity;
    readonly args: DiagnosticArgs[C];
    readonly place: Place;
    /** At most `LISTED_RELATED`; `relatedOmitted` says how many more there are. */
    readonly related: readonly Related[];
    readonly relatedOmitted: number;
    readonly fix: Fix | null;
  };
}[Code];

/** What a finding may carry beside its place. */
export interface Extras {
  readonly related?: readonly Related[];
  /** How many related places there are, where `related` has not all of them. */
  readonly relatedCount?: number;
  readonly fix?: Fix;
}

/** How many related places a finding lists. */
export const LISTED_RELATED = 100;

const NO_RELATED: readonly Related[] = [];
const NO_EXTRAS: Extras = {};

/** Makes a finding of the code's default severity. */
export function diagnostic<C extends Code>(
  code: C,
  place: Place,
  args: DiagnosticArgs[C],
  { related = NO_RELATED, relatedCount = related.length, fix }: Extras = NO_EXTRAS,
): Diagnostic {
  const severity = SEVERITIES[code];
  const listed = related.length > LISTED_RELATED ? related.slice(0, LISTED_RELATED) : related;
  const relatedOmitted = relatedCount - listed.length;
  return { code, severity, args, place, related: listed, relatedOmitted, fix: fix ?? null } as Diagnostic;
}

/** Takes findings as the stages find them. */
export type Report = (finding: Diagnostic) => void;

/** The place of the value at a path, or of a run of characters within it. */
export function valueAt(path: Path, within?: Span): Place {
  return within === undefined ? { path, on: 'value' } : { path, on: 'value', within };
}

/** The place of the property name that ends a path. */
export function keyAt(path: Path): Place {
  return { path, on: 'key' };
}

const EXCERPT_LENGTH = 60;

/** Text from a document, cut so that a message stays a sentence. Never cuts a surrogate pair. */
export function excerpt(text: string, length: number = EXCERPT_LENGTH): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  return `${text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length)}…`;
}
