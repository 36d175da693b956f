import { NESTING_LIMIT } from '../limits.js';

/** What the text of JSON is like, without reading it. */
export interface Outline {
  /** Whether brackets nest deeper than the limit. */
  readonly isTooDeep: boolean;
  /** How many strings have a colon behind them: the keys of all objects. */
  readonly keys: number;
}

/**
 * Counts brackets and colons by jumping from string to string, before any library that could recurse sees the text. Exact for
 * well-formed JSON; for broken text, `repairJson` counts again as it reads.
 */
export function outlineJson(text: string): Outline {
  let depth = 0;
  let keys = 0;
  for (let at = 0; at < text.length; ) {
    const quote = text.indexOf('"', at);
    const end = quote < 0 ? text.length : quote;
    for (; at < end; at += 1) {
      const unit = text.charCodeAt(at);
      if (unit === 0x3a) keys += 1;
      else if (unit === 0x7b || unit === 0x5b) {
        depth += 1;
        if (depth > NESTING_LIMIT) return { isTooDeep: true, keys };
      } else if (unit === 0x7d || unit === 0x5d) depth -= 1;
    }
    if (quote >= 0) at = endOfString(text, quote);
  }
  return { isTooDeep: false, keys };
}

/** Offset behind the quote that ends the string opened at `start`; the text's length when there is none. */
export function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    if (text.charCodeAt(quote - 1) !== 0x5c) return quote + 1;
    let slashes = quote - 1;
    while (text.charCodeAt(slashes - 1) === 0x5c) slashes -= 1;
    if ((quote - slashes) % 2 === 0) return quote + 1;
  }
  return text.length;
}
