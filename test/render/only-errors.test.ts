import { expect } from 'chai';
import type { Severity } from '#src/diagnostics/codes.js';
import { onlyErrors } from '#src/render/only-errors.js';
import { fileResult, finding } from '../helpers/results.js';

describe('onlyErrors', () => {
  const of = (severity: Severity) => finding({ severity });
  const suppressed = (['error', 'warning', 'info'] as const).map((severity) => ({
    finding: of(severity),
    by: 'file' as const,
    reason: null,
  }));

  it('leaves errors, listed, suppressed and counted', () => {
    const all = fileResult([of('warning'), of('error'), of('info')], { suppressed, omitted: 7 });
    expect(onlyErrors({ ...all, counts: { ...all.counts, error: 3 } })).to.deep.equal({
      ...all,
      findings: [of('error')],
      suppressed: [suppressed[0]],
      counts: { error: 3, warning: 0, info: 0 },
      omitted: 2,
    });
  });
});
