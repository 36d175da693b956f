/**
 * Values that were read from something other than JSON, each with the range of the text that it came from: what turns
 * places and edits of the value into ranges and changes of the text. A value may be a part of the text that has a form of
 * its own (JSON in a batch); its places are passed on.
 */
import type { Path, Place } from '../diagnostics/diagnostic.js';
import type { Span } from '../text/span.js';
import type { MappedText } from '../text/text-map.js';
import type { NamedElement } from './atom/names.js';
import { moveSpan } from './move.js';

/** A text that was read, and what it takes to find places in it and to change it. */
export interface SourceForm {
  readonly text: string;
  readonly value: unknown;
  /** The ranges of places, in the order given. */
  readonly locate: (places: readonly Place[]) => Span[];
  readonly layout: Layout;
}

/** How the text says its value: as JSON, as XML that is the value itself, by a tree; null where nothing of it can be changed. */
export type Layout = 'json' | 'xml' | SourceNode | null;

/** A text within the text, and which of its values is meant. */
export interface SourcePart {
  readonly form: SourceForm;
  /** The path of the value in its own text. */
  readonly base: Path;
  /** Where that text begins. */
  readonly offset: number;
}

/** What a value is written as: what changes of it are made of. */
export type Written = {
  readonly xml: string;
  /** What goes when the value does; an element takes its line along. */
  readonly spans: readonly Span[];
} & (
  | { readonly kind: 'element'; readonly element: NamedElement; readonly isRaw: boolean }
  /** An attribute, which cannot be renamed or left out. */
  | { readonly kind: 'attribute'; readonly value: Span }
  /** Links: the name of the property ends the `rel` of each. */
  | { readonly kind: 'links'; readonly names: readonly Span[] }
  /** An entry, which can be given more properties. */
  | { readonly kind: 'entry'; readonly properties: NamedElement | null }
  /** A part of a batch. All else of it is written by the form of its body. */
  | { readonly kind: 'part' }
);

/** Where a value stands. */
export interface SourceNode {
  readonly children: ReadonlyMap<string | number, SourceNode>;
  /** The name of the property; null for an item of a list. */
  readonly key: Span | null;
  readonly value: Span;
  /** Where to show what the value lacks. */
  readonly lack: Span;
  /** The characters of a string; null for anything else. */
  readonly decode: (() => MappedText) | null;
  readonly written: Written | null;
  /** Where the value, or what `children` do not have of it, is a text of its own; what is `written` beside it goes as a whole. */
  readonly part: SourcePart | null;
}

/** The children of what has none. */
export const NO_CHILDREN: ReadonlyMap<string | number, SourceNode> = new Map();

/** The ranges of places in a text that a tree describes: one pass, each string decoded once. */
export function locateInTree(root: SourceNode, places: readonly Place[]): Span[] {
  const textOf = decoder();
  return dispatch(root, places, {
    placeOf: (place) => place,
    own: (target, place) => spanOf(target, place, textOf),
    moved: (_, place) => place,
    pass: (form, moved) => form.locate(moved),
    shift: moveSpan,
  });
}

/** What is taken out with a value, from left to right. */
export function removedWith({ kind, xml, spans }: Written): readonly Span[] {
  return kind === 'part' ? spans : spans.map((span) => withLine(xml, span));
}

/** An element with the line that it has for itself. */
function withLine(xml: string, { start, end }: Span): Span {
  let from = start;
  while (xml[from - 1] === ' ' || xml[from - 1] === '\t') from -= 1;
  const isAlone = '\r\n'.includes(xml[from - 1] ?? ' ') && '\r\n'.includes(xml[end] ?? ' ');
  if (!isAlone) return { start, end };
  return { start: from - (xml.startsWith('\r\n', from - 2) ? 2 : 1), end };
}

/** The innermost node on a path, and what of the path it does not have. */
export interface Target {
  readonly node: SourceNode;
  readonly rest: Path;
}

interface Handling<Item, Result> {
  readonly placeOf: (item: Item) => Place;
  readonly own: (target: Target, item: Item) => Result;
  /** The item at its place in a part. */
  readonly moved: (item: Item, place: Place) => Item;
  readonly pass: (form: SourceForm, items: readonly Item[]) => Result[];
  readonly shift: (result: Result, offset: number) => Result;
}

interface Group<Item> {
  readonly offset: number;
  readonly indexes: number[];
  readonly items: Item[];
}

/** Handles what the tree knows itself; what lies in parts goes there, all of a part at once. */
export function dispatch<Item, Result>(
  root: SourceNode,
  items: readonly Item[],
  { placeOf, own, moved, pass, shift }: Handling<Item, Result>,
): Result[] {
  const results: Result[] = [];
  const groups = new Map<SourceForm, Group<Item>>();
  for (const [index, item] of items.entries()) {
    const place = placeOf(item);
    const target = find(root, place.path);
    const { part } = target.node;
    const isPart = place.on === 'member' && target.rest.length === 0 && target.node.written !== null;
    if (part === null || isPart || place.inText !== undefined) {
      results[index] = own(target, item);
      continue;
    }
    const group = groups.get(part.form) ?? { offset: part.offset, indexes: [], items: [] };
    groups.set(part.form, group);
    group.indexes.push(index);
    group.items.push(moved(item, { ...place, path: [...part.base, ...target.rest] }));
  }
  for (const [form, { offset, indexes, items: passed }] of groups) {
    for (const [rank, result] of pass(form, passed).entries()) results[indexes[rank] as number] = shift(result, offset);
  }
  return results;
}

function find(root: SourceNode, path: Path): Target {
  let node = root;
  for (const [depth, step] of path.entries()) {
    const child = node.children.get(step);
    if (child === undefined) return { node, rest: path.slice(depth) };
    node = child;
  }
  return { node, rest: [] };
}

/** Makes something of each node once, however many places lie in it. */
export function once<T>(make: OfNode<T>): OfNode<T> {
  const made = new Map<SourceNode, T | null>();
  return (node) => {
    const known = made.get(node);
    if (known !== undefined) return known;
    const fresh = make(node);
    made.set(node, fresh);
    return fresh;
  };
}

export type OfNode<T> = (node: SourceNode) => T | null;

/** The characters of strings, each decoded once. */
export function decoder(): OfNode<MappedText> {
  return once((node) => node.decode?.() ?? null);
}

function spanOf({ node, rest }: Target, { on, within, inText }: Place, textOf: OfNode<MappedText>): Span {
  if (inText !== undefined) return inText;
  if (rest.length > 0) return node.lack;
  if (on === 'key') return node.key ?? node.value;
  if (on === 'member') return (node.written && removedWith(node.written)[0]) ?? node.value;
  if (within === undefined) return node.value;
  const text = textOf(node);
  // No character of an empty string came from anywhere.
  return text === null || text.text === '' ? node.value : text.source(within);
}
