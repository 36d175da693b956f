/** Collections of an entity: plain arrays, or as the service returns them. */
import { diagnostic, type Path, type Report, valueAt } from '../diagnostics/diagnostic.js';
import { isObject } from '../parse/definition.js';
import { describe, type Entity } from '../schema/shape.js';

/** The entity that has the collection, and how messages name it. */
export interface Owner {
  readonly entity: Entity;
  readonly owner: string;
  readonly report: Report;
  /** Whether the service sent it: what hangs behind a link need not be there. */
  readonly isReadBack: boolean;
}

/** Items and where they stand: within `results`, an item's path has that too. */
export interface Collection {
  readonly items: readonly unknown[];
  readonly path: Path;
}

/** A collection: an array, or one in `results`; null where it is unknown, which is no fault for `__deferred`. */
export function readCollection(
  { entity, owner, report, isReadBack }: Owner,
  name: string,
  isRequired: boolean,
): Collection | null {
  const { value: given, path } = entity.property(name);
  if (Array.isArray(given)) return { items: given, path };
  if (!isPresent(given)) {
    if (isRequired && !isReadBack) report(diagnostic('missing-property', valueAt(path), { owner, property: name }));
    return null;
  }
  if (isObject(given) && Array.isArray(given.results)) return { items: given.results, path: [...path, 'results'] };
  if (isObject(given) && Object.hasOwn(given, '__deferred')) return null;
  reportNoArray(owner, name, path, given, report);
  return null;
}

/** Links in light JSON are a plain array, never wrapped. */
export function readLinks({ entity, owner, report }: Owner): Collection | null {
  const name = 'InputMediaAssets@odata.bind';
  const { value: given, path } = entity.property(name);
  if (Array.isArray(given)) return { items: given, path };
  if (isPresent(given)) reportNoArray(owner, name, path, given, report);
  return null;
}

function reportNoArray(owner: string, property: string, path: Path, given: unknown, report: Report): void {
  report(diagnostic('wrong-type', valueAt(path), { owner, property, expected: 'an array', found: describe(given) }));
}

/** Null equals absent. */
export function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}
