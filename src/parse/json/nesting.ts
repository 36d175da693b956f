import { NESTING_LIMIT } from '../limits.js';

/**
 * Whether brackets nest deeper than the limit, found by jumping from string to string, before any library that could
 * recurse sees the text. Exact for well-formed JSON; for broken text, `repairJson` counts again as it reads.
 */
export function nestsTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 0x22) at = endOfString(text, at) - 1;
    else if (unit === 0x7b || unit === 0x5b) {
      depth += 1;
      if (depth > NESTING_LIMIT) return true;
    } else if (unit === 0x7d || unit === 0x5d) depth -= 1;
  }
  return false;
}

/** Offset behind the quote that ends the string opened at `start`; the text's length when there is none. */
export function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let slashes = quote;
    while (text.charCodeAt(slashes - 1) === 0x5c) slashes -= 1;
    if ((quote - slashes) % 2 === 0) return quote + 1;
  }
  return text.length;
}
