/** What each code means, in a few words: for lists of codes. Apart from codes.ts, because whoever lints needs none of it. */
import { CODE_NAMES, type Code, type CodeTraits, TRAITS } from './codes.js';

/** What is known of a code without any finding. */
export interface CodeInfo extends CodeTraits {
  /** What the code means, in a few words. */
  readonly summary: string;
}

const SUMMARIES: { readonly [C in Code]: string } = {
  'invalid-encoding': 'The bytes are not text in the encoding they claim',
  'json-syntax': 'The text is not JSON',
  'xml-syntax': 'The XML is not well-formed',
  'xml-doctype': 'The XML has a DOCTYPE, which is refused',
  'batch-syntax': 'The batch request is not put together as HTTP has it',
  'duplicate-key': 'An object has a property twice',
  'nesting-too-deep': 'JSON or XML nested deeper than 200 levels',
  'unknown-document': 'The document is no job, task or TaskBody',
  'unreadable-file': 'A file or folder that cannot be read',
  'missing-property': 'A required property is not there',
  'wrong-type': 'A value has the wrong JSON type',
  'number-as-string': 'A number is written as a string',
  'too-long': 'A string is longer than its limit',
  'long-job-name': 'The name of a job is longer than one edition of the reference allows',
  'out-of-range': 'A number is outside Int32',
  'not-allowed-value': 'A value is none of those allowed',
  'unknown-property': 'A property that the entity does not have',
  'read-only-property': 'A property that only the service sets',
  'invalid-id': 'An identifier does not have the form nb:<type>:UUID:<guid>',
  'undocumented-option': 'A flag in Options that only one client knows',
  'unexpected-root': 'The root element is not taskBody',
  'unexpected-element': 'An element that does not belong where it stands',
  'unexpected-attribute': 'An attribute that its element does not have',
  'duplicate-attribute': 'An attribute in both of its casings',
  'unexpected-text': 'Text outside of inputAsset and outputAsset',
  'missing-input': 'A TaskBody without an inputAsset',
  'missing-output': 'A TaskBody without an outputAsset',
  'invalid-reference': 'Text that is no asset reference',
  'padded-reference': 'An asset reference with white space or leading zeros',
  'invalid-creation-options': 'An assetCreationOptions that does not exist',
  'invalid-format-option': 'An assetFormatOption that does not exist',
  'invalid-storage-account': 'A name that no storage account can have',
  'implicit-encryption': 'An output that is encrypted because nothing else is said',
  'output-to-input-asset': 'An outputAsset that names an input asset of the job',
  'unknown-input-asset': 'A task reads an input asset that the job does not have',
  'unproduced-asset': 'A task reads an output asset that no task writes',
  'dependency-cycle': 'Tasks wait for each other in a cycle',
  'shared-output': 'Two tasks write the same output asset',
  'repeated-output': 'A task lists an output twice',
  'repeated-input': 'A task lists an input twice',
  'output-index-gap': 'The outputs of a job are not numbered from 0 without gaps',
  'unused-input-asset': 'An input asset of the job that no task reads',
  'too-many-tasks': 'A job with more tasks than the service takes',
  'too-many-assets-in-task': 'A task with more assets than the service takes',
  'too-many-assets-in-job': 'A job with more assets than the service takes',
  'priority-inversion': 'A task waits for a task of lower priority',
  'incomplete-encryption': 'An encrypted Configuration without all that goes with it',
  'unused-encryption': 'Encryption for a Configuration that is not encrypted',
  'malformed-configuration': 'A Configuration that is broken XML or JSON',
  'path-as-configuration': 'A path to a preset in the place of the preset',
  'legacy-preset': 'A legacy preset with Media Encoder Standard',
  'retired-processor': 'A task for a legacy encoder',
  'template-count': 'Not as many taskBody elements as TaskTemplates',
  'template-id': 'A taskBody and a TaskTemplate that do not find each other',
  'template-type': 'A TemplateType other than 1',
  'template-asset-count': 'A template that states other numbers of assets than it has',
  'empty-job': 'A job without tasks',
  'notification-state': 'A notification of no change of state',
  'unused-suppression': 'A comment or an entry that suppresses nothing',
  'expired-suppression': 'An entry of a suppressions file that has expired',
};

/** All codes by their names, in the order in which lists show them. */
export const CODES = Object.fromEntries(
  CODE_NAMES.map((code) => [code, { ...TRAITS[code], summary: SUMMARIES[code] }]),
) as { readonly [C in Code]: CodeInfo };
