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

/** How serious a finding is by its code, in the order in which lists show them. */
export const SEVERITIES: { readonly [C in Code]: Severity } = {
  'invalid-encoding': 'error',
  'json-syntax': 'error',
  'xml-syntax': 'error',
  'xml-doctype': 'error',
  'batch-syntax': 'error',
  'duplicate-key': 'error',
  'nesting-too-deep': 'error',
  'unknown-document': 'error',
  'unreadable-file': 'error',
  'missing-property': 'error',
  'wrong-type': 'error',
  'number-as-string': 'warning',
  'too-long': 'error',
  'long-job-name': 'warning',
  'out-of-range': 'error',
  'not-allowed-value': 'error',
  'unknown-property': 'error',
  'read-only-property': 'warning',
  'invalid-id': 'error',
  'undocumented-option': 'warning',
  'unexpected-root': 'error',
  'unexpected-element': 'error',
  'unexpected-attribute': 'error',
  'duplicate-attribute': 'error',
  'unexpected-text': 'error',
  'missing-input': 'error',
  'missing-output': 'error',
  'invalid-reference': 'error',
  'padded-reference': 'warning',
  'invalid-creation-options': 'error',
  'invalid-format-option': 'error',
  'invalid-storage-account': 'warning',
  'implicit-encryption': 'info',
  'output-to-input-asset': 'error',
  'unknown-input-asset': 'error',
  'unproduced-asset': 'error',
  'dependency-cycle': 'error',
  'shared-output': 'warning',
  'repeated-output': 'info',
  'repeated-input': 'warning',
  'output-index-gap': 'warning',
  'unused-input-asset': 'warning',
  'too-many-tasks': 'error',
  'too-many-assets-in-task': 'error',
  'too-many-assets-in-job': 'error',
  'priority-inversion': 'warning',
  'incomplete-encryption': 'error',
  'unused-encryption': 'warning',
  'malformed-configuration': 'warning',
  'path-as-configuration': 'warning',
  'legacy-preset': 'warning',
  'retired-processor': 'info',
  'template-count': 'error',
  'template-id': 'error',
  'template-type': 'error',
  'template-asset-count': 'warning',
  'empty-job': 'error',
  'notification-state': 'error',
  'unused-suppression': 'warning',
  'expired-suppression': 'warning',
};

/** What breaks the text or its syntax. */
const SYNTAX: ReadonlySet<Code> = new Set<Code>([
  'invalid-encoding',
  'json-syntax',
  'xml-syntax',
  'xml-doctype',
  'batch-syntax',
  'duplicate-key',
  'nesting-too-deep',
  'unknown-document',
  'unreadable-file',
]);

/** Whether a code is about the text or its syntax: what else is wrong with it may be hidden. */
export function isSyntax(code: Code): boolean {
  return SYNTAX.has(code);
}

/** Whether a code always is an error: where syntax is broken or tasks wait in a cycle, nothing can run. */
export function isFixed(code: Code): boolean {
  return isSyntax(code) || code === 'dependency-cycle';
}

/**
 * Whether a finding can be said to be fine. Not what always is an error; and what is wrong with suppressions is resolved by
 * changing them, or switched off.
 */
export function isSuppressible(code: Code): boolean {
  return !isFixed(code) && code !== 'unused-suppression' && code !== 'expired-suppression';
}

/** All codes, in the order of the table. */
export const CODE_NAMES = Object.keys(SEVERITIES) as readonly Code[];
