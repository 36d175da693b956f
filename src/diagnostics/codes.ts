/**
 * Every code that a finding can have, what it carries, and how serious it is by default. Codes are stable: build tools
 * and suppressions name them. The words for people are in messages.ts, the reasons in docs/rules.md.
 */
import type { DiagnosticArgs } from './args.js';

export type Severity = 'error' | 'warning' | 'info';

/** A code, as findings carry it. */
export type Code = keyof DiagnosticArgs;

/** How many tasks of a cycle its message shows. */
export const SHOWN_TASKS = 12;
/** How many outputs `dependency-cycle` lists in `args.ties`. */
export const LISTED_TIES = 12;
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
  'duplicate-key': entry('error', 'text and syntax', 'An object has a property twice'),
  'nesting-too-deep': entry('error', 'text and syntax', 'JSON or XML nested deeper than 200 levels'),
  'unknown-document': entry('error', 'text and syntax', 'The document is no job, task or TaskBody'),
  'unreadable-file': entry('error', 'text and syntax', 'A file or folder that cannot be read'),
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
