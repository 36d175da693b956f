/**
 * Golden files. Each folder in fixtures/rules is a code: `bad*` files have it, `good*` files do not and are its nearest
 * correct neighbours; either may be a folder of files. Next to each stands, with `.out` added to its name, exactly what the
 * command prints for it.
 */
import { cpSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { CODE_NAMES } from '#src/diagnostics/codes.js';
import { lint } from '#src/lint.js';
import { IS_UPDATE, ROOT } from './helpers/root.js';
import { runIn, withFolder } from './helpers/run.js';

const FOLDER = `${ROOT}test/fixtures/rules`;

/** A code that takes more than one file: the folder is linted as the file `arguments` in it says, by default as a whole. */
async function runFolder(code: string, folder: string): Promise<void> {
  await withFolder({}, async (copy) => {
    cpSync(folder, copy, { recursive: true });
    const given = existsSync(`${folder}/arguments`) ? readFileSync(`${folder}/arguments`, 'utf8').trim() : '.';
    const { output } = await runIn(copy, ['lint', ...given.split(' ')]);
    const isFound = new RegExp(`(?:error|warning|info) ${code}\\n`).test(output);
    expect(isFound, output).to.equal(/\/bad[^/]*$/.test(folder));
    if (IS_UPDATE) writeFileSync(`${folder}.out`, output);
    else expect(output).to.equal(readFileSync(`${folder}.out`, 'utf8'));
  });
}

describe('rules @examples', () => {
  for (const code of CODE_NAMES) {
    const folder = `${FOLDER}/${code}`;
    const files = existsSync(folder) ? readdirSync(folder).filter((name) => !name.endsWith('.out')) : [];

    it(`${code}: has a failing and a passing fixture`, () => {
      expect(files.some((name) => name.startsWith('bad'))).to.equal(true);
      expect(files.some((name) => name.startsWith('good'))).to.equal(true);
    });

    for (const name of files.filter((file) => statSync(`${folder}/${file}`).isDirectory())) {
      it(`${code}: ${name}/`, () => runFolder(code, `${folder}/${name}`));
    }
    for (const name of files.filter((file) => !statSync(`${folder}/${file}`).isDirectory())) {
      it(`${code}: ${name}`, async () => {
        const found = lint(readFileSync(`${folder}/${name}`), { fileName: name }).diagnostics.map(
          (finding) => finding.code,
        );
        if (name.startsWith('bad')) expect(found).to.include(code);
        else expect(found).to.not.include(code);
        const { output } = await runIn(folder, ['lint', name]);
        if (IS_UPDATE) writeFileSync(`${folder}/${name}.out`, output);
        else expect(output).to.equal(readFileSync(`${folder}/${name}.out`, 'utf8'));
      });
    }
  }

  it('has no fixtures of other codes', () => {
    expect(readdirSync(FOLDER)).to.have.members([...CODE_NAMES]);
  });
});
