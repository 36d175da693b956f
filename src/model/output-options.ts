/** What an `<outputAsset>` says of the asset to be made, by its attributes. */
import { diagnostic, excerpt, type Fix, type Path, type Report, valueAt } from '../diagnostics/diagnostic.js';
import { nearest } from '../diagnostics/nearest.js';
import { valueText } from '../parse/xml/characters.js';
import type { XmlAttribute } from '../parse/xml/xml.js';

/** Options that are not written are not there. */
export interface OutputOptions {
  readonly assetName?: string;
  /** None 0, StorageEncrypted 1 (the default), CommonEncryptionProtected 2, EnvelopeEncryptionProtected 4. */
  readonly assetCreationOptions?: number;
  readonly storageAccountName?: string;
  /** 0, or 1 for AdaptiveStreaming: known from clients, not from the reference. */
  readonly assetFormatOption?: number;
}

/** An option, by the name of its attribute. */
export type Option = keyof OutputOptions;

const ATTRIBUTES: ReadonlyMap<string, Option> = new Map([
  ['assetName', 'assetName'],
  ['AssetName', 'assetName'],
  ['assetCreationOptions', 'assetCreationOptions'],
  ['AssetCreationOptions', 'assetCreationOptions'],
  ['storageAccountName', 'storageAccountName'],
  ['StorageAccountName', 'storageAccountName'],
  ['assetFormatOption', 'assetFormatOption'],
]);

/** The attributes of an outputAsset, in the casing that messages suggest. */
export const OUTPUT_ATTRIBUTES = [...ATTRIBUTES.values()].filter((name, index, all) => all.indexOf(name) === index);

/**
 * Which option each attribute of an outputAsset is meant to be, null for none. A misspelt one is meant where no other attribute
 * gives the option.
 */
export function meantOptions(attributes: readonly XmlAttribute[]): readonly (Option | null)[] {
  const meant = attributes.map(({ name }) => ATTRIBUTES.get(name) ?? null);
  if (!meant.includes(null)) return meant;
  const given = new Set(meant);
  for (const [index, { name }] of attributes.entries()) {
    const option = meant[index] === null ? (nearest(name, OUTPUT_ATTRIBUTES) as Option | null) : null;
    if (option === null || given.has(option)) continue;
    meant[index] = option;
    given.add(option);
  }
  return meant;
}

/** Whether an outputAsset has an attribute of this name, in either casing. */
export function isOutputAttribute(name: string): boolean {
  return ATTRIBUTES.has(name);
}

/** All attributes that an outputAsset may have, in both casings, and the options that they are. */
export const OUTPUT_OPTIONS: readonly (readonly [name: string, option: Option])[] = [...ATTRIBUTES];

/** One value each, no combination (reference). */
const CREATION_OPTIONS: ReadonlyMap<string, number> = new Map([
  ['none', 0],
  ['storageencrypted', 1],
  ['commonencryptionprotected', 2],
  ['envelopeencryptionprotected', 4],
]);
const FORMAT_OPTIONS: ReadonlyMap<string, number> = new Map([
  ['none', 0],
  ['adaptivestreaming', 1],
]);
const ALLOWED = {
  assetCreationOptions: [...CREATION_OPTIONS.values()],
  assetFormatOption: [...FORMAT_OPTIONS.values()],
} as const;

/** Options, while they are read. */
export type GrowingOptions = { -readonly [Name in Option]?: OutputOptions[Name] };

/** Enters an option. By name, not by key: that is many times as fast. */
export function enterOption(options: GrowingOptions, option: Option, value: string | number): void {
  if (option === 'assetName') options.assetName = value as string;
  else if (option === 'assetCreationOptions') options.assetCreationOptions = value as number;
  else if (option === 'storageAccountName') options.storageAccountName = value as string;
  else options.assetFormatOption = value as number;
}

/** The string that attributes stand in. */
interface AttributeSource {
  readonly xml: string;
  readonly path: Path;
  readonly report: Report;
}

/** Reads the options of an outputAsset from its attributes into a mention; of one in both casings the first counts. */
export function readOutputOptions(
  source: AttributeSource,
  attributes: readonly XmlAttribute[],
  meant: readonly (Option | null)[],
  mention: GrowingOptions,
): void {
  const first: Record<Option, XmlAttribute | null> = {
    assetName: null,
    assetCreationOptions: null,
    storageAccountName: null,
    assetFormatOption: null,
  };
  for (let index = 0; index < attributes.length; index += 1) {
    const attribute = attributes[index] as XmlAttribute;
    const option = meant[index] ?? null;
    if (option === null || attribute.valueSpan === null) continue;
    const earlier = first[option];
    if (earlier !== null) {
      reportDuplicate(attribute, earlier, source.path, source.report);
      continue;
    }
    first[option] = attribute;
    const value = readValue(source, option, attribute);
    if (value !== null) enterOption(mention, option, value);
  }
}

/** Reports an attribute that is there in both casings; in the same one it is no XML, and told as such. */
export function reportDuplicate(attribute: XmlAttribute, earlier: XmlAttribute, path: Path, report: Report): void {
  if (attribute.name === earlier.name) return;
  const related = [{ role: 'first-attribute', name: earlier.name, place: valueAt(path, earlier.nameSpan) } as const];
  const args = { found: attribute.name, expected: earlier.name };
  report(diagnostic('duplicate-attribute', valueAt(path, attribute.nameSpan), args, { related }));
}

/** What a value looks like that is written as it must be: a pattern by option. A name may be any text. */
export const VALUE_PATTERNS: Readonly<Record<Exclude<Option, 'assetName'>, string>> = {
  assetCreationOptions: `[${ALLOWED.assetCreationOptions.join('')}]`,
  assetFormatOption: `[${ALLOWED.assetFormatOption.join('')}]`,
  storageAccountName: '[a-z0-9]{3,24}',
};
const STORAGE_ACCOUNT = new RegExp(`^${VALUE_PATTERNS.storageAccountName}$`);

/** What a text says as an option; null where it is not written as it must be. */
export function optionValue(option: Option, text: string): string | number | null {
  if (option === 'assetName') return text;
  if (option === 'storageAccountName') return STORAGE_ACCOUNT.test(text) ? text : null;
  const value = text.length === 1 ? text.charCodeAt(0) - 0x30 : -1;
  return ALLOWED[option].includes(value) ? value : null;
}

function readValue(
  { xml, path, report }: AttributeSource,
  option: Option,
  attribute: XmlAttribute,
): string | number | null {
  const text = valueText(xml, attribute);
  const value = optionValue(option, text);
  if (value !== null || option === 'assetName') return value;
  const place = valueAt(path, attribute.valueSpan ?? attribute.nameSpan);
  if (option === 'storageAccountName') {
    report(diagnostic('invalid-storage-account', place, { found: excerpt(text) }));
    return text;
  }
  const names = option === 'assetCreationOptions' ? CREATION_OPTIONS : FORMAT_OPTIONS;
  const allowed = ALLOWED[option];
  const meant = meantOption(text, names, allowed);
  const args = { found: excerpt(text), allowed, suggestion: meant === null ? null : String(meant) };
  const fix: Fix | null =
    meant === null ? null : { title: `Write ${meant}`, safe: true, edits: [{ place, text: String(meant) }] };
  const code = option === 'assetCreationOptions' ? 'invalid-creation-options' : 'invalid-format-option';
  report(diagnostic(code, place, args, fix === null ? {} : { fix }));
  return meant;
}

/** The number that is meant by a name, by hexadecimal, or by blanks around it. */
function meantOption(text: string, names: ReadonlyMap<string, number>, allowed: readonly number[]): number | null {
  const word = text.trim().toLowerCase();
  const number = /^(?:0x)?0*[0-9]$/.test(word) ? Number(word) : (names.get(word) ?? null);
  return number !== null && allowed.includes(number) ? number : null;
}
