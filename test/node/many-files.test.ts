/** `taskgraph lint` of many files: what is found, what holds for it, and that nothing shows how the work was shared. */
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { type FileReport, lintFiles } from '#src/node/lint-files.js';
import { BAD_JOB, GOOD_JOB, job, task, WARNED_JOB } from '../helpers/encoding-house.js';
import { type Outcome, run, runIn, type Scenario, withFolder } from '../helpers/run.js';

const [good, bad, warned] = [GOOD_JOB, BAD_JOB, WARNED_JOB].map((one) => JSON.stringify(one)) as [
  string,
  string,
  string,
];
const config = (value: unknown): string => JSON.stringify(value, null, 2);
const pathsIn = ({ stdout }: Outcome): string[] => JSON.parse(stdout).files.map(({ path }: { path: string }) => path);
const codesIn = ({ stdout }: Outcome): string[] =>
  JSON.parse(stdout).files.flatMap(({ diagnostics }: { diagnostics: { code: string }[] }) =>
    diagnostics.map(({ code }) => code),
  );

describe('taskgraph lint: configuration', () => {
  const off = config({ severity: { 'unproduced-asset': 'off' } });

  it('is found upwards from each file, in taskgraph.config.json or package.json, the nearest one', async () => {
    const files = {
      'taskgraph.config.json': `// the house\n${off}`,
      'a/b/bad.json': bad,
      'c/package.json': config({ name: 'c', taskgraph: { severity: { 'unproduced-asset': 'warning' } } }),
      'c/bad.json': bad,
    };
    const { stdout, code } = await run(['lint', '.', '--format', 'json'], { files });
    expect(code).to.equal(0);
    const { files: found } = JSON.parse(stdout);
    expect(found.map(({ diagnostics }: { diagnostics: unknown[] }) => diagnostics.length)).to.deep.equal([0, 1]);
    expect((await run(['lint', 'a/b/bad.json', '--no-config'], { files })).code).to.equal(1);
    expect((await run(['lint', 'a/b/bad.json', '--config', 'c/package.json'], { files })).code).to.equal(0);
  });

  it('has overrides by pattern, the later ones before the earlier, quotas, and what to pass over', async () => {
    const many = task('Archive', ['in:0'], ['out:0', 'out:1']);
    const files = {
      'taskgraph.config.json': config({
        severity: { 'unproduced-asset': 'error' },
        quotas: { assetsPerTask: 2 },
        ignore: ['old/'],
        overrides: [
          { files: ['drafts/**'], severity: { 'unproduced-asset': 'off' } },
          { files: ['drafts/last/*'], severity: { 'unproduced-asset': 'info' }, quotas: { assetsPerTask: 3 } },
        ],
      }),
      'drafts/bad.json': bad,
      'drafts/last/bad.json': bad,
      'drafts/last/many.json': JSON.stringify(job([many])),
      'many.json': JSON.stringify(job([many])),
      'old/bad.json': bad,
    };
    const all = await run(['lint', '.', '--format', 'json'], { files });
    expect(pathsIn(all)).to.deep.equal([
      'drafts/bad.json',
      'drafts/last/bad.json',
      'drafts/last/many.json',
      'many.json',
    ]);
    expect(codesIn(all)).to.deep.equal(['unproduced-asset', 'too-many-assets-in-task']);
    // What is named is linted, whatever is to be passed over.
    expect((await run(['lint', 'old/bad.json'], { files })).code).to.equal(1);
    const { stdout } = await run(['lint', '--print-config', 'drafts/last/x.json'], { files });
    expect(JSON.parse(stdout)).to.deep.include({ config: 'taskgraph.config.json', ignored: false });
    expect(JSON.parse(stdout).severity['unproduced-asset']).to.equal('info');
    expect(JSON.parse(stdout).quotas).to.deep.equal({ assetsPerTask: 3, assetsPerJob: 100 });
  });

  const wrong: readonly [string, string, string][] = [
    [
      'a code that does not exist',
      '{\n  "severity": { "unproduced-aset": "off" } }',
      '2:17: there is no code unproduced-aset; did you mean unproduced-asset?',
    ],
    [
      'a code that always is an error',
      '{ "severity": { "dependency-cycle": "off" } }',
      '1:17: dependency-cycle always is an error',
    ],
    [
      'a severity',
      '{ "severity": { "shared-output": "warnin" } }',
      '1:34: severity.shared-output: expected error, warning, info, off, found "warnin"; did you mean warning?',
    ],
    ['a key', '{ "severties": {} }', '1:3: there is no key severties'],
    [
      'a quota',
      '{ "quotas": { "assetsPerJobs": 3 } }',
      '1:15: there is no key assetsPerJobs; did you mean assetsPerJob?',
    ],
    [
      'a negative quota',
      '{ "quotas": { "assetsPerJob": -3 } }',
      'quotas.assetsPerJob: expected a whole number from 0, found -3',
    ],
    ['a type', '{ "ignore": "old" }', '1:13: ignore: expected an array, found a string'],
    ['an override without files', '{ "overrides": [{}] }', 'overrides[0] has no files'],
    ['an empty pattern', '{ "overrides": [{ "files": [] }] }', 'overrides[0].files is empty'],
    ['broken JSON', '{ "severity": ', 'taskgraph.config.json:1:'],
  ];
  for (const [title, text, message] of wrong) {
    it(`that is wrong is told with its place: ${title}`, async () => {
      const files = { 'taskgraph.config.json': text, 'job.json': good };
      const { code, stdout, stderr } = await run(['lint', 'job.json'], { files });
      expect([code, stdout]).to.deep.equal([2, '']);
      expect(stderr).to.include(`taskgraph: taskgraph.config.json:`).and.include(message);
      expect(stderr.trim().split('\n')).to.have.length(1);
    });
  }
});

describe('taskgraph lint: files', () => {
  it('in folders are those that no .gitignore hides, above and below, unless that is switched off', async () => {
    const files = {
      '.git/HEAD': 'ref: refs/heads/main\n',
      '.gitignore': 'out/\n/top.json\n',
      'jobs/.gitignore': '*.bak.json\n!keep.bak.json\n',
      'jobs/a.json': good,
      'jobs/b.bak.json': bad,
      'jobs/keep.bak.json': good,
      'jobs/out/c.json': bad,
      'jobs/lines.ndjson': `${good}\n`,
      'jobs/notes.jsonc': `// night\n${good}`,
      'jobs/node_modules/d.json': bad,
      'top.json': bad,
    };
    const found = await run(['lint', '.', '--format', 'json'], { files });
    expect(pathsIn(found)).to.deep.equal([
      'jobs/a.json',
      'jobs/keep.bak.json',
      'jobs/lines.ndjson',
      'jobs/notes.jsonc',
    ]);
    const all = await run(['lint', 'jobs', '--no-gitignore', '--format', 'json'], { files });
    expect(pathsIn(all)).to.have.length(6);
    expect((await run(['lint', 'top.json'], { files })).code).to.equal(1);
    expect(pathsIn(await run(['lint', 'jobs/*.json', '--format', 'json'], { files }))).to.have.length(2);
  });

  it('come from a list, a line or a NUL after each, and are meant as they are written', async () => {
    const files = { 'a.json': good, '[1].json': bad, list: 'a.json\r\n\n[1].json\n' };
    const lines = await run(['lint', '--files-from', 'list', '--format', 'json'], { files });
    expect(pathsIn(lines)).to.deep.equal(['a.json', '[1].json']);
    const nul = await run(['lint', '--files-from', '-', '--format', 'json'], { files, stdin: '[1].json\0a.json\0' });
    expect(pathsIn(nul)).to.deep.equal(['[1].json', 'a.json']);
    for (const args of [
      ['--files-from', 'none'],
      ['-', '--files-from', '-'],
    ]) {
      expect((await run(['lint', ...args], { files })).code).to.equal(2);
    }
  });

  it('that cannot be read are findings, a line on stderr, and not the end', async () => {
    await withFolder({ 'a.json': good, 'z.json': bad }, async (folder) => {
      symlinkSync('loop.json', join(folder, 'loop.json'));
      const named = await runIn(folder, ['lint', 'gone.json', 'loop.json', 'a.json', 'z.json', '--format', 'json']);
      expect(named.code).to.equal(2);
      expect(codesIn(named)).to.deep.equal(['unreadable-file', 'unreadable-file', 'unproduced-asset']);
      expect(named.stderr.split('\n')).to.have.length(3);
      const reports: FileReport[] = [];
      for await (const report of lintFiles(['gone.json', 'a.json'], { cwd: folder })) reports.push(report);
      expect(reports.map(({ status }) => status)).to.deep.equal(['unreadable', 'linted']);
    });
  });

  it('with a hostile one among a thousand good ones cost only its own findings, in any number of threads', async () => {
    const files: Record<string, string | Uint8Array> = {};
    for (let number = 0; number < 1000; number += 1) files[`jobs/${String(number).padStart(4, '0')}.json`] = good;
    files['jobs/0500.json'] = `{"Tasks":${'['.repeat(100_000)}`;
    // Found in a folder, bytes without a word of ours are somebody else's file.
    files['jobs/0501.json'] = new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22]);
    files['jobs/0502.json'] = warned;
    await withFolder(files, async (folder) => {
      const outcomes: Outcome[] = [];
      for (const workers of ['0', '1', '2', '3']) {
        outcomes.push(await runIn(folder, ['lint', 'jobs', '--workers', workers, '--format', 'json']));
      }
      const [alone] = outcomes as [Outcome];
      for (const other of outcomes) expect(other).to.deep.equal(alone);
      expect(alone.code).to.equal(1);
      const { files: found } = JSON.parse(alone.stdout);
      const faulty = found.filter(({ diagnostics }: { diagnostics: unknown[] }) => diagnostics.length > 0);
      expect(faulty.map(({ path }: { path: string }) => path)).to.deep.equal(
        ['0500', '0502'].map((name) => `jobs/${name}.json`),
      );
    });
  }).timeout(60_000);

  it('are not read where a folder may not be entered, which is told', async () => {
    if (process.getuid?.() === 0) return;
    await withFolder({ 'jobs/a.json': good }, async (folder) => {
      mkdirSync(join(folder, 'jobs/closed'));
      chmodSync(join(folder, 'jobs/closed'), 0);
      expect(codesIn(await runIn(folder, ['lint', 'jobs', '--format', 'json']))).to.deep.equal(['unreadable-file']);
      chmodSync(join(folder, 'jobs/closed'), 0o700);
    });
  });

  it('are few enough threads', async () => {
    const { code, stderr } = await run(['lint', 'a.json', '--workers', '65'], { files: { 'a.json': good } });
    expect(code).to.equal(2);
    expect(stderr).to.include('--workers 65: expected auto or a whole number from 0 to 64');
  });
});

describe('taskgraph lint: NDJSON', () => {
  const lines = [good, bad, '', '{"Tasks": [', JSON.stringify({ d: WARNED_JOB })];

  it('is linted line by line, from a file and from standard input', async () => {
    const text = lines.join('\r\n');
    const fromFile = await run(['lint', 'jobs.ndjson', '--format', 'json'], { files: { 'jobs.ndjson': text } });
    const fromStdin = await run(['lint', '-', '--ndjson', '--stdin-filename', 'jobs.ndjson', '--format', 'json'], {
      stdin: text,
    });
    expect(fromStdin.stdout).to.equal(fromFile.stdout);
    const { files } = JSON.parse(fromFile.stdout);
    expect(files).to.have.length(1);
    expect(files[0].diagnostics.map(({ path }: { path: unknown[] }) => path[0])).to.include.members([1, 3, 4]);
    expect(files[0].diagnostics.find(({ code }: { code: string }) => code === 'json-syntax').start.line).to.equal(4);
  });

  it('is the same in parts, with a byte order mark, and in UTF-16', async () => {
    const text = `${Array.from({ length: 3000 }, (_, index) => lines[index % 5]).join('\n')}\n`;
    const whole = await run(['lint', 'jobs.ndjson', '--format', 'json'], { files: { 'jobs.ndjson': text } });
    expect(JSON.parse(whole.stdout).files).to.have.length(1);
    const marked = await run(['lint', 'jobs.ndjson', '--format', 'json'], {
      files: { 'jobs.ndjson': `\ufeff${text}` },
    });
    expect(marked.stdout).to.equal(whole.stdout);
    const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
    const wide = await run(['lint', 'jobs.ndjson', '--format', 'json'], { files: { 'jobs.ndjson': utf16 } });
    expect(wide.stdout).to.equal(whole.stdout);
    const shared = await run(['lint', 'jobs.ndjson', '--workers', '2', '--format', 'json'], {
      files: { 'jobs.ndjson': text },
    });
    expect(shared.stdout).to.equal(whole.stdout);
  }).timeout(60_000);

  it('costs only its own line where bytes are no text', async () => {
    const text = Buffer.concat([Buffer.from(`${bad}\n{"Name": "`), Buffer.from([0xff]), Buffer.from(`"}\n${bad}\n`)]);
    const { stdout } = await run(['lint', 'jobs.ndjson', '--format', 'json'], { files: { 'jobs.ndjson': text } });
    const found = JSON.parse(stdout).files[0].diagnostics;
    expect(found.map(({ code }: { code: string }) => code)).to.deep.equal([
      'unproduced-asset',
      'invalid-encoding',
      'unproduced-asset',
    ]);
    expect(found.map(({ start }: { start: { line: number } }) => start.line)).to.deep.equal([1, 2, 3]);
  });

  it('that was only found and is something else is skipped', async () => {
    const files = { 'a/log.ndjson': '\n{"level": "info"}\n', 'a/job.json': good };
    expect((await run(['lint', 'a'], { files })).stdout).to.equal('No findings in 1 file, 1 other file skipped.\n');
  });
});

describe('taskgraph lint: what it tells while it works', () => {
  it('is how far it is, on a terminal, when a second has passed', async () => {
    let time = 0;
    const files = Object.fromEntries([...Array(5).keys()].map((number) => [`jobs/${number}.json`, good]));
    const slow = { files, now: () => (time += 300) };
    const told = async (more: Scenario): Promise<string> => {
      const { output } = await run(['lint', 'jobs', '--format', 'msbuild'], { ...slow, ...more });
      return output.replaceAll('\r\u001b[K', '^').replace(/jobs.*/, 'FINDING');
    };
    expect(await told({})).to.equal('');
    // It stays until something else is written to the terminal.
    expect(await told({ errIsTerminal: true })).to.match(/^(?:\^[1-5] of 5 files)+\^$/);
    const faulty = { errIsTerminal: true, files: { ...files, 'jobs/4.json': bad } };
    expect(await told({ ...faulty, isTerminal: true })).to.match(/\^4 of 5 files\^FINDING\n\^5 of 5 files\^$/);
    expect(await told(faulty)).to.match(/\^4 of 5 filesFINDING\n\^5 of 5 files\^$/);
  });

  it('is what was read, where that is asked for', async () => {
    const { stderr } = await run(['lint', 'a.json', '--stats'], { files: { 'a.json': bad } });
    expect(stderr)
      .to.match(/^files +1\n/)
      .and.match(/\ntasks +2\n/)
      .and.match(/\nunproduced-asset +1\n/)
      .and.match(/\nseconds +0\.000\n$/);
  });
});
