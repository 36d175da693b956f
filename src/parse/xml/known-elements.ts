/** What the recovery knows of a TaskBody: enough to see which closing tag is missing. Case does not matter to it. */

const LEAVES: ReadonlySet<string> = new Set(['inputasset', 'outputasset']);
const ROOTS: ReadonlySet<string> = new Set(['taskbody', 'jobtemplate']);

/** Whether an element holds text only: another known one inside it means that a closing tag is missing. */
export function isLeaf(name: string): boolean {
  return LEAVES.has(name.toLowerCase());
}

/** Whether an element occurs in TaskBodies at all. */
export function isKnown(name: string): boolean {
  return isLeaf(name) || ROOTS.has(name.toLowerCase());
}

/** The level of the innermost open element of a name: of exactly that name, else in another case; -1 for none. */
export function innermost(open: readonly string[], name: string): number {
  const lower = name.toLowerCase();
  const exact = open.lastIndexOf(name);
  return exact >= 0 ? exact : open.findLastIndex((other) => other.toLowerCase() === lower);
}
