/**
 * Every code that a finding can have, what it carries, and how serious it is by default. Codes are stable: build tools
 * and suppressions name them. The words for people are in
 * messages.ts and code-infos.ts, the reasons in docs/rules.md.
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

/** How a finding is treated by its code. */
export interface CodeTraits {
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
}

/** The table of codes, in the order in which lists show them. */
export const TRAITS: { readonly [C in Code]: CodeTraits } = {
  'invalid-encoding': entry('error', 'text and syntax'),
  'json-syntax': entry('error', 'text and syntax'),
  'xml-syntax': entry('error', 'text and syntax'),
  'xml-doctype': entry('error', 'text and syntax'),
  'batch-syntax': entry('error', 'text and syntax'),
  'duplicate-key': entry('error', 'text and syntax'),
  'nesting-too-deep': entry('error', 'text and syntax'),
  'unknown-document': entry('error', 'text and syntax'),
  'unreadable-file': entry('error', 'text and syntax'),
  'missing-property': entry('error', 'shape'),
  'wrong-type': entry('error', 'shape'),
  'number-as-string': entry('warning', 'shape'),
  'too-long': entry('error', 'shape'),
  'long-job-name': entry('warning', 'shape'),
  'out-of-range': entry('error', 'shape'),
  'not-allowed-value': entry('error', 'shape'),
  'unknown-property': entry('error', 'shape'),
  'read-only-property': entry('warning', 'shape'),
  'invalid-id': entry('error', 'shape'),
  'undocumented-option': entry('warning', 'shape'),
  'unexpected-root': entry('error', 'TaskBody'),
  'unexpected-element': entry('error', 'TaskBody'),
  'unexpected-attribute': entry('error', 'TaskBody'),
  'duplicate-attribute': entry('error', 'TaskBody'),
  'unexpected-text': entry('error', 'TaskBody'),
  'missing-input': entry('error', 'TaskBody'),
  'missing-output': entry('error', 'TaskBody'),
  'invalid-reference': entry('error', 'TaskBody'),
  'padded-reference': entry('warning', 'TaskBody'),
  'invalid-creation-options': entry('error', 'TaskBody'),
  'invalid-format-option': entry('error', 'TaskBody'),
  'invalid-storage-account': entry('warning', 'TaskBody'),
  'implicit-encryption': entry('info', 'TaskBody'),
  'output-to-input-asset': entry('error', 'TaskBody'),
  'unknown-input-asset': entry('error', 'graph'),
  'unproduced-asset': entry('error', 'graph'),
  'dependency-cycle': entry('error', 'graph'),
  'shared-output': entry('warning', 'graph'),
  'repeated-output': entry('info', 'graph'),
  'repeated-input': entry('warning', 'graph'),
  'output-index-gap': entry('warning', 'graph'),
  'unused-input-asset': entry('warning', 'graph'),
  'too-many-tasks': entry('error', 'graph'),
  'too-many-assets-in-task': entry('error', 'graph'),
  'too-many-assets-in-job': entry('error', 'graph'),
  'priority-inversion': entry('warning', 'priority'),
  'incomplete-encryption': entry('error', 'configuration'),
  'unused-encryption': entry('warning', 'configuration'),
  'malformed-configuration': entry('warning', 'configuration'),
  'path-as-configuration': entry('warning', 'configuration'),
  'legacy-preset': entry('warning', 'configuration'),
  'retired-processor': entry('info', 'configuration'),
  'template-count': entry('error', 'templates'),
  'template-id': entry('error', 'templates'),
  'template-type': entry('error', 'templates'),
  'template-asset-count': entry('warning', 'templates'),
  'empty-job': entry('error', 'job'),
  'notification-state': entry('error', 'job'),
  'unused-suppression': entry('warning', 'suppressions'),
  'expired-suppression': entry('warning', 'suppressions'),
};

/** Whether a code always is an error: where syntax is broken or tasks wait in a cycle, nothing can run. */
export function isFixed(code: Code): boolean {
  return TRAITS[code].group === 'text and syntax' || code === 'dependency-cycle';
}

/**
 * Whether a finding can be said to be fine. Not what always is an error; and what is wrong with suppressions is resolved by
 * changing them, or switched off.
 */
export function isSuppressible(code: Code): boolean {
  return !isFixed(code) && TRAITS[code].group !== 'suppressions';
}

/** All codes, in the order of the table. */
export const CODE_NAMES = Object.keys(TRAITS) as readonly Code[];

function entry(severity: Severity, group: CodeTraits['group']): CodeTraits {
  return { severity, group };
}
