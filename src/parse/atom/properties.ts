/** Where the properties of an entry stand. */
import { childNamed, type NamedElement } from './names.js';

/**
 * `m:properties` in the content or, for media, beside it; where XML is broken, wherever it has got to within the entry. Null
 * for an entry without.
 */
export function propertiesOf(entry: NamedElement): NamedElement | null {
  const content = childNamed(entry, 'atom', 'content');
  const inside = content === null ? null : childNamed(content, 'metadata', 'properties');
  return inside ?? childNamed(entry, 'metadata', 'properties') ?? propertiesWithin(entry);
}

/** Does not look into entries that the entry holds. */
function propertiesWithin(entry: NamedElement): NamedElement | null {
  const pending = [...entry.children];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.space === 'metadata' && next.local === 'properties') return next;
    if (next.space === 'atom' && next.local === 'entry') continue;
    for (const child of next.children) pending.push(child);
  }
  return null;
}
