import { expect } from 'chai';
import { CODES } from '#src/diagnostics/code-infos.js';
import { BAD_JOB, GOOD_JOB, job, task, WARNED_JOB } from '../helpers/encoding-house.js';
import { type Outcome, run } from '../helpers/run.js';

const json = (value: unknown): string => JSON.stringify(value);
const [good, bad, warned] = [GOOD_JOB, BAD_JOB, WARNED_JOB].map(json) as [string, string, string];

interface Report {
  readonly files: readonly {
    readonly path: string;
    readonly diagnostics: readonly { readonly code: string; readonly severity: string }[];
  }[];
}

/** Each file with its findings: `jobs/a.json: error unproduced-asset`. */
function findings({ stdout }: Outcome): string[] {
  return (JSON.parse(stdout) as Report).files.flatMap(({ path, diagnostics }) =>
    diagnostics.length === 0
      ? [`${path}: none`]
      : diagnostics.map(({ code, severity }) => `${path}: ${severity} ${code}`),
  );
}

const lint = (files: Readonly<Record<string, string>>, ...args: string[]): Promise<Outcome> =>
  run(['lint', ...args, '--format', 'json'], { files });

describe('configuration: which one holds', () => {
  const off = json({ severity: { 'priority-inversion': 'off' } });
  const error = json({ severity: { 'priority-inversion': 'error' } });

  it('is the nearest one above each file, alone', async () => {
    const files = {
      'taskgraph.config.json': json({ severity: { 'priority-inversion': 'info', 'unproduced-asset': 'info' } }),
      'jobs/a.json': warned,
      'jobs/night/taskgraph.config.json': error,
      'jobs/night/b.json': warned,
      'jobs/night/late/c.json': warned,
      'jobs/night/late/d.json': bad,
      'jobs/off/taskgraph.config.json': off,
      'jobs/off/e.json': warned,
    };
    expect(findings(await lint(files, 'jobs'))).to.deep.equal([
      'jobs/a.json: info priority-inversion',
      'jobs/night/b.json: error priority-inversion',
      'jobs/night/late/c.json: error priority-inversion',
      'jobs/night/late/d.json: error unproduced-asset',
      'jobs/off/e.json: none',
    ]);
    expect(findings(await lint(files, 'jobs/night/b.json', 'jobs/off/e.json', 'jobs/a.json'))).to.deep.equal([
      'jobs/night/b.json: error priority-inversion',
      'jobs/off/e.json: none',
      'jobs/a.json: info priority-inversion',
    ]);
  });

  it('can be a key of package.json, which counts after a file of its own', async () => {
    const manifest = json({ name: 'encoding-house', taskgraph: JSON.parse(error) });
    expect(findings(await lint({ 'package.json': manifest, 'a.json': warned }, 'a.json'))).to.deep.equal([
      'a.json: error priority-inversion',
    ]);
    const both = { 'package.json': manifest, 'taskgraph.config.json': off, 'a.json': warned };
    expect(findings(await lint(both, 'a.json'))).to.deep.equal(['a.json: none']);
    const other = { 'taskgraph.config.json': off, 'jobs/package.json': '{"name": "jobs"}', 'jobs/a.json': warned };
    expect(findings(await lint(other, 'jobs/a.json'))).to.deep.equal(['jobs/a.json: none']);
    const broken = { 'taskgraph.config.json': off, 'jobs/package.json': '{"name": ', 'jobs/a.json': warned };
    expect(findings(await lint(broken, 'jobs/a.json'))).to.deep.equal(['jobs/a.json: none']);
  });

  it('is the one that is named, or none, whatever is nearer; the last word counts', async () => {
    const files = { 'taskgraph.config.json': off, 'ci/strict.json': error, 'a.json': warned };
    const warning = ['a.json: warning priority-inversion'];
    const cases: readonly [string[], string[]][] = [
      [['--config', 'ci/strict.json'], ['a.json: error priority-inversion']],
      [['--no-config'], warning],
      [['--config', 'ci/strict.json', '--no-config'], warning],
      [['--no-config', '--config', 'ci/strict.json'], ['a.json: error priority-inversion']],
      [['--config', 'taskgraph.config.json'], ['a.json: none']],
    ];
    for (const [args, expected] of cases) {
      expect(findings(await lint(files, 'a.json', ...args)), args.join(' ')).to.deep.equal(expected);
    }
    const manifest = { 'package.json': json({ taskgraph: JSON.parse(error) }), 'a.json': warned };
    expect(findings(await lint(manifest, 'a.json', '--config', 'package.json'))).to.deep.equal([
      'a.json: error priority-inversion',
    ]);
  });

  it('for standard input is that of its name, else of the working directory', async () => {
    const files = {
      'taskgraph.config.json': json({
        severity: { 'priority-inversion': 'info' },
        overrides: [{ files: ['*.draft.json'], severity: { 'priority-inversion': 'off' } }],
      }),
      'jobs/taskgraph.config.json': error,
    };
    const lintStdin = async (...args: string[]): Promise<string[]> =>
      findings(await run(['lint', '-', '--format', 'json', ...args], { files, stdin: warned }));
    expect(await lintStdin()).to.deep.equal(['<stdin>: info priority-inversion']);
    expect(await lintStdin('--stdin-filename', 'a.draft.json')).to.deep.equal(['a.draft.json: none']);
    expect(await lintStdin('--stdin-filename', 'jobs/new/a.json')).to.deep.equal([
      'jobs/new/a.json: error priority-inversion',
    ]);
  });

  it('does not hold for plan, which shows errors as they are', async () => {
    const files = { 'taskgraph.config.json': json({ severity: { 'unproduced-asset': 'off' } }), 'a.json': bad };
    expect((await run(['plan', 'a.json'], { files })).code).to.equal(1);
  });
});

describe('configuration: what it says', () => {
  it('severities, of which codes of syntax and cycles have none', async () => {
    const config = { severity: { 'priority-inversion': 'error', 'unproduced-asset': 'info', 'shared-output': 'off' } };
    const files = { 'taskgraph.config.json': json(config), 'bad.json': bad, 'warned.json': warned };
    expect(findings(await lint(files, 'bad.json', 'warned.json'))).to.deep.equal([
      'bad.json: info unproduced-asset',
      'warned.json: error priority-inversion',
    ]);
    expect((await lint(files, 'bad.json')).code).to.equal(0);
    expect((await lint(files, 'warned.json')).code).to.equal(1);
  });

  it('overrides for files by patterns, of which later ones win', async () => {
    const config = {
      severity: { 'priority-inversion': 'error' },
      overrides: [
        { files: ['drafts/'], severity: { 'priority-inversion': 'off', 'unproduced-asset': 'warning' } },
        { files: ['*.old.json', '!drafts/kept.old.json'], severity: { 'priority-inversion': 'info' } },
      ],
    };
    const files = {
      'house/taskgraph.config.json': json(config),
      'house/a.json': warned,
      'house/drafts/b.json': warned,
      'house/drafts/deep/c.json': bad,
      'house/drafts/d.old.json': warned,
      'house/drafts/kept.old.json': warned,
      'house/e.OLD.json': warned,
      'house/e.old.json': warned,
    };
    expect(findings(await lint(files, 'house'))).to.deep.equal([
      'house/a.json: error priority-inversion',
      'house/drafts/b.json: none',
      'house/drafts/d.old.json: info priority-inversion',
      'house/drafts/deep/c.json: warning unproduced-asset',
      'house/drafts/kept.old.json: none',
      'house/e.OLD.json: error priority-inversion',
      'house/e.old.json: info priority-inversion',
    ]);
  });

  it('patterns are relative to its folder, and match nothing outside', async () => {
    const config = {
      overrides: [{ files: ['*.json'], severity: { 'priority-inversion': 'off' } }],
      ignore: ['*.json'],
    };
    const files = { 'ci/strict.json': json(config), 'ci/a.json': warned, 'b.json': warned };
    const outcome = await lint(files, 'ci/a.json', '.', '--config', 'ci/strict.json');
    expect(findings(outcome)).to.deep.equal(['ci/a.json: none', 'b.json: warning priority-inversion']);
  });

  it('what folders and patterns pass over; what is named is linted', async () => {
    const files = {
      'taskgraph.config.json': json({ ignore: ['archive/', '*.draft.json', '!kept.draft.json', '/top.json'] }),
      'archive/2012/a.json': good,
      'archive/taskgraph.config.json': '{ "severety": {} }',
      'b.draft.json': good,
      'kept.draft.json': good,
      'jobs/c.draft.json': good,
      'jobs/top.json': good,
      'top.json': good,
    };
    const kept = ['jobs/top.json: none', 'kept.draft.json: none'];
    expect(findings(await lint(files, '.'))).to.deep.equal(kept);
    expect(findings(await lint(files, '**/*.json'))).to.deep.equal(kept);
    expect(findings(await lint(files, 'b.draft.json', 'jobs'))).to.deep.equal([
      'b.draft.json: none',
      'jobs/top.json: none',
    ]);
    // The configuration that ignores a folder does not reach into it, and its own is wrong.
    const named = await lint(files, 'archive');
    expect(named).to.deep.include({ code: 2, stdout: '' });
    expect(named.stderr).to.include('archive/taskgraph.config.json:1:3: there is no key severety');
    const without = { ...files, 'archive/taskgraph.config.json': '{}' };
    expect(findings(await lint(without, 'archive'))).to.deep.equal(['archive/2012/a.json: none']);
  });

  it('a folder that it ignores is linted where that is named, and its other patterns hold there no more', async () => {
    const files = {
      'taskgraph.config.json': json({ ignore: ['archive/'], severity: { 'priority-inversion': 'error' } }),
      'archive/2012/a.json': warned,
    };
    for (const named of ['archive', 'archive/2012', 'archive/2012/*.json', 'archive/**']) {
      expect(findings(await lint(files, named)), named).to.deep.equal([
        'archive/2012/a.json: error priority-inversion',
      ]);
    }
    expect((await lint(files, '.')).code).to.equal(2);
  });

  it('in JSON with comments, trailing commas and a byte order mark', async () => {
    const text = '\ufeff// The night shift\n{ "severity": { /* fine */ "priority-inversion": "off", }, }\n';
    expect(findings(await lint({ 'taskgraph.config.json': text, 'a.json': warned }, 'a.json'))).to.deep.equal([
      'a.json: none',
    ]);
  });
});

describe('a wrong configuration', () => {
  const cases: readonly [config: string, message: string][] = [
    ['', ':1:1: expected an object, found nothing'],
    ['{', ':1:2: The text ends in the middle of the JSON'],
    ['{\n  "severity": {}\n  "quotas": {}\n}', ':3:3: Expected a comma before this'],
    ['[]', ':1:1: a configuration: expected an object, found an array'],
    ['{"severty": {}}', ':1:2: there is no key severty; did you mean severity?'],
    ['{"rules": {}}', ':1:2: there is no key rules'],
    ['{"severity": []}', ':1:14: severity: expected an object, found an array'],
    [
      '{\n "severity": {\n  "shared-outputs": "off"}}',
      ':3:3: there is no code shared-outputs; did you mean shared-output?',
    ],
    ['{"severity": {"__proto__": "off"}}', ':1:15: there is no code __proto__'],
    ['{"severity": {"json-syntax": "off"}}', ':1:15: json-syntax always is an error'],
    ['{"severity": {"dependency-cycle": "warning"}}', ':1:15: dependency-cycle always is an error'],
    ['{"severity": {"unreadable-file": "error"}}', ':1:15: unreadable-file always is an error'],
    [
      '{"severity": {"shared-output": "warn"}}',
      ':1:32: severity.shared-output: expected error, warning, info, off, found "warn"',
    ],
    [
      '{"severity": {"shared-output": "warnin"}}',
      ':1:32: severity.shared-output: expected error, warning, info, off, found "warnin"; did you mean warning?',
    ],
    [
      '{"severity": {"shared-output": 2}}',
      ':1:32: severity.shared-output: expected error, warning, info, off, found 2',
    ],
    ['{"quotas": {"assetsPerTasks": 9}}', ':1:13: there is no key assetsPerTasks; did you mean assetsPerTask?'],
    ['{"quotas": {"assetsPerTask": -2}}', ':1:30: quotas.assetsPerTask: expected a whole number from 0, found -2'],
    ['{"quotas": {"assetsPerJob": 1.5}}', ':1:29: quotas.assetsPerJob: expected a whole number, found a number with a'],
    ['{"quotas": {"assetsPerJob": "9"}}', ':1:29: quotas.assetsPerJob: expected a whole number, found a string'],
    ['{"ignore": "archive/"}', ':1:12: ignore: expected an array, found a string'],
    ['{"ignore": ["a", ""]}', ':1:18: ignore[1] is empty'],
    ['{"ignore": ["archive/[0-9"]}', ':1:13: ignore: the pattern has a [ without ], or ends with \\'],
    ['{"overrides": [{"severity": {}}]}', ':1:16: overrides[0] has no files'],
    ['{"overrides": [{"files": []}]}', ':1:26: overrides[0].files is empty'],
    ['{"overrides": [{"files": ["a"], "ignore": []}]}', ':1:33: there is no key ignore'],
    ['{"overrides": [{"files": ["a"], "quota": {}}]}', ':1:33: there is no key quota; did you mean quotas?'],
    ['{"overrides": [{"files": ["a\\\\"]}]}', ':1:27: overrides[0].files: the pattern has a [ without ], or ends with'],
    ['{"suppressions": 3}', ':1:18: suppressions: expected a string, found a whole number'],
    ['{"suppresions": "s.json"}', ':1:2: there is no key suppresions; did you mean suppressions?'],
  ];
  for (const [config, message] of cases) {
    it(`is told in one line: ${config.slice(0, 60).replaceAll('\n', ' ')}`, async () => {
      for (const args of [[], ['--config', 'taskgraph.config.json']]) {
        const outcome = await lint({ 'taskgraph.config.json': config, 'good.json': good }, 'good.json', ...args);
        expect(outcome).to.deep.include({ code: 2, stdout: '' });
        expect(outcome.stderr).to.include(`taskgraph: taskgraph.config.json${message}`);
        expect(outcome.stderr.split('\n')).to.have.length(2);
      }
    });
  }

  it('says where in a package.json it is', async () => {
    const files = { 'package.json': '{\n  "name": "house",\n  "taskgraph": { "ignore": [7] }\n}', 'a.json': good };
    expect((await lint(files, 'a.json')).stderr).to.equal(
      'taskgraph: package.json:3:29: ignore[0]: expected a string, found a whole number. See taskgraph lint --help\n',
    );
    const broken = { 'package.json': '{ "taskgraph": { "ignore": [7 } }', 'a.json': good };
    expect((await lint(broken, 'a.json')).stderr).to.include('taskgraph: package.json:1:');
    const none = await lint(
      { 'package.json': '{ "name": "taskgraph" }', 'a.json': good },
      'a.json',
      '--config',
      'package.json',
    );
    expect(none.stderr).to.include('taskgraph: package.json: there is no key taskgraph in it');
  });

  it('says how much more is wrong', async () => {
    const files = { 'taskgraph.config.json': '{"ignor": 1,\n"severity": {"shared-outptu": "of"}}', 'a.json': good };
    expect((await lint(files, 'a.json')).stderr).to.equal(
      'taskgraph: taskgraph.config.json:1:2: there is no key ignor; did you mean ignore? (and 2 more). See taskgraph lint --help\n',
    );
  });

  it('that cannot be read is told too', async () => {
    const missing = await lint({ 'a.json': good }, 'a.json', '--config', 'none.json');
    expect(missing).to.deep.include({ code: 2, stdout: '' });
    expect(missing.stderr).to.include('taskgraph: none.json: no such file or folder');
    const folder = await lint({ 'jobs/taskgraph.config.json/x.json': good, 'jobs/a.json': good }, 'jobs/a.json');
    expect(folder).to.deep.include({ code: 2, stdout: '' });
    expect(folder.stderr).to.include('taskgraph: jobs/taskgraph.config.json: is no file');
  });

  it('is told before anything is printed, however late its files come; the first by path', async () => {
    const files = {
      'a.json': bad,
      'y/taskgraph.config.json': '{"x": 1}',
      'y/y.json': good,
      'b/taskgraph.config.json': '{"z": 1}',
      'b/b.json': good,
    };
    for (const args of [['.'], ['a.json', 'b/b.json'], ['a.json', '**/*.json']]) {
      const outcome = await run(['lint', ...args], { files });
      expect(outcome, args.join(' ')).to.deep.include({ code: 2, stdout: '' });
      expect(outcome.stderr).to.include('taskgraph: b/taskgraph.config.json:1:2: there is no key z');
    }
  });
});

describe('taskgraph lint --print-config', () => {
  const files = {
    'taskgraph.config.json': json({
      severity: { 'shared-output': 'error', 'priority-inversion': 'off' },
      quotas: { assetsPerTask: 80 },
      ignore: ['archive/'],
      overrides: [{ files: ['jobs/'], quotas: { assetsPerJob: 250 }, severity: { 'priority-inversion': 'info' } }],
      suppressions: 'known/findings.json',
    }),
    'jobs/a.json': json(job([task('Encode', ['in:0'], ['out:0'])])),
  };
  const print = async (file: string, ...args: string[]): Promise<Record<string, unknown>> => {
    const { code, stdout, stderr } = await run(['lint', '--print-config', file, ...args], { files });
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
    return JSON.parse(stdout) as Record<string, unknown>;
  };

  it('prints what holds for a file, there or not, and where it comes from', async () => {
    const defaults = Object.fromEntries(Object.entries(CODES).map(([code, { severity }]) => [code, severity]));
    expect(await print('jobs/a.json')).to.deep.equal({
      config: 'taskgraph.config.json',
      ignored: false,
      severity: { ...defaults, 'shared-output': 'error', 'priority-inversion': 'info' },
      quotas: { assetsPerTask: 80, assetsPerJob: 250 },
      suppressions: 'known/findings.json',
    });
    expect(await print('archive/b.json')).to.deep.include({
      ignored: true,
      severity: { ...defaults, 'shared-output': 'error', 'priority-inversion': 'off' },
      quotas: { assetsPerTask: 80, assetsPerJob: 100 },
    });
    expect(await print('jobs/a.json', '--no-config')).to.deep.equal({
      config: null,
      ignored: false,
      severity: defaults,
      quotas: { assetsPerTask: 50, assetsPerJob: 100 },
      suppressions: null,
    });
  });
});
