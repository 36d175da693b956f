/** What a run of the bundled command loads. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
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
    const loaded = await loadedFor(JSON.stringify(GOOD_JOB));
    expect(loaded).to.have.members(['taskgraph.cjs', 'core.cjs']);
  });

  it('loads what is asked for, and what is needed', async () => {
    expect(await loadedFor(JSON.stringify(BAD_JOB), ['--format', 'sarif'])).to.include('lint-sarif.cjs');
    expect(await loadedFor('{ "Tasks": [')).to.include('repair.cjs');
  });

  it('does without what V8 made of it before', () => {
    const folder = mkdtempSync(join(tmpdir(), 'taskgraph-'));
    try {
      // A copy beside which nothing is cached, as another Node sees it.
      const isCopied = (path: string): boolean => !path.endsWith('.cache');
      cpSync(join(ROOT, 'dist/bin'), join(folder, 'dist/bin'), { recursive: true, filter: isCopied });
      const args = [join(folder, 'dist/bin/taskgraph.cjs'), 'lint', '-'];
      const { stdout } = spawnSync(process.execPath, args, { input: JSON.stringify(GOOD_JOB), encoding: 'utf8' });
      expect(stdout).to.equal('No findings in 1 file.\n');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
