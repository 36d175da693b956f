/** From the text of a property to its value, by its declared type, else by what its name is known to hold. */
import { trimmedSpan } from '../../text/span.js';

const NUMBER_TYPE = /^Edm\.(?:S?Byte|Int(?:16|32|64)|Single|Double|Decimal)$/;

/** Properties that are numbers; a type need not be declared (Task, Job, JobTemplate and TaskTemplate of the reference). */
const NUMBER_NAMES: ReadonlySet<string> = new Set([
  'Priority',
  'Options',
  'State',
  'RunningDuration',
  'Progress',
  'TargetJobState',
  'TargetTaskState',
  'NumberofInputAssets',
  'NumberofOutputAssets',
  'TemplateType',
]);
const BOOLEAN_NAMES: ReadonlySet<string> = new Set(['IncludeTaskProgress']);

/** Long enough for any Double; what is longer is no number. */
const NUMBER_LENGTH = 40;
const NUMBER = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
  ['1', true],
  ['0', false],
]);

/** What kind of value a property holds. `type` is what it declares, or null. */
export function kindOf(name: string, type: string | null): 'number' | 'boolean' | 'string' {
  if (type === null ? NUMBER_NAMES.has(name) : NUMBER_TYPE.test(type)) return 'number';
  return (type === null ? BOOLEAN_NAMES.has(name) : type === 'Edm.Boolean') ? 'boolean' : 'string';
}

/** Reads a text as its kind; what does not have that form stays a string, and the check of the shape tells it. */
export function readScalar(text: string, kind: 'number' | 'boolean' | 'string'): string | number | boolean {
  if (kind === 'string') return text;
  const { start, end } = trimmedSpan(text);
  const word = text.slice(start, Math.min(end, start + NUMBER_LENGTH + 1));
  if (kind === 'boolean') return BOOLEANS.get(word) ?? text;
  return word.length <= NUMBER_LENGTH && NUMBER.test(word) ? Number(word) : text;
}
