/** How edits of a property come to the text of an entry: through escapes, CDATA, and what its tag says of the value. */
import { countWhile } from '../../text/count-while.js';
import { blanksBefore, type Span } from '../../text/span.js';
import type { TextEdit } from '../rewrite.js';
import type { Written } from '../source-tree.js';
import { valueText } from '../xml/characters.js';
import { escapeAttribute, escapeText } from '../xml/escape.js';
import { MARKUP_ENDS } from '../xml/markup.js';
import type { XmlAttribute } from '../xml/xml.js';
import { metadataAttribute, type NamedElement } from './names.js';
import { kindOf } from './scalar.js';

/** How a value is changed in its text; what the form has no way to say is not there. */
export interface SourceWriter {
  readonly rename?: (name: string) => TextEdit[];
  /** Puts another value, given as JSON, in the place of the whole. */
  readonly replace?: (json: string) => TextEdit[];
  /** Adds a property with a value, given as JSON. */
  readonly add?: (name: string, json: string) => TextEdit[];
  /** Puts plain characters in the place of a range of the text. */
  readonly insert?: (span: Span, characters: string) => TextEdit[];
}

/** The writer of a value. */
export function writerOf(written: Written): SourceWriter {
  const { xml } = written;
  switch (written.kind) {
    case 'element':
      return elementWriter(xml, written.element, written.isRaw);
    case 'attribute':
      return attributeWriter(written.value);
    case 'links':
      return { rename: (to) => written.names.map((span) => ({ ...span, text: escapeAttribute(to) })) };
    case 'entry':
      return { add: (name, json) => addProperty(xml, written.properties, name, json) };
    case 'part':
      return {};
  }
}

/** Writes a property. The text of a raw body is XML as it stands. */
function elementWriter(xml: string, named: NamedElement, isRaw: boolean): SourceWriter {
  const { element, localSpan } = named;
  const { content, name } = element;
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
    replace: (json) => replaceValue(xml, named, json),
    insert: (at, characters) => [isRaw ? { ...at, text: characters } : written(at, characters)],
  };
}

function attributeWriter(value: Span): SourceWriter {
  return {
    replace: (json) => [{ ...value, text: escapeAttribute(String(JSON.parse(json))) }],
    insert: (at, characters) => [{ ...at, text: escapeAttribute(characters) }],
  };
}

/** Puts a property behind another, on a line as that has. */
function addProperty(xml: string, properties: NamedElement | null, name: string, json: string): TextEdit[] {
  const [first, beside = first] = properties?.children.filter(({ space }) => space === 'data') ?? [];
  if (properties === null || beside === undefined) return [];
  const { start, end } = beside.element.span;
  const value: unknown = JSON.parse(json);
  const metadata = prefixOf(properties);
  const type = Number.isInteger(value) && metadata !== '' ? ` ${metadata}type="Edm.Int32"` : '';
  const tag = `${prefixOf(beside)}${name}`;
  const text = `${blanksBefore(xml, start)}<${tag}${type}>${escapeText(String(value))}</${tag}>`;
  return [{ start: end, end, text }];
}

/** What stands before the name of an element, its colon included. */
function prefixOf({ element: { name }, local }: NamedElement): string {
  return name.slice(0, name.length - local.length);
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
  const section = sections[countWhile(sections.length, (index) => (sections[index] as Span).end < offset)];
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
