/** How edits of a property come to the text of an entry: through escapes, CDATA, and what its tag says of the value. */
import { blanksBefore, type Span } from '../../text/span.js';
import type { TextEdit } from '../rewrite.js';
import type { SourceWriter } from '../source-tree.js';
import { valueText } from '../xml/characters.js';
import { escapeAttribute, escapeText } from '../xml/escape.js';
import { MARKUP_ENDS } from '../xml/markup.js';
import type { XmlAttribute } from '../xml/xml.js';
import { metadataAttribute, type NamedElement } from './names.js';
import { kindOf } from './scalar.js';

/** Writes a property. The text of a raw body is XML as it stands. */
export function elementWriter(xml: string, named: NamedElement, isRaw: boolean): SourceWriter {
  const { element, localSpan } = named;
  const { content, span, name } = element;
  let sections: readonly Span[] | null = null;
  const written = (at: Span, characters: string): TextEdit => {
    sections ??= dataSections(xml, content);
    return insertText(xml, sections, at, characters);
  };
  return {
    rename(to) {
      const opening = { ...localSpan, text: to };
      const closing = content.end + 2 + name.length;
      if (!xml.startsWith(`</${name}`, content.end)) return [opening];
      return [opening, { start: closing - named.local.length, end: closing, text: to }];
    },
    remove: () => [{ ...withLine(xml, span), text: '' }],
    replace: (json) => replaceValue(xml, named, json),
    insert: (at, characters) => [isRaw ? { ...at, text: characters } : written(at, characters)],
  };
}

/** Writes the value of an attribute, which cannot be renamed or left out. */
export function attributeWriter(value: Span): SourceWriter {
  return {
    rename: () => [],
    remove: () => [],
    replace: (json) => [{ ...value, text: escapeAttribute(String(JSON.parse(json))) }],
    insert: (at, characters) => [{ ...at, text: escapeAttribute(characters) }],
  };
}

/** Writes links: the name of the property ends the `rel` of each. */
export function linkWriter(xml: string, links: readonly Span[], names: readonly Span[]): SourceWriter {
  return {
    rename: (to) => names.map((span) => ({ ...span, text: escapeAttribute(to) })),
    remove: () => links.map((span) => ({ ...withLine(xml, span), text: '' })),
    replace: () => [],
    insert: () => [],
  };
}

/** Writes an entry. It can be given more: behind another of its properties, on a line as that has. */
export function entryWriter(xml: string, { element }: NamedElement, properties: NamedElement | null): SourceWriter {
  return {
    rename: () => [],
    remove: () => [{ ...withLine(xml, element.span), text: '' }],
    replace: () => [],
    insert: () => [],
    add(name, json) {
      const [first, beside = first] = properties?.children.filter(({ space }) => space === 'data') ?? [];
      if (properties === null || beside === undefined) return [];
      const { start, end } = beside.element.span;
      const value: unknown = JSON.parse(json);
      const metadata = prefixOf(properties);
      const type = Number.isInteger(value) && metadata !== '' ? ` ${metadata}type="Edm.Int32"` : '';
      const tag = `${prefixOf(beside)}${name}`;
      const text = `${blanksBefore(xml, start)}<${tag}${type}>${escapeText(String(value))}</${tag}>`;
      return [{ start: end, end, text }];
    },
  };
}

/** What stands before the name of an element, its colon included. */
function prefixOf({ element: { name }, local }: NamedElement): string {
  return name.slice(0, name.length - local.length);
}

/** An element with the line that it has for itself. */
function withLine(xml: string, { start, end }: Span): Span {
  let from = start;
  while (xml[from - 1] === ' ' || xml[from - 1] === '\t') from -= 1;
  const isAlone = '\r\n'.includes(xml[from - 1] ?? ' ') && '\r\n'.includes(xml[end] ?? ' ');
  if (!isAlone) return { start, end };
  return { start: from - (xml.startsWith('\r\n', from - 2) ? 2 : 1), end };
}

/** A new value; the tag is written anew where it says that there is none, or one of another type. */
function replaceValue(xml: string, named: NamedElement, json: string): TextEdit[] {
  const value: unknown = JSON.parse(json);
  if (typeof value === 'object' && value !== null) return [];
  const { name, attributes, content, span } = named.element;
  const type = metadataAttribute(named, 'type');
  const isMeant = value === null || kindOf(named.local, typeOf(xml, type)) === typeof value;
  const dropped = [metadataAttribute(named, 'null'), isMeant ? null : type].filter((one) => one !== null);
  const text = value === null ? '' : escapeText(String(value));
  if (dropped.length === 0 && content.end < span.end) return [{ ...content, text }];
  const kept = attributes.filter((attribute) => !dropped.includes(attribute));
  const tag = [name, ...kept.map((attribute) => attributeText(xml, attribute))].join(' ');
  return [{ ...span, text: `<${tag}>${text}</${name}>` }];
}

function typeOf(xml: string, type: XmlAttribute | null): string | null {
  return type === null ? null : valueText(xml, type);
}

function attributeText(xml: string, { name, valueSpan }: XmlAttribute): string {
  return valueSpan === null ? name : `${name}=${xml.slice(valueSpan.start - 1, valueSpan.end + 1)}`;
}

/** Characters in the place of a run of an element's text, which may begin or end within CDATA. */
function insertText(xml: string, sections: readonly Span[], { start, end }: Span, characters: string): TextEdit {
  const first = sectionAt(sections, start);
  const last = sectionAt(sections, end);
  const escaped = first === null ? escapeText(characters) : characters.replaceAll(']]>', ']]]]><![CDATA[>');
  const joint = first === last ? '' : `${first === null ? '' : ']]>'}${last === null ? '' : '<![CDATA['}`;
  const text = escaped + joint;
  // What ends CDATA must not come about where the new text meets the old.
  const before = (xml.slice(Math.max(0, start - 2), start) + text).slice(-2);
  const behind = xml.slice(end, end + 2);
  if (!(before + behind).includes(']]>')) return { start, end, text };
  if (last !== null) return { start, end, text: `${text}]]><![CDATA[` };
  const length = behind.indexOf('>') + 1;
  return { start, end: end + length, text: text + behind.slice(0, length).replace('>', '&gt;') };
}

/** The section that an offset lies in, its end included; null for none. */
function sectionAt(sections: readonly Span[], offset: number): Span | null {
  let low = 0;
  let high = sections.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sections[middle] as Span).end < offset) low = middle + 1;
    else high = middle;
  }
  const section = sections[low];
  return section !== undefined && section.start <= offset ? section : null;
}

/** The characters of each CDATA section, from left to right. */
function dataSections(xml: string, { start, end }: Span): readonly Span[] {
  const sections: Span[] = [];
  const text = xml.slice(start, end);
  const openings = /<!--|<!\[CDATA\[|<\?/g;
  for (let found = openings.exec(text); found !== null; found = openings.exec(text)) {
    const [opening] = found;
    const close = text.indexOf(MARKUP_ENDS.get(opening) as string, openings.lastIndex);
    if (close < 0) break;
    if (opening === '<![CDATA[') sections.push({ start: start + openings.lastIndex, end: start + close });
    openings.lastIndex = close;
  }
  return sections;
}
