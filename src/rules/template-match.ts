/** Which taskBody of a job template belongs to which TaskTemplate, and what is left on both sides. */
import type { TaskTemplate, TemplateBody, TemplateId } from '../model/template.js';

/** Something whose id can be read. */
export type Identified<T> = T & { readonly id: TemplateId };

/** An id that is there a second time, and where it is first. */
export interface Repeated<T> {
  readonly item: Identified<T>;
  readonly first: TemplateId;
}

/** The two sides of a job template held against each other. Ids that differ by case only are the same. */
export interface TemplateMatch {
  readonly pairs: readonly { readonly body: TemplateBody; readonly template: TaskTemplate }[];
  /** In good order by themselves, but without their other half. */
  readonly strayBodies: readonly Identified<TemplateBody>[];
  readonly strayTemplates: readonly Identified<TaskTemplate>[];
  /** How many have no other half because their id is missing, repeated or of another form: those find theirs when it is mended. */
  readonly faultyBodies: number;
  readonly faultyTemplates: number;
}

/** Holds the taskBody elements of a job template against its TaskTemplates. Linear. */
export function matchTemplate(bodies: readonly TemplateBody[], templates: readonly TaskTemplate[]): TemplateMatch {
  const bodiesById = firstById(bodies);
  const templatesById = firstById(templates);
  const pairs: TemplateMatch['pairs'][number][] = [];
  for (const [key, body] of bodiesById) {
    const template = templatesById.get(key);
    if (template !== undefined) pairs.push({ body, template });
  }
  const strayBodies = strays(bodiesById, templatesById);
  const strayTemplates = strays(templatesById, bodiesById);
  return {
    pairs,
    strayBodies,
    strayTemplates,
    faultyBodies: bodies.length - pairs.length - strayBodies.length,
    faultyTemplates: templates.length - pairs.length - strayTemplates.length,
  };
}

/** Those whose id another one has before them; ids of another form are told as such, and will change. */
export function repeated<T extends { readonly id: TemplateId | null }>(items: readonly T[]): readonly Repeated<T>[] {
  const first = firstById(items);
  return items.flatMap((item) => {
    const earlier = item.id === null ? undefined : first.get(item.id.key);
    return earlier === undefined || earlier === item || !earlier.id.isWellFormed
      ? []
      : [{ item: item as Identified<T>, first: earlier.id }];
  });
}

function firstById<T extends { readonly id: TemplateId | null }>(items: readonly T[]): Map<string, Identified<T>> {
  const first = new Map<string, Identified<T>>();
  for (const item of items) {
    if (item.id !== null && !first.has(item.id.key)) first.set(item.id.key, item as Identified<T>);
  }
  return first;
}

function strays<T>(
  items: ReadonlyMap<string, Identified<T>>,
  others: ReadonlyMap<string, unknown>,
): readonly Identified<T>[] {
  return [...items].filter(([key, { id }]) => id.isWellFormed && !others.has(key)).map(([, item]) => item);
}
