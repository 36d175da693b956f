/** The first line of an HTTP message. */
import type { Span } from '../../text/span.js';

/** What a message begins with. */
export interface StartLine {
  /** In upper case; a request without one is taken for a POST. */
  readonly method: string;
  readonly url: string;
  readonly urlSpan: Span;
  /** Whether it is the status line of a response. */
  readonly isResponse: boolean;
  /** Whether it has the form of a request or status line; else it was guessed what it means. */
  readonly isExact: boolean;
}

/** No URL is longer; what is behind it is not looked at. */
const LENGTH = 4000;
const EXACT = /^([A-Z]{3,10}) (\S+) HTTP\/\d(?:\.\d)?[ \t]*$/;
const STATUS = /^HTTP\/\d(?:\.\d)?[ \t]+\d{3}(?:[ \t]|$)/;
const VERSION = /[ \t]+HTTP\/[\d.]{0,5}[ \t]*$/i;
const METHOD = /^(?:POST|GET|PUT|PATCH|MERGE|DELETE)[ \t]+/i;
const TARGET = /^(?:https?:\/\/|\/|\$|[A-Za-z]+$)/i;

/** Whether a line begins an HTTP message. */
export function isRequestLine(line: string): boolean {
  const shown = line.slice(0, LENGTH);
  return EXACT.test(shown) || STATUS.test(shown);
}

/** Reads a start line; of one that is garbled, what can be made out. Null for what is none at all. */
export function readStartLine(line: string, start: number): StartLine | null {
  const shown = line.slice(0, LENGTH);
  const exact = EXACT.exec(shown);
  if (exact !== null) {
    const [, method = '', url = ''] = exact;
    const from = start + method.length + 1;
    return { method, url, urlSpan: { start: from, end: from + url.length }, isResponse: false, isExact: true };
  }
  if (STATUS.test(shown)) {
    return { method: '', url: '', urlSpan: { start, end: start }, isResponse: true, isExact: true };
  }
  const before = METHOD.exec(shown)?.[0] ?? '';
  const version = VERSION.exec(shown.slice(-40))?.[0] ?? '';
  const url = shown.slice(before.length, shown.length - version.length).trimEnd();
  if ((before === '' && version === '') || !TARGET.test(url)) return null;
  const from = start + before.length;
  const method = before.trim().toUpperCase() || 'POST';
  return { method, url, urlSpan: { start: from, end: from + url.length }, isResponse: false, isExact: false };
}
