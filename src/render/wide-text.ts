/** The only importer of string-width. */
import stringWidth from 'string-width';

/** How many columns of a terminal any text takes: wide characters two, combining ones none. */
export function wideTextWidth(text: string): number {
  return stringWidth(text);
}
