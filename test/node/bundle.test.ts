/** What a run of the bundled command loads. */
import { spawnSync } from 'node:child_process';
import { basename, join } from 'node:path';
import { expect } from 'chai';
import { BAD_JOB, GOOD_JOB } from '../helpers/encoding-house.js';
import { ROOT } from '../helpers/root.js';
import { withFolder } from '../helpers/run.js';

/** The files that are loaded by a run on one definition. */
function loadedFor(text: string, args: readonly string[] = []): Promise<readonly string[]> {
  return withFolder({ 'job.json': text }, (cwd) => {
    const tell = "process.on('exit', () => console.error(JSON.stringify(Object.keys(require.cache))))";
    const command = join(ROOT, 'dist/bin/taskgraph.cjs');
    const script = `${tell}; process.argv.splice(1, 0, 'taskgraph'); require(${JSON.stringify(command)})`;
    const { stderr } = spawnSync(process.execPath, ['-e', script, 'lint', 'job.json', ...args], {
      cwd,
      encoding: 'utf8',
    });
    return (JSON.parse(stderr) as string[]).map((path) => basename(path));
  });
}

describe('the bundled command', () => {
  it('loads little for a sound definition', async () => {
    const isOfXml = (file: string): boolean => /^(?:gate|reader|saxes|fxp|ed\d|chunk-\w+)\.c?js$/.test(file);
    const loaded = await loadedFor(JSON.stringify(GOOD_JOB));
    expect(loaded.filter((file) => !isOfXml(file))).to.have.members(['taskgraph.cjs', 'core.cjs']);
  });

  it('loads what is asked for, and what is needed', async () => {
    expect(await loadedFor(JSON.stringify(BAD_JOB), ['--format', 'sarif'])).to.include('lint-sarif.cjs');
    expect(await loadedFor('{ "Tasks": [')).to.include('repair.cjs');
  });
});
