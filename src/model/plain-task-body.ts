/**
 * The TaskBody as nearly everybody writes it: a declaration, then nothing but inputAssets and outputAssets with references and
 * options in their plain form. Patterns take it piece by piece; the tools of `parse/xml`, which tell what is wrong with all
 * others, take a hundred times as long.
 */
import type { Span } from '../text/span.js';
import { endOf, STICKY_LENGTH, sticky } from '../text/sticky.js';
import { type AssetReference, MAX_ASSET_INDEX } from './asset-reference.js';
import {
  enterOption,
  type GrowingOptions,
  type Option,
  OUTPUT_OPTIONS,
  optionValue,
  VALUE_PATTERNS,
} from './output-options.js';
import type { AssetMention, GrowingMention, OutputMention, TaskBody } from './task-body.js';

const BLANKS = '[ \\t\\r\\n]*';
const INDEX = '\\((?:0|[1-9][0-9]{0,9})\\)';
/** Characters that stand for themselves in an attribute: no surrogates, of which one could be alone. */
const TEXT = '[^"<&\\x00-\\x1f\\ud800-\\udfff\\ufffe\\uffff]*';
const ATTRIBUTES = OUTPUT_OPTIONS.map(([name, option]) => {
  const value = option === 'assetName' ? TEXT : VALUE_PATTERNS[option];
  return `${name}=(?:"${value}"|'${value.replace('"', "'")}')`;
}).join('|');

const OPENING = sticky(`(?:<\\?xml version="1\\.0"(?: encoding="[A-Za-z][A-Za-z0-9._-]*")?\\?>)?${BLANKS}<taskBody>`);
const INPUT = `inputAsset>Job(?:In|Out)putAsset${INDEX}</inputAsset>`;
const OUTPUT = `outputAsset(?:[ \\t\\r\\n]+(?:${ATTRIBUTES}))*${BLANKS}>JobOutputAsset${INDEX}</outputAsset>`;
const ELEMENT = sticky(`${BLANKS}<(?:${INPUT}|${OUTPUT})`);
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
const LETTER_I = 0x49;
const LETTER_SMALL_I = 0x69;
/** No number of an asset. */
const NO_ASSET = Number.NaN;

/**
 * Reads a TaskBody that is plain, and in which nothing is wrong; null for any other, which `readAnyTaskBody` reads. It would read
 * a plain one to the same.
 */
export function readPlainTaskBody(xml: string): PlainTaskBody | null {
  if (xml.length > STICKY_LENGTH) return null;
  let reads: Assets | null = null;
  let writes: Assets | null = null;
  let saysEncryption = true;
  let at = endOf(OPENING, xml, 0);
  if (at < 0) return null;
  for (;;) {
    const end = endOf(ELEMENT, xml, at);
    if (end < 0) break;
    const start = xml.indexOf('<', at);
    const isInput = beginsInput(xml, start);
    const asset = assetBefore(xml, end - (isInput ? '</inputAsset>' : '</outputAsset>').length);
    if (Number.isNaN(asset)) return null;
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
  return new PlainTaskBody(xml, reads, writes, saysEncryption);
}

/**
 * Assets by their numbers, `n` for `JobInputAsset(n)` and `~n` for `JobOutputAsset(n)`; one alone without a list around it. Most
 * tasks read one and write one, and lists of one would take more room than all else that is known of a clean task.
 */
export type Assets = number | readonly number[];

/**
 * A TaskBody that is plain. Which assets it mentions is known; where and how it does is read when somebody asks, since a clean
 * one is rarely asked.
 */
export class PlainTaskBody implements TaskBody {
  /** What it reads, as often as it says so, and what it writes. */
  readonly reads: Assets;
  readonly writes: Assets;
  /** Whether each output says how it is encrypted. */
  readonly saysEncryption: boolean;
  readonly #xml: string;
  #inputs: readonly AssetMention[] | null = null;
  #outputs: readonly OutputMention[] | null = null;

  constructor(xml: string, reads: Assets, writes: Assets, saysEncryption: boolean) {
    this.reads = reads;
    this.writes = writes;
    this.saysEncryption = saysEncryption;
    this.#xml = xml;
  }

  get inputs(): readonly AssetMention[] {
    this.#inputs ??= readInputs(this.#xml);
    return this.#inputs;
  }

  get outputs(): readonly OutputMention[] {
    this.#outputs ??= readOutputs(this.#xml);
    return this.#outputs;
  }

  get isComplete(): boolean {
    return true;
  }

  toJSON(): TaskBody {
    const { inputs, outputs, isComplete, rootName } = this;
    return { inputs, outputs, isComplete, rootName };
  }

  get rootName(): Span {
    const end = endOf(OPENING, this.#xml, 0) - 1;
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

/** Assets with one more. */
function withOne(assets: Assets | null, one: number): Assets {
  if (assets === null) return one;
  if (typeof assets === 'number') return [assets, one];
  (assets as number[]).push(one);
  return assets;
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
  const inputs: AssetMention[] = [];
  eachElement(xml, (start, end, isInput) => {
    if (isInput) inputs.push(readMention(xml, { start, end }, 'inputAsset'));
  });
  return inputs;
}

/** Its outputs. */
function readOutputs(xml: string): readonly OutputMention[] {
  const outputs: OutputMention[] = [];
  eachElement(xml, (start, end, isInput) => {
    if (!isInput) outputs.push(readOutput(xml, { start, end }));
  });
  return outputs;
}

/** Goes through the elements below the root. */
function eachElement(xml: string, visit: (start: number, end: number, isInput: boolean) => void): void {
  for (let at = endOf(OPENING, xml, 0); ; ) {
    const end = endOf(ELEMENT, xml, at);
    if (end < 0) return;
    const start = xml.indexOf('<', at);
    visit(start, end, beginsInput(xml, start));
    at = end;
  }
}

function readMention(xml: string, element: Span, name: string): AssetMention {
  const end = element.end - name.length - '</>'.length;
  const range = { start: xml.lastIndexOf('>', end - 1) + 1, end };
  const elementName = { start: element.start + 1, end: element.start + 1 + name.length };
  return { reference: referenceOf(assetBefore(xml, end)), range, element, elementName };
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
