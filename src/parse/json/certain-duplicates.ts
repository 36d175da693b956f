import type { JsonProblem } from '../../diagnostics/syntax-problems.js';
import { countWhile } from '../../text/count-while.js';
import type { DuplicateKey } from './duplicate-keys.js';
import type { RepairedJson } from './repaired-json.js';

/** Breaks that leave no doubt which object a key belongs to. */
const HARMLESS: ReadonlySet<JsonProblem> = new Set<JsonProblem>([
  'quote-style',
  'invalid-escape',
  'control-character',
  'invalid-value',
  'unquoted-key',
  'missing-comma',
  'extra-comma',
  'comment',
]);
/** Breaks of a string, which may have taken in a brace. */
const IN_STRING: ReadonlySet<JsonProblem> = new Set<JsonProblem>([
  'raw-line-break',
  'unescaped-quote',
  'unclosed-string',
]);

/**
 * Tells of keys that stand twice in broken JSON, with their places in the text as it was given, whether somebody wrote
 * them twice: the repair may have put a key in, and a break in between may have made one object of two.
 */
export function certainDuplicates(text: string, { breaks }: RepairedJson): (found: DuplicateKey) => boolean {
  const startsOf = (holds: (problem: JsonProblem) => boolean): readonly number[] =>
    breaks
      .filter(({ problem }) => holds(problem))
      .map(({ span }) => span.start)
      .sort((a, b) => a - b);
  const inString = startsOf((problem) => IN_STRING.has(problem));
  const doubtful = startsOf((problem) => !IN_STRING.has(problem) && !HARMLESS.has(problem));
  let braces: readonly number[] | null = null;
  return ({ span, first }) => {
    if (span.start === span.end || first.start === first.end) return false;
    if (isAnyBetween(doubtful, first.end, span.start)) return false;
    if (!isAnyBetween(inString, first.end, span.start)) return true;
    braces ??= Array.from(text.matchAll(/[{}]/g), ({ index }) => index);
    return !isAnyBetween(braces, first.end, span.start);
  };
}

/** Whether any of ascending numbers is at least `from` and at most `to`, by binary search. */
function isAnyBetween(sorted: readonly number[], from: number, to: number): boolean {
  const first = sorted[countWhile(sorted.length, (index) => (sorted[index] as number) < from)];
  return first !== undefined && first <= to;
}
