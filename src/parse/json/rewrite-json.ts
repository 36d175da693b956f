/** Edits of JSON, and of forms that are JSON with something more: a property that is not there yet looks like those beside it. */
import { type Edit, keyAt, type Path, type Place, valueAt } from '../../diagnostics/diagnostic.js';
import { blanksBefore, type Span } from '../../text/span.js';
import { isObject } from '../definition.js';
import type { TextEdit } from '../rewrite.js';

/** JSON that was read: its text as it is written, what it says, and the way to the ranges of places. */
export interface JsonSource {
  readonly text: string;
  readonly value: unknown;
  readonly locate: (places: readonly Place[]) => Span[];
}

/** The changes of JSON that edits come to. All places are looked for in one pass. */
export function rewriteJson(source: JsonSource, edits: readonly Edit[]): TextEdit[][] {
  const changes = edits.map((edit) => changeOf(edit, source));
  const spans = source.locate(changes.flatMap(({ places }) => places))[Symbol.iterator]();
  return changes.map(({ places, make }) => make(places.map(() => spans.next().value as Span)));
}

/** Text for JSON: inside a string its escapes, for a property's name a string, for a whole value what is JSON already. */
function escapeForJson({ place, text }: Edit): string {
  if (place.inText !== undefined) return text;
  if (place.within !== undefined) return JSON.stringify(text).slice(1, -1);
  return place.on === 'key' ? JSON.stringify(text) : text;
}

interface Change {
  /** What must be found first. */
  readonly places: readonly Place[];
  readonly make: (spans: readonly Span[]) => TextEdit[];
}

function changeOf(edit: Edit, source: JsonSource): Change {
  const { place, text } = edit;
  if (place.on === 'member' && place.inText === undefined && text !== '') return setMember(place.path, text, source);
  return { places: [place], make: (spans) => spans.map((span) => ({ ...span, text: escapeForJson(edit) })) };
}

/** Gives a property a value, in the place of the one that it has, or behind another property of the object. */
function setMember(path: Path, json: string, { text, value }: JsonSource): Change {
  const owner = path.slice(0, -1);
  const name = path.at(-1);
  const holder = owner.reduce(
    (at: unknown, step) => (at as Record<string | number, unknown> | undefined)?.[step],
    value,
  );
  if (!isObject(holder) || typeof name !== 'string') return { places: [], make: () => [] };
  if (Object.hasOwn(holder, name)) {
    return { places: [valueAt(path)], make: (spans) => spans.map((span) => ({ ...span, text: json })) };
  }
  const [first, second = first] = Object.keys(holder);
  if (second === undefined) {
    const make = ([span]: readonly Span[]): TextEdit[] =>
      insertAt((span as Span).start + 1, `${JSON.stringify(name)}: ${json}`);
    return { places: [valueAt(owner)], make };
  }
  const beside = [...owner, second];
  return {
    places: [keyAt(beside), valueAt(beside)],
    make: (spans) => {
      const [key, { start, end }] = spans as readonly [Span, Span];
      const colon = text.slice(key.end, start);
      const written = `${blanksBefore(text, key.start)}${JSON.stringify(name)}${COLON.test(colon) ? colon : ': '}${json}`;
      return insertAt(end, `,${written}`);
    },
  };
}

const COLON = /^[ \t\r\n]{0,100}:[ \t\r\n]{0,100}$/;

function insertAt(at: number, text: string): TextEdit[] {
  return [{ start: at, end: at, text }];
}
