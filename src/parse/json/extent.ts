import { NESTING_LIMIT } from '../limits.js';

/** How much a value holds. */
export interface Extent {
  /** Keys of all objects together. */
  readonly keys: number;
  /** Whether objects and arrays nest deeper than the limit; then not all keys are counted. */
  readonly isTooDeep: boolean;
}

/** Goes through what JSON.parse made of a text, level by level: it is as deep as the text, but for values that a later key of the same name has dropped. */
export function extentOf(root: unknown): Extent {
  let keys = 0;
  let level = isContainer(root) ? [root] : [];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth === NESTING_LIMIT) return { keys, isTooDeep: true };
    const below: object[] = [];
    for (const value of level) {
      if (Array.isArray(value)) {
        for (const item of value) if (isContainer(item)) below.push(item);
        continue;
      }
      for (const key in value) {
        if (!Object.hasOwn(value, key)) continue;
        keys += 1;
        const item = (value as Readonly<Record<string, unknown>>)[key];
        if (isContainer(item)) below.push(item);
      }
    }
    level = below;
  }
  return { keys, isTooDeep: false };
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
