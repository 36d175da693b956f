/**
 * The reader of XML in which there is nothing but a declaration, tags and text that stands for itself: it is well-formed, and
 * needs neither the recovery nor the reader, which take many times as long.
 */
import { isBlank } from '../../text/span.js';
import { endOf, sticky } from '../../text/sticky.js';
import { append } from '../append.js';
import { NESTING_LIMIT } from '../limits.js';
import type { XmlAttribute, XmlElement } from './xml.js';

const OPENING = sticky('(?:<\\?xml version="1\\.0"(?: encoding="[A-Za-z][A-Za-z0-9._-]*")?\\?>)?[ \\t\\r\\n]*(?=<)');
/**
 * What does not stand for itself wherever it is: references, what XML does not have, surrogates, of which one could be alone, and a
 * bracket that could end CDATA.
 */
const SPECIAL = /[^\t\n\r -%'-\\^-\ud7ff\ue000-\ufffd]/;

const SLASH = 0x2f;
const EQUALS = 0x3d;
const GREATER_THAN = 0x3e;

/** An element whose end is not known yet. */
type OpenElement = { -readonly [Name in keyof XmlElement]: XmlElement[Name] } & {
  readonly span: { end: number };
  readonly content: { end: number };
};

/** An element that is open, and those around it. */
interface Frame {
  readonly element: OpenElement;
  readonly around: Frame | null;
  readonly depth: number;
}

/** The root element of plain XML, as `readXml` would read it; null for any other text. */
export function readPlainXml(xml: string): XmlElement | null {
  if (SPECIAL.test(xml)) return null;
  let open: Frame | null = null;
  let at = endOf(OPENING, xml, 0);
  while (at >= 0) {
    let closed: OpenElement | null;
    if (open !== null && xml.charCodeAt(at + 1) === SLASH) {
      closed = open.element;
      closed.content.end = at;
      at = endOfClosingTag(xml, at, closed.name);
      if (at < 0) return null;
      closed.span.end = at;
      open = open.around;
    } else {
      const depth: number = open === null ? 1 : open.depth + 1;
      const tag = depth > NESTING_LIMIT ? null : readTag(xml, at);
      if (tag === null) return null;
      at = tag.span.end;
      closed = xml.charCodeAt(at - 2) === SLASH ? tag : null;
      if (closed === null) open = { element: tag, around: open, depth };
    }
    if (open === null) return endOfBlanks(xml, at) === xml.length ? closed : null;
    if (closed !== null) open.element.children = append(open.element.children, closed);
    at = xml.indexOf('<', at);
  }
  return null;
}

/** Each attribute is held against all others of its tag. */
const MOST_ATTRIBUTES = 20;
const NONE: readonly never[] = [];

/** The opening tag at an offset; null where it is none, has an attribute twice, or very many. */
function readTag(xml: string, start: number): OpenElement | null {
  const nameEnd = endOfName(xml, start + 1);
  let attributes: readonly XmlAttribute[] = NONE;
  for (let at = nameEnd; at >= 0; ) {
    const from = endOfBlanks(xml, at);
    const unit = xml.charCodeAt(from);
    if (unit === GREATER_THAN || (unit === SLASH && xml.charCodeAt(from + 1) === GREATER_THAN)) {
      const end = from + (unit === SLASH ? 2 : 1);
      // Not even in a value.
      const bracket = xml.indexOf('<', start + 1);
      if (bracket >= 0 && bracket < end) return null;
      return {
        name: xml.slice(start + 1, nameEnd),
        nameSpan: { start: start + 1, end: nameEnd },
        attributes,
        span: { start, end },
        content: { start: end, end },
        children: NONE,
        isSound: true,
        hasSoundTag: true,
      };
    }
    const attribute = from === at ? null : readAttribute(xml, from);
    if (attribute === null || attributes.length === MOST_ATTRIBUTES) return null;
    for (const { name } of attributes) if (name === attribute.name) return null;
    attributes = append(attributes, attribute);
    at = attribute.valueSpan.end + 1;
  }
  return null;
}

function readAttribute(xml: string, start: number): (XmlAttribute & { readonly valueSpan: object }) | null {
  const end = endOfName(xml, start);
  if (end < 0 || xml.charCodeAt(end) !== EQUALS) return null;
  const quote = xml.charAt(end + 1);
  const close = quote === '"' || quote === "'" ? xml.indexOf(quote, end + 2) : -1;
  if (close < 0) return null;
  return { name: xml.slice(start, end), nameSpan: { start, end }, valueSpan: { start: end + 2, end: close } };
}

/** Behind the closing tag of an element, or -1. */
function endOfClosingTag(xml: string, start: number, name: string): number {
  if (!xml.startsWith(name, start + 2)) return -1;
  const end = endOfBlanks(xml, start + 2 + name.length);
  return xml.charCodeAt(end) === GREATER_THAN ? end + 1 : -1;
}

/** Behind the name of ASCII characters at an offset; -1 where none begins. */
function endOfName(xml: string, start: number): number {
  let at = start;
  while (isNamePart(xml.charCodeAt(at), at > start)) at += 1;
  return at === start ? -1 : at;
}

function isNamePart(unit: number, isInside: boolean): boolean {
  const letter = unit | 0x20;
  if ((letter >= 0x61 && letter <= 0x7a) || unit === 0x5f || unit === 0x3a) return true;
  return isInside && ((unit >= 0x30 && unit <= 0x39) || unit === 0x2d || unit === 0x2e);
}

function endOfBlanks(xml: string, start: number): number {
  let at = start;
  while (isBlank(xml.charCodeAt(at))) at += 1;
  return at;
}
