/**
 * JSON as anybody might write it: any white space, line ends and escapes. What stands between two marks is found again
 * afterwards, so that a test knows where something ended up without asking the code under test.
 */

/** Private-use characters that the encoder copies as they are and then takes out. */
export const OPEN = '\ue000';
export const CLOSE = '\ue001';

/** A value that is written as it stands, and is what the test looks for. */
export class Raw {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export interface Encoded {
  readonly text: string;
  /** Where the marked text is; null where nothing was marked. */
  readonly marked: { readonly start: number; readonly end: number } | null;
}

/** A small random number generator: the same seed gives the same text. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

/** Encodes a value with white space and escapes chosen by the seed. */
export function encodeJson(value: unknown, seed: number): Encoded {
  return unmark(writeJson(value, random(seed)));
}

/** What some forms of JSON have more: comments and trailing commas. */
export interface JsonStyle {
  readonly isJsonc?: boolean;
}

const COMMENTS = ['/* the night job, "Sintel" */', '/**/', '// {"Tasks": [\n', "// it's ], \\\r\n"];

/** Writes a value with white space and escapes chosen at random; the marks stay in. */
export function writeJson(value: unknown, next: () => number, { isJsonc = false }: JsonStyle = {}): string {
  const lineEnd = ['\n', '\r\n', '\r', ''][Math.floor(next() * 4)] as string;
  const space = (): string => {
    const kind = next();
    if (isJsonc && kind > 0.85) return COMMENTS[Math.floor(next() * COMMENTS.length)] as string;
    return kind < 0.5 ? '' : kind < 0.7 ? ' ' : kind < 0.8 ? '\t' : lineEnd + '  '.repeat(Math.floor(next() * 4));
  };
  const comma = (count: number): string => (isJsonc && count > 0 && next() < 0.3 ? `,${space()}` : '');
  const escaping = next();
  const write = (item: unknown): string => {
    if (item instanceof Raw) return OPEN + item.text + CLOSE;
    if (typeof item === 'string') return encodeString(item, next, escaping);
    if (Array.isArray(item)) {
      const items = item.map((part) => space() + write(part) + space());
      return `[${items.join(',')}${comma(items.length)}${space()}]`;
    }
    if (typeof item !== 'object' || item === null) return JSON.stringify(item);
    const members = Object.entries(item).map(([key, part]) => {
      return `${space()}${encodeString(key, next, escaping)}${space()}:${space()}${write(part)}${space()}`;
    });
    return `{${members.join(',')}${comma(members.length)}${space()}}`;
  };
  return space() + write(value) + space();
}

/** Takes the marks out and says where they were. */
export function unmark(text: string): Encoded {
  const start = text.indexOf(OPEN);
  const end = text.indexOf(CLOSE);
  const clean = text.replaceAll(OPEN, '').replaceAll(CLOSE, '');
  return { text: clean, marked: start < 0 ? null : { start, end: end - 1 } };
}

const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
  '/': '\\/',
};

function encodeString(text: string, next: () => number, escaping: number): string {
  let out = '';
  for (const character of text) {
    const isMust = character < ' ' || character === '"' || character === '\\';
    if (character === OPEN || character === CLOSE || (!isMust && next() >= escaping * 0.5)) out += character;
    else if (SHORT[character] !== undefined && next() < 0.7) out += SHORT[character];
    else {
      for (const unit of character.split('')) {
        const hex = unit.charCodeAt(0).toString(16).padStart(4, '0');
        out += `\\u${next() < 0.5 ? hex : hex.toUpperCase()}`;
      }
    }
  }
  return `"${out}"`;
}
