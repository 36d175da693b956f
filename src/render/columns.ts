/** Text in columns of a terminal. */
import { wideTextWidth } from './wide-text.js';

/** How many columns a text takes: wide characters two, combining ones none. */
export function width(text: string): number {
  return PRINTABLE_ASCII.test(text) ? text.length : wideTextWidth(text);
}

/** Most text by far, and a hundred times faster to measure. */
const PRINTABLE_ASCII = /^[\x20-\x7e…]*$/;

/** Fills up to a width on the right. */
export function padEnd(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - width(text)));
}

/** Fills up to a width on the left. */
export function padStart(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - width(text))) + text;
}

/** A table: the first row is the head, `right` names the columns that align right. Cells are on one line each. */
export function table(rows: readonly (readonly string[])[], right: ReadonlySet<number>): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, width(cell));
    });
  }
  return rows.map((row) =>
    row
      .map((cell, column) =>
        right.has(column) ? padStart(cell, widths[column] ?? 0) : padEnd(cell, widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}
