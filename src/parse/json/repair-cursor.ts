/** Reads broken JSON from left to right. */
import { triviaScanner } from '#json-trivia';
import { TextMapBuilder } from '../../text/text-map.js';
import type { TextEdit } from '../rewrite.js';
import { type BrokenString, readBrokenString } from './broken-string.js';
import { RepairLog } from './repair-log.js';

const BEHIND_KEY = /[ \t\r\n]*:/y;
const BEHIND_VALUE = /[ \t\r\n]*(?:[,\]}]|$)/y;

/** A place in the text, what has been found up to it, and the repaired text. */
export class RepairCursor {
  readonly text: string;
  readonly out: TextMapBuilder;
  readonly log: RepairLog;
  at = 0;
  readonly #behindTrivia: (at: number) => number;
  /** Set once guessing where a string ends has led to the end of the text. */
  #isStrict = false;

  readonly #hasComments: boolean;

  /** `hasComments` where comments are part of the form. */
  constructor(text: string, hasComments: boolean) {
    this.text = text;
    this.#hasComments = hasComments;
    this.out = new TextMapBuilder(text);
    this.log = new RepairLog(text);
    this.#behindTrivia = triviaScanner(text);
  }

  /** The character at the cursor; '' at the end. */
  get symbol(): string {
    return this.text[this.at] ?? '';
  }

  /** Moves to the next token that means something, telling comments on the way; false at the end of the text. */
  skipTrivia(): boolean {
    for (;;) {
      if (this.symbol === '"' || this.symbol === '') return this.symbol !== '';
      const end = this.symbol === '#' ? this.#endOfLine() : this.#endOfTrivia();
      if (end === this.at) return true;
      this.at = end;
    }
  }

  /** Reads the string at the cursor, writes it repaired, and tells what broke it. */
  readString(isKey: boolean): BrokenString {
    const context = { isKey, inArray: this.log.stack.at(-1)?.isArray ?? false };
    let result = readBrokenString(this.text, this.at, { ...context, strict: this.#isStrict });
    if (result.unfinished && result.breaks.length > 0 && !this.#isStrict) {
      this.#isStrict = true;
      result = readBrokenString(this.text, this.at, { ...context, strict: true });
    }
    this.write(result.end, result.edits);
    if (result.breaks.length === 0) this.log.settle();
    // Where something else follows than follows a string, it may end elsewhere: nothing in it is safe to mend.
    const behind = isKey ? BEHIND_KEY : BEHIND_VALUE;
    behind.lastIndex = result.end;
    const isSure = behind.test(this.text);
    for (const { problem, span, mend } of result.breaks) {
      this.log.report(problem, span.start, span.end, isSure || !mend.safe ? mend : null, true);
    }
    return result;
  }

  /** Writes what stands from here to `end` with edits, from left to right, and moves there. */
  write(end: number, edits: readonly TextEdit[]): void {
    for (const edit of edits) {
      this.out.copy(this.at, edit.start);
      this.out.replace(edit.start, edit.end, edit.text);
      this.at = edit.end;
    }
    this.out.copy(this.at, end);
    this.at = end;
  }

  /** A comment as scripts have it. */
  #endOfLine(): number {
    const length = this.text.slice(this.at).search(/[\r\n]/);
    const end = length < 0 ? this.text.length : this.at + length;
    this.log.reportComment(this.at, end);
    return end;
  }

  #endOfTrivia(): number {
    const end = this.#behindTrivia(this.at);
    if (this.symbol === '/' && end > this.at) this.#comment(end);
    return end;
  }

  #comment(end: number): void {
    const isOpen = end < this.at + 4 || !this.text.startsWith('*/', end - 2);
    if (!this.#hasComments) this.log.reportComment(this.at, end);
    else if (this.text[this.at + 1] === '*' && isOpen) this.log.report('unclosed-comment', this.at, end);
  }
}
