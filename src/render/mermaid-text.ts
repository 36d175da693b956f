/** Names in Mermaid, and how much of it Mermaid takes. */

/** What Mermaid takes unless the program that shows it is told otherwise: a text itself cannot ask for more. */
const MOST_EDGES = 500;
const MOST_TEXT = 50_000;

/** Everything that could mean something to Mermaid as a numbered entity; a colon too, where that parts a name from the rest. */
export function mermaidText(text: string, hasColon = true): string {
  const special = hasColon ? /[^\p{L}\p{N} ,.:()_…·-]/gu : /[^\p{L}\p{N} ,.()_…·-]/gu;
  return text.replace(special, (character) => `#${character.codePointAt(0)};`);
}

/** A sentence about a text that is too large for Mermaid's defaults; null for others. */
export function mermaidNote(text: string, edges = 0): string | null {
  const needs = [
    ...(edges > MOST_EDGES ? [`maxEdges: ${edges}`] : []),
    ...(text.length > MOST_TEXT ? [`maxTextSize: ${text.length}`] : []),
  ];
  return needs.length === 0
    ? null
    : `the Mermaid text is larger than Mermaid shows by default: initialize it with { ${needs.join(', ')} }`;
}
