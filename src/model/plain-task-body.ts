/**
 * The TaskBody as nearly everybody writes it: a declaration, then nothing but inputAssets and outputAssets with references and
 * options in their plain form. A few patterns take it piece by piece; the tools of `parse/xml`, which tell what is wrong
 * with all others, take a hundred times as long.
 */
import type { Span } from '../text/span.js';
import { endOf, STICKY_LENGTH, sticky } from '../text/sticky.js';
import { type AssetKind, MAX_ASSET_INDEX } from './asset-reference.js';
import { type Option, OUTPUT_OPTIONS, optionValue } from './output-options.js';
import type { AssetMention, OutputMention, TaskBody } from './task-body.js';

type Writable<T> = { -readonly [Name in keyof T]: T[Name] };

const DOUBLE_QUOTE = 0x22;
const BLANKS = '[ \\t\\r\\n]*';
const INDEX = '\\((?:0|[1-9][0-9]{0,9})\\)';
/** Characters that stand for themselves in an attribute: no surrogates, of which one could be alone. */
const PLAIN_VALUE = `"[^"<&\\x00-\\x1f\\ud800-\\udfff\\ufffe\\uffff]*"`;
const ATTRIBUTE = `[ \\t\\r\\n]+(?:${OUTPUT_OPTIONS.map(([name]) => name).join('|')})=(?:${PLAIN_VALUE}|${PLAIN_VALUE.replaceAll('"', "'")})`;

const OPENING = sticky(`(?:<\\?xml version="1\\.0"(?: encoding="[A-Za-z][A-Za-z0-9._-]*")?\\?>)?${BLANKS}<taskBody>`);
const INPUT = sticky(`${BLANKS}<inputAsset>Job(?:In|Out)putAsset${INDEX}</inputAsset>`);
const OUTPUT = sticky(`${BLANKS}<outputAsset(?:${ATTRIBUTE})*${BLANKS}>JobOutputAsset${INDEX}</outputAsset>`);
const CLOSING = sticky(`${BLANKS}</taskBody>${BLANKS}$`);

/** The option of an attribute by the length of its name: no two have names of one length. */
const OPTION_BY_LENGTH: readonly (Option | undefined)[] = OUTPUT_OPTIONS.reduce<(Option | undefined)[]>(
  (options, [name, option]) => Object.assign(options, { [name.length]: option }),
  [],
);

/**
 * Reads a TaskBody that is plain, and in which nothing is wrong; null for any other, which `readAnyTaskBody` reads. It would read
 * a plain one to the same.
 */
export function readPlainTaskBody(xml: string): TaskBody | null {
  if (xml.length > STICKY_LENGTH) return null;
  let at = endOf(OPENING, xml, 0);
  if (at < 0) return null;
  const rootName = { start: at - 'taskBody>'.length, end: at - 1 };
  const inputs: AssetMention[] = [];
  const outputs: OutputMention[] = [];
  for (;;) {
    const inputEnd = endOf(INPUT, xml, at);
    const end = inputEnd < 0 ? endOf(OUTPUT, xml, at) : inputEnd;
    if (end < 0) break;
    const element = { start: xml.indexOf('<', at), end };
    const mention = inputEnd < 0 ? readOutput(xml, element) : readInput(xml, element);
    if (mention === null) return null;
    if (inputEnd < 0) outputs.push(mention as OutputMention);
    else inputs.push(mention);
    at = end;
  }
  if (inputs.length === 0 || outputs.length === 0 || endOf(CLOSING, xml, at) < 0) return null;
  if (hasRepeated(inputs) || hasRepeated(outputs)) return null;
  // A list that grew by one has room for many, which a copy has not.
  return { inputs: inputs.slice(), outputs: outputs.slice(), isComplete: true, rootName };
}

/** Whether an asset is mentioned twice. A set of the few that most tasks have would take longer to make than to do without. */
function hasRepeated(mentions: readonly AssetMention[]): boolean {
  if (mentions.length > FEW) return new Set(mentions.map(keyOf)).size < mentions.length;
  for (let one = 1; one < mentions.length; one += 1) {
    const key = keyOf(mentions[one] as AssetMention);
    for (let other = 0; other < one; other += 1) if (keyOf(mentions[other] as AssetMention) === key) return true;
  }
  return false;
}

const FEW = 8;

function keyOf({ reference }: AssetMention): number {
  return reference === null ? -1 : reference.index * 2 + (reference.kind === 'JobInputAsset' ? 0 : 1);
}

function readInput(xml: string, element: Span): AssetMention | null {
  const range = { start: element.start + '<inputAsset>'.length, end: element.end - '</inputAsset>'.length };
  const isInput = xml.charCodeAt(range.start + 'Job'.length) === 0x49;
  const index = readIndex(xml, range);
  if (index > MAX_ASSET_INDEX) return null;
  const reference = { kind: (isInput ? 'JobInputAsset' : 'JobOutputAsset') as AssetKind, index };
  return { reference, range, element, elementName: nameIn(element, 'inputAsset') };
}

function readOutput(xml: string, element: Span): OutputMention | null {
  const end = element.end - '</outputAsset>'.length;
  const range = { start: xml.lastIndexOf('>', end - 1) + 1, end };
  const index = readIndex(xml, range);
  if (index > MAX_ASSET_INDEX) return null;
  const reference = { kind: 'JobOutputAsset' as AssetKind, index };
  const elementName = nameIn(element, 'outputAsset');
  const mention = { reference, range, element, elementName, hasCreationOptions: false };
  return readOptions(xml, elementName.end, range.start - 1, mention) ? mention : null;
}

/** The number in the brackets that end a reference. */
function readIndex(xml: string, { start, end }: Span): number {
  let index = 0;
  for (let at = start + 'JobInputAsset('.length; at < end - 1; at += 1) {
    const unit = xml.charCodeAt(at);
    // The bracket, behind the longer of the two words.
    if (unit !== 0x28) index = index * 10 + unit - 0x30;
  }
  return index;
}

/** Enters what the attributes between two offsets say; false where one is there twice or has no value that it may have. */
function readOptions(xml: string, from: number, to: number, mention: Writable<OutputMention>): boolean {
  for (let equals = xml.indexOf('=', from), at = from; equals >= 0 && equals < to; equals = xml.indexOf('=', at)) {
    while (xml.charCodeAt(at) <= 0x20) at += 1;
    const option = OPTION_BY_LENGTH[equals - at] as Option;
    const start = equals + 2;
    at = xml.indexOf(xml.charCodeAt(start - 1) === DOUBLE_QUOTE ? '"' : "'", start) + 1;
    const value = optionValue(option, xml.slice(start, at - 1));
    if (value === null || mention[option] !== undefined) return false;
    enter(mention, option, value);
  }
  return true;
}

/** By name, not by key: that is many times as fast. */
function enter(mention: Writable<OutputMention>, option: Option, value: string | number): void {
  if (option === 'assetName') mention.assetName = value as string;
  else if (option === 'storageAccountName') mention.storageAccountName = value as string;
  else if (option === 'assetFormatOption') mention.assetFormatOption = value as number;
  else {
    mention.assetCreationOptions = value as number;
    mention.hasCreationOptions = true;
  }
}

function nameIn({ start }: Span, name: string): Span {
  return { start: start + 1, end: start + 1 + name.length };
}
