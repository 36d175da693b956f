/**
 * An Atom entry or feed as the value that verbose JSON would have for it, with the tree that leads back to the text.
 * Works off a list of what is still to be read: entries hold entries, and values hold values.
 */
import type { Path } from '../../diagnostics/diagnostic.js';
import type { Span } from '../../text/span.js';
import { type MappedText, TextMapBuilder } from '../../text/text-map.js';
import { NO_CHILDREN, type SourceNode, type Written } from '../source-tree.js';
import { elementText, valueText } from '../xml/characters.js';
import { BreakIndex } from './break-index.js';
import { type Links, readLinks } from './links.js';
import { childNamed, metadataAttribute, type NamedElement, plainAttribute } from './names.js';
import { propertiesOf } from './properties.js';
import type { RawBody } from './raw-body.js';
import { kindOf, readScalar } from './scalar.js';

/** What came of an entry or feed. */
export interface ReadEntry {
  readonly value: Record<string, unknown> | unknown[];
  readonly tree: SourceNode;
  /** The category of each entry, by its value. */
  readonly categories: ReadonlyMap<unknown, string>;
  /** Raw bodies that were read, by the path of their property. */
  readonly rawBodies: readonly (RawBody & { readonly path: Path })[];
  /** Properties that their object has already; the last one counts, as in JSON. */
  readonly duplicates: readonly DuplicateProperty[];
  readonly damaged: readonly Path[];
  readonly incomplete: readonly Path[];
}

/** A property that is there twice: its name, and where it stood first. */
export interface DuplicateProperty {
  readonly path: Path;
  readonly span: Span;
  readonly first: Span;
}

/** A value that is being filled. */
interface Container {
  readonly value: Record<string, unknown> | unknown[];
  readonly children: Map<string | number, SourceNode>;
  readonly path: Path;
}

interface Work {
  readonly read: 'entry' | 'members';
  readonly from: NamedElement;
  readonly into: Container;
}

/**
 * Reads the root of an entry or feed. `bodies` are what was blanked out in `xml`, by where it begins; `breaks` are where XML
 * is broken in a way that may have cost elements.
 */
export function readEntry(
  xml: string,
  root: NamedElement,
  bodies: ReadonlyMap<number, RawBody>,
  breaks: readonly number[],
): ReadEntry {
  return new EntryReader(xml, bodies, breaks).read(root);
}

/** Properties whose empty element is an empty string; of all others it means that there is no value. */
const EMPTY_STRINGS: ReadonlySet<string> = new Set(['TaskBody', 'JobTemplateBody']);
/** Properties that are no strings: blanks in them only lay out the XML. */
const COLLECTIONS: ReadonlySet<string> = new Set([
  'JobNotificationSubscriptions',
  'TaskNotificationSubscriptions',
  'ErrorDetails',
  'HistoricalEvents',
]);

class EntryReader {
  readonly #xml: string;
  readonly #bodies: ReadonlyMap<number, RawBody>;
  readonly #breaks: BreakIndex;
  readonly #pending: Work[] = [];
  readonly #categories = new Map<unknown, string>();
  readonly #rawBodies: (RawBody & { readonly path: Path })[] = [];
  readonly #duplicates: DuplicateProperty[] = [];
  readonly #damaged: Path[] = [];
  readonly #incomplete: Path[] = [];

  constructor(xml: string, bodies: ReadonlyMap<number, RawBody>, breaks: readonly number[]) {
    this.#xml = xml;
    this.#bodies = bodies;
    this.#breaks = new BreakIndex(breaks);
  }

  read(root: NamedElement): ReadEntry {
    const { value, tree } = root.local === 'feed' ? this.#openFeed(root) : this.#openEntry(root, []);
    for (let work = this.#pending.pop(); work !== undefined; work = this.#pending.pop()) {
      if (work.read === 'entry') this.#readEntry(work.from, work.into);
      else this.#readMembers(work.from, work.into);
    }
    return {
      value,
      tree,
      categories: this.#categories,
      rawBodies: this.#rawBodies,
      duplicates: this.#duplicates,
      damaged: this.#damaged,
      incomplete: this.#incomplete,
    };
  }

  #openFeed(feed: NamedElement): Opened {
    const { span, nameSpan, isSound } = feed.element;
    const into: Container = { value: [], children: new Map(), path: [] };
    const entries = feed.children.filter(({ space, local }) => space === 'atom' && local === 'entry');
    for (const [index, entry] of entries.entries()) {
      const opened = this.#openEntry(entry, [index]);
      put(into, index, opened.value, opened.tree);
    }
    if (!isSound || this.#breaks.isIn(span, spansOf(entries))) this.#incomplete.push([]);
    return { value: into.value, tree: nodeOf({ value: span, lack: nameSpan, children: into.children }) };
  }

  #openEntry(entry: NamedElement, path: Path): Opened {
    const into: Container = { value: {}, children: new Map(), path };
    const category = childNamed(entry, 'atom', 'category');
    this.#categories.set(into.value, category === null ? '' : plainAttribute(this.#xml, category, 'term'));
    this.#pending.push({ read: 'entry', from: entry, into });
    const properties = propertiesOf(entry);
    const { nameSpan: lack } = (properties ?? entry).element;
    const { span } = entry.element;
    const written = { kind: 'entry', xml: this.#xml, spans: [span], properties } as const;
    return { value: into.value, tree: nodeOf({ value: span, lack, children: into.children, written }) };
  }

  #readEntry(entry: NamedElement, into: Container): void {
    const links = readLinks(this.#xml, entry);
    for (const link of links) this.#putLinks(link, into);
    const properties = propertiesOf(entry);
    if (properties !== null) this.#readMembers(properties, into);
    const inner = spansOf(links.flatMap(({ inline }) => [...inline.values()]));
    const around = [entry, childNamed(entry, 'atom', 'content'), properties].filter((one) => one !== null);
    const isCut = around.some(({ element }) => !element.isSound);
    if (isCut || this.#breaks.isIn(entry.element.span, inner)) this.#loseSome(into);
  }

  /** What an entry seems to lack may have stood where it is broken; of a task without its body, nobody misses what it writes. */
  #loseSome({ value, path }: Container): void {
    this.#incomplete.push(path);
    if (typeof path.at(-1) === 'number' && !Object.hasOwn(value, 'TaskBody')) this.#incomplete.push(path.slice(0, -1));
  }

  /** A navigation property. Entries that it holds inline are read later. */
  #putLinks({ name, items, tree, value, inline, isSound }: Links, into: Container): void {
    const path = [...into.path, name];
    const list: Container = { value, children: new Map(items), path };
    for (const [index, entry] of inline) {
      const opened = this.#openEntry(entry, [...path, index]);
      put(list, index, opened.value, opened.tree);
    }
    if (!isSound) this.#incomplete.push(path);
    put(into, name, value, { ...tree, children: list.children });
  }

  /** The properties of an object, or the items of a list. */
  #readMembers(parent: NamedElement, into: Container): void {
    const isList = Array.isArray(into.value);
    const members = [...parent.children];
    const firsts = new Map<string, Span>();
    // Longer as it goes: what an unclosed property swallowed comes after it.
    for (const member of members) {
      const isItem = member.local === 'element' && member.space !== 'atom' && member.space !== 'other';
      if (isList ? !isItem : member.space !== 'data') continue;
      if (!isList) this.#checkFirst(member, firsts, into.path);
      const swallowed = this.#swallowed(member);
      for (const other of swallowed) members.push(other);
      const isCut = swallowed.length > 0 && !COLLECTIONS.has(member.local);
      this.#readMember(member, isList ? into.children.size : member.local, into, isCut);
    }
  }

  #checkFirst({ local, element: { nameSpan } }: NamedElement, firsts: Map<string, Span>, path: Path): void {
    const first = firsts.get(local);
    if (first === undefined) firsts.set(local, nameSpan);
    else this.#duplicates.push({ path: [...path, local], span: nameSpan, first });
  }

  /** The properties behind one whose closing tag is missing, which look as if they were in it. */
  #swallowed({ element, local, children }: NamedElement): readonly NamedElement[] {
    const [first] = element.children;
    if (element.isSound || first === undefined) return [];
    if (COLLECTIONS.has(local)) return children.filter((child) => child.local !== 'element');
    return this.#xml.slice(element.content.start, first.span.start).trim() === '' ? [] : children;
  }

  #readMember(member: NamedElement, step: string | number, into: Container, isCut: boolean): void {
    const { element, children } = member;
    const path = [...into.path, step];
    const type = this.#typeOf(member);
    const isNull = this.#isNull(member);
    const isList = type?.startsWith('Collection(') === true || children.some(({ local }) => local === 'element');
    if (isNull || isCut || (!isList && children.length === 0)) {
      this.#putScalar(member, step, into, { isNull, type, isCut });
      return;
    }
    if (!element.isSound) {
      this.#damaged.push(path);
      this.#incomplete.push(into.path);
    }
    const inner: Container = { value: isList ? [] : {}, children: new Map(), path };
    this.#pending.push({ read: 'members', from: member, into: inner });
    const { content, nameSpan } = element;
    const value = content.start < content.end ? content : nameSpan;
    const written = this.#written(member, false);
    const tree = nodeOf({ key: keyOf(member, step), value, lack: nameSpan, children: inner.children, written });
    put(into, step, inner.value, tree);
  }

  #putScalar(
    member: NamedElement,
    step: string | number,
    into: Container,
    { isNull, type, isCut }: { isNull: boolean; type: string | null; isCut: boolean },
  ): void {
    const { element, local } = member;
    const { content, nameSpan } = element;
    const path = [...into.path, step];
    const raw = this.#bodies.get(content.start) ?? null;
    if (raw !== null) this.#rawBodies.push({ ...raw, path });
    if (!element.isSound) this.#damaged.push(path);
    const end = isCut ? (element.children[0]?.span.start ?? content.end) : content.end;
    const decode = (): MappedText => this.#textOf(member, raw, end);
    const { text } = decode();
    const isNothing =
      isNull || (COLLECTIONS.has(local) ? text.trim() === '' : text === '' && !EMPTY_STRINGS.has(local));
    const value = isNothing ? null : readScalar(text, kindOf(local, type));
    const isString = typeof value === 'string';
    const shown = isNothing || text.trim() === '' ? nameSpan : { start: content.start, end };
    put(into, step, value, {
      key: keyOf(member, step),
      value: shown,
      lack: nameSpan,
      children: NO_CHILDREN,
      decode: isString ? decode : null,
      written: this.#written(member, raw !== null),
      part: null,
    });
  }

  #textOf({ element }: NamedElement, raw: RawBody | null, end: number): MappedText {
    if (raw !== null) {
      const map = new TextMapBuilder(this.#xml);
      map.copy(raw.body.start, raw.body.end);
      return map.build();
    }
    const content = { start: element.content.start, end };
    return elementText(this.#xml, { ...element, content, children: end < element.content.end ? [] : element.children });
  }

  #written(element: NamedElement, isRaw: boolean): Written {
    return { kind: 'element', xml: this.#xml, spans: [element.element.span], element, isRaw };
  }

  #typeOf(member: NamedElement): string | null {
    const type = metadataAttribute(member, 'type');
    return type === null ? null : valueText(this.#xml, type);
  }

  #isNull(member: NamedElement): boolean {
    const attribute = metadataAttribute(member, 'null');
    return attribute !== null && ['true', '1'].includes(valueText(this.#xml, attribute));
  }
}

interface Opened {
  readonly value: Container['value'];
  readonly tree: SourceNode;
}

function spansOf(elements: readonly NamedElement[]): readonly Span[] {
  return elements.map(({ element }) => element.span);
}

function keyOf({ element }: NamedElement, step: string | number): Span | null {
  return typeof step === 'string' ? element.nameSpan : null;
}

function nodeOf(known: Pick<SourceNode, 'value' | 'lack' | 'children'> & Partial<SourceNode>): SourceNode {
  return { key: null, decode: null, written: null, part: null, ...known };
}

/** Of properties of one name the last counts, as in JSON. A name such as `__proto__` is a name like others. */
function put({ value: holder, children }: Container, step: string | number, value: unknown, node: SourceNode): void {
  Object.defineProperty(holder, step, { value, enumerable: true, writable: true, configurable: true });
  children.set(step, node);
}
