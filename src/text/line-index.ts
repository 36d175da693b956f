/** A position as editors show it: `line` and `column` count from 1, `offset` and `column` in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/** Where each line of a text starts. Lines end at LF, CRLF or a lone CR. */
export interface LineIndex {
  readonly lineCount: number;
  /** The position of an offset; offsets past the end give the end. */
  position(offset: number): Position;
  /** The offset of a line and column, both from 1; past the end of the line or text it is that end. */
  offset(line: number, column: number): number;
  /** The text of a line (from 1) without its line end; '' for a line that is not there. */
  line(line: number): string;
}

/** Indexes a text in one pass; each look-up is a binary search. */
export function lineIndex(text: string): LineIndex {
  const starts = lineStarts(text);
  const endOf = (line: number): number => {
    let end = starts[line] ?? text.length;
    // By hand: a pattern that looks for line ends at the end searches all of a line that may be the whole file.
    while (end > (starts[line - 1] ?? 0) && isLineEnd(text.charCodeAt(end - 1))) end -= 1;
    return end;
  };
  return {
    lineCount: starts.length,
    position(offset) {
      const clamped = Math.max(0, Math.min(offset, text.length));
      const line = lastAtMost(starts, clamped);
      return { line: line + 1, column: clamped - (starts[line] ?? 0) + 1, offset: clamped };
    },
    offset(line, column) {
      const start = starts[line - 1];
      return start === undefined ? text.length : Math.min(start + column - 1, endOf(line));
    },
    line(line) {
      const start = starts[line - 1];
      return start === undefined ? '' : text.slice(start, endOf(line));
    },
  };
}

/** By jumping from line end to line end: a definition may be one line of many MB. */
function lineStarts(text: string): number[] {
  const starts = [0];
  let feed = text.indexOf('\n');
  let carriage = text.indexOf('\r');
  while (feed >= 0 || carriage >= 0) {
    const isFeed = carriage < 0 || (feed >= 0 && feed < carriage);
    const isPair = !isFeed && feed === carriage + 1;
    const start = (isFeed || isPair ? feed : carriage) + 1;
    starts.push(start);
    if (isFeed || isPair) feed = text.indexOf('\n', start);
    if (!isFeed) carriage = text.indexOf('\r', start);
  }
  return starts;
}

function isLineEnd(unit: number): boolean {
  return unit === 0x0a || unit === 0x0d;
}

/** Index of the last entry that is not greater than `value`; entries ascend and the first is 0. */
function lastAtMost(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
