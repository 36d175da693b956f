import type { LintReport } from '../lint.js';

/** Whether a document is, or was meant to be, one of ours: other JSON and XML lies around everywhere. */
export function isDefinition({ kind, jobs, diagnostics, document }: LintReport): boolean {
  if (kind === 'unknown') return /"(?:Tasks|TaskBody|InputMediaAssets)\b|<taskBody\b/.test(document.text ?? '');
  if (kind !== 'task-body') return true;
  const body = jobs[0]?.tasks?.[0]?.body;
  const isOther = diagnostics.some(
    (finding) => finding.code === 'unexpected-root' && finding.args.reason === 'unknown',
  );
  return (body?.inputs.length ?? 0) + (body?.outputs.length ?? 0) > 0 || !isOther;
}
