/**
 * Values that were read from something other than JSON, each with the range of the text that it came from: what turns
 * places and edits of the value into ranges and changes of the text. A value may be a part of the text that has a form of
 * its own (JSON in a batch); its places are passed on.
 */
import type { Edit, Path, Place } from '../diagnostics/diagnostic.js';
import type { Span } from '../text/span.js';
import type { MappedText } from '../text/text-map.js';
import { moveSpan } from './move.js';
import type { Rewrite, TextEdit } from './rewrite.js';

/** The way from places and edits to a text. */
export interface SourceForm {
  /** The ranges of places, in the order given. */
  readonly locate: (places: readonly Place[]) => Span[];
  readonly rewrite: Rewrite;
}

/** A text within the text, and which of its values is meant. */
export interface SourcePart {
  readonly form: SourceForm;
  /** The path of the value in its own text. */
  readonly base: Path;
  /** Where that text begins. */
  readonly offset: number;
}

/** How a value is changed in its text; an empty list where the form has no way to say it. */
export interface SourceWriter {
  readonly rename: (name: string) => TextEdit[];
  readonly remove: () => TextEdit[];
  /** Puts another value, given as JSON, in the place of the whole. */
  readonly replace: (json: string) => TextEdit[];
  /** Adds a property with a value, given as JSON; where there is none, the value can hold no more. */
  readonly add?: (name: string, json: string) => TextEdit[];
  /** Puts plain characters in the place of a range of the text. */
  readonly insert: (span: Span, characters: string) => TextEdit[];
}

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
  readonly writer: (() => SourceWriter) | null;
  /** Where the value, or what `children` do not have of it, is a text of its own; a `writer` beside it takes out the whole. */
  readonly part: SourcePart | null;
}

/** The children of what has none. */
export const NO_CHILDREN: ReadonlyMap<string | number, SourceNode> = new Map();

/** The way to a text from places and edits of the value that a tree describes: one pass, each string decoded once. */
export function treeForm(root: SourceNode): SourceForm {
  return {
    locate: (places) => {
      const textOf = decoder();
      return dispatch(root, places, {
        placeOf: (place) => place,
        own: (target, place) => spanOf(target, place, textOf),
        moved: (_, place) => place,
        pass: (form, moved) => form.locate(moved),
        shift: moveSpan,
      });
    },
    rewrite: (edits) => {
      const textOf = decoder();
      const writerOf = once((node) => node.writer?.() ?? null);
      return dispatch(root, edits, {
        placeOf: ({ place }) => place,
        own: (target, edit) => changesOf(target, edit, textOf, writerOf),
        moved: (edit, place) => ({ ...edit, place }),
        pass: (form, moved) => form.rewrite(moved),
        shift: (changes: TextEdit[], offset) => changes.map((edit) => ({ ...edit, ...moveSpan(edit, offset) })),
      });
    },
  };
}

/** The innermost node on a path, and what of the path it does not have. */
interface Target {
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
function dispatch<Item, Result>(
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
    const isPart = place.on === 'member' && target.rest.length === 0 && target.node.writer !== null;
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
function once<T>(make: (node: SourceNode) => T): (node: SourceNode) => T {
  const made = new Map<SourceNode, T>();
  return (node) => {
    const known = made.get(node);
    if (known !== undefined) return known;
    const fresh = make(node);
    made.set(node, fresh);
    return fresh;
  };
}

type OfNode<T> = (node: SourceNode) => T | null;

function decoder(): OfNode<MappedText> {
  return once((node) => node.decode?.() ?? null);
}

function spanOf({ node, rest }: Target, { on, within, inText }: Place, textOf: OfNode<MappedText>): Span {
  if (inText !== undefined) return inText;
  if (rest.length > 0) return node.lack;
  if (on === 'key') return node.key ?? node.value;
  if (on === 'member') {
    const { start, end } = node.writer?.().remove()[0] ?? node.value;
    return { start, end };
  }
  if (within === undefined) return node.value;
  const text = textOf(node);
  // No character of an empty string came from anywhere.
  return text === null || text.text === '' ? node.value : text.source(within);
}

function changesOf(
  { node, rest }: Target,
  { place, text }: Edit,
  textOf: OfNode<MappedText>,
  writerOf: OfNode<SourceWriter>,
): TextEdit[] {
  const { on, within, inText } = place;
  if (inText !== undefined) return [{ ...inText, text }];
  const writer = writerOf(node);
  const [name, ...deeper] = rest;
  if (writer === null || deeper.length > 0) return [];
  if (name !== undefined) return on === 'member' && text !== '' ? (writer.add?.(String(name), text) ?? []) : [];
  if (on === 'key') return writer.rename(text);
  if (on === 'member') return text === '' ? writer.remove() : writer.replace(text);
  if (within === undefined) return writer.replace(text);
  const decoded = textOf(node);
  if (decoded === null) return [];
  return decoded.text === '' ? writer.replace(JSON.stringify(text)) : writer.insert(decoded.source(within), text);
}
