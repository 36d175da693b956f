/**
 * The TaskBody as nearly everybody writes it: a declaration, then nothing but inputAssets and outputAssets with references and
 * options in their plain form. References may have blanks around them, or be in another case, which is told. Patterns take it
 * piece by piece; the tools of `parse/xml`, which tell what is wrong with all others, take a hundred times as long.
 */
import type { Path, Report } from '../diagnostics/diagnostic.js';
import { append } from '../parse/append.js';
import { type Span, trimmedSpan } from '../text/span.js';
import { endOf, STICKY_LENGTH, sticky } from '../text/sticky.js';
import { type AssetReference, MAX_ASSET_INDEX, readReference } from './asset-reference.js';
import {
  enterOption,
  type GrowingOptions,
  type Option,
  OUTPUT_OPTIONS,
  optionValue,
  VALUE_PATTERNS,
} from './output-options.js';
import { reportReference } from './reference-fault.js';
import { type Assets, numberOf, SoundTaskBody, withOne } from './sound-task-body.js';
import type { AssetMention, GrowingMention, OutputMention } from './task-body.js';

const BLANKS = '[ \\t\\r\\n]*';
const INDEX = '\\((?:0|[1-9][0-9]{0,9})\\)';
/** What stands for itself in quotes of either kind: no surrogates, of which one could be alone. What is allowed is tried faster than what is not. */
const QUOTED = {
  '"': "[ !#-%'-;=-\\ud7ff\\ue000-\\ufffd]*",
  "'": '[ -%(-;=-\\ud7ff\\ue000-\\ufffd]*',
} as const;
const ATTRIBUTES = OUTPUT_OPTIONS.map(([name, option]) => {
  const value = (quote: keyof typeof QUOTED): string =>
    option === 'assetName' ? QUOTED[quote] : VALUE_PATTERNS[option];
  return `${name}=(?:"${value('"')}"|'${value("'")}')`;
}).join('|');

const OPENING = sticky(`(?:<\\?xml version="1\\.0"(?: encoding="[A-Za-z][A-Za-z0-9._-]*")?\\?>)?${BLANKS}<taskBody>`);
const INPUT_TAG = '<inputAsset>';
const OUTPUT_TAG = `outputAsset(?:[ \\t\\r\\n]+(?:${ATTRIBUTES}))*${BLANKS}>`;
const INPUT = `inputAsset>Job(?:In|Out)putAsset${INDEX}</inputAsset>`;
const OUTPUT = `${OUTPUT_TAG}JobOutputAsset${INDEX}</outputAsset>`;
const ELEMENT = sticky(`${BLANKS}<(?:${INPUT}|${OUTPUT})`);
/** One that may have a reference with a fault; a line end of two characters would be read as one. */
const LOOSE = '[ \\t\\n]*[A-Za-z]+\\([0-9]+\\)[ \\t\\n]*';
const LOOSE_ELEMENT = sticky(`${BLANKS}<(?:inputAsset>${LOOSE}</inputAsset>|${OUTPUT_TAG}${LOOSE}</outputAsset>)`);
const CLOSING = sticky(`${BLANKS}</taskBody>${BLANKS}$`);

/** The bit of each option in a set of them. */
const BITS: Readonly<Record<Option, number>> = {
  assetName: 1,
  assetCreationOptions: 2,
  storageAccountName: 4,
  assetFormatOption: 8,
};
/** Which option an attribute is, by the length of its name: no two have names of one length. */
const OPTION_BY_LENGTH: readonly Option[] = OUTPUT_OPTIONS.reduce<Option[]>(
  (options, [name, option]) => Object.assign(options, { [name.length]: option }),
  [],
);

const DOUBLE_QUOTE = 0x22;
const BRACKET = 0x28;
const ZERO = 0x30;
const GREATER_THAN = 0x3e;
const SLASH = 0x2f;
const LETTER_I = 0x49;
const LETTER_SMALL_I = 0x69;
/** No number of an asset. */
const NO_ASSET = Number.NaN;

/** Whose TaskBody it is. Its path is made when something is to be told: a clean one has no need of it. */
export interface BodyOwner {
  readonly bodyPath: Path;
}

/**
 * Reads a TaskBody that is plain, and tells which of its references have faults that keep none from being one; null for any other,
 * of which nothing is told and which `readAnyTaskBody` reads. It would read a plain one to the same.
 */
export function readPlainTaskBody(xml: string, owner: BodyOwner, report: Report): PlainTaskBody | null {
  if (xml.length > STICKY_LENGTH) return null;
  let reads: Assets | null = null;
  let writes: Assets | null = null;
  let faults: readonly Span[] = NO_FAULTS;
  let saysEncryption = true;
  let at = endOf(OPENING, xml, 0);
  if (at < 0) return null;
  // Without blanks before it, what closes the root is seen at once.
  while (xml.charCodeAt(at + 1) !== SLASH) {
    let end = endOf(ELEMENT, xml, at);
    const isExact = end >= 0;
    if (!isExact) end = endOf(LOOSE_ELEMENT, xml, at);
    if (end < 0) break;
    const start = xml.indexOf('<', at);
    const isInput = beginsInput(xml, start);
    const close = end - (isInput ? '</inputAsset>' : '</outputAsset>').length;
    const asset = isExact ? assetBefore(xml, close) : looseAssetBefore(xml, close, isInput);
    if (Number.isNaN(asset)) return null;
    if (!isExact) faults = append(faults, contentBefore(xml, close));
    if (isInput) reads = withOne(reads, asset);
    else {
      const options = readOptions(xml, start + '<outputAsset'.length, null);
      if (options < 0) return null;
      if ((options & BITS.assetCreationOptions) === 0) saysEncryption = false;
      writes = withOne(writes, asset);
    }
    at = end;
  }
  if (reads === null || writes === null || endOf(CLOSING, xml, at) < 0) return null;
  if (hasRepeated(reads) || hasRepeated(writes)) return null;
  for (const content of faults) reportFault(xml, content, owner.bodyPath, report);
  return new PlainTaskBody(xml, reads, writes, saysEncryption);
}

const NO_FAULTS: readonly Span[] = [];

function reportFault(xml: string, content: Span, path: Path, report: Report): void {
  const range = rangeWithin(xml, content);
  const read = readReference(xml.slice(content.start, content.end));
  reportReference(xml.slice(range.start, range.end), read, { path, range, replaced: content }, report);
}

/** Its mentions are read by the same patterns. */
export class PlainTaskBody extends SoundTaskBody {
  protected override inputsIn(xml: string): readonly AssetMention[] {
    return readInputs(xml);
  }

  protected override outputsIn(xml: string): readonly OutputMention[] {
    return readOutputs(xml);
  }

  protected override inputRangeIn(xml: string, position: number): Span {
    let tag = xml.indexOf(INPUT_TAG);
    for (let left = position; left > 0; left -= 1) tag = xml.indexOf(INPUT_TAG, tag + 1);
    const start = tag + INPUT_TAG.length;
    return rangeWithin(xml, { start, end: xml.indexOf('<', start) });
  }

  protected override rootNameIn(xml: string): Span {
    const end = endOf(OPENING, xml, 0) - 1;
    return { start: end - 'taskBody'.length, end };
  }
}

/** Whether the element at an offset is an inputAsset; it is an outputAsset else. */
function beginsInput(xml: string, start: number): boolean {
  return xml.charCodeAt(start + 1) === LETTER_SMALL_I;
}

/** The asset whose reference ends at an offset, in the code of `Assets`. */
function assetBefore(xml: string, end: number): number {
  let index = 0;
  let at = end - 2;
  for (let scale = 1; xml.charCodeAt(at) !== BRACKET; at -= 1, scale *= 10)
    index += (xml.charCodeAt(at) - ZERO) * scale;
  if (index > MAX_ASSET_INDEX) return NO_ASSET;
  return xml.charCodeAt(at - 'InputAsset'.length) === LETTER_I ? index : ~index;
}

/** What stands in the element whose closing tag begins at an offset. */
function contentBefore(xml: string, close: number): Span {
  return { start: xml.lastIndexOf('>', close - 1) + 1, end: close };
}

/** The asset of a reference that may have a fault, in the same code. */
function looseAssetBefore(xml: string, close: number, isInput: boolean): number {
  const { start, end } = contentBefore(xml, close);
  const { reference } = readReference(xml.slice(start, end));
  return reference === null || (reference.kind === 'JobInputAsset' && !isInput) ? NO_ASSET : numberOf(reference);
}

/** Whether an asset is there twice. A set of the few that most tasks have would take longer to make than to do without. */
function hasRepeated(assets: Assets): boolean {
  if (typeof assets === 'number') return false;
  if (assets.length > FEW) return new Set(assets).size < assets.length;
  for (let one = 1; one < assets.length; one += 1) if (assets.indexOf(assets[one] as number) < one) return true;
  return false;
}

const FEW = 16;

/** The options that the attributes say which begin at an offset; -1 where one is there twice. Enters them, if that is wanted. */
function readOptions(xml: string, from: number, mention: GrowingOptions | null): number {
  let options = 0;
  for (let at = from; ; ) {
    while (xml.charCodeAt(at) <= 0x20) at += 1;
    if (xml.charCodeAt(at) === GREATER_THAN) return options;
    const equals = xml.indexOf('=', at);
    const option = OPTION_BY_LENGTH[equals - at] as Option;
    if ((options & BITS[option]) !== 0) return -1;
    options |= BITS[option];
    const start = equals + 2;
    const end = xml.indexOf(xml.charCodeAt(start - 1) === DOUBLE_QUOTE ? '"' : "'", start);
    if (mention !== null) enterOption(mention, option, optionValue(option, xml.slice(start, end)) ?? '');
    at = end + 1;
  }
}

/** The inputs of a plain TaskBody, with all that is known of them. */
function readInputs(xml: string): readonly AssetMention[] {
  let inputs: readonly AssetMention[] = [];
  eachElement(xml, (start, end, isInput) => {
    if (isInput) inputs = append(inputs, readMention(xml, { start, end }, 'inputAsset'));
  });
  return inputs;
}

/** Its outputs. */
function readOutputs(xml: string): readonly OutputMention[] {
  let outputs: readonly OutputMention[] = [];
  eachElement(xml, (start, end, isInput) => {
    if (!isInput) outputs = append(outputs, readOutput(xml, { start, end }));
  });
  return outputs;
}

/** Goes through the elements below the root. */
function eachElement(xml: string, visit: (start: number, end: number, isInput: boolean) => void): void {
  for (let at = endOf(OPENING, xml, 0); ; ) {
    const end = endOf(LOOSE_ELEMENT, xml, at);
    if (end < 0) return;
    const start = xml.indexOf('<', at);
    visit(start, end, beginsInput(xml, start));
    at = end;
  }
}

function readMention(xml: string, element: Span, name: string): AssetMention {
  const content = contentBefore(xml, element.end - name.length - '</>'.length);
  const elementName = { start: element.start + 1, end: element.start + 1 + name.length };
  if (endOf(ELEMENT, xml, element.start) === element.end) {
    const asset = assetBefore(xml, content.end);
    return { reference: referenceOf(asset), range: content, element, elementName };
  }
  const { reference } = readReference(xml.slice(content.start, content.end));
  return { reference, range: rangeWithin(xml, content), element, elementName };
}

/** A run of the text without the white space around it. */
function rangeWithin(xml: string, content: Span): Span {
  const { start, end } = trimmedSpan(xml.slice(content.start, content.end));
  return { start: content.start + start, end: content.start + end };
}

function readOutput(xml: string, element: Span): OutputMention {
  const { reference, range, elementName } = readMention(xml, element, 'outputAsset');
  const mention: GrowingMention = { reference, range, element, elementName, hasCreationOptions: false };
  const options = readOptions(xml, elementName.end, mention);
  mention.hasCreationOptions = (options & BITS.assetCreationOptions) !== 0;
  return mention;
}

/** What a number stands for in the code of `Assets`. */
function referenceOf(asset: number): AssetReference {
  return asset < 0 ? { kind: 'JobOutputAsset', index: ~asset } : { kind: 'JobInputAsset', index: asset };
}
