/** What findings carry beside their places, code by code. */
import type { Encoding } from '../text/decode.js';
import type { BatchProblem } from './batch-problems.js';
import type { JsonProblem, XmlProblem } from './syntax-problems.js';

/** Why a file or folder cannot be read. */
export type UnreadableReason =
  | 'not-found'
  | 'no-permission'
  | 'is-folder'
  | 'circular-link'
  | 'name-too-long'
  | 'too-large'
  | 'line-too-long'
  | 'too-deep'
  | 'failed';

/** A read of an asset by a task: one inputAsset mention, or all mentions of the same asset in the same task. */
export interface ReadOfAsset {
  readonly task: number;
  readonly label: string;
  readonly asset: string;
}

/** The facts of a finding, by code. All of it is JSON, bounded in size, and enough to write the sentence in any language. */
export interface DiagnosticArgs {
  'invalid-encoding': { readonly reason: 'invalid-bytes' | 'missing-mark'; readonly encoding: Encoding };
  'json-syntax': { readonly problem: JsonProblem; readonly found: string };
  'xml-syntax': { readonly problem: XmlProblem; readonly found: string; readonly expected: string };
  'xml-doctype': Record<never, never>;
  'batch-syntax': { readonly problem: BatchProblem; readonly found: string; readonly expected: string };
  'duplicate-key': { readonly property: string };
  'nesting-too-deep': { readonly syntax: 'JSON' | 'XML'; readonly limit: number };
  'unknown-document': { readonly found: string };
  'unreadable-file': {
    readonly reason: UnreadableReason;
    /** The number of a line that is too long, from 1; the words of the system where it has failed; else empty. */
    readonly found: string;
    /** The bound that it exceeds: bytes, or levels of folders; null for other reasons. */
    readonly limit: number | null;
  };
  'missing-property': { readonly owner: string; readonly property: string };
  'wrong-type': {
    readonly owner: string;
    readonly property: string;
    readonly expected: string;
    readonly found: string;
  };
  'number-as-string': { readonly owner: string; readonly property: string; readonly value: string };
  'too-long': { readonly owner: string; readonly property: string; readonly length: number; readonly limit: number };
  'long-job-name': { readonly owner: string; readonly length: number; readonly limit: number };
  'out-of-range': {
    readonly owner: string;
    readonly property: string;
    readonly value: number;
    readonly minimum: number;
    readonly maximum: number;
  };
  'not-allowed-value': {
    readonly owner: string;
    readonly property: string;
    readonly value: string;
    readonly allowed: readonly (string | number)[];
  };
  'unknown-property': { readonly owner: string; readonly property: string; readonly suggestion: string | null };
  'read-only-property': { readonly owner: string; readonly property: string };
  'invalid-id': {
    readonly owner: string;
    readonly property: string;
    readonly value: string;
    readonly expected: string;
    /** What stands there instead; in a MediaProcessorId it may be a name. */
    readonly problem: 'form' | 'processor-name' | 'preset-name';
    /** The id of the processor that must be meant. */
    readonly suggestion: string | null;
  };
  'undocumented-option': { readonly owner: string; readonly value: number; readonly flags: readonly string[] };
  'unexpected-root': {
    readonly found: string;
    readonly expected: 'taskBody' | 'jobTemplate';
    readonly reason: 'case' | 'template' | 'child' | 'body' | 'unknown';
  };
  'unexpected-element': { readonly found: string; readonly parent: string; readonly suggestion: string | null };
  'unexpected-attribute': {
    readonly found: string;
    readonly element: string;
    readonly suggestion: string | null;
    readonly allowed: readonly string[];
  };
  'duplicate-attribute': { readonly found: string; readonly expected: string };
  'unexpected-text': { readonly found: string; readonly parent: string };
  'invalid-creation-options': {
    readonly found: string;
    readonly allowed: readonly number[];
    readonly suggestion: string | null;
  };
  'invalid-format-option': {
    readonly found: string;
    readonly allowed: readonly number[];
    readonly suggestion: string | null;
  };
  'invalid-storage-account': { readonly found: string };
  'missing-input': Record<never, never>;
  'missing-output': Record<never, never>;
  'invalid-reference': {
    readonly found: string;
    readonly problem: 'case' | 'empty' | 'no-index' | 'negative' | 'too-large' | 'form';
    readonly suggestion: string | null;
  };
  'padded-reference': { readonly found: string; readonly reference: string };
  'implicit-encryption': { readonly asset: string };
  'output-to-input-asset': { readonly asset: string; readonly suggestion: string };
  'unknown-input-asset': {
    readonly task: string;
    readonly asset: string;
    readonly count: number;
    readonly suggestion: string | null;
  };
  'unproduced-asset': { readonly task: string; readonly asset: string; readonly suggestion: string | null };
  'dependency-cycle': {
    /** Labels of the tasks on the cycle, from its first task in the file; at most `SHOWN_TASKS` of `length`. */
    readonly tasks: readonly string[];
    /** `assets[i]` is written by `tasks[i]` and read by the task after it. */
    readonly assets: readonly string[];
    readonly length: number;
    /** How many tasks depend on each other here; more than `length` where cycles share tasks. */
    readonly entangled: number;
    /**
     * The outputs over which they depend on each other, by index; at most the first `LISTED_TIES`. They tell this finding from
     * others of the job, in whatever order its tasks stand.
     */
    readonly ties: readonly string[];
    /** False where the search for a shorter cycle stopped at its bound. */
    readonly shortest: boolean;
    /** A set of reads without which no cycle is left; at most `LISTED_READS` of `cutSize`. */
    readonly cut: readonly ReadOfAsset[];
    readonly cutSize: number;
    /** False where the search for a smaller set stopped at its bound. */
    readonly cutSmallest: boolean;
  };
  'shared-output': { readonly task: string; readonly asset: string; readonly first: string };
  'repeated-output': { readonly asset: string };
  'repeated-input': { readonly asset: string };
  'output-index-gap': {
    /** Indexes below the highest that no task writes, ascending; at most `LISTED_INDEXES` of `count`. */
    readonly missing: readonly number[];
    readonly count: number;
    /** The lowest index that is written behind the first of them. */
    readonly next: number;
  };
  'unused-input-asset': {
    readonly asset: string;
    /** How many unread inputs behind this one have no finding of their own. */
    readonly others: number;
  };
  'too-many-tasks': { readonly count: number; readonly limit: number };
  'too-many-assets-in-task': { readonly task: string; readonly count: number; readonly limit: number };
  'too-many-assets-in-job': { readonly count: number; readonly limit: number };
  'priority-inversion': {
    readonly task: string;
    readonly priority: number;
    readonly waitsFor: string;
    readonly waitsForPriority: number;
  };
  'incomplete-encryption': { readonly owner: string; readonly properties: readonly string[] };
  'unused-encryption': { readonly owner: string; readonly properties: readonly string[] };
  'malformed-configuration': { readonly owner: string; readonly found: string } & (
    | { readonly syntax: 'XML'; readonly problem: XmlProblem; readonly expected: string }
    | { readonly syntax: 'JSON'; readonly problem: JsonProblem }
  );
  'path-as-configuration': { readonly owner: string; readonly found: string };
  'legacy-preset': { readonly owner: string; readonly found: string; readonly suggestion: string | null };
  'retired-processor': { readonly owner: string };
  /** How many taskBody elements there are, and how many TaskTemplates. */
  'template-count': { readonly count: number; readonly templates: number };
  'template-id': {
    /** `repeated` and `unmatched` are about a taskTemplateId, `repeated-template` about the Id of a TaskTemplate. */
    readonly problem: 'missing' | 'repeated' | 'unmatched' | 'repeated-template' | 'unmatched-template';
    readonly found: string;
    readonly suggestion: string | null;
  };
  'template-type': {
    readonly owner: string;
    readonly property: string;
    readonly value: string;
    readonly allowed: readonly (string | number)[];
  };
  /** `count` is how many assets are read or written. */
  'template-asset-count': {
    readonly owner: string;
    readonly property: string;
    readonly value: number;
    readonly count: number;
  };
  'empty-job': Record<never, never>;
  'notification-state': {
    readonly owner: string;
    readonly property: string;
    readonly value: string;
    readonly allowed: readonly (string | number)[];
  };
  'unused-suppression': {
    readonly code: string;
    readonly reason: 'nothing' | 'unknown-code' | 'always-error';
    readonly suggestion: string | null;
    /** The file that an entry of a suppressions file is for; null where a comment names the code. */
    readonly file: string | null;
  };
  'expired-suppression': { readonly code: string; readonly file: string; readonly expires: string };
}
