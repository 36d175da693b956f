import { behindBlanks, type Span } from '../../text/span.js';
import { endOfString } from './json-string.js';

/**
 * What follows each comment in JSON whose comments are blanks already: a property, name and value, an item of an array, or
 * the value that the comment stands in front of; null where a closing bracket or nothing comes. `comments` ascend. Of broken
 * JSON it says what the brackets say.
 */
export function membersBehind(plain: string, comments: readonly Span[]): (Span | null)[] {
  const heads: (Head | null)[] = comments.map(() => null);
  for (let index = comments.length - 1; index >= 0; index -= 1) {
    const { end } = comments[index] as Span;
    const next = comments[index + 1];
    const at = skip(plain, end, ' \t\r\n,:', next?.start ?? plain.length);
    // Comments in a row have the same behind them: it is looked for once.
    heads[index] = at === next?.start ? (heads[index + 1] ?? null) : headAt(plain, at);
  }
  const ends = endsOfContainers(plain, new Set(heads.map((head) => head?.value ?? -1)));
  const spans = new Map<Head, Span>();
  for (const head of heads) {
    if (head === null || spans.has(head)) continue;
    spans.set(head, { start: head.start, end: ends.get(head.value) ?? endOfScalar(plain, head.value) });
  }
  return heads.map((head) => (head === null ? null : (spans.get(head) as Span)));
}

/** Where a member begins, and where its value does. */
interface Head {
  readonly start: number;
  readonly value: number;
}

function headAt(plain: string, start: number): Head | null {
  if (start >= plain.length || '}]'.includes(plain[start] as string)) return null;
  if (plain[start] !== '"') return { start, value: start };
  const colon = behindBlanks(plain, endOfString(plain, start));
  return { start, value: plain[colon] === ':' ? behindBlanks(plain, colon + 1) : start };
}

function skip(plain: string, from: number, passed: string, limit: number): number {
  let at = from;
  while (at < limit && passed.includes(plain[at] as string)) at += 1;
  return at;
}

/** Behind the brackets that open at the offsets asked for, in one pass; the end of the text where they never close. */
function endsOfContainers(plain: string, wanted: ReadonlySet<number>): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  const open: number[] = [];
  for (let at = 0; at < plain.length; at += 1) {
    const unit = plain.charCodeAt(at);
    if (unit === 0x22) at = endOfString(plain, at) - 1;
    else if (unit === 0x7b || unit === 0x5b) {
      open.push(at);
      if (wanted.has(at)) ends.set(at, plain.length);
    } else if (unit === 0x7d || unit === 0x5d) {
      const start = open.pop();
      if (start !== undefined && wanted.has(start)) ends.set(start, at + 1);
    }
  }
  return ends;
}

function endOfScalar(plain: string, start: number): number {
  if (plain[start] === '"') return endOfString(plain, start);
  let at = start;
  while (at < plain.length && !' \t\r\n,]}'.includes(plain[at] as string)) at += 1;
  return at;
}
