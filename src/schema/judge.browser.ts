/** In a browser, in place of `judge.ts`: the rules that say what is wrong say as well that nothing is, and weigh half as much. */

/** There is none. */
export function judgeOf(): null {
  return null;
}
