/**
 * Reads JSON that JSON.parse refuses: says what broke it and where, and repairs it as a person would, so that everything
 * else in the document is still checked.
 */
import type { Span } from '../../text/span.js';
import type { TextMapBuilder } from '../../text/text-map.js';
import { NESTING_LIMIT } from '../limits.js';
import { RepairCursor } from './repair-cursor.js';
import type { Container, RepairLog } from './repair-log.js';
import { repairScalar, skipScalar } from './repair-value.js';
import type { RepairedJson } from './repaired-json.js';
import { endOfOtherQuotes, endOfWord, isPlaceholder, isScalar, unquote } from './words.js';

type State = 'value' | 'key' | 'colon' | 'comma' | 'end';

/** Repairs a text; `isJsonc` where comments and trailing commas are fine. Linear in its length; never throws. */
export function repairJson(text: string, isJsonc = false): RepairedJson {
  return new Repair(text, isJsonc).run();
}

class Repair {
  readonly #cursor: RepairCursor;
  readonly #text: string;
  readonly #out: TextMapBuilder;
  readonly #log: RepairLog;
  readonly #stack: Container[];
  #state: State = 'value';
  /** The comma last read, not yet written: it is dropped where nothing follows it. */
  #comma: Span | null = null;
  /** Opening braces that were typed twice; as many closing ones may be too many. */
  #doubled = 0;
  #tooDeep: Span | null = null;

  readonly #isJsonc: boolean;

  constructor(text: string, isJsonc: boolean) {
    this.#isJsonc = isJsonc;
    this.#cursor = new RepairCursor(text, isJsonc);
    this.#text = text;
    this.#out = this.#cursor.out;
    this.#log = this.#cursor.log;
    this.#stack = this.#log.stack;
  }

  run(): RepairedJson {
    while (this.#tooDeep === null && this.#state !== 'end' && this.#cursor.skipTrivia()) this.#token();
    if (this.#tooDeep === null) this.#finish();
    return {
      map: this.#out.build(),
      breaks: this.#log.breaks,
      damaged: this.#log.damaged,
      incomplete: this.#log.incomplete,
      tooDeep: this.#tooDeep,
    };
  }

  #token(): void {
    const symbol = this.#text[this.#cursor.at] as string;
    const top = this.#stack.at(-1);
    if (top === undefined && ',:}]'.includes(symbol)) {
      this.#log.report('unexpected-symbol', this.#cursor.at, this.#cursor.at + 1);
      this.#cursor.at += 1;
    } else if (top !== undefined && symbol === ',') this.#readComma(top);
    else if (top !== undefined && (symbol === '}' || symbol === ']')) this.#close(symbol, top);
    else if (symbol === ':' || (symbol === '=' && this.#state === 'colon')) this.#readColon(symbol);
    else if (top !== undefined && this.#state === 'comma' && symbol === ';') {
      this.#log.report('unexpected-symbol', this.#cursor.at, this.#cursor.at + 1);
      this.#readComma(top);
    } else this.#readOperand(symbol);
  }

  /** A key or a value, whichever is due; a comma or colon before it may be missing. */
  #readOperand(symbol: string): void {
    const top = this.#stack.at(-1);
    const start = this.#cursor.at;
    if (symbol === '{' && this.#closesBefore()) return;
    const end = '"{['.includes(symbol) ? start + 1 : endOfWord(this.#text, start);
    if (this.#state === 'comma' && top !== undefined) {
      if (!'"{['.includes(symbol) && !isScalar(this.#text.slice(start, end))) {
        this.#log.report('unexpected-symbol', start, end);
        this.#cursor.at = end;
        return;
      }
      this.#log.report('missing-comma', start, end);
      this.#advance(top);
    }
    if (this.#state === 'colon') {
      this.#log.report('missing-colon', start, end);
      this.#out.replace(start, start, ':');
      this.#state = 'value';
    }
    this.#writeComma();
    if (this.#state === 'key') this.#readKey(symbol);
    else this.#readValue(symbol);
  }

  /** A new object where a property is due, in a list of objects: the one before it was never closed. */
  #closesBefore(): boolean {
    const [list, top] = this.#stack.slice(-2);
    const isDue = this.#state === 'comma' || (this.#state === 'key' && this.#comma !== null);
    if (!list?.isArray || top === undefined || top.isArray || !isDue) return false;
    this.#log.report('missing-bracket', this.#cursor.at, this.#cursor.at + 1);
    this.#log.leaveIncomplete(this.#stack.length);
    const comma = this.#comma;
    this.#comma = null;
    this.#pop(this.#cursor.at, this.#cursor.at, '}');
    this.#comma = comma;
    this.#advance(list);
    this.#writeComma();
    this.#readValue('{');
    return true;
  }

  #readKey(symbol: string): void {
    const frame = this.#stack.at(-1) as Container;
    const start = this.#cursor.at;
    if (symbol === '"') {
      const { end } = this.#cursor.readString(true);
      frame.key = unquote(this.#text.slice(start, end));
    } else if (symbol === '{' && this.#text[start - 1] === '{') {
      this.#log.report('unexpected-symbol', start, start + 1);
      this.#doubled += 1;
      this.#cursor.at += 1;
      return;
    } else if (symbol === '{' || symbol === '[') {
      this.#log.report('missing-key', start, start + 1);
      this.#log.leaveIncomplete(this.#stack.length);
      frame.key = '';
      this.#out.replace(start, start, '"":');
      this.#state = 'value';
      this.#log.damage();
      this.#readValue(symbol);
      return;
    } else {
      const quoted = endOfOtherQuotes(this.#text, this.#cursor.at);
      const end = quoted ?? endOfWord(this.#text, this.#cursor.at);
      frame.key = quoted === null ? this.#text.slice(start, end) : this.#text.slice(start + 1, end - 1);
      this.#log.report(quoted === null ? 'unquoted-key' : 'quote-style', start, end);
      this.#out.replace(start, end, JSON.stringify(frame.key));
      this.#cursor.at = end;
    }
    this.#state = 'colon';
  }

  #readValue(symbol: string): void {
    if (symbol === '[' || (symbol === '{' && !isPlaceholder(this.#text, this.#cursor.at))) {
      this.#open(symbol);
      return;
    }
    repairScalar(this.#cursor);
    this.#afterValue();
  }

  #open(symbol: '{' | '['): void {
    const open = this.#cursor.at;
    if (this.#stack.length >= NESTING_LIMIT) {
      this.#tooDeep = { start: open, end: open + 1 };
      return;
    }
    this.#out.copy(open, open + 1);
    this.#stack.push({ isArray: symbol === '[', index: 0, key: '' });
    this.#state = symbol === '[' ? 'value' : 'key';
    this.#log.settle();
    this.#cursor.at += 1;
  }

  #close(symbol: '}' | ']', top: Container): void {
    const wanted = top.isArray ? ']' : '}';
    const end = this.#cursor.at + 1;
    this.#fillGap(this.#cursor.at, end);
    if (symbol !== wanted) {
      const parent = this.#stack.at(-2);
      if (parent !== undefined && parent.isArray !== top.isArray && this.#endsParent(end, parent)) {
        this.#log.report('missing-bracket', this.#cursor.at, end);
        this.#log.leaveIncomplete(this.#stack.length);
        this.#pop(this.#cursor.at, this.#cursor.at, wanted);
        return;
      }
      this.#log.report('wrong-bracket', this.#cursor.at, end);
    } else this.#log.settle();
    this.#pop(this.#cursor.at, end, wanted);
  }

  /** Whether a bracket that does not fit ends what is around, by what follows it; else it is the wrong one. */
  #endsParent(end: number, parent: Container): boolean {
    const rest = this.#text.slice(end, end + 300).trimStart();
    if (this.#stack.length === 2) return rest === '';
    return parent.isArray ? !/^,\s*"[^"]*"\s*:/.test(rest) : !/^,\s*"[^"]*"\s*:|^\}\s*\]/.test(rest);
  }

  #pop(start: number, end: number, bracket: string): void {
    this.#out.replace(start, end, bracket);
    this.#cursor.at = end;
    this.#stack.pop();
    this.#afterValue();
  }

  /** Before a closing bracket or the end: a comma too many, a value or colon that never came. */
  #fillGap(start: number, end: number): void {
    if (this.#comma !== null) {
      // What stood for a comma has been told as what it is.
      const isTold = this.#isJsonc || this.#text[this.#comma.start] !== ',';
      if (!isTold) this.#log.report('extra-comma', this.#comma.start, this.#comma.end);
      this.#comma = null;
      return;
    }
    if (this.#state !== 'colon' && (this.#state !== 'value' || this.#stack.at(-1)?.isArray)) return;
    this.#log.report('missing-value', start, end);
    this.#out.replace(start, start, this.#state === 'colon' ? ':null' : 'null');
    this.#log.damage();
    this.#afterValue();
  }

  #readComma(top: Container): void {
    const span = { start: this.#cursor.at, end: this.#cursor.at + 1 };
    this.#cursor.at = span.end;
    const inObject = this.#state === 'colon' || (this.#state === 'value' && !top.isArray);
    if (inObject) this.#fillGap(span.start, span.end);
    if (this.#state !== 'comma') {
      this.#log.report('extra-comma', span.start, span.end);
      return;
    }
    if (!inObject) this.#log.settle();
    this.#comma = span;
    this.#advance(top);
  }

  /** A colon, or the sign that other languages have in its place. */
  #readColon(symbol: string): void {
    const start = this.#cursor.at;
    this.#cursor.at += symbol === '=' && this.#text[start + 1] === '>' ? 2 : 1;
    const isDue = this.#state === 'colon';
    if (!isDue || symbol !== ':') this.#log.report('unexpected-symbol', start, this.#cursor.at);
    else this.#log.settle();
    if (isDue) {
      this.#out.replace(start, this.#cursor.at, ':');
      this.#state = 'value';
    } else if (this.#state === 'comma') skipScalar(this.#cursor);
  }

  /** Steps to the next member of a container, by a comma that stands there or by one that should. */
  #advance(top: Container): void {
    if (this.#comma === null) this.#out.replace(this.#cursor.at, this.#cursor.at, ',');
    top.index += 1;
    this.#state = top.isArray ? 'value' : 'key';
  }

  #writeComma(): void {
    if (this.#comma !== null) this.#out.replace(this.#comma.start, this.#comma.end, ',');
    this.#comma = null;
  }

  #afterValue(): void {
    this.#state = 'comma';
    if (this.#stack.length > 0) return;
    for (; this.#doubled > 0 && this.#cursor.skipTrivia() && this.#text[this.#cursor.at] === '}'; this.#doubled -= 1)
      this.#cursor.at += 1;
    if (!this.#cursor.skipTrivia()) return;
    this.#log.report('text-after-end', this.#cursor.at, this.#text.trimEnd().length);
    this.#state = 'end';
  }

  #finish(): void {
    const end = this.#text.length;
    const state = this.#state;
    if (this.#stack.length === 0) {
      if (state === 'value') this.#out.replace(end, end, 'null');
      return;
    }
    this.#log.report('unexpected-end', end, end);
    this.#comma = null;
    if (state === 'colon' || state === 'value') this.#log.damage();
    if (state === 'colon') this.#out.replace(end, end, ':null');
    if (state === 'value' && !this.#stack.at(-1)?.isArray) this.#out.replace(end, end, 'null');
    for (let depth = this.#stack.length; depth > 0; depth -= 1) {
      const frame = this.#stack[depth - 1] as Container;
      this.#log.leaveIncomplete(depth);
      this.#out.replace(end, end, frame.isArray ? ']' : '}');
    }
  }
}
