/** What each code means, in a few words: for lists of codes. Apart from codes.ts, because whoever lints needs none of it. */
import { CODE_NAMES, type Code, SEVERITIES, type Severity } from './codes.js';

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
  /** What the code means, in a few words. */
  readonly summary: string;
}

const INFOS: { readonly [C in Code]: Omit<CodeInfo, 'severity'> } = {
  'invalid-encoding': info('text and syntax', 'The bytes are not text in the encoding they claim'),
  'json-syntax': info('text and syntax', 'The text is not JSON'),
  'xml-syntax': info('text and syntax', 'The XML is not well-formed'),
  'xml-doctype': info('text and syntax', 'The XML has a DOCTYPE, which is refused'),
  'batch-syntax': info('text and syntax', 'The batch request is not put together as HTTP has it'),
  'duplicate-key': info('text and syntax', 'An object has a property twice'),
  'nesting-too-deep': info('text and syntax', 'JSON or XML nested deeper than 200 levels'),
  'unknown-document': info('text and syntax', 'The document is no job, task or TaskBody'),
  'unreadable-file': info('text and syntax', 'A file or folder that cannot be read'),
  'missing-property': info('shape', 'A required property is not there'),
  'wrong-type': info('shape', 'A value has the wrong JSON type'),
  'number-as-string': info('shape', 'A number is written as a string'),
  'too-long': info('shape', 'A string is longer than its limit'),
  'long-job-name': info('shape', 'The name of a job is longer than one edition of the reference allows'),
  'out-of-range': info('shape', 'A number is outside Int32'),
  'not-allowed-value': info('shape', 'A value is none of those allowed'),
  'unknown-property': info('shape', 'A property that the entity does not have'),
  'read-only-property': info('shape', 'A property that only the service sets'),
  'invalid-id': info('shape', 'An identifier does not have the form nb:<type>:UUID:<guid>'),
  'undocumented-option': info('shape', 'A flag in Options that only one client knows'),
  'unexpected-root': info('TaskBody', 'The root element is not taskBody'),
  'unexpected-element': info('TaskBody', 'An element that does not belong where it stands'),
  'unexpected-attribute': info('TaskBody', 'An attribute that its element does not have'),
  'duplicate-attribute': info('TaskBody', 'An attribute in both of its casings'),
  'unexpected-text': info('TaskBody', 'Text outside of inputAsset and outputAsset'),
  'missing-input': info('TaskBody', 'A TaskBody without an inputAsset'),
  'missing-output': info('TaskBody', 'A TaskBody without an outputAsset'),
  'invalid-reference': info('TaskBody', 'Text that is no asset reference'),
  'padded-reference': info('TaskBody', 'An asset reference with white space or leading zeros'),
  'invalid-creation-options': info('TaskBody', 'An assetCreationOptions that does not exist'),
  'invalid-format-option': info('TaskBody', 'An assetFormatOption that does not exist'),
  'invalid-storage-account': info('TaskBody', 'A name that no storage account can have'),
  'implicit-encryption': info('TaskBody', 'An output that is encrypted because nothing else is said'),
  'output-to-input-asset': info('TaskBody', 'An outputAsset that names an input asset of the job'),
  'unknown-input-asset': info('graph', 'A task reads an input asset that the job does not have'),
  'unproduced-asset': info('graph', 'A task reads an output asset that no task writes'),
  'dependency-cycle': info('graph', 'Tasks wait for each other in a cycle'),
  'shared-output': info('graph', 'Two tasks write the same output asset'),
  'repeated-output': info('graph', 'A task lists an output twice'),
  'repeated-input': info('graph', 'A task lists an input twice'),
  'output-index-gap': info('graph', 'The outputs of a job are not numbered from 0 without gaps'),
  'unused-input-asset': info('graph', 'An input asset of the job that no task reads'),
  'too-many-tasks': info('graph', 'A job with more tasks than the service takes'),
  'too-many-assets-in-task': info('graph', 'A task with more assets than the service takes'),
  'too-many-assets-in-job': info('graph', 'A job with more assets than the service takes'),
  'priority-inversion': info('priority', 'A task waits for a task of lower priority'),
  'incomplete-encryption': info('configuration', 'An encrypted Configuration without all that goes with it'),
  'unused-encryption': info('configuration', 'Encryption for a Configuration that is not encrypted'),
  'malformed-configuration': info('configuration', 'A Configuration that is broken XML or JSON'),
  'path-as-configuration': info('configuration', 'A path to a preset in the place of the preset'),
  'legacy-preset': info('configuration', 'A legacy preset with Media Encoder Standard'),
  'retired-processor': info('configuration', 'A task for a legacy encoder'),
  'template-count': info('templates', 'Not as many taskBody elements as TaskTemplates'),
  'template-id': info('templates', 'A taskBody and a TaskTemplate that do not find each other'),
  'template-type': info('templates', 'A TemplateType other than 1'),
  'template-asset-count': info('templates', 'A template that states other numbers of assets than it has'),
  'empty-job': info('job', 'A job without tasks'),
  'notification-state': info('job', 'A notification of no change of state'),
  'unused-suppression': info('suppressions', 'A comment or an entry that suppresses nothing'),
  'expired-suppression': info('suppressions', 'An entry of a suppressions file that has expired'),
};

/** All codes by their names, in the order in which lists show them. */
export const CODES = Object.fromEntries(
  CODE_NAMES.map((code) => [code, { severity: SEVERITIES[code], ...INFOS[code] }]),
) as { readonly [C in Code]: CodeInfo };

function info(group: CodeInfo['group'], summary: string): Omit<CodeInfo, 'severity'> {
  return { group, summary };
}
