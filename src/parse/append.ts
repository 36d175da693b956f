/**
 * A list with one item more. Most lists of XML have one item or two, and there are very many of them: those get just the room that
 * they need, where `push` makes room for seventeen. Longer ones are changed and given back.
 */
export function append<T>(list: readonly T[], item: T): readonly T[] {
  if (list.length === 0) return [item];
  if (list.length === 1) return [list[0] as T, item];
  (list as T[]).push(item);
  return list;
}
