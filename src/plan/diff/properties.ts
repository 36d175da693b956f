/** What a diff compares of a task or a job by itself: properties by name, as they are written and as they are compared. */

import type { Task } from '../../model/job.js';
import type { OutputOptions } from '../../model/output-options.js';
import type { OutputMention } from '../../model/task-body.js';
import { isObject } from '../../parse/definition.js';
import { readInt32 } from '../../schema/shape.js';
import type { Side } from './side.js';

/** A value of a property; null where there is none. */
export type Value = string | number | null;

/** A property that has one value in the old definition and another in the new one. */
export interface PropertyChange {
  readonly property: string;
  readonly old: Value;
  readonly new: Value;
}

/** Properties by name; which names there are is the same for all that are compared with each other. */
export type Properties = ReadonlyMap<string, Value>;

/** What the model leaves out, because neither the rules nor the plan need it. */
const MORE_OF_A_TASK = [
  'EncryptionKeyId',
  'EncryptionScheme',
  'EncryptionVersion',
  'InitializationVector',
  'TaskNotificationSubscriptions',
  'Description',
];
const MORE_OF_A_JOB = ['TemplateId', 'TemplateType', 'JobNotificationSubscriptions'];

/** The properties of a task but for its name and its TaskBody; of a bare TaskBody none. */
export function taskProperties({ priority, settings }: Task, side: Side): Properties {
  if (settings === null) return new Map([['Priority', priority]]);
  const { processorId, configuration, options, path } = settings;
  const own: readonly (readonly [string, Value])[] = [
    ['Priority', priority],
    ['MediaProcessorId', processorId === '' ? null : processorId],
    ['Configuration', configuration === '' ? null : configuration],
    ['Options', options],
  ];
  return new Map([...own, ...writtenProperties(side.valueAt(path), MORE_OF_A_TASK)]);
}

/** The properties of a job, or of a job template. */
export function jobProperties({ job, valueAt }: Side): Properties {
  const own: (readonly [string, Value])[] = [['Name', job.name]];
  if (job.scope === 'job') {
    const value = valueAt(job.at);
    own.push(['Priority', isObject(value) ? (readInt32(value.Priority) ?? 0) : 0]);
    own.push(...writtenProperties(value, MORE_OF_A_JOB));
    own.push(['InputMediaAssets', job.inputCount]);
  }
  return new Map(own);
}

/** Which asset each input of a job is, where both say so, and differently. */
export function compareInputs(old: Side, now: Side): PropertyChange[] {
  const [before, after] = [inputLinks(old), inputLinks(now)];
  return before.flatMap((link, index) => {
    const other = after[index] ?? null;
    if (link === null || other === null || assetIn(link) === assetIn(other)) return [];
    return [{ property: `InputMediaAssets[${index}]`, old: link, new: other }];
  });
}

/** The links to the inputs of a job, by number; null for what is none. */
function inputLinks({ job, valueAt }: Side): (string | null)[] {
  return job.inputLists.flatMap(({ path }) => {
    const items = valueAt(path);
    return Array.isArray(items) ? items.map(linkOf) : [];
  });
}

/** Light JSON has the link as it is, verbose JSON in the metadata of what it leads to. */
function linkOf(item: unknown): string | null {
  const metadata = isObject(item) ? (item.__metadata ?? item) : null;
  const link = isObject(metadata) ? metadata.uri : item;
  return typeof link === 'string' ? link : null;
}

/** The asset that a link leads to, wherever the service was, its colons escaped or not. */
function assetIn(link: string): string {
  const id = /Assets\('([^']*)'\)/.exec(link)?.[1] ?? link;
  return id.replaceAll(/%3a/gi, ':').toLowerCase();
}

/** The options of an output. One that does not say how it is encrypted is StorageEncrypted (reference). */
export function outputProperties(output: OutputMention): Readonly<Record<keyof OutputOptions, Value>> {
  const { assetName, assetCreationOptions, storageAccountName, assetFormatOption, hasCreationOptions } = output;
  return {
    assetName: assetName ?? null,
    assetCreationOptions: assetCreationOptions ?? (hasCreationOptions ? null : 1),
    storageAccountName: storageAccountName ?? null,
    assetFormatOption: assetFormatOption ?? null,
  };
}

/** What a property is compared by: GUIDs are equal in either case. */
export function comparedValue(property: string, value: Value): Value {
  return property === 'MediaProcessorId' && typeof value === 'string' ? value.toLowerCase() : value;
}

/** The properties that differ; one that only one side knows of is not compared. */
export function compareProperties(old: Properties, now: Properties): PropertyChange[] {
  const changes: PropertyChange[] = [];
  for (const [property, before] of old) {
    const after = now.get(property);
    if (after === undefined || comparedValue(property, before) === comparedValue(property, after)) continue;
    changes.push({ property, old: before, new: after });
  }
  return changes;
}

function writtenProperties(value: unknown, names: readonly string[]): (readonly [string, Value])[] {
  return isObject(value) ? names.map((name) => [name, writtenValue(value[name])] as const) : [];
}

/** Objects as JSON with their keys in order, without what the service notes on them. An empty list says nothing. */
function writtenValue(value: unknown): Value {
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return null;
  try {
    return JSON.stringify(value, (_, part: unknown) => (isObject(part) ? inOrder(part) : part)) ?? null;
  } catch {
    // An object that somebody made, not read: a circle, or one without end.
    return null;
  }
}

function inOrder(value: object): object {
  const entries = Object.entries(value).filter(([name]) => !/@|^odata\.|^__(?:metadata|deferred)$/.test(name));
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
