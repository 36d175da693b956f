import { diagnostic, type Related, type Report, valueAt } from '../diagnostics/diagnostic.js';
import type { AssetReference } from '../model/asset-reference.js';
import type { TaskBody } from '../model/task-body.js';
import type { Setting } from '../model/task-settings.js';
import type { JobTemplate, TemplateBody } from '../model/template.js';
import type { TemplateRule } from './rule.js';
import { matchTemplate } from './template-match.js';

/**
 * NumberofInputAssets and NumberofOutputAssets say how many assets a task of a template, or a job made from it, has. That
 * they are to be the numbers of different references is inferred from their names: hence a warning. Silent where a
 * reference is faulty, since its repair may change the number.
 */
export const templateAssetCount: TemplateRule = {
  code: 'template-asset-count',
  check(template, report) {
    const { content, taskTemplates, bodyPath } = template;
    if (content === null || taskTemplates === null) return;
    const { pairs } = matchTemplate(content.bodies, taskTemplates);
    for (const { body, template: owner } of pairs) {
      const related = countedIn('taskBody', valueAt(bodyPath, body.nameSpan));
      tell(owner.label, 'NumberofInputAssets', owner.inputs, distinct(body.body, 'inputs'), related, report);
      tell(owner.label, 'NumberofOutputAssets', owner.outputs, distinct(body.body, 'outputs'), related, report);
    }
    const related = countedIn('jobTemplate', valueAt(bodyPath, content.rootSpan));
    tell(template.label, 'NumberofInputAssets', template.inputs, jobInputs(template, content.bodies), related, report);
  },
};

function countedIn(name: string, place: Related['place']): readonly Related[] {
  return [{ role: 'counted-element', name, place }];
}

function tell(
  owner: string,
  property: string,
  { value, path }: Setting<number | null>,
  count: number | null,
  related: readonly Related[],
  report: Report,
): void {
  if (value === null || count === null || value === count) return;
  const args = { owner, property, value, count };
  report(diagnostic('template-asset-count', valueAt(path), args, { related }));
}

/** How many different assets are mentioned; null where there is none, or one that is not known. */
function distinct(body: TaskBody, side: 'inputs' | 'outputs'): number | null {
  const mentions = body[side];
  if (!body.isComplete || mentions.length === 0 || mentions.some(({ reference }) => reference === null)) return null;
  return new Set(mentions.map(({ reference }) => `${reference?.kind} ${reference?.index}`)).size;
}

/**
 * How many inputs of the job all tasks read; null where that is not known. Where one is read that is beyond the number
 * stated, or an output that nobody writes, that is told, and the number follows from it.
 */
function jobInputs({ inputs }: JobTemplate, bodies: readonly TemplateBody[]): number | null {
  const read = new Set<number>();
  const awaited = new Set<number>();
  const written = new Set<number>();
  for (const { body } of bodies) {
    if (distinct(body, 'inputs') === null || distinct(body, 'outputs') === null) return null;
    for (const { reference } of body.outputs) written.add((reference as AssetReference).index);
    for (const { reference } of body.inputs) {
      const { kind, index } = reference as AssetReference;
      (kind === 'JobInputAsset' ? read : awaited).add(index);
    }
  }
  const isBeyond =
    inputs.value !== null && inputs.value >= 0 && [...read].some((index) => index >= Number(inputs.value));
  const isUnwritten = [...awaited].some((index) => !written.has(index));
  return bodies.length === 0 || isBeyond || isUnwritten ? null : read.size;
}
