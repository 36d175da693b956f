/**
 * Reads JSON that JSON.parse refuses: says what broke it and where, and repairs it as a person would, so that everything
 * else in the document is still checked. The only importer of jsonc-parser, whose scanner tolerates anything.
 */
import { createScanner } from 'jsonc-parser';
import type { JsonProblem } from '../../diagnostics/codes.js';
import { excerpt, type Path } from '../../diagnostics/diagnostic.js';
import type { Span } from '../../text/span.js';
import { type MappedText, TextMapBuilder } from '../../text/text-map.js';
import { NESTING_LIMIT } from '../limits.js';
import { type BrokenString, readBrokenString } from './broken-string.js';

export interface JsonBreak {
  readonly problem: JsonProblem;
  /** In the text as it was given. */
  readonly span: Span;
  readonly found: string;
  /** The value that the break belongs to. */
  readonly path: Path;
}

export interface RepairedJson {
  /** Well-formed JSON, with the way back to the text as it was given. */
  readonly map: MappedText;
  readonly breaks: readonly JsonBreak[];
  /** Values that a break went through: what they say now is a guess, good for linking and for nothing else. */
  readonly damaged: readonly Path[];
  /** Containers whose end is lost: what they seem to lack may have stood there. */
  readonly incomplete: readonly Path[];
  /** The bracket that opens one level too many, where reading stopped. */
  readonly tooDeep: Span | null;
}

/** jsonc-parser's token kinds; its own enum exists at compile time only. */
const KIND = { lineComment: 12, blockComment: 13, lineBreak: 14, space: 15, end: 17 } as const;

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const OPENING_QUOTES = "'‘“„”`";
const CLOSING_QUOTES = "'’”“`";

interface Frame {
  readonly isArray: boolean;
  readonly open: number;
  index: number;
  key: string;
}

type State = 'value' | 'key' | 'colon' | 'comma' | 'end';

/** Repairs a text. Linear in its length; never throws. */
export function repairJson(text: string): RepairedJson {
  return new Repair(text).run();
}

class Repair {
  readonly #text: string;
  readonly #out: TextMapBuilder;
  readonly #scanner;
  readonly #stack: Frame[] = [];
  readonly #breaks: JsonBreak[] = [];
  readonly #damaged: Path[] = [];
  readonly #incomplete: Path[] = [];
  #state: State = 'value';
  #at = 0;
  /** The comma last read, not yet written: it is dropped where nothing follows it. */
  #comma: Span | null = null;
  /** Set after a break until something expected comes: one break is told once. */
  #quiet = false;
  #strict = false;
  #tooDeep: Span | null = null;

  constructor(text: string) {
    this.#text = text;
    this.#out = new TextMapBuilder(text);
    this.#scanner = createScanner(text, false);
  }

  run(): RepairedJson {
    while (this.#tooDeep === null && this.#state !== 'end' && this.#skipTrivia()) this.#token();
    if (this.#tooDeep === null) this.#finish();
    return {
      map: this.#out.build(),
      breaks: this.#breaks,
      damaged: this.#damaged,
      incomplete: this.#incomplete,
      tooDeep: this.#tooDeep,
    };
  }

  /** Moves to the next token that means something; false at the end of the text. */
  #skipTrivia(): boolean {
    for (;;) {
      const next = this.#text[this.#at];
      if (next === '"' || next === undefined) return next !== undefined;
      this.#scanner.setPosition(this.#at);
      const kind = this.#scanner.scan() as number;
      if (kind === KIND.end) return false;
      if (kind < KIND.lineComment || kind > KIND.space) return true;
      const end = this.#scanner.getPosition();
      if (kind <= KIND.blockComment) this.#report('comment', this.#at, end);
      this.#at = end;
    }
  }

  #token(): void {
    const symbol = this.#text[this.#at] as string;
    if (symbol === ',') this.#readComma();
    else if (symbol === '}' || symbol === ']') this.#close(symbol);
    else if (symbol === ':') this.#readColon();
    else if (this.#state === 'comma' && symbol === ';') {
      this.#report('unexpected-symbol', this.#at, this.#at + 1);
      this.#readComma();
    } else this.#readOperand(symbol);
  }

  /** A key or a value, whichever is due; a comma or colon before it may be missing. */
  #readOperand(symbol: string): void {
    const top = this.#stack.at(-1);
    const start = this.#at;
    if (this.#state === 'comma' && top !== undefined) {
      if (!'"{['.includes(symbol) && !NUMBER.test(this.#word()) && !isKeyword(this.#word())) {
        this.#report('unexpected-symbol', start, this.#endOfWord());
        this.#at = this.#endOfWord();
        return;
      }
      this.#report('missing-comma', start, this.#endOfOperand(symbol));
      this.#advance(top);
    }
    if (this.#state === 'colon') {
      this.#report('missing-colon', start, this.#endOfOperand(symbol));
      this.#out.replace(start, start, ':');
      this.#state = 'value';
    }
    this.#writeComma();
    if (this.#state === 'key') this.#readKey(symbol);
    else this.#readValue(symbol);
  }

  #readKey(symbol: string): void {
    const frame = this.#stack.at(-1) as Frame;
    const start = this.#at;
    if (symbol === '"') {
      const { end } = this.#readString(true);
      frame.key = unquote(this.#text.slice(start, end));
    } else if (symbol === '{' || symbol === '[') {
      this.#report('missing-key', start, start + 1);
      frame.key = '';
      this.#out.replace(start, start, '"":');
      this.#state = 'value';
      this.#damage();
      this.#readValue(symbol);
      return;
    } else {
      const quoted = this.#otherQuotes();
      const end = quoted ?? this.#endOfWord();
      frame.key = quoted === null ? this.#text.slice(start, end) : this.#text.slice(start + 1, end - 1);
      this.#report(quoted === null ? 'unquoted-key' : 'quote-style', start, end);
      this.#out.replace(start, end, JSON.stringify(frame.key));
      this.#at = end;
    }
    this.#state = 'colon';
  }

  #readValue(symbol: string): void {
    const start = this.#at;
    if (symbol === '{' || symbol === '[') {
      this.#open(symbol);
      return;
    }
    if (symbol === '"') {
      const { breaks, unfinished } = this.#readString(false);
      if (breaks.length > 0 || unfinished) this.#damage();
    } else {
      const quoted = this.#otherQuotes();
      const end = quoted ?? this.#endOfWord();
      const word = this.#text.slice(start, end);
      if (quoted === null && (NUMBER.test(word) || isKeyword(word))) {
        this.#out.copy(start, end);
        this.#quiet = false;
      } else {
        this.#report(quoted === null ? 'invalid-value' : 'quote-style', start, end);
        this.#out.replace(start, end, quoted === null ? 'null' : JSON.stringify(word.slice(1, -1)));
        this.#damage();
      }
      this.#at = end;
    }
    this.#afterValue();
  }

  #readString(isKey: boolean): BrokenString {
    const inArray = this.#stack.at(-1)?.isArray ?? false;
    let result = readBrokenString(this.#text, this.#at, { isKey, inArray, strict: this.#strict });
    if (result.unfinished && result.breaks.length > 0 && !this.#strict) {
      this.#strict = true;
      result = readBrokenString(this.#text, this.#at, { isKey, inArray, strict: true });
    }
    let copied = this.#at;
    for (const { span, text } of result.edits) {
      this.#out.copy(copied, span.start);
      this.#out.replace(span.start, span.end, text);
      copied = span.end;
    }
    this.#out.copy(copied, result.end);
    if (result.breaks.length === 0) this.#quiet = false;
    for (const { problem, span } of result.breaks) this.#report(problem, span.start, span.end, true);
    this.#at = result.end;
    return result;
  }

  #open(symbol: '{' | '['): void {
    const open = this.#at;
    if (this.#stack.length >= NESTING_LIMIT) {
      this.#tooDeep = { start: open, end: open + 1 };
      return;
    }
    this.#out.copy(open, open + 1);
    this.#stack.push({ isArray: symbol === '[', open, index: 0, key: '' });
    this.#state = symbol === '[' ? 'value' : 'key';
    this.#quiet = false;
    this.#at += 1;
  }

  #close(symbol: '}' | ']'): void {
    const top = this.#stack.at(-1);
    if (top === undefined) {
      this.#report('text-after-end', this.#at, this.#text.trimEnd().length);
      this.#state = this.#state === 'value' ? 'value' : 'end';
      this.#at += 1;
      return;
    }
    const wanted = top.isArray ? ']' : '}';
    const end = this.#at + 1;
    this.#fillGap(this.#at, end);
    if (symbol !== wanted) {
      const parent = this.#stack.at(-2);
      if (parent !== undefined && parent.isArray !== top.isArray) {
        this.#report('missing-bracket', this.#at, end);
        this.#incomplete.push(this.#path(-1));
        this.#pop(this.#at, this.#at, wanted);
        return;
      }
      this.#report('wrong-bracket', this.#at, end);
    } else this.#quiet = false;
    this.#pop(this.#at, end, wanted);
  }

  #pop(start: number, end: number, bracket: string): void {
    this.#out.replace(start, end, bracket);
    this.#at = end;
    this.#stack.pop();
    this.#afterValue();
  }

  /** Before a closing bracket or the end: a comma too many, a value or colon that never came. */
  #fillGap(start: number, end: number): void {
    if (this.#comma !== null) {
      this.#report('extra-comma', this.#comma.start, this.#comma.end);
      this.#comma = null;
      return;
    }
    if (this.#state !== 'colon' && (this.#state !== 'value' || this.#stack.at(-1)?.isArray)) return;
    this.#report('missing-value', start, end);
    this.#out.replace(start, start, this.#state === 'colon' ? ':null' : 'null');
    this.#damage();
    this.#afterValue();
  }

  #readComma(): void {
    const span = { start: this.#at, end: this.#at + 1 };
    const top = this.#stack.at(-1);
    this.#at = span.end;
    if (top === undefined) {
      this.#report('text-after-end', span.start, this.#text.trimEnd().length);
      this.#state = this.#state === 'value' ? 'value' : 'end';
      return;
    }
    const inObject = this.#state === 'colon' || (this.#state === 'value' && !top.isArray);
    if (inObject) this.#fillGap(span.start, span.end);
    if (this.#state !== 'comma') {
      this.#report('extra-comma', span.start, span.end);
      return;
    }
    if (!inObject) this.#quiet = false;
    this.#comma = span;
    this.#advance(top);
  }

  #readColon(): void {
    const start = this.#at;
    this.#at += 1;
    if (this.#state !== 'colon') {
      this.#report('unexpected-symbol', start, this.#at);
      return;
    }
    this.#out.copy(start, this.#at);
    this.#quiet = false;
    this.#state = 'value';
  }

  /** Steps to the next member of a container, by a comma that stands there or by one that should. */
  #advance(top: Frame): void {
    if (this.#comma === null) this.#out.replace(this.#at, this.#at, ',');
    top.index += 1;
    this.#state = top.isArray ? 'value' : 'key';
  }

  #writeComma(): void {
    if (this.#comma !== null) this.#out.replace(this.#comma.start, this.#comma.end, ',');
    this.#comma = null;
  }

  #afterValue(): void {
    this.#state = 'comma';
    if (this.#stack.length > 0 || !this.#skipTrivia()) return;
    this.#report('text-after-end', this.#at, this.#text.trimEnd().length);
    this.#state = 'end';
  }

  #finish(): void {
    const end = this.#text.length;
    const state = this.#state;
    if (this.#stack.length === 0) {
      if (state === 'value') this.#out.replace(end, end, 'null');
      return;
    }
    this.#report('unexpected-end', end, end);
    this.#comma = null;
    if (state === 'colon' || state === 'value') this.#damage();
    if (state === 'colon') this.#out.replace(end, end, ':null');
    if (state === 'value' && !this.#stack.at(-1)?.isArray) this.#out.replace(end, end, 'null');
    for (let depth = this.#stack.length; depth > 0; depth -= 1) {
      const frame = this.#stack[depth - 1] as Frame;
      this.#incomplete.push(this.#path(depth - 1));
      this.#out.replace(end, end, frame.isArray ? ']' : '}');
    }
  }

  /** The end of a text in single, curly or back quotes on one line, where one starts here; otherwise null. */
  #otherQuotes(): number | null {
    const kind = OPENING_QUOTES.indexOf(this.#text[this.#at] as string);
    if (kind < 0) return null;
    const opening = OPENING_QUOTES[kind] as string;
    const closing =
      opening === '”' ? '”' : opening === '„' ? '“' : opening === '“' ? '”' : CLOSING_QUOTES[Math.min(kind, 1)];
    for (let at = this.#at + 1; at < this.#text.length && !'\r\n'.includes(this.#text[at] as string); at += 1) {
      if (this.#text[at] === closing || (opening === '`' && this.#text[at] === '`')) return at + 1;
    }
    return null;
  }

  #word(): string {
    return this.#text.slice(this.#at, this.#endOfWord());
  }

  #endOfWord(): number {
    let end = this.#at + 1;
    while (end < this.#text.length && !' \t\r\n,:;[]{}"'.includes(this.#text[end] as string)) end += 1;
    return end;
  }

  #endOfOperand(symbol: string): number {
    return '"{['.includes(symbol) ? this.#at + 1 : this.#endOfWord();
  }

  #damage(): void {
    this.#damaged.push(this.#path());
  }

  /** The path of the value being read, or of the container `depth` levels down the stack (-1: the innermost). */
  #path(depth?: number): Path {
    const frames = depth === undefined ? this.#stack : this.#stack.slice(0, depth);
    return frames.map((frame) => (frame.isArray ? frame.index : frame.key));
  }

  #report(problem: JsonProblem, start: number, end: number, always = false): void {
    if (this.#quiet && !always) return;
    this.#quiet = true;
    const found = excerpt(this.#text.slice(start, Math.min(end, start + 200)), 20);
    this.#breaks.push({ problem, span: { start, end: Math.min(end, this.#text.length) }, found, path: this.#path() });
  }
}

function isKeyword(word: string): boolean {
  return word === 'true' || word === 'false' || word === 'null';
}

/** A key as JSON.parse would read it; as it stands where even that fails. */
function unquote(literal: string): string {
  try {
    return JSON.parse(literal) as string;
  } catch {
    return literal.replace(/^"|"$/g, '');
  }
}
