/** The comments of an XML text, and what follows each. */
import type { Span } from '../../text/span.js';
import type { Comment } from '../comment.js';
import { readMarkup } from './markup.js';
import { scanTag, startsName } from './tag-scanner.js';
import type { XmlElement } from './xml.js';

/** The comments of a text with what follows each. A text without any costs one search. */
export function commentsIn(xml: string, root: XmlElement | null): Comment[] {
  const spans = xml.includes('<!--') ? xmlComments(xml) : [];
  const elements = root === null ? [] : elementsBehind(root, spans);
  return spans.map((span, index) => ({ span, next: elements[index]?.span ?? null }));
}

/** The comments of a text, well-formed or not, from `<!--` to behind `-->`. What looks like one in CDATA or a value is none. */
function xmlComments(xml: string): Span[] {
  const comments: Span[] = [];
  let sawDoctype = false;
  let start = xml.indexOf('<');
  while (start >= 0) {
    const markup = readMarkup(xml, start, !sawDoctype);
    let end = start + 1;
    if (markup !== null) {
      end = markup.end;
      sawDoctype ||= markup.kind === 'doctype';
      if (xml.startsWith('<!--', start) && xml.startsWith('-->', end - 3)) comments.push({ start, end });
    } else if (startsName(xml, start + 1)) end = scanTag(xml, start).end;
    start = xml.indexOf('<', end);
  }
  return comments;
}

/**
 * The element that follows each comment within the same parent, or the root for a comment in front of it; null where none
 * does. Comments and elements are gone through together, in the order of the text.
 */
function elementsBehind(root: XmlElement, comments: readonly Span[]): (XmlElement | null)[] {
  const open: XmlElement[] = [];
  const elements = inTextOrder(root);
  let next: XmlElement | undefined = elements.next().value;
  return comments.map(({ start }) => {
    for (; next !== undefined && next.span.start < start; next = elements.next().value) open.push(next);
    // What has ended before the comment is not around it.
    for (let top = open.at(-1); top !== undefined && top.span.end <= start; top = open.at(-1)) open.pop();
    const parent = open.at(-1);
    if (next === undefined || (parent === undefined && next !== root)) return null;
    return parent === undefined || next.span.start < parent.span.end ? next : null;
  });
}

function* inTextOrder(root: XmlElement): Generator<XmlElement, undefined> {
  const pending = [root];
  for (let element = pending.pop(); element !== undefined; element = pending.pop()) {
    yield element;
    for (const child of element.children.toReversed()) pending.push(child);
  }
}
