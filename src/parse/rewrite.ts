/** From edits, which are in plain characters, to changes of the text, escaped for what carries them. */
import type { Edit, Place } from '../diagnostics/diagnostic.js';
import type { Span } from '../text/span.js';

/** A change of the text itself: `text` in the place of a range. */
export interface TextEdit extends Span {
  readonly text: string;
}

/** The changes of the text that edits come to, a list for each edit, in the order given. */
export type Rewrite = (edits: readonly Edit[]) => TextEdit[][];

/** Edits of a form in which each is one change: the ranges are those of the places. */
export function rewriteWith(locate: (places: readonly Place[]) => Span[], toText: (edit: Edit) => string): Rewrite {
  return (edits) => {
    const spans = locate(edits.map(({ place }) => place));
    return edits.map((edit, index) => [{ ...(spans[index] as Span), text: toText(edit) }]);
  };
}

/** Text for JSON: inside a string its escapes, for a property's name a string, for a whole value what is JSON already. */
export function escapeForJson({ place, text }: Edit): string {
  if (place.inText !== undefined) return text;
  if (place.within !== undefined) return JSON.stringify(text).slice(1, -1);
  return place.on === 'key' ? JSON.stringify(text) : text;
}

/** Text for a file that is XML itself: edits of a TaskBody are XML already. */
export function asXml({ text }: Edit): string {
  return text;
}
