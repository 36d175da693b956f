/** Applies fixes to definitions as objects, as a form would: strings are edited, names and members replaced. */
import type { Edit, Fix, Path } from '#src/diagnostics/diagnostic.js';

/** A copy of a definition with the edits of a fix made; a bare string is a TaskBody. */
export function applyFix(definition: object | string, { edits }: Fix): object | string {
  const holder = { root: structuredClone(definition) };
  // From the last to the first, so that no range moves before it is used.
  const sorted = edits.toSorted((a, b) => (b.place.within?.start ?? 0) - (a.place.within?.start ?? 0));
  for (const edit of sorted) apply(holder, ['root', ...edit.place.path], edit);
  return holder.root;
}

function apply(holder: object, path: Path, { place: { on, within }, text }: Edit): void {
  const name = path.at(-1) as string;
  let parent = holder as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) parent = parent[step] as Record<string | number, unknown>;
  if (on === 'member') delete parent[name];
  else if (on === 'key') rename(parent, name, text);
  else if (within === undefined) parent[name] = JSON.parse(text);
  else {
    const value = parent[name] as string;
    parent[name] = value.slice(0, within.start) + text + value.slice(within.end);
  }
}

/** Keeps the order of the properties. */
function rename(parent: Record<string | number, unknown>, name: string, other: string): void {
  const entries = Object.entries(parent);
  for (const [key] of entries) delete parent[key];
  for (const [key, value] of entries) parent[key === name ? other : key] = value;
}
