import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Diagnostic } from '#src/diagnostics/diagnostic.js';
import { fingerprint, pathPattern } from '#src/diagnostics/fingerprint.js';
import { lint } from '#src/lint.js';
import { type LintFilesOptions, lintFiles } from '#src/node/lint-files.js';
import { BAD_JOB } from '../helpers/encoding-house.js';
import { withFolder } from '../helpers/run.js';

const bad = JSON.stringify(BAD_JOB);
const config = (value: unknown): string => JSON.stringify(value, null, 2);

describe('lintFiles', () => {
  it('takes severities, quotas, and whether configurations and .gitignore count', async () => {
    await withFolder({ '.gitignore': 'b.json\n', 'a.json': bad, 'b.json': bad }, async (cwd) => {
      writeFileSync(join(cwd, 'taskgraph.config.json'), config({ severity: { 'unproduced-asset': 'off' } }));
      const found = async (options: object): Promise<number[]> => {
        const counts: number[] = [];
        for await (const file of lintFiles(['*.json'], { cwd, ...options })) {
          if (file.status === 'linted') counts.push(file.report.diagnostics.length);
        }
        return counts;
      };
      expect(await found({})).to.deep.equal([0]);
      expect(await found({ config: false })).to.deep.equal([1]);
      expect(await found({ gitignore: false, severity: { 'unproduced-asset': 'info' } })).to.deep.equal([1, 1]);
    });
  });

  it('takes a suppressions file as the command does: the usual one, that of the configuration, another, or none', async () => {
    const report = lint(BAD_JOB);
    const [finding] = report.diagnostics as [Diagnostic];
    const entry = {
      code: finding.code,
      path: pathPattern(finding.place.path),
      fingerprint: fingerprint(finding, BAD_JOB),
    };
    const known = (file: string, more: object = {}): string =>
      JSON.stringify({ version: 1, suppressions: [{ file, ...entry, ...more }] });
    const files = {
      'jobs/bad.json': bad,
      'taskgraph-suppressions.json': known('jobs/bad.json', { reason: 'an archive' }),
      'known/old.json': known('../jobs/bad.json', { expires: '2026-12-31' }),
      'known/none.json': known('../jobs/none.json'),
    };
    await withFolder(files, async (cwd) => {
      const found = async (options: LintFilesOptions, ...patterns: string[]): Promise<string[]> => {
        const lines: string[] = [];
        for await (const file of lintFiles(patterns.length > 0 ? patterns : ['jobs'], { cwd, ...options })) {
          if (file.status !== 'linted') continue;
          const { diagnostics, suppressed } = file.report;
          lines.push(
            `${file.path}: ${diagnostics.map(({ code }) => code)} (${suppressed.map(({ reason }) => reason)})`,
          );
        }
        return lines;
      };
      const clean = 'jobs/bad.json:  (an archive)';
      const faulty = 'jobs/bad.json: unproduced-asset ()';
      expect(await found({})).to.deep.equal([clean]);
      // The file itself is no definition, wherever a pattern leads.
      expect(await found({}, '*.json', 'jobs')).to.deep.equal([clean]);
      expect(await found({ suppressions: false })).to.deep.equal([faulty]);
      const old = 'known/old.json';
      expect(await found({ suppressions: old })).to.deep.equal(['jobs/bad.json:  ()']);
      const late = { suppressions: old, today: '2027-01-01' };
      expect(await found(late)).to.deep.equal([faulty, `${old}: expired-suppression ()`]);
      expect(await found({ suppressions: 'known/none.json' })).to.deep.equal([faulty]);
      writeFileSync(join(cwd, 'taskgraph.config.json'), config({ suppressions: old }));
      expect(await found({})).to.deep.equal(['jobs/bad.json:  ()']);
      expect(await found({ severity: { 'unproduced-asset': 'off' } })).to.deep.equal(['jobs/bad.json:  ()']);
      for (const [options, message] of [
        [{ suppressions: 'gone.json' }, 'gone.json: no such suppressions file'],
        [{ today: '2026-02-30' }, 'today: expected a day as in 2026-12-31, found 2026-02-30'],
      ] as const) {
        const thrown = await found(options).catch((error: Error) => error.message);
        expect(thrown).to.equal(message);
      }
    });
  });
});
