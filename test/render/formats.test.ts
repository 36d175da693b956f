/**
 * All formats side by side. Golden files: in fixtures/formats stands a folder of jobs, and as `NAME.out` exactly what the
 * command writes for it in each format.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { lint as lintInput } from '#src/lint.js';
import { LINT_FORMATS, type LintFormatName, lintWriter } from '#src/render/formats.js';
import { PLAIN } from '#src/render/paint.js';
import { IS_UPDATE, ROOT } from '../helpers/root.js';
import { runIn, withFolder } from '../helpers/run.js';

const FOLDER = `${ROOT}test/fixtures/formats`;
const NAMES = Object.keys(LINT_FORMATS) as LintFormatName[];

function lint(format: string, ...more: readonly string[]) {
  return runIn(FOLDER, ['lint', 'jobs', '--config', 'taskgraph.json', '--format', format, ...more]);
}

describe('formats @examples', () => {
  for (const name of NAMES) {
    it(`${name}: a folder of jobs`, async () => {
      const { code, stdout, stderr } = await lint(name);
      expect({ code, stderr }).to.deep.equal({ code: 1, stderr: '' });
      if (IS_UPDATE) writeFileSync(`${FOLDER}/${name}.out`, stdout);
      else expect(stdout).to.equal(readFileSync(`${FOLDER}/${name}.out`, 'utf8'));
    });
  }

  it('have no golden files of others', () => {
    const golden = readdirSync(FOLDER).filter((name) => name.endsWith('.out'));
    expect(golden).to.have.members(NAMES.map((name) => `${name}.out`));
  });
});

describe('formats', () => {
  for (const name of NAMES) {
    it(`${name}: --quiet shows errors only, and severities are those of the configuration`, async () => {
      const all = (await lint(name)).stdout;
      const quiet = (await lint(name, '--quiet')).stdout;
      for (const code of ['xml-syntax', 'dependency-cycle', 'invalid-reference']) expect(quiet).to.include(code);
      for (const code of ['priority-inversion', 'padded-reference']) {
        expect(all).to.include(code);
        expect(quiet).to.not.include(code);
      }
      expect(all).to.match(
        /info padded|"(?:severity":"info|level":"note)|<skipped>[^<]*: info padded|::notice .*title=padded/,
      );
    });

    it(`${name}: only text needs the lines of the file`, () => {
      expect(LINT_FORMATS[name]({ paint: PLAIN, version: null }).needs).to.deep.equal({ frames: name === 'text' });
    });
  }

  it('all at once to files are what each alone is', async () => {
    await withFolder({}, async (out) => {
      const targets = NAMES.flatMap((name) => ['--format', `${name}=${join(out, name)}`]);
      expect((await runIn(FOLDER, ['lint', 'jobs', '--config', 'taskgraph.json', ...targets])).stdout).to.equal('');
      for (const name of NAMES) {
        expect(readFileSync(join(out, name), 'utf8'), name).to.equal((await lint(name)).stdout);
      }
    });
  });

  it('come from a program as from the command', async () => {
    const files = ['circle.json', 'thumbnails.xml'];
    for (const name of NAMES) {
      const writer = lintWriter(name);
      const parts = files.map((file) => writer.file(file, lintInput(readFileSync(`${FOLDER}/jobs/${file}`))));
      const text = writer.begin() + parts.join('') + writer.end();
      const { stdout } = await runIn(`${FOLDER}/jobs`, ['lint', ...files, '--format', name]);
      expect(text, name).to.equal(stdout.replace(/"version":"\d+\.\d+\.\d+",(?="rules")/, ''));
    }
  });

  it('are all in the help of the command', async () => {
    const { stdout } = await runIn(FOLDER, ['lint', '--help']);
    for (const name of NAMES) expect(stdout).to.match(new RegExp(`\\b${name}\\b`));
  });
});
