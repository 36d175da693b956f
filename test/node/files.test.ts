import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { findNoConfig } from '#src/node/config/find-config.js';
import { walkFolder } from '#src/node/walk.js';
import { BAD_JOB, body, GOOD_JOB } from '../helpers/encoding-house.js';
import { type Outcome, run, runIn, type Scenario, withFolder } from '../helpers/run.js';

const good = JSON.stringify(GOOD_JOB);
const bad = JSON.stringify(BAD_JOB);
const paths = ({ stdout }: Outcome): string[] =>
  (JSON.parse(stdout) as { files: { path: string }[] }).files.map(({ path }) => path);
const lint = (files: Scenario['files'], ...args: string[]): Promise<Outcome> =>
  run(['lint', ...args, '--format', 'json'], { files: files ?? {} });

describe('taskgraph lint: folders and patterns', () => {
  it('give all forms of definitions, by path', async () => {
    const files = {
      'jobs/b.json': good,
      'jobs/B.JSON': good,
      'jobs/a/z.xml': body(['in:0'], ['out:0']),
      'jobs/a.jsonc': `// Encode\n${good}`,
      'jobs/a-1.ndjson': `${good}\n`,
      'jobs/c.txt': body(['in:0'], ['out:0']),
      'jobs/d.jsonl': good,
    };
    const wanted = ['jobs/B.JSON', 'jobs/a-1.ndjson', 'jobs/a.jsonc', 'jobs/a/z.xml', 'jobs/b.json', 'jobs/c.txt'];
    expect(paths(await lint(files, 'jobs'))).to.deep.equal(wanted);
    expect(paths(await lint(files, 'jobs/**'))).to.deep.equal(wanted);
    expect(paths(await lint(files, 'jobs/*.json', 'jobs/a'))).to.deep.equal([
      'jobs/B.JSON',
      'jobs/b.json',
      'jobs/a/z.xml',
    ]);
  });

  it('in the same order, whatever the order of the file system', async () => {
    await withFolder({}, async (cwd) => {
      const names = ['b', 'a', 'a/b', 'é', 'B', 'a-b'];
      for (const name of names) {
        mkdirSync(join(cwd, name), { recursive: true });
        writeFileSync(join(cwd, name, 'job.json'), good);
      }
      const options = { cwd, gitignore: true, findConfig: findNoConfig };
      const shuffled = async (folder: string) =>
        (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? 1 : -1));
      const [first, second] = [
        await walkFolder('.', options),
        await walkFolder('.', { ...options, readFolder: shuffled }),
      ];
      expect(first.map(({ path }) => path)).to.deep.equal(names.map((name) => `${name}/job.json`).sort());
      expect(second).to.deep.equal(first);
    });
  });

  it('may lie above, or go by their whole path', async () => {
    await withFolder({ 'jobs/a.json': good, 'jobs/deep/b.json': good, 'c.json': good }, async (cwd) => {
      const from = join(cwd, 'jobs');
      const lintFrom = async (...args: string[]) => paths(await runIn(from, ['lint', ...args, '--format', 'json']));
      expect(await lintFrom('..')).to.deep.equal(['../c.json', '../jobs/a.json', '../jobs/deep/b.json']);
      expect(await lintFrom('../*.json', '../**/b.json')).to.deep.equal(['../c.json', '../jobs/deep/b.json']);
      expect(await lintFrom(from)).to.deep.equal([`${from}/a.json`, `${from}/deep/b.json`]);
      expect(await lintFrom(`${from}/**`)).to.deep.equal([`${from}/a.json`, `${from}/deep/b.json`]);
      expect(await lintFrom('../jobs', 'a.json')).to.deep.equal(['a.json', 'deep/b.json']);
    });
  });

  it('pass over node_modules and what begins with a dot, unless that is named', async () => {
    const files = {
      'node_modules/x/a.json': good,
      '.farm/b.json': good,
      'jobs/node_modules/c.json': good,
      'd.json': good,
    };
    expect(paths(await lint(files, '.', '**/*.json'))).to.deep.equal(['d.json']);
    expect(paths(await lint(files, 'node_modules', '.farm', 'jobs/node_modules/*.json'))).to.deep.equal([
      'node_modules/x/a.json',
      '.farm/b.json',
      'jobs/node_modules/c.json',
    ]);
  });

  it('follow links to files, not to folders, and end', async () => {
    await withFolder({ 'jobs/a.json': good, 'other/b.json': good }, async (cwd) => {
      symlinkSync('..', join(cwd, 'jobs/up'));
      symlinkSync('../other', join(cwd, 'jobs/other'));
      symlinkSync('a.json', join(cwd, 'jobs/latest.json'));
      symlinkSync('jobs', join(cwd, 'current'));
      const { stdout, code } = await runIn(cwd, ['lint', 'jobs', '--format', 'json']);
      expect(paths({ stdout } as Outcome)).to.deep.equal(['jobs/a.json', 'jobs/latest.json']);
      expect(code).to.equal(0);
      expect(paths(await runIn(cwd, ['lint', 'current', '--format', 'json']))).to.include('current/a.json');
    });
  });
});

describe('taskgraph lint: .gitignore', () => {
  const files = {
    '.git/HEAD': 'ref: refs/heads/main\n',
    '.gitignore': '# What the render farm leaves\n*.tmp.json\nbuild/\n/top.json\nlogs/*\n!logs/kept.json\n',
    'a.json': good,
    'a.tmp.json': good,
    'top.json': good,
    'build/a.json': good,
    'logs/a.json': good,
    'logs/kept.json': good,
    'jobs/a.json': good,
    'jobs/top.json': good,
    'jobs/build/a.json': good,
    'jobs/.gitignore': '\ufeff*.old.json\r\n!a.tmp.json\r\n/deep/only.json\r\n',
    'jobs/a.tmp.json': good,
    'jobs/b.old.json': good,
    'jobs/deep/only.json': good,
    'jobs/deep/more/only.json': good,
    'jobs/deep/more/.gitignore': '!c.old.json',
    'jobs/deep/more/c.old.json': good,
    'jobs/deep/more/d.old.json': good,
  };
  const kept = [
    'jobs/a.json',
    'jobs/a.tmp.json',
    'jobs/deep/more/c.old.json',
    'jobs/deep/more/only.json',
    'jobs/top.json',
  ];

  it('hides files in folders and patterns, with those above up to the root of the repository', async () => {
    expect(paths(await lint(files, '.'))).to.deep.equal(['a.json', ...kept, 'logs/kept.json']);
    expect(paths(await lint(files, 'jobs'))).to.deep.equal(kept);
    expect(paths(await lint(files, 'jobs/**/*.json'))).to.deep.equal(kept);
    await withFolder(files, async (cwd) => {
      expect(paths(await runIn(join(cwd, 'jobs'), ['lint', '.', '--format', 'json']))).to.deep.equal(
        kept.map((path) => path.replace('jobs/', '')),
      );
      expect(paths(await runIn(join(cwd, 'jobs/deep'), ['lint', '..', '--format', 'json']))).to.have.length(
        kept.length,
      );
    });
  });

  it('hides nothing with --no-gitignore', async () => {
    expect(paths(await lint(files, '.', '--no-gitignore'))).to.have.length(
      Object.keys(files).filter((path) => path.endsWith('.json')).length,
    );
  });

  it('hides no file that is named, and no folder', async () => {
    expect(paths(await lint(files, 'a.tmp.json', 'build', 'jobs/build/*.json'))).to.deep.equal([
      'a.tmp.json',
      'build/a.json',
      'jobs/build/a.json',
    ]);
  });

  it('does not count above a folder that is in no repository', async () => {
    const { '.git/HEAD': _, ...loose } = files;
    expect(paths(await lint(loose, 'jobs')))
      .to.include('jobs/build/a.json')
      .and.not.include('jobs/b.old.json');
  });

  it('keeps the walk out of what it hides', async () => {
    await withFolder(files, async (cwd) => {
      const read: string[] = [];
      const readFolder = (folder: string) => {
        read.push(folder.slice(cwd.length + 1));
        return readdir(folder, { withFileTypes: true });
      };
      await walkFolder('.', { cwd, gitignore: true, findConfig: findNoConfig, readFolder });
      expect(read.sort()).to.deep.equal(['', 'jobs', 'jobs/deep', 'jobs/deep/more', 'logs']);
    });
  });

  it('takes no longer for hostile patterns and names, and is obeyed', async () => {
    const name = (end: string): string => `${'a'.repeat(240)}${end}.json`;
    const deep = `${'a/'.repeat(100)}c.json`;
    const rules = [
      `${'*a'.repeat(60)}*b.json`,
      `${'*[+-~]'.repeat(60)}*é`,
      `${'a/**/'.repeat(30)}b`,
      `**/${'?*'.repeat(99)}d.json`,
    ];
    const files = {
      '.gitignore': `${rules.join('\n')}\n`,
      [deep]: good,
      [name('b')]: good,
      [name('c')]: good,
      [name('d')]: good,
    };
    const outcome = await lint(files, '.');
    expect(outcome.stderr).to.equal('');
    expect(paths(outcome)).to.deep.equal([deep, name('c')]);
  });
});

describe('taskgraph lint --files-from', () => {
  const files = {
    'jobs/a.json': good,
    'jobs/b c.json': good,
    '[1].json': good,
    '-': good,
    'list.txt': 'jobs/b c.json\r\n[1].json\n\njobs/a.json\n',
    'list.nul': 'jobs/b c.json\0[1].json\0jobs/a.json\0',
    'nothing.txt': '\n',
  };
  const listed = ['jobs/b c.json', '[1].json', 'jobs/a.json'];

  it('lints the files in a list, a line each or with a NUL behind each', async () => {
    expect(paths(await lint(files, '--files-from', 'list.txt'))).to.deep.equal(listed);
    expect(paths(await lint(files, '--files-from', 'list.nul'))).to.deep.equal(listed);
  });

  it('from standard input too, beside what is named', async () => {
    const args = ['lint', 'jobs', '--files-from', '-', '--format', 'json'];
    const { stdout } = await run(args, { files, stdin: '\ufeff[1].json\n-\njobs/a.json' });
    expect(paths({ stdout } as Outcome)).to.deep.equal(['jobs/a.json', 'jobs/b c.json', '[1].json', './-']);
  });

  it('where a name that looks like a pattern is one file, there or not', async () => {
    const { stderr, code } = await lint({ ...files, 'list.txt': '*.json\njobs/a.json' }, '--files-from', 'list.txt');
    expect({ stderr, code }).to.deep.equal({ stderr: 'taskgraph: *.json: no such file or folder\n', code: 2 });
  });

  it('is told when it names nothing, cannot be read, or wants what is read already', async () => {
    expect(await lint(files, '--files-from', 'nothing.txt')).to.deep.include({
      code: 2,
      stderr: 'taskgraph: no definition among the files in nothing.txt\n',
    });
    expect((await lint(files, '--files-from', 'none.txt')).stderr).to.equal(
      'taskgraph: --files-from none.txt: no such file or folder. See taskgraph lint --help\n',
    );
    expect((await lint(files, '--files-from', '-', '-')).stderr).to.include('not both');
  });
});

describe('taskgraph lint: what cannot be read', () => {
  it('is a finding and a line on stderr, costs the exit code 2, and does not end the run', async () => {
    const { code, stdout, stderr } = await run(['lint', 'none.json', 'bad.json'], { files: { 'bad.json': bad } });
    expect({ code, stderr }).to.deep.equal({ code: 2, stderr: 'taskgraph: none.json: no such file or folder\n' });
    expect(stdout).to.match(
      /^none\.json: error unreadable-file\n {2}Cannot be read: no such file or folder\.\n\nbad\.json:/,
    );
    expect(stdout).to.match(/\n2 errors in 2 files\.\n$/);
    const asJson = await lint({}, 'none.json');
    expect((JSON.parse(asJson.stdout) as { files: unknown[] }).files).to.deep.equal([
      {
        path: 'none.json',
        kind: 'unknown',
        diagnostics: [
          {
            code: 'unreadable-file',
            severity: 'error',
            message: 'Cannot be read: no such file or folder.',
            args: { reason: 'not-found', found: '', limit: null },
            path: [],
            related: [],
          },
        ],
      },
    ]);
  });

  it('standard input too', async () => {
    for (const args of [['-'], ['-', '--ndjson']]) {
      const outcome = await run(['lint', ...args, 'bad.json'], {
        files: { 'bad.json': bad },
        fails: new Error('the pipe broke'),
      });
      expect(outcome).to.deep.include({ code: 2, stderr: 'taskgraph: <stdin>: the pipe broke\n' });
      expect(outcome.stdout).to.include('error unreadable-file').and.include('error unproduced-asset');
    }
  });

  it('links that lead nowhere or in circles, pipes and folders, never end the run', async () => {
    await withFolder({ 'jobs/a.json': good, 'jobs/dir.json/b.json': good }, async (cwd) => {
      symlinkSync('gone.json', join(cwd, 'jobs/broken.json'));
      symlinkSync('circle.json', join(cwd, 'jobs/circle.json'));
      symlinkSync('/dev/zero', join(cwd, 'jobs/endless.json'));
      const walked = await runIn(cwd, ['lint', 'jobs']);
      expect(walked.code).to.equal(2);
      expect(walked.stderr).to.equal(
        'taskgraph: jobs/broken.json: no such file or folder\ntaskgraph: jobs/circle.json: its symbolic links lead in a circle\n',
      );
      expect(walked.stdout).to.match(/\n2 errors in 4 files\.\n$/);
      const named = await runIn(cwd, ['lint', `jobs/${'x'.repeat(300)}.json`, 'jobs/a.json/b.json', 'jobs/a.ndjson']);
      expect(named.code).to.equal(2);
      const reasons = named.stderr.split('\n').map((line) => line.replace(/^.*: /, ''));
      expect(reasons).to.deep.equal(['the name is too long', 'no such file or folder', 'no such file or folder', '']);
      expect((await runIn(cwd, ['lint', 'a\0b'])).code).to.equal(2);
    });
  });

  it('folders that cannot be entered, that are gone meanwhile, or too deep', async () => {
    await withFolder(
      { 'jobs/a.json': good, 'jobs/locked/b.json': good, [`jobs/${'d/'.repeat(210)}c.json`]: good },
      async (cwd) => {
        const readFolder = async (folder: string) => {
          if (folder.endsWith('locked')) throw Object.assign(new Error('EACCES: no'), { code: 'EACCES' });
          return readdir(folder, { withFileTypes: true });
        };
        const options = { cwd, gitignore: true, findConfig: findNoConfig, readFolder };
        expect(await walkFolder('jobs', options)).to.deep.equal([
          { path: 'jobs/a.json', failure: null },
          { path: `jobs/${'d/'.repeat(201).slice(0, -1)}`, failure: { reason: 'too-deep', found: '', limit: 200 } },
          { path: 'jobs/locked', failure: { reason: 'no-permission', found: '', limit: null } },
        ]);
        const { code, stdout, stderr } = await runIn(cwd, ['lint', 'jobs']);
        expect(code).to.equal(2);
        expect(stderr).to.match(/^taskgraph: jobs\/(?:d\/)+d: folders nest deeper than 200 levels\n$/);
        expect(stdout).to.include('Cannot be read: folders nest deeper than 200 levels.');
      },
    );
  });
});
