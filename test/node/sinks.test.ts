import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { lint } from '#src/lint.js';
import { readTargets } from '#src/node/format-targets.js';
import type { Io } from '#src/node/io.js';
import { openSinks, Sinks } from '#src/node/sinks.js';
import { resolveReport } from '#src/render/file-result.js';
import { PLAIN } from '#src/render/paint.js';
import { BAD_JOB, GOOD_JOB } from '../helpers/encoding-house.js';
import { runIn, withFolder } from '../helpers/run.js';

const FILES = { 'jobs/bad.json': JSON.stringify(BAD_JOB), 'jobs/good.json': JSON.stringify(GOOD_JOB) };
const SUMMARY = { suppressed: 0, files: 1, skipped: 0, errors: 1, warnings: 0, infos: 0, truncated: false };

function ioIn(cwd: string): Io {
  return {
    cwd,
    env: {},
    stdin: (async function* () {})(),
    isTerminal: false,
    errIsTerminal: false,
    now: () => 0,
    out: () => {},
    err: () => {},
  };
}

describe('formats to files', () => {
  it('are written while results come, not kept until the end', async () => {
    await withFolder({}, async (cwd) => {
      const io = ioIn(cwd);
      const sinks = await openSinks(readTargets(['json=out.json'], ['json'], io), { paint: PLAIN, version: null }, io);
      const read = (): string => readFileSync(join(cwd, 'out.json'), 'utf8');
      await sinks.begin();
      expect(read()).to.equal('{"version":1,"files":[');
      await sinks.file(resolveReport('bad.json', lint(BAD_JOB), sinks.needs));
      expect(read()).to.include('unproduced-asset');
      await sinks.end(SUMMARY);
      expect(JSON.parse(read())).to.have.property('summary');
    });
  });

  it('overwrite what is there', async () => {
    await withFolder({ ...FILES, 'out.txt': 'x'.repeat(5000) }, async (cwd) => {
      await runIn(cwd, ['lint', 'jobs/good.json', '--format', 'text=out.txt']);
      expect(readFileSync(join(cwd, 'out.txt'), 'utf8')).to.equal('No findings in 1 file.\n');
    });
  });

  it('are not linted, where a folder or pattern leads to them', async () => {
    await withFolder(FILES, async (cwd) => {
      const args = ['lint', 'jobs', '--format', 'json=jobs/report.json'];
      const first = await runIn(cwd, args);
      const report = readFileSync(join(cwd, 'jobs/report.json'), 'utf8');
      expect(JSON.parse(report).summary).to.include({ files: 2, skipped: 0 });
      expect(await runIn(cwd, args)).to.deep.equal(first);
      expect(readFileSync(join(cwd, 'jobs/report.json'), 'utf8')).to.equal(report);
    });
  });

  const refused: readonly (readonly [why: string, args: readonly string[], message: string])[] = [
    ['where one is also to be linted', ['json=jobs/../jobs/bad.json'], 'the file is one of those to lint'],
    ['where two go to the same file', ['json=./a.json', 'text=a.json'], 'another format goes to that file'],
    ['in a folder that is not there, which is not made', ['json=new/out.json'], 'no such file or folder'],
    ['that are a folder', ['json=jobs'], 'is a folder'],
  ];
  for (const [why, specs, message] of refused) {
    it(`are refused ${why}`, async () => {
      await withFolder(FILES, async (cwd) => {
        const formats = specs.flatMap((spec) => ['--format', spec]);
        expect(await runIn(cwd, ['lint', 'jobs/bad.json', ...formats])).to.deep.include({
          code: 2,
          stdout: '',
          stderr: `taskgraph: --format ${specs.at(-1)}: ${message}. See taskgraph lint --help\n`,
        });
        expect(readFileSync(join(cwd, 'jobs/bad.json'), 'utf8')).to.equal(FILES['jobs/bad.json']);
        expect(existsSync(join(cwd, 'new'))).to.equal(false);
      });
    });
  }

  it('are all closed when one of them fails', async () => {
    const closed: string[] = [];
    const sink = (name: string, write: () => Promise<void>) => ({
      format: { needs: { frames: false }, begin: () => 'begin', file: () => '', end: () => '' },
      write,
      close: async () => void closed.push(name),
    });
    const sinks = new Sinks([sink('good', async () => {}), sink('bad', () => Promise.reject(new Error('disk full')))]);
    await sinks.begin().then(
      () => expect.fail('nothing failed'),
      (error: Error) => expect(error.message).to.equal('disk full'),
    );
    expect(closed).to.deep.equal(['good', 'bad']);
  });

  it('that fail while they are written cost the exit code 2 and one line', async function () {
    // The only file that can be opened and never written to; not every system has it.
    if (!existsSync('/dev/full')) return;
    this.timeout(20_000);
    await withFolder(FILES, async (cwd) => {
      const { code, stderr } = await runIn(cwd, ['lint', 'jobs', '--format', 'json=/dev/full']);
      expect(code).to.equal(2);
      expect(stderr).to.match(/^taskgraph: --format json=\/dev\/full: .*no space left.*\n$/);
    });
  });
});
