/**
 * Where a string of broken JSON ends. People break JSON inside strings above all: a TaskBody pasted with its quotes
 * unescaped, or over several lines. So a quote ends a string only where what follows it could follow a string.
 */
import type { JsonProblem } from '../../diagnostics/syntax-problems.js';
import type { Span } from '../../text/span.js';

/** A change that makes the string well-formed: `text` in the place of `span`. */
export interface StringEdit {
  readonly span: Span;
  readonly text: string;
}

/** One break of a string. */
export interface StringBreak {
  readonly problem: JsonProblem;
  readonly span: Span;
}

/** How far a string goes, what broke it and what repairs it. */
export interface BrokenString {
  /** Offset behind the string, its closing quote included where there is one. */
  readonly end: number;
  /** The first break of each kind. */
  readonly breaks: readonly StringBreak[];
  /** What repairs it, from left to right. */
  readonly edits: readonly StringEdit[];
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
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** Reads the string whose opening quote is at `start`. */
export function readBrokenString(text: string, start: number, context: StringContext): BrokenString {
  const breaks: StringBreak[] = [];
  const edits: StringEdit[] = [];
  /** Inside an attribute value of the XML in this string, between quotes that nobody escaped. */
  let inAttribute = false;
  let at = start + 1;
  let decided = at;
  const mend = (problem: JsonProblem, end: number, repair: string, shown = end): void => {
    if (!breaks.some((other) => other.problem === problem)) breaks.push({ problem, span: { start: at, end: shown } });
    edits.push({ span: { start: at, end }, text: repair });
    at = end;
  };

  while (at < text.length) {
    const unit = text.charCodeAt(at);
    if (unit === 0x22) {
      if (context.strict || (!inAttribute && endsHere(text, at, context))) {
        return { end: at + 1, breaks, edits, unfinished: false };
      }
      if (!breaks.some(isQuoteBreak) && isKeyBehindComma(text, start + 1, at)) {
        at = endBeforeComma(text, start + 1, at);
        mend('unclosed-string', at, '"', at + 1);
        return { end: at, breaks, edits, unfinished: false };
      }
      inAttribute = !inAttribute && text[at - 1] === '=';
      mend('unescaped-quote', at + 1, '\\"');
    } else if (unit === 0x5c) {
      ESCAPE.lastIndex = at;
      if (ESCAPE.test(text)) at = ESCAPE.lastIndex;
      else mend('invalid-escape', at + 1, '\\\\', Math.min(at + 2, text.length));
    } else if (unit === 0x0a || unit === 0x0d) {
      const end = unit === 0x0d && text.charCodeAt(at + 1) === 0x0a ? at + 2 : at + 1;
      // What holds for a line break holds for the blanks behind it.
      if (context.strict || (at >= decided && quoteIsMissing(text, end))) {
        at = endBeforeComma(text, start + 1, at);
        mend('unclosed-string', at, '"', at + 1);
        return { end: at, breaks, edits, unfinished: false };
      }
      decided = Math.max(decided, at >= decided ? skipBlank(text, end) : 0);
      mend('raw-line-break', end, end - at === 2 ? '\\r\\n' : unit === 0x0a ? '\\n' : '\\r');
    } else if (unit < 0x20) mend('control-character', at + 1, `\\u${unit.toString(16).padStart(4, '0')}`);
    else at += 1;
  }
  edits.push({ span: { start: at, end: at }, text: '"' });
  return { end: at, breaks, edits, unfinished: true };
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
  const at = skipBlank(text, quote + 1);
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
  const at = skipBlank(text, from);
  return /[\r\n]/.test(text.slice(from, at)) || /^(?:["'“#/,}]|$|[A-Za-z_]\w*[ \t]*:)/.test(text.slice(at, at + 200));
}

function skipBlank(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\r\n'.includes(text[at] as string)) at += 1;
  return at;
}

/** Whether a line that starts at `from` begins with what follows a string: then its quote was left out before. */
function quoteIsMissing(text: string, from: number): boolean {
  const at = skipBlank(text, from);
  return at >= text.length || '}]'.includes(text[at] as string) || isKeyAt(text, at);
}

function isKeyAt(text: string, at: number): boolean {
  NEXT_IS_KEY.lastIndex = at;
  return NEXT_IS_KEY.test(text);
}
