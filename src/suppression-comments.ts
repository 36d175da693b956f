/**
 * Comments that say a finding is fine: `<!-- taskgraph-disable-next CODE: reason -->` in the XML of a TaskBody, for the
 * element that follows, and in JSON that has comments, for the property or item that follows.
 */
import { excerpt, type Path, type Place, valueAt } from './diagnostics/diagnostic.js';
import type { Job } from './model/job.js';
import type { Document } from './parse/document.js';
import { stripJsonc } from './parse/json/jsonc.js';
import { membersBehind } from './parse/json/members.js';
import { elementsBehind, xmlComments } from './parse/xml/comments.js';
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

/** All codes that comments of a document name. A document without the marker costs one search for it. */
export function suppressionComments(document: Document, jobs: readonly Job[]): CommentedCode[] {
  const { text } = document;
  if (text !== null && !text.includes(MARKER)) return [];
  const found: CommentedCode[][] = [];
  if (text !== null) found.push(inJson(text, document.comments));
  // The tasks of a job template have one string together, and one path to it.
  const paths = new Set(jobs.flatMap(({ tasks }) => (tasks ?? []).map(({ bodyPath }) => bodyPath)));
  for (const path of paths) {
    const xml = follow(document.value, path);
    if (typeof xml === 'string' && xml.includes(MARKER)) found.push(inXml(xml, path));
  }
  return found.flat();
}

function inJson(text: string, spans: readonly Span[]): CommentedCode[] {
  const comments = spans.flatMap((span) => readComment(text, span, 2, text[span.start + 1] === '*' ? 2 : 0) ?? []);
  if (comments.length === 0) return [];
  const members = membersBehind(
    stripJsonc(text).text,
    comments.map(({ span }) => span),
  );
  return comments.flatMap(({ codes, reason }, index) =>
    codes.map(({ name, span }) => {
      const place: Place = { path: [], on: 'value', inText: span };
      return { name, reason, place, path: null, covered: members[index] ?? null };
    }),
  );
}

function inXml(xml: string, path: Path): CommentedCode[] {
  const comments = xmlComments(xml).flatMap((span) => readComment(xml, span, 4, 3) ?? []);
  if (comments.length === 0) return [];
  const { root } = parseXml(xml, path, () => {});
  const spans = comments.map(({ span }) => span);
  const elements = root === null ? [] : elementsBehind(root, spans);
  return comments.flatMap(({ codes, reason }, index) =>
    codes.map(({ name, span }) => {
      return { name, reason, place: valueAt(path, span), path, covered: elements[index]?.span ?? null };
    }),
  );
}

interface Comment {
  readonly span: Span;
  readonly codes: readonly { readonly name: string; readonly span: Span }[];
  readonly reason: string | null;
}

/** What a comment says, whose signs take `before` and `behind` characters; null where it is none of ours. */
function readComment(text: string, span: Span, before: number, behind: number): Comment | null {
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
  return { span, codes, reason: words === '' ? null : excerpt(words, REASON_LENGTH) };
}
