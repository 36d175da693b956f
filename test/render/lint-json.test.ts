/** One document for a whole run, held against its schema and against the lines that have the same. */
import { expect } from 'chai';
import fc from 'fast-check';
import { anyResults, fileResult, finding, write } from '../helpers/results.js';
import { faults } from '../schema/schema-files.js';

interface Report {
  readonly files: readonly { readonly path: string; readonly diagnostics: readonly object[] }[];
  readonly summary: object;
}

function read(text: string): Report {
  const report = JSON.parse(text) as Report;
  expect(faults(report, 'lint-report'), text).to.deep.equal([]);
  return report;
}

describe('json', () => {
  it('is valid by its schema where there are no files, and no findings', () => {
    expect(read(write('json', [])).files).to.deep.equal([]);
    expect(read(write('json', [fileResult([])])).files).to.have.length(1);
  });

  it('is valid by its schema whatever names and messages are, and has what ndjson has', () => {
    fc.assert(
      fc.property(anyResults, (results) => {
        const made = results.map((result) => ({
          ...result,
          findings: result.findings.map((one) => ({ ...one, args: finding().args })),
        }));
        const { files, summary } = read(write('json', made));
        const lines = write('ndjson', made)
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line) as { type: string });
        const findings = files.flatMap(({ path, diagnostics }) =>
          diagnostics.map((one) => ({ type: 'finding', file: path, ...one })),
        );
        expect(findings).to.deep.equal(lines.filter(({ type }) => type === 'finding'));
        expect({ type: 'summary', version: 1, ...summary }).to.deep.equal(lines.at(-1));
      }),
    );
  });
});
