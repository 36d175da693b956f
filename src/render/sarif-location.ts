/** Places and sentences as SARIF 2.1.0 has them; § are its sections. */
import type { ResolvedPlace } from './file-result.js';
import { pathName } from './path-name.js';
import { wellFormed } from './well-formed.js';

/**
 * The URI of a file (§3.4.3): relative as it was named, absolute ones with `file:`. Backslashes are taken for separators,
 * everything that a URI cannot have is percent-encoded, so that a colon does not make a scheme of a folder.
 */
export function artifactUri(path: string): string {
  const slashed = path.replaceAll('\\', '/');
  if (/^[A-Za-z]:\//.test(slashed)) return `file:///${slashed.slice(0, 2)}${encodePath(slashed.slice(2))}`;
  if (/^\/\/[^/]/.test(slashed)) return `file:${encodePath(slashed)}`;
  return slashed.startsWith('/') ? `file://${encodePath(slashed)}` : encodePath(slashed);
}

function encodePath(path: string): string {
  return path
    .split('/')
    .map((segment) => encodeURIComponent(wellFormed(segment)))
    .join('/');
}

/** The range of a place (§3.30); undefined where it has none. Columns and offsets count UTF-16 units, as `columnKind` says. */
export function sarifRegion({ start, end }: ResolvedPlace): object | undefined {
  if (start === undefined || end === undefined) return undefined;
  return {
    startLine: start.line,
    startColumn: start.column,
    endLine: end.line,
    endColumn: end.column,
    charOffset: start.offset,
    charLength: end.offset - start.offset,
  };
}

/** A place in a file (§3.28), with the path of the value that it is in as its logical name. */
export function sarifLocation(uri: string, place: ResolvedPlace): object {
  const region = sarifRegion(place);
  const name = pathName(place.path);
  return {
    physicalLocation: { artifactLocation: { uri }, ...(region === undefined ? {} : { region }) },
    ...(name === '' ? {} : { logicalLocations: [{ fullyQualifiedName: name }] }),
  };
}

/**
 * A sentence (§3.11). Braces are doubled, because single ones enclose placeholders (§3.11.5), and names from documents must
 * not make links of what stands in brackets (§3.11.6).
 */
export function sarifMessage(text: string): { readonly text: string } {
  return { text: wellFormed(text).replace(/[{}]/g, '$&$&').replaceAll('](', '] (') };
}
