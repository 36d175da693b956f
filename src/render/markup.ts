/** HTML and SVG that is safe by construction: text gets into it through `markup` only, which escapes it. */
import { oneLine } from '../diagnostics/messages.js';
import { xmlText } from './xml-text.js';

/** Markup as `markup` made it. */
export interface Markup {
  readonly markup: string;
}

/** What may stand in a template: text, which is escaped, or markup; null and false put out nothing. */
export type Piece = string | number | Markup | null | false | readonly Markup[];

/**
 * A template of markup: the text of the program as it is, values escaped for elements and for attributes in double quotes.
 * Line breaks, and characters that cannot be seen or move others around, are written as their numbers.
 */
export function markup(parts: TemplateStringsArray, ...values: readonly Piece[]): Markup {
  let made = parts[0] as string;
  values.forEach((value, index) => {
    made += pieceText(value) + (parts[index + 1] as string);
  });
  return { markup: made };
}

/** Markup pieces one after the other, with something between them. */
export function joined(pieces: readonly Markup[], between = ''): Markup {
  return { markup: pieces.map((piece) => piece.markup).join(between) };
}

function pieceText(value: Piece): string {
  if (value === null || value === false) return '';
  if (typeof value === 'string') return xmlText(oneLine(value));
  if (typeof value === 'number') return String(value);
  return 'markup' in value ? value.markup : joined(value).markup;
}
