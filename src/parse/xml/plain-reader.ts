/**
 * The reader of XML in which there is nothing but a declaration, tags and text that stands for itself: it is well-formed, and
 * needs neither the recovery nor the reader, which take many times as long.
 */
import { endOf, STICKY_LENGTH, sticky } from '../../text/sticky.js';
import { NESTING_LIMIT } from '../limits.js';
import type { XmlAttribute, XmlElement } from './xml.js';

const NAME = '[A-Za-z_:][A-Za-z0-9_.:-]*';
const SPACE = '[ \\t\\r\\n]';
/** No surrogates, of which one could be alone, and nothing that XML does not have; no bracket that could end CDATA. */
const TEXT = '[^<&\\]\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff\\ufffe\\uffff]*';
const VALUE = `(?:"${TEXT.replace('<&', '"<&')}"|'${TEXT.replace('<&', "'<&")}')`;

const OPENING = sticky(`(?:<\\?xml version="1\\.0"(?: encoding="[A-Za-z][A-Za-z0-9._-]*")?\\?>)?${SPACE}*(?=<)`);
const CONTENT = sticky(TEXT);
const TAG = sticky(`<${NAME}(?:${SPACE}+${NAME}=${VALUE})*${SPACE}*/?>`);
const TAG_NAME = sticky(NAME);
const CLOSING_TAG = sticky(`</${NAME}${SPACE}*>`);
const BLANKS = sticky(`${SPACE}*`);

/** An element whose end is not known yet. */
type OpenElement = { -readonly [Name in keyof XmlElement]: XmlElement[Name] } & { readonly children: XmlElement[] };

/** The root element of plain XML, as `readXml` would read it; null for any other text. */
export function readPlainXml(xml: string): XmlElement | null {
  if (xml.length > STICKY_LENGTH) return null;
  const stack: OpenElement[] = [];
  let at = endOf(OPENING, xml, 0);
  while (at >= 0 && xml.charCodeAt(at) === 0x3c) {
    const open = stack.at(-1);
    let closed: OpenElement | null = null;
    if (open !== undefined && xml.charCodeAt(at + 1) === 0x2f) {
      const end = endOf(CLOSING_TAG, xml, at);
      if (end < 0 || endOf(TAG_NAME, xml, at + 2) - at - 2 !== open.name.length || !xml.startsWith(open.name, at + 2))
        return null;
      stack.pop();
      open.content = { start: open.span.end, end: at };
      open.span = { start: open.span.start, end };
      closed = open;
      at = end;
    } else {
      const end = endOf(TAG, xml, at);
      const tag = end < 0 || stack.length >= NESTING_LIMIT ? null : readTag(xml, at, end);
      if (tag === null) return null;
      if (xml.charCodeAt(end - 2) === 0x2f) closed = tag;
      else stack.push(tag);
      at = end;
    }
    const parent = stack.at(-1);
    if (parent === undefined) return closed !== null && endOf(BLANKS, xml, at) === xml.length ? closed : null;
    if (closed !== null) parent.children.push(closed);
    at = endOf(CONTENT, xml, at);
  }
  return null;
}

/** Each attribute is held against all others of its tag. */
const MOST_ATTRIBUTES = 20;

/** An opening tag; null where it has an attribute twice, or very many. */
function readTag(xml: string, start: number, end: number): OpenElement | null {
  const nameSpan = { start: start + 1, end: endOf(TAG_NAME, xml, start + 1) };
  const attributes: XmlAttribute[] = [];
  for (
    let equals = xml.indexOf('=', nameSpan.end), at = nameSpan.end;
    equals >= 0 && equals < end;
    equals = xml.indexOf('=', at)
  ) {
    at = endOf(BLANKS, xml, at);
    const quote = xml.charAt(equals + 1);
    const close = xml.indexOf(quote, equals + 2);
    const name = xml.slice(at, equals);
    if (attributes.length === MOST_ATTRIBUTES || attributes.some((other) => other.name === name)) return null;
    attributes.push({ name, nameSpan: { start: at, end: equals }, valueSpan: { start: equals + 2, end: close } });
    at = close + 1;
  }
  const name = xml.slice(nameSpan.start, nameSpan.end);
  const content = { start: end, end };
  return { name, nameSpan, attributes, span: { start, end }, content, children: [], isSound: true, hasSoundTag: true };
}
