/** The validators that ajv has made of the schemas of entities. They say whether one is right, and stop at its first fault. */
import { VALIDATORS } from './validators.generated.js';

/** The validator of a kind of entity; null where there is none, and all is left to the rules that say what is wrong. */
export function judgeOf(entity: keyof typeof VALIDATORS): ((data: unknown) => boolean) | null {
  return VALIDATORS[entity];
}
