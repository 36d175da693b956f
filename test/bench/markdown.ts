/** Tables and numbers as they stand in docs/performance.md, so that what the bench prints can be pasted there. */

/** A table: the first column is text, the others are numbers. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), `|${head.map((_, n) => (n === 0 ? '---' : '--:')).join('|')}|`, ...rows.map(line)];
}

/** How many times as long, or as short, with about three digits: `3.41 ×`, `840 ×`. */
export function times(ratio: number): string {
  const digits = ratio < 10 ? 2 : ratio < 100 ? 1 : 0;
  return `${ratio < 1000 ? ratio.toFixed(digits) : count(Math.round(ratio))} ×`;
}

/** Milliseconds, with three digits. */
export function duration(milliseconds: number): string {
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toPrecision(3)} s`;
  return milliseconds >= 1 ? `${milliseconds.toPrecision(3)} ms` : `${(milliseconds * 1000).toPrecision(3)} µs`;
}

/** A count, with its thousands apart. */
export function count(value: number): string {
  return value.toLocaleString('en-US');
}

/** The size of a text of ASCII. */
export function size(characters: number): string {
  return characters >= 1e6 ? `${(characters / 1e6).toFixed(1)} MB` : `${(characters / 1e3).toFixed(1)} kB`;
}
