/** A JSON object a line, held against its schema and against the one document that has the same. */
import { expect } from 'chai';
import fc from 'fast-check';
import { lint } from '#src/lint.js';
import { renderLint } from '#src/render/formats.js';
import { anyResults, fileResult, finding, write } from '../helpers/results.js';
import { run } from '../helpers/run.js';
import { FAULTY_FILES } from '../schema/samples.js';
import { faults } from '../schema/schema-files.js';

type Line = Readonly<Record<string, unknown>>;

/** The lines, as a reader sees them that ends lines wherever Unicode does; each valid by the schema. */
function read(text: string): Line[] {
  expect(text.endsWith('\n')).to.equal(true);
  const lines = text.slice(0, -1).split(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/);
  return lines.map((line) => {
    const value = JSON.parse(line) as Line;
    expect(faults(value, 'lint-ndjson'), line).to.deep.equal([]);
    return value;
  });
}

describe('ndjson', () => {
  it('has the findings and the summary of json, a line each', async () => {
    const args = ['lint', ...Object.keys(FAULTY_FILES)];
    const { stdout } = await run([...args, '--format', 'ndjson'], { files: FAULTY_FILES });
    const { files, summary } = JSON.parse((await run([...args, '--format', 'json'], { files: FAULTY_FILES })).stdout);
    const findings = files.flatMap(({ path, diagnostics }: { path: string; diagnostics: Line[] }) =>
      diagnostics.map((one) => ({ type: 'finding', file: path, ...one })),
    );
    expect(read(stdout)).to.deep.equal([...findings, { type: 'summary', version: 1, ...summary }]);
  });

  it('is the summary alone where there are no findings, and no positions where there is no text', () => {
    expect(read(write('ndjson', [fileResult([])]))).to.deep.equal([
      { type: 'summary', version: 1, files: 1, skipped: 0, errors: 0, warnings: 0, infos: 0, truncated: false },
    ]);
    const [first] = read(renderLint(lint({ Tasks: [] }), 'ndjson', 'the form'));
    expect(first).to.include({ type: 'finding', file: 'the form' }).and.not.have.property('start');
  });

  it('marks what is suppressed, and says how many findings have no line', () => {
    const suppressed = [{ finding: finding(), by: 'comment', reason: 'Archived as it was submitted.' } as const];
    const lines = read(write('ndjson', [fileResult([finding()], { suppressed, omitted: 12 })]));
    expect(lines.map(({ type }) => type)).to.deep.equal(['finding', 'suppressed', 'omitted', 'summary']);
    expect(lines[1]?.suppression).to.deep.equal({ by: 'comment', reason: 'Archived as it was submitted.' });
    expect(lines[2]).to.deep.equal({ type: 'omitted', file: 'job.json', count: 12 });
    expect(lines[3]).to.include({ errors: 1, truncated: true });
  });

  it('is one line each, whatever names and messages are', () => {
    fc.assert(
      fc.property(anyResults, (results) => {
        const made = results.map((result) => ({
          ...result,
          findings: result.findings.map((one) => ({ ...one, args: finding().args })),
        }));
        const lines = read(write('ndjson', made));
        const count = made.reduce(
          (sum, { findings, suppressed, omitted }) => sum + findings.length + suppressed.length + Math.sign(omitted),
          0,
        );
        expect(lines).to.have.length(count + 1);
        const shown = lines.filter(({ type }) => type === 'finding');
        expect(shown.map(({ file, path, message }) => ({ file, path, message }))).to.deep.equal(
          made.flatMap(({ path: file, findings }) =>
            findings.map(({ path, message }) => ({ file, path: [...path], message })),
          ),
        );
      }),
    );
  });

  it('a schema that takes anything would not show that', () => {
    const [line] = read(write('ndjson', [fileResult([finding()])]));
    for (const wrong of [
      { ...line, type: 'suppressed' },
      { ...line, type: 'found' },
      { ...line, suppression: { by: 'comment', reason: null } },
      { ...line, remark: 'ready for review' },
      { ...line, code: 'wrong-tone' },
      { ...line, file: undefined },
      { type: 'omitted', file: 'job.json', count: 0 },
      { type: 'summary', version: 1 },
      {},
    ]) {
      expect(faults(JSON.parse(JSON.stringify(wrong)), 'lint-ndjson'), JSON.stringify(wrong)).to.not.deep.equal([]);
    }
  });
});
