import { MARKUP_ENDS } from '../parse/xml/markup.js';
import { type ScannedTag, scanTag } from '../parse/xml/tag-scanner.js';
import type { Span } from '../text/span.js';

/** Where an offset stands in XML that somebody is writing. `span` is the word there, which may be empty. */
export type XmlCursor =
  | { readonly kind: 'content'; readonly parent: string | null; readonly span: Span }
  /** In the name of an opening tag; `hasEnd` where the tag has its bracket already. */
  | { readonly kind: 'tag'; readonly parent: string | null; readonly span: Span; readonly hasEnd: boolean }
  | { readonly kind: 'closing'; readonly parent: string | null; readonly span: Span; readonly hasEnd: boolean }
  /** In the name of an attribute; `others` are those that the tag has beside it. */
  | {
      readonly kind: 'attribute';
      readonly element: string;
      readonly others: readonly string[];
      readonly span: Span;
      readonly hasValue: boolean;
    }
  | { readonly kind: 'value'; readonly element: string; readonly attribute: string; readonly span: Span };

/** Goes from the beginning of XML to an offset, and says where that is; null in comments and the like. */
export function xmlCursor(xml: string, offset: number): XmlCursor | null {
  const open: string[] = [];
  for (let start = xml.indexOf('<'); start >= 0 && start < offset; ) {
    const close = markupEnd(xml, start);
    if (close !== null) {
      if (offset < close) return null;
      start = xml.indexOf('<', close);
      continue;
    }
    const isClosing = xml[start + 1] === '/';
    const tag = scanTag(xml, start, start + (isClosing ? 2 : 1));
    const hasEnd = tag.end > start + 1 && xml[tag.end - 1] === '>';
    const next = xml.indexOf('<', Math.max(tag.end, start + 1));
    const end = hasEnd ? tag.end - 1 : next < 0 ? xml.length : next;
    if (offset <= end) return inTag(xml, offset, { tag, isClosing, hasEnd, parent: open.at(-1) ?? null });
    if (isClosing) open.pop();
    else if (!tag.isSelfClosing) open.push(tag.name);
    start = next;
  }
  return { kind: 'content', parent: open.at(-1) ?? null, span: wordAt(xml, offset, /[\w()]/) };
}

/** Where markup ends that is no tag; null for a tag. */
function markupEnd(xml: string, start: number): number | null {
  for (const [opening, closing] of MARKUP_ENDS) {
    if (!xml.startsWith(opening, start)) continue;
    const end = xml.indexOf(closing, start + opening.length);
    return end < 0 ? Infinity : end + closing.length;
  }
  return null;
}

interface TagAround {
  readonly tag: ScannedTag;
  readonly isClosing: boolean;
  readonly hasEnd: boolean;
  readonly parent: string | null;
}

function inTag(xml: string, offset: number, { tag, isClosing, hasEnd, parent }: TagAround): XmlCursor | null {
  const { name, nameSpan, attributes } = tag;
  if (offset < nameSpan.start) return null;
  if (offset <= nameSpan.end) return { kind: isClosing ? 'closing' : 'tag', parent, span: nameSpan, hasEnd };
  if (isClosing) return null;
  for (const { name: attribute, nameSpan, valueSpan } of attributes) {
    if (valueSpan !== null && valueSpan.start <= offset && offset <= valueSpan.end)
      return { kind: 'value', element: name, attribute, span: valueSpan };
    if (valueSpan !== null && nameSpan.end < offset && offset < valueSpan.start) return null;
  }
  const span = wordAt(xml, offset, /[\w:.-]/);
  if (!/\s/.test(xml[span.start - 1] ?? '')) return null;
  const others = attributes.filter(({ nameSpan }) => nameSpan.start !== span.start).map((other) => other.name);
  return {
    kind: 'attribute',
    element: name,
    others,
    span,
    hasValue: /^\s{0,20}=/.test(xml.slice(span.end, span.end + 21)),
  };
}

function wordAt(text: string, offset: number, letter: RegExp): Span {
  let [start, end] = [offset, offset];
  while (start > 0 && letter.test(text[start - 1] as string)) start -= 1;
  while (end < text.length && letter.test(text[end] as string)) end += 1;
  return { start, end };
}
