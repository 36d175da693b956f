/**
 * Where a string of broken JSON ends. People break JSON inside strings above all: a TaskBody pasted with its quotes
 * unescaped, or over several lines. So a quote ends a string only where what follows it could follow a string.
 */
import type { JsonProblem } from '../../diagnostics/syntax-problems.js';
import { behindBlanks, type Span } from '../../text/span.js';
import type { Mend } from '../repair.js';
import type { TextEdit } from '../rewrite.js';
import { endOfEscape, escaped } from './json-string.js';

/** All breaks of one kind in a string: where the first is, and what mends them all. */
export interface StringBreak {
  readonly problem: JsonProblem;
  readonly span: Span;
  readonly mend: Mend;
}

/** How far a string goes, what broke it and what repairs it. */
export interface BrokenString {
  /** Offset behind the string, its closing quote included where there is one. */
  readonly end: number;
  /** One for each kind. */
  readonly breaks: readonly StringBreak[];
  /** All that makes the string well-formed, from left to right. */
  readonly edits: readonly TextEdit[];
  /** The text ends within the string. */
  readonly unfinished: boolean;
}

/** Where the string stands, which decides what may follow it. */
export interface StringContext {
  readonly isKey: boolean;
  readonly inArray: boolean;
  /** Take the first quote that is not escaped: set after guessing led to the end of the text. */
  readonly strict: boolean;
}

const NEXT_IS_KEY = /[ \t]*"[^"\\\r\n]{0,200}"[ \t]*:/y;

/** Reads the string whose opening quote is at `start`. */
export function readBrokenString(text: string, start: number, context: StringContext): BrokenString {
  const breaks = new BreakList();
  const edits: TextEdit[] = [];
  /** Inside an attribute value of the XML in this string, between quotes that nobody escaped. */
  let inAttribute = false;
  let at = start + 1;
  let decided = at;
  const mend = (problem: JsonProblem, end: number, repair: string, safe = true, shown = end): void => {
    const edit = { start: at, end, text: repair };
    edits.push(edit);
    breaks.add(problem, { start: at, end: shown }, edit, safe);
    at = end;
  };

  while (at < text.length) {
    // A backslash before what has no escape goes with it: alone it would escape what that becomes.
    const lead = text[at] === '\\' && text.charCodeAt(at + 1) < 0x20 ? 1 : 0;
    const unit = text.charCodeAt(at + lead);
    if (unit === 0x22) {
      if (context.strict || (!inAttribute && endsHere(text, at, context))) {
        return { end: at + 1, breaks: breaks.all, edits, unfinished: false };
      }
      if (!breaks.all.some(isQuoteBreak) && isKeyBehindComma(text, start + 1, at)) {
        at = endBeforeComma(text, start + 1, at);
        mend('unclosed-string', at, '"', false, at + 1);
        return { end: at, breaks: breaks.all, edits, unfinished: false };
      }
      inAttribute = !inAttribute && text[at - 1] === '=';
      mend('unescaped-quote', at + 1, '\\"');
    } else if (unit === 0x5c) {
      const end = endOfEscape(text, at);
      if (end !== null) at = end;
      else if (text[at + 1] === "'") mend('invalid-escape', at + 1, '', true, at + 2);
      else mend('invalid-escape', at + 1, '\\\\', false, Math.min(at + 2, text.length));
    } else if (unit === 0x0a || unit === 0x0d) {
      const end = at + lead + (unit === 0x0d && text.charCodeAt(at + lead + 1) === 0x0a ? 2 : 1);
      // What holds for a line break holds for the blanks behind it.
      if (context.strict || (at >= decided && quoteIsMissing(text, end))) {
        if (lead > 0) mend('invalid-escape', at + 1, '\\\\', false);
        at = endBeforeComma(text, start + 1, at);
        mend('unclosed-string', at, '"', false, at + 1);
        return { end: at, breaks: breaks.all, edits, unfinished: false };
      }
      decided = Math.max(decided, at >= decided ? behindBlanks(text, end) : 0);
      mend('raw-line-break', end, escaped(text.slice(at, end)), lead === 0);
    } else if (unit < 0x20) {
      const end = at + lead + 1;
      mend('control-character', end, escaped(text.slice(at, end)), lead === 0);
    } else at += 1;
  }
  edits.push({ start: at, end: at, text: '"' });
  return { end: at, breaks: breaks.all, edits, unfinished: true };
}

/** The breaks of a string by their kinds: of each the first is shown, and what mends them goes together. */
class BreakList {
  readonly all: { problem: JsonProblem; span: Span; mend: { safe: boolean; edits: TextEdit[] } }[] = [];

  add(problem: JsonProblem, span: Span, edit: TextEdit, safe: boolean): void {
    const known = this.all.find((other) => other.problem === problem);
    if (known === undefined) this.all.push({ problem, span, mend: { safe, edits: [edit] } });
    else {
      known.mend.edits.push(edit);
      known.mend.safe &&= safe;
    }
  }
}

/**
 * Whether the next property begins at a quote, behind a comma: then the string before it was never closed. Quotes that
 * nobody escaped come before such a comma in all that people paste into a string.
 */
function isKeyBehindComma(text: string, start: number, quote: number): boolean {
  const end = endOfBlank(text, start, quote);
  return end > start && text[end - 1] === ',' && isKeyAt(text, quote);
}

/** Where a string without its closing quote ends before an offset: a comma there belongs to what surrounds the string. */
function endBeforeComma(text: string, start: number, before: number): number {
  const end = endOfBlank(text, start, before);
  return end > start && text[end - 1] === ',' ? end - 1 : end;
}

function isQuoteBreak({ problem }: StringBreak): boolean {
  return problem === 'unescaped-quote';
}

/** The end of what stands before an offset without the blanks in between. */
function endOfBlank(text: string, start: number, before: number): number {
  let end = before;
  while (end > start && ' \t'.includes(text[end - 1] as string)) end -= 1;
  return end;
}

/** Whether the quote at `quote` can be the closing one, by what follows it. */
function endsHere(text: string, quote: number, { isKey, inArray }: StringContext): boolean {
  const at = behindBlanks(text, quote + 1);
  if (at >= text.length) return true;
  const next = text[at] as string;
  const newLine = /[\r\n]/.test(text.slice(quote + 1, at));
  if (isKey || '}]:'.includes(next)) return true;
  if (next === ',') return inArray || goesOnBehindComma(text, at + 1);
  if (next === '/') return text[at + 1] === '/' || text[at + 1] === '*';
  if (next === ';') return '\r\n'.includes(text[at + 1] ?? '\n');
  if ('{[#'.includes(next)) return newLine;
  if (next !== '"') return false;
  return newLine || inArray || isKeyAt(text, at);
}

/** Whether what stands behind a comma can follow in an object: a line end, a property name, a slip of the keyboard. */
function goesOnBehindComma(text: string, from: number): boolean {
  const at = behindBlanks(text, from);
  return /[\r\n]/.test(text.slice(from, at)) || /^(?:["'“#/,}]|$|[A-Za-z_]\w*[ \t]*:)/.test(text.slice(at, at + 200));
}

/** Whether a line that starts at `from` begins with what follows a string: then its quote was left out before. */
function quoteIsMissing(text: string, from: number): boolean {
  const at = behindBlanks(text, from);
  return at >= text.length || '}]'.includes(text[at] as string) || isKeyAt(text, at);
}

function isKeyAt(text: string, at: number): boolean {
  NEXT_IS_KEY.lastIndex = at;
  return NEXT_IS_KEY.test(text);
}
