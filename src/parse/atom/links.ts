/** Links of an entry to other entities: what verbose JSON writes as navigation properties. */
import { addTo } from '../../text/add-to.js';
import { type Span, trimmedSpan } from '../../text/span.js';
import { NO_CHILDREN, type SourceNode } from '../source-tree.js';
import { attributeValue, valueText } from '../xml/characters.js';
import { childNamed, type NamedElement } from './names.js';

/** All links of one name. */
export interface Links {
  /** The name of the property. */
  readonly name: string;
  /** A list, or an object that says that the list is behind a link. */
  readonly value: Record<string, unknown> | unknown[];
  /** The property without its items. */
  readonly tree: SourceNode;
  readonly items: ReadonlyMap<string | number, SourceNode>;
  /** Entries that stand in the link itself, by their number in the list. */
  readonly inline: ReadonlyMap<number, NamedElement>;
  readonly isSound: boolean;
}

interface Link {
  readonly named: NamedElement;
  readonly name: string;
  readonly nameSpan: Span;
  readonly href: string;
  readonly hrefSpan: Span | null;
  /** Whether the href leads to a list and not to one entity. */
  readonly isDeferred: boolean;
  /** What stands in the link itself, or null. */
  readonly inline: readonly NamedElement[] | null;
}

/** What responses link to; a deferred link to anything else says nothing about the entity. */
const NAVIGATION: ReadonlySet<string> = new Set(['InputMediaAssets', 'OutputMediaAssets', 'Tasks', 'TaskTemplates']);
const RELATED = '/related/';

/** Reads the links of an entry, in the order of their first mention. */
export function readLinks(xml: string, entry: NamedElement): readonly Links[] {
  const byName = new Map<string, Link[]>();
  for (const child of entry.children) {
    const link = child.space === 'atom' && child.local === 'link' ? readLink(xml, child) : null;
    if (link !== null) addTo(byName, link.name, link);
  }
  return [...byName.values()].map((links) => joinLinks(xml, links));
}

function readLink(xml: string, named: NamedElement): Link | null {
  const { attributes } = named.element;
  const rel = attributes.find(({ name }) => name === 'rel');
  if (rel === undefined) return null;
  const relation = attributeValue(xml, rel);
  const { start, end } = trimmedSpan(relation.text);
  const name = relation.text.slice(start, end).split(RELATED).at(-1) ?? '';
  if (!relation.text.includes(RELATED) || !/^\w{1,200}$/.test(name)) return null;
  const target = attributes.find((attribute) => attribute.name === 'href') ?? null;
  const href = target === null ? '' : valueText(xml, target);
  const inline = inlineEntries(named);
  const isDeferred = inline === null && lastSegment(href) === name;
  if (isDeferred && !NAVIGATION.has(name)) return null;
  const nameSpan = relation.source({ start: end - name.length, end });
  return { named, name, nameSpan, href, hrefSpan: target?.valueSpan ?? null, isDeferred, inline };
}

function inlineEntries(link: NamedElement): readonly NamedElement[] | null {
  const inline = childNamed(link, 'metadata', 'inline');
  if (inline === null) return null;
  const feed = childNamed(inline, 'atom', 'feed') ?? inline;
  return feed.children.filter(({ space, local }) => space === 'atom' && local === 'entry');
}

function lastSegment(href: string): string {
  const end = href.search(/[?#]/);
  const path = end < 0 ? href : href.slice(0, end);
  return path.slice(path.lastIndexOf('/') + 1);
}

function joinLinks(xml: string, links: readonly Link[]): Links {
  const first = links[0] as Link;
  const last = links.at(-1) as Link;
  const listed = links.filter(({ isDeferred }) => !isDeferred);
  const items = new Map<string | number, SourceNode>();
  const inline = new Map<number, NamedElement>();
  const list: unknown[] = [];
  for (const link of listed) {
    for (const entry of link.inline ?? []) {
      inline.set(list.length, entry);
      list.push(null);
    }
    if (link.inline !== null) continue;
    items.set(list.length, itemNode(xml, link));
    list.push({ __metadata: { uri: link.href } });
  }
  const spans = links.map(({ named }) => named.element.span);
  const names = links.map(({ nameSpan }) => nameSpan);
  const tree: SourceNode = {
    children: NO_CHILDREN,
    key: first.nameSpan,
    value: { start: first.named.element.span.start, end: last.named.element.span.end },
    lack: first.named.element.nameSpan,
    decode: null,
    written: { kind: 'links', xml, spans, names },
    part: null,
  };
  const value = listed.length > 0 ? list : { __deferred: { uri: first.href } };
  const isSound = links.every(isSoundLink);
  return { name: first.name, value, tree, items, inline, isSound };
}

/** Whether nothing that the link holds is lost. */
function isSoundLink({ named }: Link): boolean {
  const inline = childNamed(named, 'metadata', 'inline');
  const feed = inline === null ? null : childNamed(inline, 'atom', 'feed');
  return [named, inline, feed].every((one) => one === null || one.element.isSound);
}

/** One entity that is linked to, as `{"__metadata": {"uri": …}}`. */
function itemNode(xml: string, { named, hrefSpan }: Link): SourceNode {
  const { span, nameSpan } = named.element;
  const place = { key: null, lack: nameSpan, part: null } as const;
  const value = hrefSpan ?? nameSpan;
  const href = named.element.attributes.find(({ name }) => name === 'href');
  const uri: SourceNode = {
    ...place,
    children: NO_CHILDREN,
    value,
    decode: href === undefined ? null : () => attributeValue(xml, href),
    written: hrefSpan && { kind: 'attribute', xml, spans: [], value: hrefSpan },
  };
  const metadata: SourceNode = {
    ...place,
    children: new Map([['uri', uri]]),
    value,
    decode: null,
    written: null,
  };
  const children = new Map([['__metadata', metadata]]);
  return { ...place, children, value: span, decode: null, written: { kind: 'links', xml, spans: [span], names: [] } };
}
