import leven from 'leven';

/** How far a misspelt name may be from the one that was meant. */
const MAX_DISTANCE = 2;
/** Longer names are not guessed. */
const LONGEST = 100;

/**
 * The one known name that a misspelt one must have meant: equal but for case, or nearest by edits; null where none is near
 * or two are equally near that differ by more than case. Names shorter than four characters are too short to be guessed.
 */
export function nearest(name: string, known: readonly string[]): string | null {
  const list = listOf(known);
  // No text that somebody took for a name is kept.
  if (name.length > LONGEST) return search(name, known, list.lowered);
  // Who misspells a name mostly does so everywhere.
  if (name !== list.asked) {
    list.answer = search(name, known, list.lowered);
    list.asked = name;
  }
  return list.answer;
}

function search(name: string, known: readonly string[], lowered: readonly string[]): string | null {
  const lower = name.toLowerCase();
  const same = lowered.indexOf(lower);
  if (same >= 0) return known[same] as string;
  if (name.length < 4 || name.length > LONGEST) return null;
  let best = -1;
  let distance = MAX_DISTANCE + 1;
  for (let at = 0; at < lowered.length; at += 1) {
    const other = lowered[at] as string;
    // So many letters must be added or taken away.
    if (Math.abs(other.length - lower.length) > MAX_DISTANCE) continue;
    const next = leven(lower, other, { maxDistance: distance + 1 });
    if (next === distance && other !== lowered[best]) best = -1;
    if (next < distance) {
      best = at;
      distance = next;
    }
  }
  return distance <= MAX_DISTANCE && best >= 0 ? (known[best] as string) : null;
}

/** Known names, and what was last asked of them. */
interface NameList {
  readonly lowered: readonly string[];
  asked: string | null;
  answer: string | null;
}

/** Lists of names are constants, and asked for again and again. */
function listOf(known: readonly string[]): NameList {
  const made = LISTS.get(known);
  if (made !== undefined) return made;
  const list = { lowered: known.map((name) => name.toLowerCase()), asked: null, answer: null };
  LISTS.set(known, list);
  return list;
}

const LISTS = new WeakMap<readonly string[], NameList>();
