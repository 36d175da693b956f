import type { DiagnosticArgs } from '../diagnostics/args.js';
import { diagnostic, type Extras, type Place, type Related, type Report, valueAt } from '../diagnostics/diagnostic.js';
import { nearest } from '../diagnostics/nearest.js';
import type { TaskTemplate, TemplateBody, TemplateId } from '../model/template.js';
import type { TemplateRule } from './rule.js';
import { type Identified, matchTemplate, repeated, type TemplateMatch } from './template-match.js';

/** How many ids of each side are looked at for likenesses: each is compared with each. */
const COMPARED = 100;

/**
 * Each taskBody of a job template has a taskTemplateId of its own, the Id of a TaskTemplate, and each TaskTemplate is so
 * named (reference). Of what does not match, only as much is told as nothing else explains: neither the mending of ids
 * that are missing or repeated, nor that there are more on one side, which is `template-count`.
 */
export const templateId: TemplateRule = {
  code: 'template-id',
  check({ content, taskTemplates, bodyPath }, report) {
    const bodies = content?.bodies ?? [];
    const match = content === null || taskTemplates === null ? null : matchTemplate(bodies, taskTemplates);
    const forBody = match === null ? null : lastLeft(match.strayTemplates, match.faultyBodies, match.strayBodies);
    for (const { isAnonymous, nameSpan } of bodies) {
      if (isAnonymous) tell('missing', { text: '', place: valueAt(bodyPath, nameSpan) }, forBody, report);
    }
    for (const { item, first } of repeated(bodies)) tell('repeated', item.id, forBody, report, first);
    const forTemplate =
      match === null ? null : lastLeft(match.strayBodies, match.faultyTemplates, match.strayTemplates);
    for (const { item, first } of repeated(taskTemplates ?? [])) {
      tell('repeated-template', item.id, forTemplate, report, first);
    }
    if (match !== null) tellUnmatched(match, report);
  },
};

/** The only id that is left for the only one on the other side that needs one. */
function lastLeft(
  strays: readonly { readonly id: TemplateId }[],
  faulty: number,
  others: readonly unknown[],
): string | null {
  return strays.length === 1 && faulty + others.length === 1 ? (strays[0]?.id.text ?? null) : null;
}

function tellUnmatched(match: TemplateMatch, report: Report): void {
  const near = nearPairs(match);
  for (const [body, template] of near) tell('unmatched', body.id, template.id.text, report);
  const isNear = new Set<unknown>([...near].flat());
  const bodies = match.strayBodies.filter((body) => !isNear.has(body));
  const templates = match.strayTemplates.filter((template) => !isNear.has(template));
  const count = Math.min(bodies.length - match.faultyTemplates, templates.length - match.faultyBodies);
  if (count <= 0) return;
  // Of two sides that do not match, the smaller is told: whichever of the others is the right one, each of these is wrong.
  if (bodies.length > count && templates.length === count) {
    for (const { id } of templates) tell('unmatched-template', id, null, report);
    return;
  }
  const only = bodies.length === 1 && templates.length === 1 ? (templates[0]?.id.text ?? null) : null;
  for (const { id } of bodies.slice(0, count)) tell('unmatched', id, only, report);
}

/** Each taskBody whose taskTemplateId is almost the Id of one TaskTemplate that is left, with that one. */
function nearPairs({
  strayBodies,
  strayTemplates,
}: TemplateMatch): ReadonlyMap<Identified<TemplateBody>, Identified<TaskTemplate>> {
  const left = new Map(strayTemplates.slice(0, COMPARED).map((template) => [template.id.text, template]));
  const pairs = new Map<Identified<TemplateBody>, Identified<TaskTemplate>>();
  for (const body of strayBodies.slice(0, COMPARED)) {
    const meant = nearest(body.id.text, [...left.keys()]);
    if (meant === null) continue;
    pairs.set(body, left.get(meant) as Identified<TaskTemplate>);
    left.delete(meant);
  }
  return pairs;
}

/** Reports an id, or a place without one, which has no text. `first` is where a repeated one stands before. */
function tell(
  problem: DiagnosticArgs['template-id']['problem'],
  { text, place }: Pick<TemplateId, 'text' | 'place'>,
  suggestion: string | null,
  report: Report,
  first?: TemplateId,
): void {
  const related: readonly Related[] =
    first === undefined ? [] : [{ role: 'first-id', name: first.text, place: first.place }];
  const extras: Extras =
    text === '' || suggestion === null
      ? { related }
      : {
          related,
          fix: {
            title: `Write ${suggestion}`,
            safe: false,
            edits: [{ place: charactersOf(text, place), text: suggestion }],
          },
        };
  report(diagnostic('template-id', place, { problem, found: text, suggestion }, extras));
}

/** The place of an id without the quotes that a whole string of JSON has. */
function charactersOf(text: string, place: Place): Place {
  return place.within === undefined ? valueAt(place.path, { start: 0, end: text.length }) : place;
}
