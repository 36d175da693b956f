import { diagnostic, keyAt, type Related, valueAt } from '../diagnostics/diagnostic.js';
import type { TemplateRule } from './rule.js';
import { matchTemplate } from './template-match.js';

/**
 * There are as many taskBody elements in a JobTemplateBody as there are TaskTemplates (reference). Where there are more on
 * one side, those without their other half are related. Silent where a side is unknown, or there is no task at all, which
 * is told as such.
 */
export const templateCount: TemplateRule = {
  code: 'template-count',
  check({ content, taskTemplates, bodyPath, taskTemplatesPath }, report) {
    if (content === null || taskTemplates === null || content.bodies.length === 0) return;
    const args = { count: content.bodies.length, templates: taskTemplates.length };
    if (args.count === args.templates) return;
    const { strayBodies, strayTemplates } = matchTemplate(content.bodies, taskTemplates);
    const [role, strays] =
      args.count > args.templates
        ? (['unmatched-body', strayBodies] as const)
        : (['unmatched-template', strayTemplates] as const);
    const related: Related[] = [
      { role: 'task-templates', name: 'TaskTemplates', place: keyAt(taskTemplatesPath) },
      ...strays.map(({ id }) => ({ role, name: id.text, place: id.place })),
    ];
    report(diagnostic('template-count', valueAt(bodyPath, content.rootSpan), args, { related }));
  },
};
