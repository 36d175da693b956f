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
