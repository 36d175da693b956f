/**
 * A batch into its parts, by the delimiters between them: a multipart of multiparts (changesets) and of requests. One pass
 * over the lines that begin with two hyphens.
 */
import { type Span, trimmedSpan } from '../../text/span.js';
import type { BatchLog } from './batch-log.js';
import { almostDelimiter } from './boundary.js';
import { boundaryOf, type Head, headerOf, isMimeHeader, mediaType, readHead } from './head.js';
import { beforeLineEnd, type DashLine, dashLines, lineEndBefore } from './lines.js';
import { isRequestLine } from './request-line.js';

/** One part that is no multipart itself. */
export interface Part {
  readonly head: Head;
  /** Where the part ends; the line end before the delimiter belongs to that. */
  readonly end: number;
  /** The delimiter before it. */
  readonly delimiter: Span;
  /** Whether the text ends in it, so that other parts may have stood behind that. */
  readonly isUnended: boolean;
  /** Whether the text ends before its body: what it lacks may have stood there. */
  readonly isCutShort: boolean;
}

/** A multipart that is being read. */
interface Level {
  readonly boundary: string;
  /** Whether a delimiter of it has come: else it is its boundary that is wrong. */
  isSeen: boolean;
  /** Whether it goes on behind its end, which has been told. */
  readonly isReopened: boolean;
}

/** A batch has changesets, and nothing goes deeper; some more levels are followed all the same. */
const MOST_LEVELS = 8;

/** Splits what stands behind `start`, where the head of the whole ends. Breaks are told; no part is lost by them. */
export function splitParts(text: string, head: Head, log: BatchLog): readonly Part[] {
  return new Splitter(text, head, log).run();
}

class Splitter {
  readonly #text: string;
  readonly #log: BatchLog;
  readonly #lines: readonly DashLine[];
  /** The last line of each name, by its number among the lines with hyphens. */
  readonly #lastOf = new Map<string, number>();
  readonly #levels: Level[] = [];
  readonly #ended = new Set<string>();
  readonly #parts: Part[] = [];
  #open: Pick<Part, 'head' | 'delimiter'> | null = null;

  constructor(text: string, head: Head, log: BatchLog) {
    this.#text = text;
    this.#log = log;
    this.#lines = dashLines(text, head.end);
    for (const [index, { name }] of this.#lines.entries()) this.#lastOf.set(name, index);
    this.#enter(head, 0);
  }

  run(): readonly Part[] {
    for (const [index, line] of this.#lines.entries()) this.#line(line, index);
    this.#finish();
    return this.#parts;
  }

  /** Begins the multipart whose head was read, by its boundary or by that of the next line that looks like a delimiter. */
  #enter(head: Head, next: number): void {
    const type = headerOf(head, 'content-type');
    const declared = type === null ? null : boundaryOf(type);
    if (declared !== null && this.#comes(declared.name, next)) {
      this.#levels.push({ boundary: declared.name, isSeen: false, isReopened: false });
      return;
    }
    const line = this.#lines[next];
    const isOuter = line !== undefined && this.#levels.some(({ boundary }) => isDelimiter(line.name, boundary));
    const adopted = line === undefined || isOuter ? null : withoutEnd(line.name);
    if (declared !== null) {
      const fix = adopted === null ? {} : { fix: { ...declared.span, title: `Write ${adopted}`, text: adopted } };
      const details = { found: declared.name, expected: adopted ?? '', ...fix };
      this.#log.tell('boundary-not-found', declared.span, details);
    } else if (type !== null) this.#log.tell('no-boundary', type.span, { found: type.value });
    const boundary = adopted ?? declared?.name ?? '';
    if (boundary !== '') this.#levels.push({ boundary, isSeen: false, isReopened: false });
  }

  #comes(boundary: string, from: number): boolean {
    return [boundary, `${boundary}--`].some((name) => (this.#lastOf.get(name) ?? -1) >= from);
  }

  #line(line: DashLine, index: number): void {
    const depth = this.#levels.findLastIndex(({ boundary }) => isDelimiter(line.name, boundary));
    if (depth >= 0) this.#delimiter(depth, line, index, line.name !== this.#levels[depth]?.boundary);
    else if (this.#ended.has(line.name)) {
      this.#log.tell('part-after-end', line, { found: `--${line.name}` });
      this.#reopen(line, index);
    } else if (!this.#ended.has(withoutEnd(line.name))) this.#almost(line, index);
  }

  #delimiter(depth: number, line: DashLine, index: number, isEnd: boolean): void {
    if (isEnd) this.#end(depth, line);
    else this.#begin(depth, line, index);
  }

  /** Goes on with a multipart that has ended; with one at a time, so that levels stay few. */
  #reopen(line: DashLine, index: number): void {
    if (this.#levels.at(-1)?.isReopened) this.#ended.add((this.#levels.pop() as Level).boundary);
    this.#ended.delete(line.name);
    this.#levels.push({ boundary: line.name, isSeen: true, isReopened: true });
    this.#begin(this.#levels.length - 1, line, index);
  }

  /** A line that is nearly a delimiter, or that headers of a part follow. */
  #almost(line: DashLine, index: number): void {
    const meant = this.#levels.map(({ boundary }) => almostDelimiter(line.name, boundary));
    const near = meant.findLastIndex((kind) => kind !== null);
    const top = this.#levels.length - 1;
    if (near >= 0) this.#misspelt(near, line, index, meant[near] === 'end');
    else if (top < 0 || !isMimeHeader(this.#text, line.next)) return;
    else if (this.#takeForMultipart(line)) this.#begin(top + 1, line, index);
    else this.#misspelt(top, line, index, false);
  }

  /** Tells a line, and takes it for the delimiter that it was meant to be. */
  #misspelt(depth: number, line: DashLine, index: number, isEnd: boolean): void {
    const expected = `--${this.#levels[depth]?.boundary}${isEnd ? '--' : ''}`;
    const fix = { start: line.start, end: line.end, title: `Write ${expected}`, text: expected };
    this.#log.tell('boundary-misspelt', line, { found: `--${line.name}`, expected, fix });
    this.#delimiter(depth, line, index, isEnd);
  }

  /** A part of headers only that another part follows was meant to be a multipart, which its type does not say. */
  #takeForMultipart({ name, start }: DashLine): boolean {
    const part = this.#open;
    if (part === null || this.#levels.length >= MOST_LEVELS) return false;
    if (this.#text.slice(part.head.end, start).trim() !== '') return false;
    const type = headerOf(part.head, 'content-type');
    const details = { found: type?.value ?? '', expected: 'multipart/mixed' };
    this.#log.tell('part-type', type?.span ?? part.delimiter, details);
    this.#open = null;
    this.#levels.push({ boundary: name, isSeen: true, isReopened: false });
    return true;
  }

  #begin(depth: number, line: DashLine, index: number): void {
    this.#closePart(line.start);
    this.#leave(depth, line);
    (this.#levels[depth] as Level).isSeen = true;
    const limit = this.#lines[index + 1]?.start ?? this.#text.length;
    const isBehind = (shown: string): boolean => /^[{[<]/.test(shown) || isRequestLine(shown);
    const head = readHead({ text: this.#text, limit, log: this.#log, isBehind }, line.next);
    const isMultipart = mediaType(headerOf(head, 'content-type')).startsWith('multipart/');
    if (isMultipart && this.#levels.length < MOST_LEVELS) this.#enter(head, index + 1);
    else this.#open = { head, delimiter: { start: line.start, end: line.end } };
  }

  #end(depth: number, line: DashLine): void {
    this.#closePart(line.start);
    this.#leave(depth, line);
    this.#ended.add((this.#levels.pop() as Level).boundary);
  }

  /** Ends what is within a multipart, and tells where its own end is missing. */
  #leave(depth: number, { start, end }: Span): void {
    while (this.#levels.length - 1 > depth) {
      const { boundary, isSeen, isReopened } = this.#levels.pop() as Level;
      if (!isSeen || isReopened) continue;
      const expected = `--${boundary}--`;
      const text = `${expected}${lineEndBefore(this.#text, start)}`;
      const fix = { start, end: start, title: `Insert ${expected}`, text };
      this.#log.tell('missing-end', { start, end }, { expected, fix });
      this.#ended.add(boundary);
    }
  }

  #closePart(end: number): void {
    if (this.#open !== null)
      this.#parts.push({ ...this.#open, end: beforeLineEnd(this.#text, end), isUnended: false, isCutShort: false });
    this.#open = null;
  }

  /** A text that stops within several multiparts was cut once. */
  #finish(): void {
    const length = this.#text.length;
    const open = this.#levels.filter(({ isSeen, isReopened }) => isSeen && !isReopened).toReversed();
    const isUnended = open.length > 0;
    const tail = this.#open === null ? null : this.#text.slice(this.#open.head.end).trim();
    const isCutShort = isUnended && tail !== null && !BODY.test(tail);
    if (this.#open !== null) this.#parts.push({ ...this.#open, end: length, isUnended, isCutShort });
    if (!isUnended) return;
    const names = open.map(({ boundary }) => `--${boundary}--`);
    const { end } = trimmedSpan(this.#text);
    const lineEnd = lineEndBefore(this.#text, this.#lines[0]?.next ?? 0);
    const text = names.map((name) => `${lineEnd}${name}`).join('');
    const fix = { start: end, end, title: `Insert ${names.join(' and ')}`, text };
    const expected = names.join(' and ');
    this.#log.tell('missing-end', { start: end, end }, isCutShort ? { expected } : { expected, fix });
  }
}

/** A body within a message: what stands behind a blank line, or looks like one. */
const BODY = /(?:\r\n|\r(?!\n)|\n)[ \t]*[\r\n{[<]/;

function isDelimiter(name: string, boundary: string): boolean {
  return name === boundary || name === `${boundary}--`;
}

function withoutEnd(name: string): string {
  return name.endsWith('--') ? name.slice(0, -2) : name;
}
