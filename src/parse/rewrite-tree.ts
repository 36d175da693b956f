/** Edits of values that a tree leads to. */
import type { Edit } from '../diagnostics/diagnostic.js';
import type { MappedText } from '../text/text-map.js';
import { type SourceWriter, writerOf } from './atom/element-writer.js';
import { moveSpan } from './move.js';
import type { TextEdit } from './rewrite.js';
import {
  decoder,
  dispatch,
  type OfNode,
  once,
  removedWith,
  type SourceForm,
  type SourceNode,
  type Target,
} from './source-tree.js';

/** The changes that edits come to; `rewrite` has those in parts that have a form of their own. */
export function rewriteTree(
  root: SourceNode,
  edits: readonly Edit[],
  rewrite: (form: SourceForm, edits: readonly Edit[]) => TextEdit[][],
): TextEdit[][] {
  const textOf = decoder();
  const writers = once(({ written }) => written && writerOf(written));
  return dispatch(root, edits, {
    placeOf: ({ place }) => place,
    own: (target, edit) => changesOf(target, edit, textOf, writers),
    moved: (edit, place) => ({ ...edit, place }),
    pass: rewrite,
    shift: (changes: TextEdit[], offset) => changes.map((edit) => ({ ...edit, ...moveSpan(edit, offset) })),
  });
}

function changesOf(
  { node, rest }: Target,
  { place, text }: Edit,
  textOf: OfNode<MappedText>,
  writers: OfNode<SourceWriter>,
): TextEdit[] {
  const { on, within, inText } = place;
  if (inText !== undefined) return [{ ...inText, text }];
  const writer = writers(node);
  const [name, ...deeper] = rest;
  if (node.written === null || writer === null || deeper.length > 0) return [];
  if (name !== undefined) return on === 'member' && text !== '' ? (writer.add?.(String(name), text) ?? []) : [];
  if (on === 'key') return writer.rename?.(text) ?? [];
  if (on === 'member' && text === '') return removedWith(node.written).map((span) => ({ ...span, text }));
  if (on === 'member' || within === undefined) return writer.replace?.(text) ?? [];
  const decoded = textOf(node);
  if (decoded === null) return [];
  if (decoded.text === '') return writer.replace?.(JSON.stringify(text)) ?? [];
  return writer.insert?.(decoded.source(within), text) ?? [];
}
