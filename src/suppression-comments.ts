/**
 * Comments that say a finding is fine: `<!-- taskgraph-disable-next CODE: reason -->` in the XML of a TaskBody or of an Atom
 * entry, for the element that follows, and in JSON that has comments, for the property or item that follows.
 */
import { excerpt, type Path, type Place, valueAt } from './diagnostics/diagnostic.js';
import type { Comment } from './parse/comment.js';
import type { Document } from './parse/document.js';
import { commentsIn } from './parse/xml/comments.js';
import { parseXml } from './parse/xml/parse-xml.js';
import { follow } from './schema/shape.js';
import type { Span } from './text/span.js';

/** A code that a comment names. */
export interface CommentedCode {
  /** As it is written, which may be no code at all; '' where a comment names none. */
  readonly name: string;
  readonly reason: string | null;
  /** Where the comment names it. */
  readonly place: Place;
  /** Whose string `covered` counts in; null for the text of the document itself. */
  readonly path: Path | null;
  /** What follows the comment; null where nothing does. */
  readonly covered: Span | null;
}

const MARKER = 'taskgraph-disable-next';
const MARKED = /^\s*taskgraph-disable-next(?=[\s:]|$)/;
/** How much of a reason is kept: one comment may stand for thousands of findings. */
const REASON_LENGTH = 500;

/** All codes that comments of a document name, and of the XML at some paths in it: without the marker, it costs one search. */
export function suppressionComments(document: Document, paths: readonly Path[]): CommentedCode[] {
  const { text, comments } = document;
  if (comments.length === 0 && paths.length === 0) return [];
  const found = text === null ? [] : [codesIn(text, comments, null)];
  for (const path of paths) {
    const xml = follow(document.value, path);
    if (typeof xml !== 'string' || !xml.includes(MARKER)) continue;
    found.push(codesIn(xml, commentsIn(xml, parseXml(xml, path, () => {}).root), path));
  }
  return found.flat();
}

/** The codes that comments of a text name: of the document, or of the string at a path in it. */
function codesIn(text: string, comments: readonly Comment[], path: Path | null): CommentedCode[] {
  const placeOf = (span: Span): Place =>
    path === null ? { path: [], on: 'value', inText: span } : valueAt(path, span);
  return comments.flatMap((comment) => {
    const read = readComment(text, comment.span);
    const { codes, reason } = read ?? { codes: [], reason: null };
    return codes.map(({ name, span }) => ({ name, reason, place: placeOf(span), path, covered: comment.next }));
  });
}

interface Marked {
  readonly codes: readonly { readonly name: string; readonly span: Span }[];
  readonly reason: string | null;
}

/** What a comment says; null where it is none of ours. */
function readComment(text: string, span: Span): Marked | null {
  const before = text[span.start] === '<' ? 4 : 2;
  const behind = text[span.start] === '<' ? 3 : text[span.start + 1] === '*' ? 2 : 0;
  const content = text.slice(span.start + before, span.end - behind);
  const marked = MARKED.exec(content)?.[0];
  if (marked === undefined) return null;
  const start = span.start + before + marked.length;
  const [list = '', reason = ''] = content.slice(marked.length).split(/:(.*)/s);
  const codes = [...list.matchAll(/[^\s,]+/g)].map(({ 0: name, index }) => {
    return { name, span: { start: start + index, end: start + index + name.length } };
  });
  if (codes.length === 0) codes.push({ name: '', span: { start: start - MARKER.length, end: start } });
  const words = reason.trim().replace(/\s+/g, ' ');
  return { codes, reason: words === '' ? null : excerpt(words, REASON_LENGTH) };
}
