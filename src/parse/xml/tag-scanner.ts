/**
 * Reads one tag, character by character, broken or not: gives the ranges of its names and values, says what is wrong
 * where, and goes on behind it as a person would read on. Linear: no look-ahead is longer than a tag.
 */
import type { XmlProblem } from '../../diagnostics/syntax-problems.js';
import type { Span } from '../../text/span.js';
import { endOf } from '../../text/sticky.js';
import { type Mend, replacing } from '../repair.js';
import { type BreakExtras, xmlBreak } from './break-log.js';
import { escaping, escapingBrackets, escapingQuotes } from './value-mends.js';
import type { XmlAttribute, XmlBreak } from './xml.js';

export interface ScannedTag {
  readonly name: string;
  readonly nameSpan: Span;
  readonly attributes: readonly XmlAttribute[];
  /** Behind the closing bracket, or where the tag was left unfinished. */
  readonly end: number;
  readonly isSelfClosing: boolean;
  /** Whether its closing bracket is missing, which then is its only break. */
  readonly isOpen: boolean;
  readonly breaks: readonly XmlBreak[];
}

/** Names of the fifth edition. Half a surrogate pair is refused elsewhere, so that the halves can stand by themselves here. */
const NAME_START =
  ':A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uDB7F\\uDC00-\\uDFFF\\uF900-\\uFDCF\\uFDF0-\\uFFFD';
const NAME = new RegExp(`[${NAME_START}][${NAME_START}\\-.0-9\\u00B7\\u0300-\\u036F\\u203F-\\u2040]*`, 'y');
const SPACE = /[ \t\r\n]*/y;
const EQUALS = /[ \t\r\n]*=[ \t\r\n]*/y;
const JUNK = /[^ \t\r\n<>]+/y;
/** Words without quotes, up to the next attribute; a closing quote may be there all the same. */
const UNQUOTED = /[^ \t\r\n<>“”„‘’"]*(?:[ \t]+(?![\w:.-]+[ \t\r\n]*=)[^ \t\r\n<>“”„‘’"'=/]+)*/y;
const CURLY = /[“”„‘’]/g;
const QUOTES = { '"': /"/g, "'": /'/g } as const;
const CURLY_VALUE = /[“”„‘’]([^“”„‘’"<>]*)[“”„‘’"]?/y;
/** What follows the quote that ends a value: the end of the tag, or another attribute. */
const BEHIND_VALUE = new RegExp(`[ \\t\\r\\n]*(?:[/?]?>|$)|[ \\t\\r\\n]+${NAME.source}[ \\t\\r\\n]*=`, 'y');
const NEXT_ATTRIBUTE = /[A-Za-z_:][\w:.-]*[ \t\r\n]*=[ \t\r\n]*["'“”]/y;
/** Separators that HTML or JSON would have, and then the tag goes on. */
const SEPARATOR =
  /[,;/][ \t\r\n]+[A-Za-z_:][\w:.-]*[ \t\r\n]*[=:]|[ \t\r\n]+[/,;:][ \t\r\n]|[ \t\r\n]+[A-Za-z_][\w.-]*:["']/y;
/** How far to look ahead for the quote that ends a value with quotes in it: longer than any asset name may be. */
const CHARACTERS_AHEAD = 1000;

/** Scans the tag, closing tags and `<?xml` included, whose bracket is at `start`; its name begins at `nameStart`. */
export function scanTag(xml: string, start: number, nameStart: number = start + 1): ScannedTag {
  return new TagScanner(xml, start, nameStart).scan();
}

/** Whether a name begins at an offset. */
export function startsName(xml: string, offset: number): boolean {
  return endOfName(xml, offset) > offset;
}

/** Behind the name that begins at an offset; the offset itself where none does. */
export function endOfName(xml: string, offset: number): number {
  return Math.max(offset, endOf(NAME, xml, offset));
}

class TagScanner {
  readonly #xml: string;
  readonly #start: number;
  readonly #breaks: XmlBreak[] = [];
  readonly #attributes: XmlAttribute[] = [];
  readonly #names = new Map<string, Span>();
  #at: number;
  /** Behind the last value that was read, its quote included. */
  #valueEnd = 0;

  constructor(xml: string, start: number, nameStart: number) {
    this.#xml = xml;
    this.#start = start;
    this.#at = nameStart;
  }

  scan(): ScannedTag {
    const nameSpan = this.#take(NAME);
    const isInstruction = this.#xml[this.#start + 1] === '?';
    let isSelfClosing = false;
    let isOpen = false;
    for (;;) {
      const hadSpace = this.#take(SPACE);
      const next = this.#xml[this.#at];
      if (next === '>') {
        this.#at += 1;
        break;
      }
      if ((next === '/' || (next === '?' && isInstruction)) && this.#xml[this.#at + 1] === '>') {
        isSelfClosing = true;
        this.#at += 2;
        break;
      }
      if (next === undefined || next === '<') {
        this.#leaveOpen(nameSpan);
        isOpen = true;
        break;
      }
      if (this.#attributes.length > 0 && hadSpace.start === hadSpace.end && startsName(this.#xml, this.#at)) {
        this.#break('missing-space', { start: this.#at, end: this.#at + 1 });
      }
      this.#scanAttribute();
    }
    return {
      name: this.#xml.slice(nameSpan.start, nameSpan.end),
      nameSpan,
      attributes: this.#attributes,
      end: this.#at,
      isSelfClosing,
      isOpen,
      breaks: this.#breaks,
    };
  }

  /** A tag without its bracket: what follows its name, or its last value, is text. */
  #leaveOpen(nameSpan: Span): void {
    const valued = this.#attributes.findLastIndex(({ valueSpan }) => valueSpan !== null);
    this.#attributes.length = valued + 1;
    this.#breaks.length = 0;
    this.#at = valued < 0 ? nameSpan.end : this.#valueEnd;
    const space = this.#take(SPACE);
    const isText = this.#at < this.#xml.length && this.#xml[this.#at] !== '<';
    const kind = this.#xml[this.#start + 1] as string;
    const span = { start: space.start, end: isText ? space.end : space.start };
    // An opening tag before another may have been meant to close.
    const mend = isText || '/?'.includes(kind) ? replacing(span, kind === '?' ? '?>' : '>', false) : null;
    this.#break('unclosed-tag', { start: this.#start, end: nameSpan.end }, { mend });
  }

  #scanAttribute(): void {
    const nameSpan = this.#take(NAME);
    if (nameSpan.start === nameSpan.end) {
      const junk = this.#take(JUNK);
      this.#break('malformed-markup', { start: junk.start, end: Math.max(junk.end, junk.start + 1) });
      return;
    }
    const isColon = this.#xml[nameSpan.end - 1] === ':' && /["']/.test(this.#xml[nameSpan.end] ?? '');
    if (isColon) this.#break('malformed-markup', { start: nameSpan.end - 1, end: nameSpan.end });
    this.#addAttribute({ start: nameSpan.start, end: nameSpan.end - (isColon ? 1 : 0) }, isColon || this.#takeEquals());
  }

  /** Moves behind an equals sign that a value follows. */
  #takeEquals(): boolean {
    const { start, end } = this.#take(EQUALS);
    if (end === start) return false;
    if (endOf(NEXT_ATTRIBUTE, this.#xml, end) < 0) return true;
    this.#at = this.#xml.indexOf('=', start) + 1;
    return false;
  }

  #addAttribute(nameSpan: Span, isAssigned: boolean): void {
    const name = this.#xml.slice(nameSpan.start, nameSpan.end);
    const first = this.#names.get(name);
    if (first !== undefined) this.#break('repeated-attribute', nameSpan, { pair: { name, span: first } });
    else this.#names.set(name, nameSpan);
    const valueSpan = isAssigned ? this.#scanValue() : null;
    if (valueSpan === null) this.#break('missing-value', nameSpan);
    else this.#valueEnd = this.#at;
    this.#attributes.push({ name, nameSpan, valueSpan });
  }

  /** The value at this place without its quotes; null where there is none. */
  #scanValue(): Span | null {
    const quote = this.#xml[this.#at] as string;
    if (quote === '"' || quote === "'") return this.#scanQuoted(quote);
    CURLY_VALUE.lastIndex = this.#at;
    const curly = CURLY_VALUE.exec(this.#xml);
    if (curly !== null) return this.#scanCurly(curly);
    const value = this.#take(UNQUOTED);
    if (value.end > value.start && this.#xml[value.end - 1] === '/' && this.#xml[value.end] === '>') this.#at -= 1;
    const span = { start: value.start, end: this.#at };
    if (span.start === span.end) return null;
    if (/["“”„‘’]/.test(this.#xml[this.#at] ?? '')) this.#at += 1;
    const safe = !/[ \t]/.test(this.#xml.slice(span.start, span.end));
    this.#break('unquoted-value', span, {
      mend: this.#quoting({ start: span.start, end: span.start }, span.end, safe),
    });
    return span;
  }

  /** A value whose opening quote is curly. Its closing one may be of any kind, or missing. */
  #scanCurly({ 0: whole, 1: short = '' }: RegExpExecArray): Span {
    const opening = { start: this.#at, end: this.#at + 1 };
    let end = opening.end + short.length;
    this.#at += whole.length;
    if (this.#xml[end] === '"' && !this.#goesOn(this.#at)) {
      const real = this.#realClose(CURLY, this.#at);
      if (real >= 0) {
        end = real;
        this.#at = real + 1;
      }
    }
    const value = this.#xml.slice(opening.end, end);
    const mend = this.#quoting(opening, end, this.#at > end);
    this.#break('curly-quote', opening, { expected: value.replaceAll('"', '&quot;'), mend });
    return { start: opening.end, end };
  }

  /** Straight double quotes around a value that ends at `end`; what stood for the closing one ends here. */
  #quoting(opening: Span, end: number, safe: boolean): Mend | null {
    if (!this.#goesOn(this.#at)) return null;
    const inner = escaping(this.#xml, '"', opening.end, end);
    const closing = this.#xml[end] === '"' ? [] : [{ start: end, end: this.#at, text: '"' }];
    return { safe, edits: [{ ...opening, text: '"' }, ...inner, ...closing] };
  }

  /** A value in straight quotes. Which quote ends it is clear only where the value is what XML allows. */
  #scanQuoted(quote: '"' | "'"): Span {
    const start = this.#at + 1;
    const opening = { start: this.#at, end: start };
    let close = this.#xml.indexOf(quote, start);
    const value = this.#xml.slice(start, close < 0 ? this.#xml.length : close);
    const bracket = value.indexOf('<');
    const tagEnd = close < 0 || bracket >= 0 ? value.search(/[<>]/) : -1;
    if (close < 0 || (bracket >= 0 && tagEnd < bracket)) {
      return this.#endValue(opening, this.#endOfUnclosed(start, tagEnd < 0 ? this.#xml.length : start + tagEnd));
    }
    const behind = close + 1;
    const goesOn = this.#goesOn(behind);
    const swallowed = goesOn ? -1 : swallowedAttribute(value);
    if (bracket >= 0) {
      const mend = escapingBrackets(this.#xml, start, swallowed < 0 ? close : start + swallowed);
      this.#break('less-than-in-value', { start: start + bracket, end: start + bracket + 1 }, { mend });
    }
    if (goesOn) {
      this.#at = behind;
      return { start, end: close };
    }
    if (swallowed >= 0) return this.#endValue(opening, start + swallowed);
    const real = this.#realClose(QUOTES[quote], behind);
    if (real >= 0) {
      const mend = escapingQuotes(this.#xml, quote, close, real);
      this.#break('quote-in-value', { start: close, end: behind }, { mend });
      close = real;
    }
    this.#at = close + 1;
    return { start, end: close };
  }

  /** Whether a tag can go on like this behind a value, if only with a space missing or a separator too many. */
  #goesOn(behind: number): boolean {
    if (this.#xml[behind] === '>') return true;
    return [BEHIND_VALUE, NEXT_ATTRIBUTE, SEPARATOR].some((pattern) => endOf(pattern, this.#xml, behind) >= 0);
  }

  /** Ends a value that its quote does not end; a curly one may be there in its place. */
  #endValue(opening: Span, end: number): Span {
    const start = opening.end;
    const curly = [end - 1, end].find((at) => at > start && '“”„‘’'.includes(this.#xml[at] ?? '.'));
    this.#at = curly === end ? end + 1 : end;
    const span = curly === undefined ? { start: end, end } : { start: curly, end: curly + 1 };
    const mend = replacing(span, this.#xml[opening.start] as string, curly !== undefined && this.#goesOn(this.#at));
    if (curly === undefined) this.#break('unclosed-value', opening, { mend });
    else this.#break('curly-quote', span, { expected: this.#xml.slice(start, curly), mend });
    return { start, end: curly ?? end };
  }

  /** The quote behind which the tag goes on as tags do, or -1. */
  #realClose(quote: RegExp, from: number): number {
    const ahead = this.#xml.slice(from, from + CHARACTERS_AHEAD);
    const [within = ''] = ahead.split('<', 1);
    for (const { index } of within.matchAll(quote)) {
      const at = from + index;
      if (this.#xml[at - 1] !== '=' && endOf(BEHIND_VALUE, this.#xml, at + 1) >= 0) return at;
    }
    return -1;
  }

  /** Where a value without its closing quote ends: before the bracket that ends the tag, a slash left to the tag. */
  #endOfUnclosed(start: number, limit: number): number {
    let end = limit;
    if (end > start && '/?'.includes(this.#xml[end - 1] as string) && this.#xml[end] === '>') end -= 1;
    return end;
  }

  #take(pattern: RegExp): Span {
    const start = this.#at;
    this.#at = Math.max(start, endOf(pattern, this.#xml, start));
    return { start, end: this.#at };
  }

  #break(problem: XmlProblem, span: Span, extras?: BreakExtras): void {
    this.#breaks.push(xmlBreak(this.#xml, problem, span, extras));
  }
}

/** In `1 assetName=`, the text up to the next opening quote, the offset where the swallowed attribute begins; or -1. */
function swallowedAttribute(value: string): number {
  if (!/=[ \t\r\n]*$/.test(value.slice(-20))) return -1;
  const found = /[”“’‘„]?[ \t\r\n]+[A-Za-z_:][\w:.-]{0,60}[ \t\r\n]{0,20}=[ \t\r\n]{0,20}$/.exec(value.slice(-120));
  return found === null ? -1 : Math.max(0, value.length - 120) + found.index;
}
