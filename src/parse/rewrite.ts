/** From edits, which are in plain characters, to changes of the text, escaped for what carries them. */
import type { Edit } from '../diagnostics/diagnostic.js';
import type { Span } from '../text/span.js';
import type { Document } from './document.js';
import { rewriteJson } from './json/rewrite-json.js';
import { rewriteTree } from './rewrite-tree.js';
import type { SourceForm } from './source-tree.js';

/** A change of the text itself: `text` in the place of a range. */
export interface TextEdit extends Span {
  readonly text: string;
}

/** What of a document tells how edits of it are written. */
export type Rewritable = Pick<Document, 'text' | 'value' | 'locate' | 'layout'>;

/** The changes of its text that edits of a document come to, a list for each edit, in the order given; null for a plain object. */
export function rewriteDocument(
  { text, value, locate, layout }: Rewritable,
  edits: readonly Edit[],
): TextEdit[][] | null {
  return text === null || locate === null ? null : rewrite({ text, value, locate, layout }, edits);
}

function rewrite(form: SourceForm, edits: readonly Edit[]): TextEdit[][] {
  const { locate, layout } = form;
  if (layout === null) return edits.map(() => []);
  if (layout === 'json') return rewriteJson(form, edits);
  if (layout !== 'xml') return rewriteTree(layout, edits, rewrite);
  const spans = locate(edits.map(({ place }) => place));
  // Edits of a TaskBody are XML already.
  return edits.map(({ text }, index) => [{ ...(spans[index] as Span), text }]);
}
