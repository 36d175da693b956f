/** What the bench measures of `lint`: all of what the command does with a text before it writes. */
import { type LintOptions, type LintReport, lint } from '#src/lint.js';
import { locate } from '#src/locate.js';

/** Jobs far above the quotas are clean all the same. */
export const NO_QUOTAS: LintOptions = {
  quotas: { assetsPerJob: Number.MAX_SAFE_INTEGER },
  severity: { 'too-many-tasks': 'off' },
};

/** Lints, and finds line and column of all places. */
export function lintAndLocate(text: string): LintReport {
  const report = lint(text, NO_QUOTAS);
  locate(
    report,
    report.diagnostics.flatMap(({ place, related }) => [place, ...related.map((other) => other.place)]),
  );
  return report;
}

/** Throws where a text has more findings, or fewer: a bench of something else than what it says is worth nothing. */
export function expectFindings(text: string, expected: number): void {
  const { counts } = lint(text, NO_QUOTAS);
  const found = counts.error + counts.warning + counts.info;
  if (found !== expected) throw new Error(`the bench means a job with ${expected} findings and has one with ${found}`);
}
