/** A half-open run of UTF-16 code units: `start` is inside, `end` is not. Offsets count from 0. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * The run of a text without white space (as JSON and XML have it) around it. By hand: a pattern for trailing blanks is
 * quadratic in blanks that do not trail.
 */
export function trimmedSpan(text: string): Span {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start += 1;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1;
  return { start, end };
}

/** Whether a UTF-16 unit is white space as JSON and XML have it. */
export function isBlank(unit: number): boolean {
  return unit === 0x20 || unit === 0x09 || unit === 0x0a || unit === 0x0d;
}

/** Behind the white space, as JSON and XML have it, that stands at an offset. */
export function behindBlanks(text: string, offset: number): number {
  let at = offset;
  while (isBlank(text.charCodeAt(at))) at += 1;
  return at;
}

/** A run with the spaces and tabs around it. */
export function withSpaces(text: string, run: Span): Span {
  let { start, end } = run;
  while (isSpace(text[start - 1])) start -= 1;
  while (isSpace(text[end])) end += 1;
  return { start, end };
}

function isSpace(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}

/** Whether a character ends a line; none, at the ends of a text, does not. */
export function isLineEnd(character: string | undefined): boolean {
  return character === '\n' || character === '\r';
}

/** The line break and indentation, or the blanks, that an offset stands behind. */
export function blanksBefore(text: string, offset: number): string {
  let from = offset;
  while (from > 0 && isBlank(text.charCodeAt(from - 1))) from -= 1;
  return text.slice(from, offset);
}
