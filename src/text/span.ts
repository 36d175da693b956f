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

/** The line break and indentation, or the blanks, that an offset stands behind. */
export function blanksBefore(text: string, offset: number): string {
  let from = offset;
  while (from > 0 && isBlank(text.charCodeAt(from - 1))) from -= 1;
  return text.slice(from, offset);
}
