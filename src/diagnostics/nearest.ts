import leven from 'leven';

/** How far a misspelt name may be from the one that was meant. */
const MAX_DISTANCE = 2;

/**
 * The one known name that a misspelt one must have meant: equal but for case, or nearest by edits; null where none is near
 * or two are equally near that differ by more than case. Names shorter than four characters are too short to be guessed.
 */
export function nearest(name: string, known: readonly string[]): string | null {
  const lower = name.toLowerCase();
  const lowered = inLowerCase(known);
  const same = lowered.indexOf(lower);
  if (same >= 0) return known[same] as string;
  if (name.length < 4 || name.length > 100) return null;
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

/** Lists of names are constants, and asked for again and again. */
function inLowerCase(known: readonly string[]): readonly string[] {
  const made = LOWERED.get(known);
  if (made !== undefined) return made;
  const lowered = known.map((name) => name.toLowerCase());
  LOWERED.set(known, lowered);
  return lowered;
}

const LOWERED = new WeakMap<readonly string[], readonly string[]>();
