import leven from 'leven';

/** How far a misspelt name may be from the one that was meant. */
const MAX_DISTANCE = 2;

/**
 * The one known name that a misspelt one must have meant: equal but for case, or nearest by edits; null where none is near
 * or two are equally near that differ by more than case. Names shorter than four characters are too short to be guessed.
 */
export function nearest(name: string, known: readonly string[]): string | null {
  const lower = name.toLowerCase();
  const sameButCase = known.find((other) => other.length === lower.length && other.toLowerCase() === lower);
  if (sameButCase !== undefined) return sameButCase;
  if (name.length < 4 || name.length > 100) return null;
  let best: string | null = null;
  let distance = MAX_DISTANCE + 1;
  for (const other of known) {
    // So many letters must be added or taken away.
    if (Math.abs(other.length - lower.length) > MAX_DISTANCE) continue;
    const next = leven(lower, other.toLowerCase(), { maxDistance: distance + 1 });
    if (next === distance && other.toLowerCase() !== best?.toLowerCase()) best = null;
    if (next < distance) {
      best = other;
      distance = next;
    }
  }
  return distance <= MAX_DISTANCE ? best : null;
}
