/** In a browser, in place of `trivia.ts`: all that is needed of jsonc-parser, which would weigh twenty times as much. */
import { endOf, sticky } from '../../text/sticky.js';

const TRIVIA = sticky('[ \\t\\r\\n]+|//[^\\r\\n]*');

/** Gives the offset behind the comment or white space at an offset; the offset itself where none stands. */
export function triviaScanner(text: string): (at: number) => number {
  return (at) => {
    if (!text.startsWith('/*', at)) return Math.max(at, endOf(TRIVIA, text, at));
    const close = text.indexOf('*/', at + 2);
    return close < 0 ? text.length : close + 2;
  };
}
