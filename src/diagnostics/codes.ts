/**
 * Every code that a finding can have, what it carries, and how serious it is by default. Codes are stable: build tools
 * and suppressions name them. The words for people are in messages.ts, the reasons in docs/rules.md.
 */
import type { Encoding } from '../text/decode.js';
import type { BatchProblem } from './batch-problems.js';
import type { JsonProblem, XmlProblem } from './syntax-problems.js';

export type Severity = 'error' | 'warning' | 'info';

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
  'template-asset-count': {
    readonly owner: string;
    readonly property: string;
    readonly value: number;
    /** How many assets are read or written. */
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

/** A code, as findings carry it. */
export type Code = keyof DiagnosticArgs;

/** How many tasks of a cycle its message shows. */
export const SHOWN_TASKS = 12;
/** How many reads `dependency-cycle` lists in `args.cut`. */
export const LISTED_READS = 100;
/** How many indexes `output-index-gap` lists in `args.missing`. */
export const LISTED_INDEXES = 20;

/** What is known of a code without any finding. */
export interface CodeInfo {
  readonly severity: Severity;
  readonly group:
    | 'text and syntax'
    | 'shape'
    | 'TaskBody'
    | 'graph'
    | 'priority'
    | 'configuration'
    | 'templates'
    | 'job'
    | 'suppressions';
  /** What the code means, in a few words, for lists. */
  readonly summary: string;
}

/** The table of codes, in the order in which lists show them. */
export const CODES: { readonly [C in Code]: CodeInfo } = {
  'invalid-encoding': entry('error', 'text and syntax', 'The bytes are not text in the encoding they claim'),
  'json-syntax': entry('error', 'text and syntax', 'The text is not JSON'),
  'xml-syntax': entry('error', 'text and syntax', 'The XML is not well-formed'),
  'xml-doctype': entry('error', 'text and syntax', 'The XML has a DOCTYPE, which is refused'),
  'batch-syntax': entry('error', 'text and syntax', 'The batch request is not put together as HTTP has it'),
  'duplicate-key': entry('error', 'text and syntax', 'An object of JSON has a property twice'),
  'nesting-too-deep': entry('error', 'text and syntax', 'JSON or XML nested deeper than 200 levels'),
  'unknown-document': entry('error', 'text and syntax', 'The document is no job, task or TaskBody'),
  'missing-property': entry('error', 'shape', 'A required property is not there'),
  'wrong-type': entry('error', 'shape', 'A value has the wrong JSON type'),
  'number-as-string': entry('warning', 'shape', 'A number is written as a string'),
  'too-long': entry('error', 'shape', 'A string is longer than its limit'),
  'long-job-name': entry('warning', 'shape', 'The name of a job is longer than one edition of the reference allows'),
  'out-of-range': entry('error', 'shape', 'A number is outside Int32'),
  'not-allowed-value': entry('error', 'shape', 'A value is none of those allowed'),
  'unknown-property': entry('error', 'shape', 'A property that the entity does not have'),
  'read-only-property': entry('warning', 'shape', 'A property that only the service sets'),
  'invalid-id': entry('error', 'shape', 'An identifier does not have the form nb:<type>:UUID:<guid>'),
  'undocumented-option': entry('warning', 'shape', 'A flag in Options that only one client knows'),
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
  'implicit-encryption': entry('info', 'TaskBody', 'An output that is encrypted because nothing else is said'),
  'output-to-input-asset': entry('error', 'TaskBody', 'An outputAsset that names an input asset of the job'),
  'unknown-input-asset': entry('error', 'graph', 'A task reads an input asset that the job does not have'),
  'unproduced-asset': entry('error', 'graph', 'A task reads an output asset that no task writes'),
  'dependency-cycle': entry('error', 'graph', 'Tasks wait for each other in a cycle'),
  'shared-output': entry('warning', 'graph', 'Two tasks write the same output asset'),
  'repeated-output': entry('info', 'graph', 'A task lists an output twice'),
  'repeated-input': entry('warning', 'graph', 'A task lists an input twice'),
  'output-index-gap': entry('warning', 'graph', 'The outputs of a job are not numbered from 0 without gaps'),
  'unused-input-asset': entry('warning', 'graph', 'An input asset of the job that no task reads'),
  'too-many-tasks': entry('error', 'graph', 'A job with more tasks than the service takes'),
  'too-many-assets-in-task': entry('error', 'graph', 'A task with more assets than the service takes'),
  'too-many-assets-in-job': entry('error', 'graph', 'A job with more assets than the service takes'),
  'priority-inversion': entry('warning', 'priority', 'A task waits for a task of lower priority'),
  'incomplete-encryption': entry('error', 'configuration', 'An encrypted Configuration without all that goes with it'),
  'unused-encryption': entry('warning', 'configuration', 'Encryption for a Configuration that is not encrypted'),
  'malformed-configuration': entry('warning', 'configuration', 'A Configuration that is broken XML or JSON'),
  'path-as-configuration': entry('warning', 'configuration', 'A path to a preset in the place of the preset'),
  'legacy-preset': entry('warning', 'configuration', 'A legacy preset with Media Encoder Standard'),
  'retired-processor': entry('info', 'configuration', 'A task for a legacy encoder'),
  'template-count': entry('error', 'templates', 'Not as many taskBody elements as TaskTemplates'),
  'template-id': entry('error', 'templates', 'A taskBody and a TaskTemplate that do not find each other'),
  'template-type': entry('error', 'templates', 'A TemplateType other than 1'),
  'template-asset-count': entry('warning', 'templates', 'A template that states other numbers of assets than it has'),
  'empty-job': entry('error', 'job', 'A job without tasks'),
  'notification-state': entry('error', 'job', 'A notification of no change of state'),
  'unused-suppression': entry('warning', 'suppressions', 'A comment or an entry that suppresses nothing'),
  'expired-suppression': entry('warning', 'suppressions', 'An entry of a suppressions file that has expired'),
};

/** Whether a code always is an error: where syntax is broken or tasks wait in a cycle, nothing can run. */
export function isFixed(code: Code): boolean {
  return CODES[code].group === 'text and syntax' || code === 'dependency-cycle';
}

/**
 * Whether a finding can be said to be fine. Not what always is an error; and what is wrong with suppressions is resolved by
 * changing them, or switched off.
 */
export function isSuppressible(code: Code): boolean {
  return !isFixed(code) && CODES[code].group !== 'suppressions';
}

/** All codes, in the order of the table. */
export const CODE_NAMES = Object.keys(CODES) as readonly Code[];

function entry(severity: Severity, group: CodeInfo['group'], summary: string): CodeInfo {
  return { severity, group, summary };
}
