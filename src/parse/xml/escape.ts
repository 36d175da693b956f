/** Plain characters as XML writes them. */

/** The characters that XML has names for, and the references by those. */
export const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Characters as the text of an element. A carriage return would be read as a line feed, so it goes by its number. */
export function escapeText(characters: string): string {
  return characters.replace(/[&<>\r]/g, reference);
}

/** Characters as the value of an attribute, in quotes of either kind. */
export function escapeAttribute(characters: string): string {
  return characters.replace(/[&<>"'\t\n\r]/g, reference);
}

function reference(character: string): string {
  return REFERENCES[character] ?? `&#${character.charCodeAt(0)};`;
}
