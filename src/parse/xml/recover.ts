/**
 * Reads XML by the letter, which says whether it is well-formed, and as a person would, where it is not: finds every break, and
 * the elements all the same, so that one break in a TaskBody costs neither its other findings nor its place in the graph. One
 * pass with a stack of its own.
 */
import { nearest } from '../../diagnostics/nearest.js';
import { type Span, trimmedSpan } from '../../text/span.js';
import { NESTING_LIMIT } from '../limits.js';
import { saysNothing } from '../repair.js';
import { BreakLog, otherBreak } from './break-log.js';
import { checkReferences, findInvalidCharacter } from './characters.js';
import { closing, insertedClosing } from './closing.js';
import { innermost, isKnown, isLeaf } from './known-elements.js';
import { readMarkup, startOf } from './markup.js';
import type { OpenElement } from './open-element.js';
import { type ScannedTag, scanTag, startsName } from './tag-scanner.js';
import type { ReadXml, XmlElement } from './xml.js';

const BLANK = /^[ \t\r\n]*$/;

/** Recovers what it can from any text, and guesses which closing tags are missing. Never throws. */
export function recoverXml(xml: string): ReadXml {
  return new Recovery(xml, true).run();
}

/**
 * Reads a text by the letter, up to the first break, to a DOCTYPE, which is not read, or to a tag too deep: where there is none of
 * these, it is well-formed, and `root` is there. The XML is that of version 1.0, fifth edition. Never throws.
 */
export function readStrictly(xml: string): ReadXml {
  return new Recovery(xml, false).run();
}

class Recovery {
  readonly #xml: string;
  readonly #guesses: boolean;
  readonly #stack: OpenElement[] = [];
  readonly #log: BreakLog;
  /** Leaves beside a root that is a leaf too. */
  readonly #siblings: XmlElement[] = [];
  #root: XmlElement | null = null;
  #doctype: Span | null = null;
  #tooDeep: Span | null = null;
  #at: number;
  /** Whether text behind the root has been told. */
  #outside = false;

  constructor(xml: string, guesses: boolean) {
    this.#xml = xml;
    this.#log = new BreakLog(xml);
    this.#guesses = guesses;
    this.#at = startOf(xml);
  }

  run(): ReadXml {
    const invalid = findInvalidCharacter(this.#xml);
    if (invalid >= 0) this.#log.report('invalid-character', { start: invalid, end: invalid + 1 });
    while (this.#at < this.#xml.length && !this.#isDecided()) {
      const open = this.#xml.indexOf('<', this.#at);
      this.#text({ start: this.#at, end: open < 0 ? this.#xml.length : open });
      if (open < 0) break;
      this.#at = open;
      this.#markup();
    }
    if (!this.#isDecided()) this.#finish();
    return { root: this.#withParent(), breaks: this.#log.breaks, doctype: this.#doctype, tooDeep: this.#tooDeep };
  }

  /** Whether reading by the letter has met what ends it. */
  #isDecided(): boolean {
    return !this.#guesses && (this.#log.breaks.length > 0 || this.#doctype !== null || this.#tooDeep !== null);
  }

  /** The root element, or, for several leaves, the one that should be around them. */
  #withParent(): XmlElement | null {
    if (this.#root === null || this.#siblings.length === 0) return this.#root;
    const { nameSpan } = this.#root;
    const span = { start: 0, end: this.#xml.length };
    const children = [this.#root, ...this.#siblings];
    const marks = { isSound: false, hasSoundTag: false };
    return { name: 'taskBody', nameSpan, attributes: [], span, content: span, children, ...marks };
  }

  #text(run: Span): void {
    if (BLANK.test(this.#xml.slice(run.start, run.end))) return;
    const top = this.#stack.at(-1);
    if (top === undefined) this.#textOutside(run);
    else {
      const before = this.#log.breaks.length;
      checkReferences(this.#xml, run, (problem, span) => this.#log.report(problem, span));
      const end = this.#xml.slice(run.start, run.end).indexOf(']]>');
      if (end >= 0) this.#log.report('cdata-end-in-text', { start: run.start + end, end: run.start + end + 3 });
      top.hasText = true;
      top.isSound &&= this.#log.breaks.length === before;
    }
  }

  #textOutside(run: Span): void {
    if (this.#outside) return;
    this.#outside = this.#root !== null;
    const { start, end } = trimmedSpan(this.#xml.slice(run.start, run.end));
    const span = { start: run.start + start, end: run.start + end };
    this.#log.report('text-outside-root', span, { expected: this.#root?.name ?? '' });
  }

  #markup(): void {
    const start = this.#at;
    const markup = readMarkup(this.#xml, start, this.#doctype === null);
    if (markup === null) {
      this.#tag(start);
      return;
    }
    this.#log.take(markup.breaks);
    this.#at = markup.end;
    if (markup.kind === 'silent') return;
    const top = this.#stack.at(-1);
    if (markup.kind === 'doctype') {
      const isOne = top === undefined && this.#root === null && this.#xml.startsWith('<!DOCTYPE', start);
      if (!isOne && !this.#guesses) this.#log.report('malformed-markup', { start, end: start + 2 });
      this.#doctype ??= { start, end: start + 9 };
      if (top !== undefined) top.isSound = false;
    } else if (top === undefined) this.#textOutside({ start, end: markup.end });
    else top.hasText = true;
  }

  #tag(start: number): void {
    if (this.#xml[start + 1] === '/') this.#closingTag(start, this.#skipSpace(start, start + 2));
    else if (startsName(this.#xml, start + 1)) this.#openingTag(start, start + 1);
    else this.#strayBracket(start);
  }

  /** A bracket that begins no tag: text, a name that is none, or a tag with white space before its name. */
  #strayBracket(start: number): void {
    const nameStart = start + 1 + trimmedSpan(this.#xml.slice(start + 1, start + 20)).start;
    const word = /^[A-Za-z]+/.exec(this.#xml.slice(nameStart, nameStart + 20))?.[0].toLowerCase() ?? '';
    if (nameStart > start + 1 && isKnown(word)) {
      this.#openingTag(start, this.#skipSpace(start, start + 1));
      return;
    }
    const isName = /[0-9.-]/.test(this.#xml[start + 1] ?? '');
    this.#log.report(isName ? 'invalid-name' : 'raw-less-than', { start, end: start + (isName ? 2 : 1) });
    this.#at = start + 1;
    const top = this.#stack.at(-1);
    if (top !== undefined) top.isSound = false;
  }

  /** Moves over white space between a bracket and the name behind it, which XML does not allow. */
  #skipSpace(start: number, from: number): number {
    const length = trimmedSpan(this.#xml.slice(from, from + 20)).start;
    if (length > 0) this.#log.report('space-before-name', { start, end: from + length });
    return from + length;
  }

  #openingTag(start: number, nameStart: number): void {
    const tag = scanTag(this.#xml, start, nameStart);
    const top = this.#stack.at(-1);
    if (top === undefined && this.#root !== null && !this.#isSibling(tag, this.#root)) {
      this.#log.report('second-root', tag.nameSpan, { expected: this.#root.name });
      this.#at = this.#xml.length;
      return;
    }
    if (top !== undefined && this.#isText(tag, top)) {
      this.#log.report('raw-less-than', { start, end: start + 1 });
      top.isSound = false;
      this.#at = start + 1;
      return;
    }
    this.#reportTag(tag);
    this.#at = tag.end;
    if (top !== undefined && this.#guesses && this.#meantToClose(tag, top)) {
      this.#log.report('opening-for-closing', { start, end: tag.end }, closing(top.tag));
      this.#pop(start, tag.end);
      return;
    }
    if (top !== undefined && this.#guesses && isLeaf(top.tag.name) && isKnown(tag.name)) {
      this.#unclosed(top, start);
      this.#pop(start, start, false);
    }
    if (this.#stack.length >= NESTING_LIMIT) {
      this.#tooDeep = tag.nameSpan;
      this.#at = this.#xml.length;
      return;
    }
    this.#stack.push({ tag, start, children: [], hasText: false, isSound: true });
    if (tag.isSelfClosing) this.#pop(tag.end, tag.end);
  }

  #reportTag(tag: ScannedTag): void {
    this.#log.take(tag.breaks);
    for (const { valueSpan } of tag.attributes) {
      if (valueSpan !== null) checkReferences(this.#xml, valueSpan, (problem, span) => this.#log.report(problem, span));
    }
  }

  /** `<a>text<a>`: an opening tag where only the closing one makes sense. */
  #meantToClose(tag: ScannedTag, top: OpenElement): boolean {
    if (tag.name !== top.tag.name || tag.attributes.length > 0) return false;
    if (!top.hasText && top.children.length === 0) return false;
    const next = this.#xml.indexOf('<', tag.end);
    return next < 0 ? saysNothing(this.#xml.slice(tag.end)) : BLANK.test(this.#xml.slice(tag.end, next));
  }

  /** A bracket in the text of a leaf that nothing closes: `<inputAsset><JobInputAsset(0)</inputAsset>`. */
  #isText(tag: ScannedTag, top: OpenElement): boolean {
    return tag.isOpen && isLeaf(top.tag.name) && !isKnown(tag.name);
  }

  /** Leaves side by side without anything around them: one is told, and all are read as if their parent were there. */
  #isSibling(tag: ScannedTag, root: XmlElement): boolean {
    if (!isLeaf(tag.name) || !isLeaf(root.name)) return false;
    if (this.#siblings.length === 0) this.#log.report('missing-root', root.nameSpan, { expected: '<taskBody>' });
    return true;
  }

  /** An element that is never closed, unless its own tag is not either; its content ends at `end`. */
  #unclosed({ tag }: OpenElement, end: number): void {
    if (!tag.isOpen) this.#log.report('unclosed-element', tag.nameSpan, insertedClosing(this.#xml, tag, end));
  }

  #closingTag(start: number, nameStart: number): void {
    const expected = this.#stack.at(-1)?.tag.name ?? '';
    const end = nameStart + expected.length;
    if (expected !== '' && this.#xml[end] === '>' && this.#xml.startsWith(expected, nameStart)) {
      this.#at = end + 1;
      this.#pop(start, this.#at);
      return;
    }
    const tag = scanTag(this.#xml, start, nameStart);
    const { name, nameSpan } = tag;
    this.#at = Math.max(tag.end, start + 2);
    // All else that is wrong in it is told as one.
    if (tag.isOpen) this.#log.take(tag.breaks);
    const level = innermost(
      this.#stack.map((open) => open.tag.name),
      name,
    );
    if (level < 0) {
      const top = this.#stack.at(-1);
      if (top === undefined) this.#log.report('stray-closing-tag', nameSpan);
      else if (this.#endsTop(name, top)) {
        this.#log.report('wrong-closing-tag', nameSpan, closing(top.tag));
        this.#pop(start, this.#at);
      } else this.#log.report('stray-closing-tag', nameSpan, { expected: `</${top.tag.name}>` });
      return;
    }
    while (this.#stack.length - 1 > level) {
      this.#unclosed(this.#stack.at(-1) as OpenElement, start);
      this.#pop(start, start, false);
    }
    const behind = nameSpan.end + trimmedSpan(this.#xml.slice(nameSpan.end, tag.end)).start;
    if (!tag.isOpen && this.#xml[behind] !== '>') this.#log.take([otherBreak(behind)]);
    const opening = (this.#stack.at(-1) as OpenElement).tag;
    if (opening.name !== name) this.#log.report('closing-tag-case', nameSpan, closing(opening));
    this.#pop(start, this.#at);
  }

  /** Whether a closing tag that nothing of its name is open for must have been meant for the innermost element. */
  #endsTop(name: string, { tag }: OpenElement): boolean {
    if (isLeaf(tag.name) || nearest(name, [tag.name]) !== null) return true;
    return this.#stack.length === 1 && BLANK.test(this.#xml.slice(this.#at));
  }

  #pop(contentEnd: number, end: number, isClosed = true): void {
    const { tag, start, children, isSound: isUnbroken } = this.#stack.pop() as OpenElement;
    const content = { start: tag.end, end: Math.max(tag.end, contentEnd) };
    const { name, nameSpan, attributes } = tag;
    const element = {
      name,
      nameSpan,
      attributes,
      span: { start, end: Math.max(end, content.end) },
      content,
      children,
      isSound: isClosed && isUnbroken,
      hasSoundTag: tag.breaks.length === 0,
    };
    const parent = this.#stack.at(-1);
    if (parent !== undefined) parent.children.push(element);
    else if (this.#root === null) this.#root = element;
    else this.#siblings.push(element);
  }

  #finish(): void {
    const end = this.#xml.length;
    const top = this.#stack.at(-1);
    const isTold = this.#log.has('unclosed-tag', 'unclosed-markup');
    if (top !== undefined && this.#tooDeep === null && !isTold) this.#unclosed(top, end);
    while (this.#stack.length > 0) this.#pop(end, end, false);
    if (this.#root !== null || this.#log.breaks.some(({ problem }) => problem !== 'text-outside-root')) return;
    this.#log.clear();
    const isEscaped = /^\s*&lt;/.test(this.#xml);
    const problem = isEscaped ? 'escaped-markup' : this.#xml.trim() === '' ? 'empty' : 'no-element';
    this.#log.report(problem, { start: 0, end: isEscaped ? this.#xml.indexOf('&lt;') + 4 : end });
  }
}
