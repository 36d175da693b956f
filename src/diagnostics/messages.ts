/**
 * From findings to sentences: one table, total by its type. A sentence names the thing, says what is wrong and what was
 * expected, and offers the way out where there is one.
 */

import type { DiagnosticArgs, UnreadableReason } from './args.js';
import { BATCH_MESSAGES } from './batch-problems.js';
import type { Code } from './codes.js';
import type { Diagnostic, Related, RelatedRole } from './diagnostic.js';
import { JSON_PROBLEMS, XML_PROBLEMS } from './syntax-messages.js';
import { counted, didYouMean, firstLine, listed, lowerFirst, oneOf } from './words.js';

/** The sentence of a finding, without its place: `Task "Package" reads JobOutputAsset(3), which no task writes.` */
export function formatDiagnostic(finding: Diagnostic): string {
  return oneLine((MESSAGES[finding.code] as (args: unknown) => string)(finding.args));
}

/** What stands at a related place. */
export function formatRelated({ role, name, asset }: Related): string {
  return oneLine(RELATED[role](name, asset ?? ''));
}

/** Why a file cannot be read, without the file: `no such file or folder`. */
export function formatUnreadable({ reason, found, limit }: DiagnosticArgs['unreadable-file']): string {
  return UNREADABLE[reason](found, limit ?? 0);
}

/**
 * Names come from documents: what breaks lines, moves a cursor or cannot be seen must not reach a terminal or a log as
 * such, so each such character is written as its number. So is one character of what begins a command to a build server:
 * the second of `##`, anywhere in a line (Azure Pipelines, GitHub, TeamCity), the first of `::` at its start (GitHub).
 */
export function oneLine(text: string): string {
  return text.replace(UNPRINTABLE, numbered).replace(COMMAND, numbered);
}

const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;
const COMMAND = /#(?<=##)|:(?=:)(?<=^ *:)/g;

function numbered(character: string): string {
  return [...Array(character.length).keys()]
    .map((unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`)
    .join('');
}

const MESSAGES: { readonly [C in Code]: (args: DiagnosticArgs[C]) => string } = {
  'invalid-encoding': ({ reason, encoding }) =>
    reason === 'missing-mark'
      ? `The file is ${encoding.toUpperCase()} without a byte order mark. Save it as UTF-8, or with the mark.`
      : `The bytes here are not ${encoding.toUpperCase()}. Save the file as UTF-8.`,
  'json-syntax': ({ problem, found }) => JSON_PROBLEMS[problem](found),
  'xml-syntax': ({ problem, found, expected }) => XML_PROBLEMS[problem](found, expected),
  'xml-doctype': () => 'The XML has a DOCTYPE, which is refused. Remove it.',
  'batch-syntax': ({ problem, found, expected }) => BATCH_MESSAGES[problem](found, expected),
  'duplicate-key': ({ property }) =>
    `The property "${property}" is there already in this object, and of two the last one counts. Remove one.`,
  'nesting-too-deep': ({ syntax, limit }) =>
    `The ${syntax} nests deeper than ${limit} levels here, and is not read further.`,
  'unknown-document': ({ found }) => `Expected a job, a task, a TaskBody or a job template, found ${found}.`,
  'unreadable-file': (args) => `Cannot be read: ${formatUnreadable(args)}.`,
  'missing-property': ({ owner, property }) => `${owner} has no ${property}, which is required.`,
  'wrong-type': ({ owner, property, expected, found }) =>
    `${property} of ${lowerFirst(owner)} must be ${expected}, found ${found}.${property === 'Configuration' ? ' Write the preset as one string.' : ''}`,
  'number-as-string': ({ owner, property, value }) =>
    `${property} of ${lowerFirst(owner)} is the string "${value}". Write the number ${Number(value)} without quotes.`,
  'too-long': ({ owner, property, length, limit }) =>
    `${property} of ${lowerFirst(owner)} has ${length} characters; at most ${limit} are allowed.`,
  'long-job-name': ({ owner, length, limit }) =>
    `Name of ${lowerFirst(owner)} has ${length} characters; one edition of the reference allows only ${limit}.`,
  'out-of-range': ({ owner, property, value, minimum, maximum }) =>
    `${property} of ${lowerFirst(owner)} is ${value}; an Int32 goes from ${minimum} to ${maximum}.`,
  'not-allowed-value': ({ owner, property, value, allowed }) =>
    `${property} of ${lowerFirst(owner)} is ${value}; expected ${oneOf(allowed.map((item) => JSON.stringify(item)))}.`,
  'unknown-property': ({ owner, property, suggestion }) =>
    `${owner} has an unknown property "${property}".${didYouMean(suggestion && `"${suggestion}"`)}`,
  'read-only-property': ({ owner, property }) =>
    `${property} of ${lowerFirst(owner)} is read-only: the service sets it. Leave it out.`,
  'invalid-id': ({ owner, property, value, expected, problem, suggestion }) =>
    `${property} of ${lowerFirst(owner)} is "${value}"${ID_PROBLEMS[problem]}; expected ${suggestion ?? `the form ${expected}`}.`,
  'undocumented-option': ({ owner, value, flags }) =>
    `Options of ${lowerFirst(owner)} is ${value}, with ${listed(flags)}: ${flags.length === 1 ? 'a flag' : 'flags'} of the .NET client that the reference does not have.`,
  'unexpected-root': ({ found, expected, reason }) =>
    `Unexpected root <${found}>, expected <${expected}>.${ROOT_REASONS[reason]}`,
  'unexpected-element': ({ found, parent, suggestion }) =>
    `Unexpected element <${found}> in <${parent}>.${didYouMean(suggestion && `<${suggestion}>`)}`,
  'unexpected-attribute': ({ found, element, suggestion, allowed }) =>
    suggestion === null
      ? `Unexpected attribute "${found}": <${element}> takes ${allowed.length === 0 ? 'none' : `only ${listed(allowed)}`}.`
      : `Unexpected attribute "${found}" on <${element}>.${didYouMean(`"${suggestion}"`)}`,
  'duplicate-attribute': ({ found, expected }) =>
    `The attribute "${found}" is there already, as "${expected}". Remove one.`,
  'unexpected-text': ({ found, parent }) => `Unexpected text in <${parent}>: ${firstLine(found)}`,
  'invalid-creation-options': ({ found, allowed, suggestion }) =>
    `The assetCreationOptions "${found}" do not exist, expected ${suggestion ?? `one of ${allowed.join(', ')}`}.`,
  'invalid-format-option': ({ found, allowed, suggestion }) =>
    `The assetFormatOption "${found}" does not exist, expected ${suggestion ?? `one of ${allowed.join(', ')}`}.`,
  'invalid-storage-account': ({ found }) =>
    `No storage account can be called "${found}": names have 3 to 24 lower-case letters or digits.`,
  'missing-input': () => 'The TaskBody has no inputAsset; a task needs at least one.',
  'missing-output': () => 'The TaskBody has no outputAsset; a task needs at least one.',
  'invalid-reference': ({ found, problem, suggestion }) => REFERENCE_PROBLEMS[problem](found, suggestion),
  'padded-reference': ({ reference, found }) =>
    `${/\(0\d/.test(found) ? `Leading zeros in "${found}"` : 'White space around the reference'}: expected exactly ${reference}.`,
  'implicit-encryption': ({ asset }) =>
    `${asset} has no assetCreationOptions, so it is StorageEncrypted (1) and does not play. Write 0 for a plain asset, 1 if that is meant.`,
  'output-to-input-asset': ({ asset, suggestion }) =>
    `An outputAsset cannot be ${asset}: a task cannot write to an input of the job. Did you mean ${suggestion}?`,
  'unknown-input-asset': ({ task, asset, count, suggestion }) =>
    `${task} reads ${asset}, but the job has ${inputs(count)}.${didYouMean(suggestion)}`,
  'unproduced-asset': ({ task, asset, suggestion }) =>
    `${task} reads ${asset}, which no task writes.${didYouMean(suggestion)}`,
  'dependency-cycle': cycleMessage,
  'shared-output': ({ task, asset, first }) =>
    `${task} writes ${asset}, which ${lowerFirst(first)} writes too. Give each its own output.`,
  'repeated-output': ({ asset }) => `${asset} is among the outputs of this task already. Once is enough.`,
  'repeated-input': ({ asset }) => `${asset} is among the inputs of this task already. Remove one.`,
  'output-index-gap': ({ missing, count }) =>
    `The outputs of the job skip ${skipped(missing, count)}. Number them from 0 without gaps.`,
  'unused-input-asset': ({ asset, others }) =>
    others === 0
      ? `No task reads ${asset}. Read it, or drop the link.`
      : `No task reads ${asset}, nor ${others} more of the inputs behind it. Read them, or drop the links.`,
  'too-many-tasks': ({ count, limit }) => `The job has ${count} tasks; the service takes at most ${limit}.`,
  'too-many-assets-in-task': ({ task, count, limit }) =>
    `${task} reads and writes ${count} assets, but a task takes at most ${limit}. Where your account has a higher quota, set quotas.assetsPerTask.`,
  'too-many-assets-in-job': ({ count, limit }) =>
    `The job has ${count} assets, but a job takes at most ${limit}. Where your account has a higher quota, set quotas.assetsPerJob.`,
  'priority-inversion': ({ task, priority, waitsFor, waitsForPriority }) =>
    `${task} has priority ${priority} but waits for ${lowerFirst(waitsFor)} with priority ${waitsForPriority}, so it gains nothing from it.`,
  'incomplete-encryption': ({ owner, properties }) =>
    `${owner} has an encrypted Configuration, by its Options, but no ${listed(properties, 'or')}.`,
  'unused-encryption': ({ owner, properties }) =>
    `${owner} has ${listed(properties)}, but by its Options the Configuration is not encrypted. Add 1 to Options, or leave ${properties.length === 1 ? 'it' : 'them'} out.`,
  'malformed-configuration': (args) =>
    `Configuration of ${lowerFirst(args.owner)} is broken ${args.syntax}. ${presetProblem(args)}`,
  'path-as-configuration': ({ owner, found }) =>
    `Configuration of ${lowerFirst(owner)} points to a file, "${found}". Write what is in the file, or the name of a preset.`,
  'legacy-preset': ({ owner, found, suggestion }) =>
    `"${found}" is a preset of the legacy encoders, but ${lowerFirst(owner)} is for Media Encoder Standard.${didYouMean(suggestion && `"${suggestion}"`)}`,
  'retired-processor': ({ owner }) =>
    `MediaProcessorId of ${lowerFirst(owner)} is that of a legacy encoder, whose presets are not those of Media Encoder Standard. To migrate, choose another processor and preset.`,
  'template-count': ({ count, templates }) =>
    `The JobTemplateBody has ${counted(count, 'taskBody element', 'taskBody elements')}, but there ${templates === 1 ? 'is' : 'are'} ${counted(templates, 'TaskTemplate', 'TaskTemplates')}: each needs the other.`,
  'template-id': ({ problem, found, suggestion }) =>
    problem === 'missing' && suggestion !== null
      ? `${ID_MATCHES.missing(found)} Only ${suggestion} is not in use yet.`
      : `${ID_MATCHES[problem](found)}${didYouMean(suggestion)}`,
  'template-type': ({ owner, property, value, allowed }) =>
    `${property} of ${lowerFirst(owner)} is ${value}; expected ${oneOf(allowed.map(String))}, which stands for AccountLevel.`,
  'template-asset-count': ({ owner, property, value, count }) =>
    `${property} of ${lowerFirst(owner)} is ${value}, but ${count} ${count === 1 ? 'is' : 'are'} ${property === 'NumberofOutputAssets' ? 'written' : 'read'}.`,
  'empty-job': () => 'There are no tasks, so there is nothing to do.',
  'notification-state': ({ owner, property, value }) =>
    `${property} of ${lowerFirst(owner)} is ${value}, which the service refuses. Write 1 for final states only, 2 for all.`,
  'unused-suppression': unusedMessage,
  'expired-suppression': ({ code, file, expires }) =>
    `The entry for ${code} in ${file} has expired: it was good up to ${expires}. Resolve what it suppressed and remove it, or give it a later date.`,
};

const ID_PROBLEMS: { readonly [P in DiagnosticArgs['invalid-id']['problem']]: string } = {
  form: '',
  'processor-name': ', which is the name of a processor',
  'preset-name': ', which is a preset and belongs in Configuration',
};

const ID_MATCHES: { readonly [P in DiagnosticArgs['template-id']['problem']]: (found: string) => string } = {
  missing: () => 'The taskBody has no taskTemplateId, so it belongs to no TaskTemplate.',
  repeated: (found) => `The taskTemplateId ${found} is that of an earlier taskBody already.`,
  unmatched: (found) => `No TaskTemplate has the Id ${found}.`,
  'repeated-template': (found) => `The Id ${found} is that of an earlier TaskTemplate already.`,
  'unmatched-template': (found) => `No taskBody has the taskTemplateId ${found}.`,
};

const UNREADABLE: { readonly [R in UnreadableReason]: (found: string, limit: number) => string } = {
  'not-found': () => 'no such file or folder',
  'no-permission': () => 'permission denied',
  'is-folder': () => 'is a folder',
  'circular-link': () => 'its symbolic links lead in a circle',
  'name-too-long': () => 'the name is too long',
  'too-large': (_, limit) => `larger than ${megabytes(limit)}`,
  'line-too-long': (found, limit) => `line ${found} is longer than ${megabytes(limit)}`,
  'too-deep': (_, limit) => `folders nest deeper than ${limit} levels`,
  failed: (found) => found,
};

function megabytes(bytes: number): string {
  return `${bytes / 2 ** 20} MB`;
}

const ROOT_REASONS: { readonly [R in DiagnosticArgs['unexpected-root']['reason']]: string } = {
  case: '',
  template: ' A jobTemplate body belongs in the JobTemplateBody of a job template.',
  body: ' Put one <jobTemplate> around it.',
  child: ' Wrap the inputAsset and outputAsset elements in one <taskBody>.',
  unknown: '',
};

const REFERENCE_PROBLEMS: {
  readonly [P in DiagnosticArgs['invalid-reference']['problem']]: (found: string, suggestion: string | null) => string;
} = {
  case: (found, suggestion) => `"${found}" is written in the wrong case, expected ${suggestion}.`,
  empty: () => 'The reference is empty, expected JobInputAsset(n) or JobOutputAsset(n).',
  'no-index': (found) =>
    `"${found}" has no index, expected one as in ${/out/i.test(found) ? 'JobOutputAsset(0)' : 'JobInputAsset(0)'}.${found.includes('(') ? '' : ' Without one it names a class of the v3 API.'}`,
  negative: (found) => `"${found}" has a negative index; they count from 0.`,
  'too-large': (found) => `The index of "${found}" is larger than 2147483647.`,
  form: (found, suggestion) =>
    `"${found}" is no asset reference, expected ${suggestion ?? 'JobInputAsset(n) or JobOutputAsset(n)'}.`,
};

const RELATED: { readonly [R in RelatedRole]: (name: string, asset: string) => string } = {
  'first-written': (name) => `${name} writes it first`,
  'first-attribute': () => 'it is here first',
  'first-key': () => 'it is here first',
  'first-content-id': () => 'it is here first',
  'first-mention': (name) => `${name} is here first`,
  'opening-tag': (name) => `<${name}> was opened here`,
  'unreadable-body': (name) => `${name} may write it: its TaskBody could not be read in full`,
  'cycle-writes': (name, asset) => `${name} writes ${asset}`,
  'cycle-reads': (name, asset) => `${name} reads ${asset}`,
  'waited-for': (name) => `the priority of ${lowerFirst(name)}`,
  'unused-property': (name) => `${name} is here`,
  'first-id': () => 'it is here first',
  'task-templates': () => 'the TaskTemplates are here',
  'unmatched-body': (name) => `no TaskTemplate has the Id ${name}`,
  'unmatched-template': (name) => `no taskBody has the taskTemplateId ${name}`,
  'counted-element': (name) => `counted in this <${name}>`,
};

/** A break of a preset in the words of other text: it has no certain root, and no file to be named otherwise. */
function presetProblem(args: DiagnosticArgs['malformed-configuration']): string {
  if (args.syntax === 'XML') {
    const { problem, found, expected } = args;
    return problem === 'no-element' ? 'There is no element in it.' : XML_PROBLEMS[problem](found, expected);
  }
  return args.problem === 'comment' ? 'JSON has no comments. Remove it.' : JSON_PROBLEMS[args.problem](args.found);
}

function cycleMessage(args: DiagnosticArgs['dependency-cycle']): string {
  const { tasks, assets, length, entangled, shortest, cut, cutSize, cutSmallest } = args;
  if (length === 1 && entangled === 1) return `${tasks[0]} reads ${assets[0]}, which it writes itself.`;
  const steps = tasks.map((task, index) => `${task} → ${assets[index]}`);
  const rest = length > tasks.length ? `… ${length - tasks.length} more tasks … → ` : '';
  const bound = shortest ? '' : '; there may be a shorter one';
  const others = entangled > length ? ` ${entangled} tasks are on cycles like this${bound}.` : '';
  const shown = cut.slice(0, 3).map(({ label, asset }) => `${asset} in ${lowerFirst(label)}`);
  const more = cutSize > shown.length ? ` and ${cutSize - shown.length} more` : '';
  const best = cutSize === 1 || cutSmallest ? '' : ', maybe fewer';
  const ways =
    cutSize === 1 ? 'Drop one read to break it, such as' : `Drop ${cutSize} reads to break all of them${best}, such as`;
  return `Tasks wait for each other in a cycle: ${steps.join(' → ')} → ${rest}${tasks[0]}.${others} ${ways} ${shown.join(', ')}${more}.`;
}

function unusedMessage({ code, reason, suggestion, file }: DiagnosticArgs['unused-suppression']): string {
  if (reason === 'always-error') return `${code} always is an error and cannot be suppressed. Remove it here.`;
  if (code === '') return 'This comment names no code to suppress.';
  if (reason === 'unknown-code') return `There is no code ${code} to suppress.${didYouMean(suggestion)}`;
  return file === null
    ? `There is no ${code} in what comes next for this to suppress. Remove it here.`
    : `There is no such ${code} in ${file} for this entry to suppress. Remove the entry, or let --prune-suppressions do it.`;
}

function inputs(count: number): string {
  if (count === 0) return 'no input assets';
  return count === 1
    ? 'only one input asset, JobInputAsset(0)'
    : `only ${count} input assets, JobInputAsset(0) to JobInputAsset(${count - 1})`;
}

/** At most three of the outputs that are skipped, and how many more there are. */
function skipped(missing: readonly number[], count: number): string {
  const names = missing.slice(0, 3).map((index) => `JobOutputAsset(${index})`);
  return listed(count > names.length ? [...names, `${count - names.length} more`] : names);
}
