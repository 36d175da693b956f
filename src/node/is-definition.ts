import type { LintReport } from '../lint.js';
import { isObject } from '../parse/definition.js';

/** What only our definitions name, in JSON, in a TaskBody or in Atom. */
const MENTIONS =
  /"(?:Tasks|TaskBody|InputMediaAssets|JobTemplateBody|TaskTemplates)\b|<taskBody\b|:TaskBody\b|\/related\/InputMediaAssets\b/;

/** Whether a document is, or was meant to be, one of ours: other JSON and XML lies around everywhere. */
export function isDefinition({ kind, jobs, diagnostics, document }: LintReport): boolean {
  // A suppressions file names the parts of a definition as well.
  if (isObject(document.value) && Array.isArray(document.value.suppressions)) return false;
  if (kind === 'unknown' || (kind === 'batch' && jobs.length === 0)) return MENTIONS.test(document.text ?? '');
  if (kind !== 'task-body') return true;
  const body = jobs[0]?.tasks?.[0]?.body;
  const isOther = diagnostics.some(
    (finding) => finding.code === 'unexpected-root' && finding.args.reason === 'unknown',
  );
  return (body?.inputs.length ?? 0) + (body?.outputs.length ?? 0) > 0 || !isOther;
}
