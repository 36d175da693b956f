/**
 * What a finding is about, as a number that stays the same when lines move or tasks are reordered. Suppressions and
 * services that follow findings from run to run match by it.
 */
import type { Diagnostic, Path } from './diagnostic.js';

/** A path without positions: `Tasks[].TaskBody`. The same for every task, wherever it stands. */
export function pathPattern(path: Path): string {
  return path.map((step, index) => (typeof step === 'number' ? '[]' : index === 0 ? step : `.${step}`)).join('');
}

/**
 * 16 hexadecimal digits from the code, the path without positions, the name of the innermost task or job with a name, and
 * the text that it points at. Two findings may share one: equal faults of tasks without names cannot be told apart.
 */
export function fingerprint({ code, args, place }: Diagnostic, document: unknown): string {
  const parts: string[] = [code, pathPattern(place.path), place.on];
  let owner = '';
  let value = document;
  for (const step of place.path) {
    const name = (value as { readonly Name?: unknown } | null | undefined)?.Name;
    if (typeof name === 'string') owner = name;
    value = (value as Record<string | number, unknown> | null | undefined)?.[step];
  }
  parts.push(owner);
  if (place.inText !== undefined) parts.push(JSON.stringify(args));
  else if (typeof value === 'string' && place.within !== undefined)
    parts.push(value.slice(place.within.start, place.within.end));
  else if (place.on === 'value') parts.push(typeof value === 'object' && value !== null ? '' : String(value));
  return hash(parts.join('\0'));
}

/** FNV-1a, twice with different starts: no secret, just few collisions, and the same everywhere. */
function hash(text: string): string {
  let [a, b] = [0x811c9dc5, 0x050c5d1f];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit ^ (at & 0xff), 0x01000193);
  }
  return [a, b].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
