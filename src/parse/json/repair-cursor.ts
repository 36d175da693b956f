/** Reads broken JSON from left to right. The only importer of jsonc-parser, whose scanner tolerates anything. */
import { createScanner } from 'jsonc-parser';
import { TextMapBuilder } from '../../text/text-map.js';
import type { TextEdit } from '../rewrite.js';
import { type BrokenString, readBrokenString } from './broken-string.js';
import { RepairLog } from './repair-log.js';

/** jsonc-parser's token kinds; its own enum exists at compile time only. */
const KIND = { lineComment: 12, blockComment: 13, space: 15, end: 17 } as const;

const BEHIND_KEY = /[ \t\r\n]*:/y;
const BEHIND_VALUE = /[ \t\r\n]*(?:[,\]}]|$)/y;

/** A place in the text, what has been found up to it, and the repaired text. */
export class RepairCursor {
  readonly text: string;
  readonly out: TextMapBuilder;
  readonly log: RepairLog;
  at = 0;
  readonly #scanner;
  /** Set once guessing where a string ends has led to the end of the text. */
  #isStrict = false;

  readonly #hasComments: boolean;

  /** `hasComments` where comments are part of the form. */
  constructor(text: string, hasComments: boolean) {
    this.text = text;
    this.#hasComments = hasComments;
    this.out = new TextMapBuilder(text);
    this.log = new RepairLog(text);
    this.#scanner = createScanner(text, false);
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
      if (end === null) return this.at < this.text.length;
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

  #endOfTrivia(): number | null {
    this.#scanner.setPosition(this.at);
    const kind = this.#scanner.scan() as number;
    if (kind < KIND.lineComment || kind > KIND.space) return kind === KIND.end ? this.text.length : null;
    const end = this.#scanner.getPosition();
    if (kind <= KIND.blockComment) this.#comment(kind, end);
    return end;
  }

  #comment(kind: number, end: number): void {
    if (!this.#hasComments) this.log.reportComment(this.at, end);
    else if (kind === KIND.blockComment && (end < this.at + 4 || !this.text.startsWith('*/', end - 2)))
      this.log.report('unclosed-comment', this.at, end);
  }
}
