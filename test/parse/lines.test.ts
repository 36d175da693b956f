import { expect } from 'chai';
import fc from 'fast-check';
import { lint } from '#src/lint.js';
import { locate } from '#src/locate.js';
import { rewriteDocument } from '#src/parse/rewrite.js';
import { BAD_JOB, body, GOOD_JOB, PROCESSOR, WARNED_JOB } from '../helpers/encoding-house.js';

const LINES = [
  JSON.stringify(GOOD_JOB),
  JSON.stringify(BAD_JOB),
  JSON.stringify({ d: { results: [WARNED_JOB] } }),
  `{"MediaProcessorId": "${PROCESSOR}", "TaskBody": "${body(['in:0'], ['out:0']).replace('</taskBody>', '<taskBody>')}"}`,
  '{"Tasks": [{"Priority": True}',
  '{"Name": "no definition"}',
  '',
  ' \t',
  '[1',
];

describe('NDJSON', () => {
  it('reads each line by itself: findings, paths and positions are those of the line, moved', () => {
    const lineEnd = fc.constantFrom('\n', '\r\n', '\r');
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...LINES), { maxLength: 8 }), lineEnd, (lines, end) => {
        const text = lines.map((line) => line + end).join('');
        const origin = { line: 3, offset: 100 };
        const report = lint(text, { fileName: 'night.ndjson', origin });
        let offset = origin.offset;
        const expected = lines.flatMap((line, index) => {
          const start = offset;
          offset += line.length + end.length;
          if (line.trim() === '') return [];
          const one = lint(line);
          const ranges = locate(
            one,
            one.diagnostics.map(({ place }) => place),
          );
          return one.diagnostics.map(({ code, place }, rank) => ({
            code,
            path: [index + origin.line, ...place.path],
            line: index + origin.line + 1,
            offset: start + (ranges[rank]?.start.offset ?? 0),
          }));
        });
        const ranges = locate(
          report,
          report.diagnostics.map(({ place }) => place),
        );
        const found = report.diagnostics.map(({ code, place }, rank) => ({
          code,
          path: place.path,
          line: ranges[rank]?.start.line,
          offset: ranges[rank]?.start.offset,
        }));
        expect(found).to.deep.equal(expected);
      }),
      { numRuns: 200 },
    );
  });

  it('numbers jobs by their lines, blank ones counted', () => {
    const { kind, jobs } = lint(`${LINES[0]}\n\n${LINES[2]}\n`, { fileName: 'night.ndjson' });
    expect(kind).to.equal('jobs');
    expect(jobs.map(({ at }) => at)).to.deep.equal([[0], [2, 'd', 'results', 0]]);
  });

  it('shows edits where they belong', () => {
    const padded = JSON.stringify({
      ...GOOD_JOB,
      Tasks: [
        {
          MediaProcessorId: PROCESSOR,
          TaskBody:
            '<taskBody><inputAsset> JobInputAsset(0)</inputAsset><outputAsset>JobOutputAsset(0)</outputAsset></taskBody>',
        },
      ],
    });
    const text = `${LINES[0]}\n${padded}\n`;
    const { diagnostics, document } = lint(text, { fileName: 'night.ndjson' });
    const edits = diagnostics.flatMap(({ code, fix }) => (code === 'padded-reference' ? (fix?.edits ?? []) : []));
    const [[change] = []] = rewriteDocument(document, edits) ?? [];
    expect(text.slice(change?.start, change?.end)).to.equal(' JobInputAsset(0)');
    expect(change?.text).to.equal('JobInputAsset(0)');
  });

  it('of an empty text has no definitions', () => {
    const { kind, jobs, diagnostics } = lint('\n\n', { fileName: 'night.ndjson' });
    expect({ kind, jobs, diagnostics }).to.deep.equal({ kind: 'jobs', jobs: [], diagnostics: [] });
  });
});
