/**
 * A `$batch`: requests in one text, that make a job and post its tasks. They are read as the one job that they make, with
 * findings where they stand in the text.
 */
import { diagnostic, type Path, type Report, valueAt } from '../../diagnostics/diagnostic.js';
import type { Classified } from '../classify.js';
import type { Comment } from '../comment.js';
import { locateInTree, type SourceForm } from '../source-tree.js';
import { assembleBatch } from './assemble.js';
import { BatchLog } from './batch-log.js';
import { groupRequests } from './groups.js';
import { type Head, headerOf, isMimeHeader, mediaType, readHead, readHeader, tellMissingBlankLine } from './head.js';
import { lineAt } from './lines.js';
import { splitParts } from './multipart.js';
import { readRequest } from './request.js';
import { isRequestLine, readStartLine } from './request-line.js';

/** A batch as one value. */
export interface BatchText extends Classified {
  /** The one job, template or list of tasks that the requests make, or an array of them. */
  readonly value: unknown;
  readonly form: SourceForm;
  readonly comments: readonly Comment[];
  readonly damaged: readonly Path[];
  readonly incomplete: readonly Path[];
}

/** How many lines to look at for what tells a batch. */
const LINES = 50;

/**
 * Whether a text is a batch: it begins with the request to `$batch`, with headers that say `multipart`, or with a delimiter
 * and headers behind it.
 */
export function isBatch(text: string): boolean {
  const first = lineAt(text, startOf(text), text.length);
  const shown = text.slice(first.start, first.end);
  if (shown.startsWith('--')) return isMimeHeader(text, first.next);
  const start = readStartLine(shown, first.start);
  if (start?.url.includes('$batch')) return true;
  if (start !== null && !start.isResponse) return false;
  let line = start === null ? first : lineAt(text, first.next, text.length);
  for (let count = 0; count < LINES && line.start < line.end; count += 1) {
    const header = readHeader(text, line);
    if (header === null) return false;
    if (header.name === 'content-type') return mediaType(header).startsWith('multipart/');
    line = lineAt(text, line.next, text.length);
  }
  return false;
}

/** Reads a batch, and reports what is wrong with it as one and with the syntax of its bodies. Nothing else gets lost by that. */
export function readBatch(text: string, report: Report): BatchText {
  const log = new BatchLog();
  const whole = { start: 0, end: text.length };
  const parts = splitParts(text, readOuterHead(text, log), log);
  const requests = parts.map((part) => readRequest(text, part, log));
  const { groups, strays } = groupRequests(text, requests, log);
  const { tree, findings, definitions, ...assembled } = assembleBatch(groups, whole);
  const { value } = assembled;
  const form: SourceForm = { text, value, locate: (places) => locateInTree(tree, places), layout: tree };
  const isHttp = requests.length === 0 || requests.some((request) => request.isHttp);
  const told = isHttp ? [...log.findings, ...strays, ...findings] : [];
  for (const finding of told) report(finding);
  if (definitions.length === 0 && told.length === 0) {
    const found = isHttp ? 'a batch that posts nothing of that' : 'a multipart text without HTTP requests';
    report(diagnostic('unknown-document', valueAt([]), { found }));
  }
  const isKnown = definitions.length > 0 || told.length > 0;
  return { ...assembled, kind: isKnown ? 'batch' : 'unknown', definitions, form };
}

function startOf(text: string): number {
  return text.length - text.trimStart().length;
}

/** The head of the whole: the request for the batch with its headers, the headers alone, or nothing. */
function readOuterHead(text: string, log: BatchLog): Head {
  const first = lineAt(text, startOf(text), text.length);
  const shown = text.slice(first.start, first.end);
  const isDelimiter = (line: string): boolean => line.startsWith('--');
  if (isDelimiter(shown)) return { headers: [], end: first.start, isEnded: true };
  const start = isRequestLine(shown) || readHeader(text, first) === null ? first.next : first.start;
  const head = readHead({ text, limit: text.length, log, isBehind: isDelimiter }, start);
  if (!head.isEnded && head.end < text.length && headerOf(head, 'content-type') !== null) {
    tellMissingBlankLine(text, head.end, log);
  }
  return head;
}
