/** What can be written in the objects of a definition: names of properties, and the values that some of them take. */
import type { Path } from '../diagnostics/diagnostic.js';
import { STANDARD_PRESETS } from '../model/presets.js';
import { PROCESSORS } from '../model/processors.js';
import type { DocumentKind } from '../parse/definition.js';
import type { Document } from '../parse/document.js';
import type { Completion } from './completion.js';
import { type Entity, PROPERTIES, type Property } from './properties.generated.js';

/** The properties that the object at a path can have; none where it is no entity of a definition. */
export function propertiesAt(document: Document, owner: Path): readonly Property[] {
  const [entity, ...others] = entitiesAt(document, owner);
  if (entity === undefined) return [];
  const own = PROPERTIES[entity];
  const names = new Set(own.map(({ name }) => name));
  return [...own, ...others.flatMap((other) => PROPERTIES[other]).filter(({ name }) => !names.has(name))];
}

/** What the object at a path is. Of a document that is nothing yet, it may be a job or a task. */
function entitiesAt({ kind, definitions }: Document, owner: Path): readonly Entity[] {
  const parent = owner.findLast((step, at) => at < owner.length - 1 && step !== 'results');
  const isItem = typeof owner.at(-1) === 'number';
  if (isItem && parent === 'Tasks') return ['task'];
  if (isItem && parent === 'TaskTemplates') return ['task-template'];
  const key = JSON.stringify(owner);
  const definition = definitions.find(({ path }) => JSON.stringify(path) === key);
  if (definition !== undefined) return isEntity(definition.kind) ? [definition.kind] : [];
  if (
    isItem &&
    definitions.some((one) => one.kind === 'tasks' && JSON.stringify(one.path) === JSON.stringify(owner.slice(0, -1)))
  )
    return ['task'];
  return kind === 'unknown' && owner.length === 0 ? ['job', 'task'] : [];
}

function isEntity(kind: DocumentKind): kind is Entity {
  return kind in PROPERTIES;
}

/** Names of properties that the object does not have yet. `write` puts a value behind a name, in parts around the cursor. */
export function nameCompletions(
  properties: readonly Property[],
  present: ReadonlySet<string>,
  write: (name: string, value: readonly [string, string]) => Completion['text'],
): Completion[] {
  return properties
    .filter(({ name }) => !present.has(name))
    .map(({ name, description, empty }) => ({
      label: name,
      documentation: description,
      kind: 'property',
      text: write(name, empty),
    }));
}

/** Values of a property, where some are known: processors by their names, presets, what the schema lists. */
export function valueCompletions(
  { name, values = [] }: Property,
  write: (value: string | number) => string,
): Completion[] {
  const value = (label: string, value: string | number, more: Partial<Completion> = {}): Completion => ({
    label,
    ...more,
    kind: 'value',
    text: [write(value), ''],
  });
  if (name === 'MediaProcessorId')
    return PROCESSORS.map(({ name, id }) => value(name, id, { alias: id, detail: id.slice(id.lastIndexOf(':') + 1) }));
  if (name === 'Configuration')
    return STANDARD_PRESETS.map((preset) => value(preset, preset, { detail: 'Media Encoder Standard' }));
  return values.map((one) => value(String(one), one));
}
