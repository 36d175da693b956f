/**
 * Every code that a finding can have, what it carries, and how serious it is by default. Codes are stable: build tools
 * and suppressions name them. The words for people are in messages.ts, the reasons in docs/rules.md.
 */
import type { Encoding } from '../text/decode.js';

export type Severity = 'error' | 'warning' | 'info';

/** What can be wrong with the syntax of JSON, as people break it. */
export type JsonProblem =
  | 'raw-line-break'
  | 'unescaped-quote'
  | 'unclosed-string'
  | 'quote-style'
  | 'invalid-escape'
  | 'control-character'
  | 'invalid-value'
  | 'unquoted-key'
  | 'missing-value'
  | 'missing-key'
  | 'missing-colon'
  | 'missing-comma'
  | 'extra-comma'
  | 'wrong-bracket'
  | 'missing-bracket'
  | 'unexpected-end'
  | 'unexpected-symbol'
  | 'comment'
  | 'unclosed-comment'
  | 'text-after-end';

/** What can be wrong with the syntax of XML, as people break it. */
export type XmlProblem =
  | 'empty'
  | 'no-element'
  | 'escaped-markup'
  | 'missing-root'
  | 'curly-quote'
  | 'unquoted-value'
  | 'missing-value'
  | 'unclosed-value'
  | 'quote-in-value'
  | 'less-than-in-value'
  | 'missing-space'
  | 'repeated-attribute'
  | 'raw-ampersand'
  | 'unknown-entity'
  | 'invalid-character-reference'
  | 'invalid-character'
  | 'raw-less-than'
  | 'invalid-name'
  | 'space-before-name'
  | 'cdata-end-in-text'
  | 'unclosed-tag'
  | 'unclosed-markup'
  | 'malformed-markup'
  | 'declaration-not-first'
  | 'opening-for-closing'
  | 'closing-tag-case'
  | 'wrong-closing-tag'
  | 'stray-closing-tag'
  | 'unclosed-element'
  | 'text-outside-root'
  | 'second-root'
  | 'other';

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
  'invalid-id': {
    readonly owner: string;
    readonly property: string;
    readonly value: string;
    readonly expected: string;
  };
  'unexpected-root': {
    readonly found: string;
    readonly expected: 'taskBody' | 'jobTemplate';
    readonly reason: 'case' | 'template' | 'child' | 'unknown';
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
  'output-to-input-asset': { readonly asset: string; readonly suggestion: string };
  'unknown-input-asset': { readonly task: string; readonly asset: string; readonly count: number };
  'unproduced-asset': { readonly task: string; readonly asset: string; readonly suggestion: string | null };
  'dependency-cycle': {
    /** Labels of the tasks on the cycle, from its first task in the file; at most `SHOWN_TASKS` of `length`. */
    readonly tasks: readonly string[];
    /** `assets[i]` is written by `tasks[i]` and read by the task after it. */
    readonly assets: readonly string[];
    readonly length: number;
    /** How many tasks depend on each other here; more than `length` where cycles share tasks. */
    readonly entangled: number;
    /** False where the search for a shorter cycle stopped at its bound. */
    readonly shortest: boolean;
    /** A set of reads without which no cycle is left; at most `LISTED_READS` of `cutSize`. */
    readonly cut: readonly ReadOfAsset[];
    readonly cutSize: number;
    /** False where the search for a smaller set stopped at its bound. */
    readonly cutSmallest: boolean;
  };
  'shared-output': { readonly task: string; readonly asset: string; readonly first: string };
  'too-many-tasks': { readonly count: number; readonly limit: number };
  'empty-job': Record<never, never>;
  'priority-inversion': {
    readonly task: string;
    readonly priority: number;
    readonly waitsFor: string;
    readonly waitsForPriority: number;
  };
}

/** A code, as findings carry it. */
export type Code = keyof DiagnosticArgs;

/** How many tasks of a cycle its message shows. */
export const SHOWN_TASKS = 12;
/** How many reads `dependency-cycle` lists in `args.cut`. */
export const LISTED_READS = 100;

/** What is known of a code without any finding. */
export interface CodeInfo {
  readonly severity: Severity;
  readonly group: 'text and syntax' | 'shape' | 'TaskBody' | 'graph' | 'priority' | 'job';
  /** What the code means, in a few words, for lists. */
  readonly summary: string;
}

/** The table of codes, in the order in which lists show them. */
export const CODES: { readonly [C in Code]: CodeInfo } = {
  'invalid-encoding': entry('error', 'text and syntax', 'The bytes are not text in the encoding they claim'),
  'json-syntax': entry('error', 'text and syntax', 'The text is not JSON'),
  'xml-syntax': entry('error', 'text and syntax', 'The XML is not well-formed'),
  'xml-doctype': entry('error', 'text and syntax', 'The XML has a DOCTYPE, which is refused'),
  'nesting-too-deep': entry('error', 'text and syntax', 'JSON or XML nested deeper than 200 levels'),
  'unknown-document': entry('error', 'text and syntax', 'The document is no job, task or TaskBody'),
  'unreadable-file': entry('error', 'text and syntax', 'A file or folder that cannot be read'),
  'missing-property': entry('error', 'shape', 'A required property is not there'),
  'wrong-type': entry('error', 'shape', 'A value has the wrong JSON type'),
  'number-as-string': entry('warning', 'shape', 'A number is written as a string'),
  'too-long': entry('error', 'shape', 'A string is longer than its limit'),
  'out-of-range': entry('error', 'shape', 'A number is outside Int32'),
  'not-allowed-value': entry('error', 'shape', 'A value is none of those allowed'),
  'unknown-property': entry('error', 'shape', 'A property that the entity does not have'),
  'invalid-id': entry('error', 'shape', 'An identifier does not have the form nb:<type>:UUID:<guid>'),
  'unexpected-root': entry('error', 'TaskBody', 'The root element is not taskBody'),
  'unexpected-element': entry('error', 'TaskBody', 'An element that does not belong where it stands'),
  'unexpected-attribute': entry('error', 'TaskBody', 'An attribute that its element does not have'),
  'duplicate-attribute': entry('error', 'TaskBody', 'An attribute in both of its casings'),
  'unexpected-text': entry('error', 'TaskBody', 'Text outside of inputAsset and outputAsset'),
  'missing-input': entry('error', 'TaskBody', 'A TaskBody without an inputAsset'),
  'missing-output': entry('error', 'TaskBody', 'A TaskBody without an outputAsset'),
  'invalid-reference': entry('error', 'TaskBody', 'Text that is no asset reference'),
  'padded-reference': entry('warning', 'TaskBody', 'An asset reference with white space or leading zeros'),
  'invalid-creation-options': entry('error', 'TaskBody', 'An assetCreationOptions that does not exist'),
  'invalid-format-option': entry('error', 'TaskBody', 'An assetFormatOption that does not exist'),
  'invalid-storage-account': entry('warning', 'TaskBody', 'A name that no storage account can have'),
  'output-to-input-asset': entry('error', 'TaskBody', 'An outputAsset that names an input asset of the job'),
  'unknown-input-asset': entry('error', 'graph', 'A task reads an input asset that the job does not have'),
  'unproduced-asset': entry('error', 'graph', 'A task reads an output asset that no task writes'),
  'dependency-cycle': entry('error', 'graph', 'Tasks wait for each other in a cycle'),
  'shared-output': entry('warning', 'graph', 'Two tasks write the same output asset'),
  'too-many-tasks': entry('error', 'graph', 'A job with more tasks than the service takes'),
  'priority-inversion': entry('warning', 'priority', 'A task waits for a task of lower priority'),
  'empty-job': entry('error', 'job', 'A job without tasks'),
};

/** Whether a code always is an error: where syntax is broken or tasks wait in a cycle, nothing can run. */
export function isFixed(code: Code): boolean {
  return CODES[code].group === 'text and syntax' || code === 'dependency-cycle';
}

/** All codes, in the order of the table. */
export const CODE_NAMES = Object.keys(CODES) as readonly Code[];

function entry(severity: Severity, group: CodeInfo['group'], summary: string): CodeInfo {
  return { severity, group, summary };
}
