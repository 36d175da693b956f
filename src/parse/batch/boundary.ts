/** Lines that are nearly a delimiter: people copy batches and change one of the places where a boundary stands. */

/** Shorter boundaries are too easily alike. */
const GUESSED_LENGTH = 8;
/** How many characters may differ, side by side. */
const DIFFERENCE = 2;

/** Whether what stands behind the hyphens of a line was meant as a boundary, and which delimiter it was meant to be. */
export function almostDelimiter(name: string, boundary: string): 'part' | 'end' | null {
  const [core, meant] = [withoutDashes(name), withoutDashes(boundary)];
  if (core === '' || meant === '' || !isAlike(core, meant)) return null;
  return name.endsWith('-') && !boundary.endsWith('-') ? 'end' : 'part';
}

function isAlike(one: string, other: string): boolean {
  if (one === other) return true;
  if (Math.abs(one.length - other.length) > DIFFERENCE) return false;
  if (one.toLowerCase() === other.toLowerCase()) return true;
  const shorter = Math.min(one.length, other.length);
  if (shorter < GUESSED_LENGTH) return false;
  let before = 0;
  while (before < shorter && one[before] === other[before]) before += 1;
  let behind = 0;
  while (behind < shorter - before && one.at(-1 - behind) === other.at(-1 - behind)) behind += 1;
  return Math.max(one.length, other.length) - before - behind <= DIFFERENCE;
}

function withoutDashes(name: string): string {
  let start = 0;
  let end = name.length;
  while (start < end && '- \t'.includes(name[start] as string)) start += 1;
  while (end > start && '- \t'.includes(name[end - 1] as string)) end -= 1;
  return name.slice(start, end);
}
