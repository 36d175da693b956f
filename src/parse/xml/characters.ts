/** Character data and attribute values: references decoded with a way back, and what breaks them. */
import type { XmlProblem } from '../../diagnostics/syntax-problems.js';
import { behindBlanks, type Span } from '../../text/span.js';
import { type MappedText, TextMapBuilder } from '../../text/text-map.js';
import { REFERENCES } from './escape.js';
import { readMarkup } from './markup.js';
import type { XmlAttribute, XmlElement } from './xml.js';

/** The characters of the references that XML has names for. */
const NAMED: ReadonlyMap<string, string> = new Map(
  Object.entries(REFERENCES).map(([character, reference]) => [reference, character]),
);

const REFERENCE = /&(?:#(?:x0*([0-9a-fA-F]{1,8})|0*([0-9]{1,8}))|([A-Za-z_:][\w:.-]{0,60}));/y;

/** What does not stand for itself. */
const SPECIAL = { text: /[&\r]/g, attribute: /[&\t\n\r]/g } as const;

/** Takes what is wrong with characters. */
export type CharacterBreak = (problem: XmlProblem, span: Span) => void;

/** The value of an attribute; '' where none stands. */
export function valueText(xml: string, attribute: XmlAttribute): string {
  const { valueSpan } = attribute;
  const isAsWritten = valueSpan !== null && isPlain(xml, valueSpan, 'attribute');
  return isAsWritten ? xml.slice(valueSpan.start, valueSpan.end) : attributeValue(xml, attribute).text;
}

/** The same, with a way back. */
export function attributeValue(xml: string, { valueSpan }: XmlAttribute): MappedText {
  const map = new TextMapBuilder(xml);
  if (valueSpan !== null) decodeRun(xml, valueSpan, map, 'attribute');
  return map.build();
}

/** The content of an element, where that is its text as it stands; null where there is markup in it, or a reference. */
export function plainText(xml: string, { children, content }: XmlElement): string | null {
  const isAsWritten = children.length === 0 && isPlain(xml, content, 'text');
  return isAsWritten ? xml.slice(content.start, content.end) : null;
}

/** The character data of an element, that of its children left out: text and CDATA, without comments. */
export function elementText(xml: string, element: XmlElement): MappedText {
  const map = new TextMapBuilder(xml);
  let at = element.content.start;
  for (const child of element.children) {
    decodeMarkedRun(xml, { start: at, end: child.span.start }, map);
    at = child.span.end;
  }
  decodeMarkedRun(xml, { start: at, end: element.content.end }, map);
  return map.build();
}

/** The character data before, between and behind the children of an element, each run by itself; what is only blanks is left out. */
export function gapTexts(xml: string, { content, children }: XmlElement): readonly MappedText[] {
  const texts: MappedText[] = [];
  const take = (start: number, end: number): void => {
    if (behindBlanks(xml, start) >= end) return;
    const map = new TextMapBuilder(xml);
    decodeMarkedRun(xml, { start, end }, map);
    texts.push(map.build());
  };
  let at = content.start;
  for (const { span } of children) {
    take(at, span.start);
    at = span.end;
  }
  take(at, content.end);
  return texts;
}

/** Whether each character of a run stands for itself; of white space, in an attribute only a blank does. */
function isPlain(xml: string, { start, end }: Span, where: 'text' | 'attribute'): boolean {
  for (let at = start; at < end; at += 1) {
    const unit = xml.charCodeAt(at);
    if (unit === 0x26 || unit === 0x3c || unit === 0x0d) return false;
    if (where === 'attribute' && unit < 0x20) return false;
  }
  return true;
}

/** Reports references in a run that XML does not have: a raw `&`, an entity without a declaration, a bad number. */
export function checkReferences(xml: string, run: Span, report: CharacterBreak): void {
  const text = xml.slice(run.start, run.end);
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at + 1)) {
    const { problem, end } = readReference(text, at);
    if (problem !== null) report(problem, { start: run.start + at, end: run.start + end });
  }
}

/** Text between markup: comments and instructions say nothing, CDATA is taken as it stands. */
function decodeMarkedRun(xml: string, run: Span, map: TextMapBuilder): void {
  let at = run.start;
  while (at < run.end) {
    const bracket = xml.indexOf('<', at);
    const end = bracket < 0 || bracket > run.end ? run.end : bracket;
    decodeRun(xml, { start: at, end }, map, 'text');
    if (end === run.end) return;
    const markup = readMarkup(xml, end, false);
    at = markup?.end ?? end + 1;
    if (markup === null) map.copy(end, at);
    if (markup?.kind !== 'data') continue;
    const isClosed = markup.breaks.length === 0;
    map.copy(end + '<![CDATA['.length, isClosed ? at - ']]>'.length : run.end);
  }
}

/** Decodes references; a line end reads as LF in text and any white space as a space in an attribute, as XML has it. */
function decodeRun(xml: string, run: Span, map: TextMapBuilder, where: 'text' | 'attribute'): void {
  const text = xml.slice(run.start, run.end);
  let copied = 0;
  for (const { 0: symbol, index } of text.matchAll(SPECIAL[where])) {
    if (index < copied) continue;
    map.copy(run.start + copied, run.start + index);
    let made = where === 'attribute' ? ' ' : '\n';
    copied = symbol === '\r' && text[index + 1] === '\n' ? index + 2 : index + 1;
    if (symbol === '&') ({ end: copied, text: made } = readReference(text, index));
    map.replace(run.start + index, run.start + copied, made);
  }
  map.copy(run.start + copied, run.end);
}

/** The reference at an `&`. One that XML does not have stands for its own characters. */
function readReference(xml: string, at: number): { end: number; text: string; problem: XmlProblem | null } {
  REFERENCE.lastIndex = at;
  const match = REFERENCE.exec(xml);
  if (match === null) return { end: at + 1, text: '&', problem: 'raw-ampersand' };
  const [whole, hex, decimal, name] = match;
  const end = at + whole.length;
  if (name !== undefined) {
    const text = NAMED.get(whole);
    return text === undefined ? { end, text: whole, problem: 'unknown-entity' } : { end, text, problem: null };
  }
  const point = hex === undefined ? Number.parseInt(decimal ?? '', 10) : Number.parseInt(hex, 16);
  if (!isXmlCharacter(point)) return { end, text: whole, problem: 'invalid-character-reference' };
  return { end, text: String.fromCodePoint(point), problem: null };
}

/** The Char production of XML 1.0: what a document may contain, even by reference. */
function isXmlCharacter(point: number): boolean {
  if (point < 0x20) return point === 0x9 || point === 0xa || point === 0xd;
  return point <= 0xd7ff || (point >= 0xe000 && point <= 0xfffd) || (point >= 0x10000 && point <= 0x10ffff);
}

/** What the Char production leaves out, by code points. */
const INVALID = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** The next character that XML cannot carry: most control characters, half of a surrogate pair, U+FFFE, U+FFFF; or -1. */
export function findInvalidCharacter(text: string, from = 0): number {
  INVALID.lastIndex = from;
  return INVALID.test(text) ? INVALID.lastIndex - 1 : -1;
}
