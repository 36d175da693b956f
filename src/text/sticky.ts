/** Patterns that take a text piece by piece. */

/**
 * How long a text may be that is read by such patterns. Those with groups that repeat keep a stack as long as the text, which
 * ends at some tens of MB.
 */
export const STICKY_LENGTH = 2 ** 20;

/** A pattern that matches at an offset only. */
export function sticky(pattern: string): RegExp {
  return new RegExp(pattern, 'y');
}

/** Behind what a sticky pattern takes at an offset; -1 where it takes nothing. */
export function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}
