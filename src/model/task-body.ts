/**
 * The TaskBody: which assets a task reads and writes. Everything that can be said of a TaskBody by itself is found here;
 * what needs the rest of the job is for the rules.
 */
import {
  type Diagnostic,
  diagnostic,
  type Extras,
  excerpt,
  type Path,
  type Report,
  valueAt,
} from '../diagnostics/diagnostic.js';
import { nearest } from '../diagnostics/nearest.js';
import { sortDiagnostics } from '../diagnostics/sort.js';
import { append } from '../parse/append.js';
import { elementText, gapTexts, plainText } from '../parse/xml/characters.js';
import { type ParsedXml, parseXml } from '../parse/xml/parse-xml.js';
import type { XmlAttribute, XmlElement } from '../parse/xml/xml.js';
import { type Span, trimmedSpan } from '../text/span.js';
import { type AssetReference, formatReference, readReference } from './asset-reference.js';
import { bodyWith } from './body-assets.js';
import {
  isOutputAttribute,
  meantOptions,
  type Option,
  OUTPUT_ATTRIBUTES,
  type OutputOptions,
  readOutputOptions,
} from './output-options.js';
import { readPlainTaskBody } from './plain-task-body.js';
import { reportReference } from './reference-fault.js';
import { renameElement } from './rename-element.js';
import { reportRepeated } from './repeated-mentions.js';

/** One mention of an asset, `<inputAsset>` or `<outputAsset>`. */
export interface AssetMention {
  /** The asset; null where the text is no reference, which is reported. */
  readonly reference: AssetReference | null;
  /** What a text that is almost a reference must have meant. */
  readonly guess?: AssetReference;
  /** The reference without white space around it, in UTF-16 units of the XML; of an empty element, its name. */
  readonly range: Span;
  /** The whole element, tags included, and the name in its opening tag. */
  readonly element: Span;
  readonly elementName: Span;
}

/** One `<outputAsset>`. */
export interface OutputMention extends AssetMention, OutputOptions {
  /** Whether it says how the asset is encrypted, readable or not; true also where a break in its tag may hide that. */
  readonly hasCreationOptions: boolean;
}

/** One whose options are being read. */
export type GrowingMention = { -readonly [Name in keyof OutputMention]: OutputMention[Name] };

/** What a task reads and writes, each mention in the order of the XML. */
export interface TaskBody {
  readonly inputs: readonly AssetMention[];
  readonly outputs: readonly OutputMention[];
  /** False where a mention may be hidden: by a break of the XML, or in an element or text that is no mention but speaks of one. */
  readonly isComplete: boolean;
  /** The name in the opening tag of its root, for what is wrong with all of it; null where there is no root to read. */
  readonly rootName: Span | null;
}

/** A TaskBody with what is wrong with it, in its order. Places have the path `[]`: their ranges count in the XML. */
export interface ParsedTaskBody extends TaskBody {
  readonly diagnostics: readonly Diagnostic[];
}

/** Allowed on the taskBody elements of a job template, in both casings. */
export const TEMPLATE_ID_NAMES = ['taskTemplateId', 'TaskTemplateId'];
const CHILDREN = ['inputAsset', 'outputAsset'] as const;

/** Reads a TaskBody from its XML. Never throws; broken XML gives the mentions that can be made out. */
export function parseTaskBody(xml: string): ParsedTaskBody {
  const diagnostics: Diagnostic[] = [];
  const body = readTaskBody(xml, [], (finding) => diagnostics.push(finding));
  return { ...bodyWith(body, {}), diagnostics: sortDiagnostics(diagnostics, xml) };
}

/** Reads a TaskBody that stands at `path`. */
export function readTaskBody(xml: string, path: Path, report: Report): TaskBody {
  return readPlainTaskBody(xml, { bodyPath: path }, report) ?? readAnyTaskBody(xml, path, report);
}

/** Reads a TaskBody of any form: what `readPlainTaskBody` leaves to it, and all else with the same result. */
export function readAnyTaskBody(xml: string, path: Path, report: Report): TaskBody {
  const parsed = parseXml(xml, path, report);
  if (parsed.root === null) return { inputs: [], outputs: [], isComplete: false, rootName: null };
  return new BodyReader({ xml, path, report, parsed }).read(parsed.root, []);
}

/** The string that TaskBodies stand in, and how it was read. */
export interface BodySource {
  readonly xml: string;
  readonly path: Path;
  readonly report: Report;
  readonly parsed: ParsedXml;
}

/** Reads one `<taskBody>` of several that a job template has in one string; there it may have a taskTemplateId. */
export function readBodyElement(source: BodySource, element: XmlElement): TaskBody {
  return new BodyReader(source).read(element, TEMPLATE_ID_NAMES);
}

function nearestChild(name: string): (typeof CHILDREN)[number] | null {
  return nearest(name, CHILDREN) as (typeof CHILDREN)[number] | null;
}

/** What speaks of an asset, wherever it stands. */
const SPEAKS_OF_ASSET = /job(?:in|out)put/i;

/** Text belongs into inputAsset and outputAsset; between other elements there are only blanks. Gives the text that is none. */
export function checkText({ xml, path, report, parsed }: BodySource, element: XmlElement): readonly string[] {
  if (!element.isSound || !parsed.isComplete) return NO_TEXTS;
  let found = NO_TEXTS;
  for (const { text, source } of gapTexts(xml, element)) {
    const span = trimmedSpan(text);
    if (span.start === span.end) continue;
    const args = { found: excerpt(text.slice(span.start, span.end)), parent: excerpt(element.name) };
    report(diagnostic('unexpected-text', valueAt(path, source(span)), args));
    found = append(found, text);
  }
  return found;
}

const NO_TEXTS: readonly string[] = [];

/** Reports the attributes of an element, read as a `name`, that are not allowed on it; `meant` says what each is read as. */
export function checkAttributes(
  { path, report }: BodySource,
  element: XmlElement,
  name: string,
  allowed: readonly string[],
  meant: readonly (Option | null)[] = [],
): void {
  const { attributes } = element;
  for (let index = 0; index < attributes.length; index += 1) {
    const { name: found, nameSpan } = attributes[index] as XmlAttribute;
    if (allowed === OUTPUT_ATTRIBUTES ? isOutputAttribute(found) : allowed.includes(found)) continue;
    const suggestion = nearest(found, allowed);
    const args = { found: excerpt(found), element: name, suggestion, allowed };
    const place = valueAt(path, nameSpan);
    const right = meant[index] ?? null;
    const fix: Extras =
      right === null ? {} : { fix: { title: `Write ${right}`, safe: true, edits: [{ place, text: right }] } };
    report(diagnostic('unexpected-attribute', place, args, fix));
  }
}

class BodyReader {
  readonly #source: BodySource;
  readonly #xml: string;
  readonly #path: Path;
  readonly #report: Report;
  readonly #parsed: ParsedXml;
  #inputs: readonly AssetMention[] = [];
  #outputs: readonly OutputMention[] = [];
  /** Whether what is no mention speaks of an asset. */
  #hidesMention = false;

  constructor(source: BodySource) {
    const { xml, path, report, parsed } = source;
    this.#source = source;
    this.#xml = xml;
    this.#path = path;
    this.#report = report;
    this.#parsed = parsed;
  }

  read(root: XmlElement, allowed: readonly string[]): TaskBody {
    const isKnown = this.#checkRoot(root);
    if (isKnown) checkAttributes(this.#source, root, 'taskBody', allowed);
    const texts = isKnown ? checkText(this.#source, root) : [];
    if (texts.some((text) => SPEAKS_OF_ASSET.test(text))) this.#hidesMention = true;
    for (const child of root.children) this.#readChild(child, root, isKnown);
    const { isComplete, isWellFormed } = this.#parsed;
    // In broken XML, text in the place of all elements is told as such: what they would be follows from it.
    const isText = !isWellFormed && texts.length > 0 && root.children.length === 0;
    if (isComplete && !isText && (isKnown || this.#inputs.length + this.#outputs.length > 0)) {
      const at = valueAt(this.#path, root.nameSpan);
      if (this.#inputs.length === 0) this.#report(diagnostic('missing-input', at, {}));
      if (this.#outputs.length === 0) this.#report(diagnostic('missing-output', at, {}));
    }
    const body = { inputs: this.#inputs, outputs: this.#outputs, isComplete, rootName: root.nameSpan };
    reportRepeated(body, this.#source);
    return this.#hidesMention ? { ...body, isComplete: false } : body;
  }

  /** Whether the root was meant to be a taskBody. */
  #checkRoot(root: XmlElement): boolean {
    const { name, nameSpan } = root;
    if (name === 'taskBody') return true;
    const lower = name.toLowerCase();
    const isChild = CHILDREN.some((child) => child.toLowerCase() === lower);
    const isTaskBody = nearest(name, ['taskBody']) !== null;
    const reason = isTaskBody ? 'case' : lower === 'jobtemplate' ? 'template' : isChild ? 'child' : 'unknown';
    const args = { found: excerpt(name), expected: 'taskBody', reason } as const;
    const fix = isTaskBody ? renameElement(this.#xml, root, this.#path, 'taskBody') : {};
    this.#report(diagnostic('unexpected-root', valueAt(this.#path, nameSpan), args, fix));
    return isTaskBody;
  }

  /**
   * Reads a child that was meant to be inputAsset or outputAsset. What only wraps such elements is told, and looked into; under a
   * root that is no taskBody, everything else follows from that.
   */
  #readChild(child: XmlElement, parent: XmlElement, isKnown: boolean): void {
    if (!this.#isWrapper(child, parent, isKnown)) return;
    const pending = child.children.map((inner) => ({ inner, around: child })).reverse();
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const { inner, around } = next;
      if (!this.#isWrapper(inner, around, isKnown)) continue;
      for (const below of inner.children.toReversed()) pending.push({ inner: below, around: inner });
    }
  }

  /** Reads an element below the root, unless it is one around others that are to be read. */
  #isWrapper(child: XmlElement, parent: XmlElement, isKnown: boolean): boolean {
    const exact = CHILDREN.find((name) => name === child.name);
    const isWrapper =
      exact === undefined && child.children.some(({ name }) => CHILDREN.some((known) => known === name));
    const meant = exact ?? (isWrapper ? null : nearestChild(child.name));
    if (isKnown && exact === undefined) this.#unexpectedElement(child, parent, meant);
    if (meant !== null) this.#readMentioned(child, meant);
    else if (!isWrapper) this.#hidesMention ||= SPEAKS_OF_ASSET.test(this.#xml.slice(child.span.start, child.span.end));
    return isWrapper;
  }

  #readMentioned(child: XmlElement, meant: (typeof CHILDREN)[number]): void {
    for (const inner of child.children) this.#unexpectedElement(inner, child, null);
    const mention = this.#readMention(child);
    if (meant === 'inputAsset') {
      checkAttributes(this.#source, child, meant, []);
      this.#inputs = append(this.#inputs, mention);
      return;
    }
    const options = meantOptions(child.attributes);
    checkAttributes(this.#source, child, meant, OUTPUT_ATTRIBUTES, options);
    if (mention.reference?.kind === 'JobInputAsset') {
      const asset = formatReference(mention.reference);
      const args = { asset, suggestion: formatReference({ kind: 'JobOutputAsset', index: mention.reference.index }) };
      this.#report(diagnostic('output-to-input-asset', valueAt(this.#path, mention.range), args));
    }
    const hasCreationOptions = !child.hasSoundTag || options.includes('assetCreationOptions');
    const { reference, range, element, elementName, guess } = mention;
    const output: GrowingMention = { reference, range, element, elementName, hasCreationOptions };
    readOutputOptions(this.#source, child.attributes, options, output);
    this.#outputs = append(this.#outputs, guess === undefined ? output : { ...output, guess });
  }

  #unexpectedElement(element: XmlElement, parent: XmlElement, suggestion: string | null): void {
    const args = { found: excerpt(element.name), parent: excerpt(parent.name), suggestion };
    const fix = suggestion === null ? {} : renameElement(this.#xml, element, this.#path, suggestion);
    this.#report(diagnostic('unexpected-element', valueAt(this.#path, element.nameSpan), args, fix));
  }

  #readMention(element: XmlElement): AssetMention {
    const { content } = element;
    const plain = plainText(this.#xml, element);
    const decoded = plain === null ? elementText(this.#xml, element) : null;
    const text = plain ?? decoded?.text ?? '';
    const read = readReference(text);
    const { reference, guess } = read;
    const { start, end } = trimmedSpan(text);
    const within = decoded?.source({ start, end }) ?? { start: content.start + start, end: content.start + end };
    const range = start === end ? element.nameSpan : within;
    if (element.isSound && read.fault !== null) {
      const isAsWritten = decoded === null || this.#xml.slice(content.start, content.end) === text;
      const place = { path: this.#path, range, replaced: isAsWritten ? content : range };
      reportReference(text.slice(start, end), read, place, this.#report);
    }
    const mention = { reference, range, element: element.span, elementName: element.nameSpan };
    return guess === null ? mention : { ...mention, guess };
  }
}
