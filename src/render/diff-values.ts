/** Values of properties before and after, short enough to be read side by side, with the place where they differ. */
import { excerpt } from '../diagnostics/diagnostic.js';
import { PROCESSORS, processorKey } from '../model/processors.js';
import type { PropertyChange, Value } from '../plan/diff/properties.js';

/** A value as people see it: a text of the definition, names that stand in it, or words and numbers of ours. */
export interface ShownValue {
  readonly text: string;
  readonly kind: 'text' | 'names' | 'words';
}

/** Of what comes before the first difference so much is kept. */
const CONTEXT = 16;
const LENGTH = 60;

/** What numbers stand for (reference, clients). */
const NAMES: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  assetCreationOptions: {
    0: 'None',
    1: 'StorageEncrypted',
    2: 'CommonEncryptionProtected',
    4: 'EnvelopeEncryptionProtected',
  },
  assetFormatOption: { 0: 'None', 1: 'AdaptiveStreaming' },
};
const FLAGS: readonly (readonly [number, string])[] = [
  [1, 'ProtectedConfiguration'],
  [2, 'DoNotDeleteOutputAssetOnFailure'],
  [4, 'DoNotCancelOnJobFailure'],
];
/** Where null says that nobody knows, and not that there is nothing. */
const UNKNOWN: ReadonlySet<string> = new Set(['Options', 'InputMediaAssets', 'Tasks', 'assetCreationOptions']);
/** What a diff lists by names. */
const LISTS: ReadonlySet<string> = new Set(['inputs', 'outputs', 'outputs shared with']);

/** Both values of a change, each as people see it. */
export function shownChange({ property, old, new: now }: PropertyChange): readonly [ShownValue, ShownValue] {
  const name = property.replace(/^outputs\[\d+\]\./, '');
  const names = name === 'MediaProcessorId' ? processorNames(old, now) : null;
  if (names !== null) return names;
  if (typeof old === 'string' && typeof now === 'string') {
    const kind = kindOf(name);
    const [before, after] = excerptDifference(old, now, LENGTH);
    return [
      { text: before, kind },
      { text: after, kind },
    ];
  }
  return [shownValue(name, old), shownValue(name, now)];
}

/**
 * Two texts, each cut to a length, from a little before the place where they begin to differ: a preset may be long, and its
 * beginning the same.
 */
export function excerptDifference(old: string, now: string, length: number): readonly [string, string] {
  let same = 0;
  while (same < old.length && same < now.length && old.charCodeAt(same) === now.charCodeAt(same)) same += 1;
  const fits = Math.max(old.length, now.length) <= length;
  let start = fits ? 0 : Math.max(0, same - CONTEXT);
  // Never from the middle of a surrogate pair.
  if (/^[\udc00-\udfff]/.test(old.slice(start, start + 1))) start -= 1;
  const cut = (text: string): string => `${start > 0 ? '…' : ''}${excerpt(text.slice(start), length)}`;
  return [cut(old), cut(now)];
}

function shownValue(name: string, value: Value): ShownValue {
  if (value === null) return { text: UNKNOWN.has(name) ? 'unknown' : 'none', kind: 'words' };
  if (typeof value === 'string') return { text: excerpt(value, LENGTH), kind: kindOf(name) };
  const words = name === 'Options' ? flagNames(value) : (NAMES[name]?.[value] ?? '');
  return { text: words === '' ? String(value) : `${value} (${words})`, kind: 'words' };
}

function kindOf(name: string): ShownValue['kind'] {
  return LISTS.has(name) ? 'names' : 'text';
}

function flagNames(options: number): string {
  return FLAGS.filter(([flag]) => (options & flag) !== 0)
    .map(([, name]) => name)
    .join(', ');
}

/** Processors by their names, where both are known and do not bear the same. */
function processorNames(old: Value, now: Value): readonly [ShownValue, ShownValue] | null {
  const [before, after] = [old, now].map((id) => (typeof id === 'string' ? nameOfProcessor(id) : null));
  if (before == null || after == null || before === after) return null;
  return [
    { text: before, kind: 'words' },
    { text: after, kind: 'words' },
  ];
}

function nameOfProcessor(id: string): string | null {
  const key = processorKey(id);
  return PROCESSORS.find((known) => processorKey(known.id) === key)?.name ?? null;
}
