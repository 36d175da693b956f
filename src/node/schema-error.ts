import type { Path } from '../diagnostics/diagnostic.js';
import { follow } from '../schema/shape.js';

/** What ajv finds. */
export interface SchemaError {
  /** A JSON pointer. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A JSON pointer as steps; numbers where the value on the way is an array. */
export function toSteps(pointer: string, value: unknown): Path {
  const steps: (string | number)[] = [];
  let at: unknown = value;
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    const step = Array.isArray(at) ? Number(name) : name;
    steps.push(step);
    at = follow(at, [step]);
  }
  return steps;
}
