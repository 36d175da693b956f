import type { FileResult } from './file-result.js';

/** A result without warnings and infos, suppressed ones too. Of what is omitted, only errors count. */
export function onlyErrors(result: FileResult): FileResult {
  const findings = result.findings.filter(({ severity }) => severity === 'error');
  const suppressed = result.suppressed.filter(({ finding }) => finding.severity === 'error');
  const counts = { ...result.counts, warning: 0, info: 0 };
  return { ...result, findings, suppressed, counts, omitted: counts.error - findings.length };
}
