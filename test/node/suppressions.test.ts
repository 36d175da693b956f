/** The suppressions file of `taskgraph lint`: written, read, matched, cleaned up. */
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { fingerprint, pathPattern } from '#src/diagnostics/fingerprint.js';
import { type LintReport, lint as lintInput } from '#src/lint.js';
import { openSuppressions } from '#src/node/suppression-run.js';
import type { FileEntry } from '#src/node/suppressions-file.js';
import { resolveReport } from '#src/render/file-result.js';
import { BAD_JOB, body, GOOD_JOB, job, task, WARNED_JOB } from '../helpers/encoding-house.js';
import { type Outcome, run, runIn, withFolder } from '../helpers/run.js';
import { faults } from '../schema/schema-files.js';

const json = (value: unknown): string => JSON.stringify(value, null, 2);
const FILE = 'taskgraph-suppressions.json';
const FILES = { 'jobs/bad.json': json(BAD_JOB), 'jobs/warned.json': json(WARNED_JOB), 'good.json': json(GOOD_JOB) };

/** Calls the command in a folder, several times. */
type Command = (...args: readonly string[]) => Promise<Outcome>;
const inFolder = (files: Readonly<Record<string, string>>, use: (lint: Command, folder: string) => Promise<void>) =>
  withFolder(files, (folder) => use((...args) => runIn(folder, ['lint', ...args]), folder));
const textOf = (folder: string, file = FILE): string => readFileSync(join(folder, file), 'utf8');
const entriesOf = (folder: string, file = FILE): FileEntry[] =>
  (JSON.parse(textOf(folder, file)) as { suppressions: FileEntry[] }).suppressions;
const put = (folder: string, file: string, value: unknown): void =>
  writeFileSync(join(folder, file), typeof value === 'string' ? value : json(value));
const fileOf = (...suppressions: readonly object[]): object => ({ version: 1, suppressions });

/** The entry for what is wrong with `jobs/bad.json`. */
const ENTRY = entryFor(lintInput(BAD_JOB));

function entryFor({ diagnostics: [finding], document }: LintReport): FileEntry {
  if (finding === undefined) throw new Error('nothing is wrong');
  const path = pathPattern(finding.place.path);
  return { file: 'jobs/bad.json', code: finding.code, path, fingerprint: fingerprint(finding, document.value) };
}

describe('taskgraph lint --suppress-all', () => {
  it('enters all findings, one a line, and exits as if they were suppressed', async () => {
    await inFolder(FILES, async (lint, folder) => {
      const first = await lint('.', '--suppress-all', '--fail-on', 'info');
      expect(first).to.deep.include({
        code: 0,
        stdout: 'No findings in 3 files, 2 findings suppressed.\n',
        stderr: `taskgraph: ${FILE}: 2 findings entered\n`,
      });
      expect(textOf(folder)).to.match(
        /^\{\n {2}"version": 1,\n {2}"suppressions": \[\n {4}\{ "file": "jobs\/bad\.json", "code": "unproduced-asset", "path": "Tasks\[\]\.TaskBody", "fingerprint": "[0-9a-f]{16}" \},\n {4}\{ "file": "jobs\/warned\.json", .* \}\n {2}\]\n\}\n$/,
      );
      expect(faults(JSON.parse(textOf(folder)), 'suppressions')).to.deep.equal([]);
      expect(readdirSync(folder).sort()).to.deep.equal(['good.json', 'jobs', FILE]);
      expect(await lint('.', '--fail-on', 'info')).to.deep.include({ code: 0, stdout: first.stdout, stderr: '' });
    });
  });

  it('twice changes nothing, to the byte', async () => {
    await inFolder(FILES, async (lint, folder) => {
      await lint('.', '--suppress-all');
      const text = textOf(folder);
      expect((await lint('.', '--suppress-all')).stderr).to.equal(`taskgraph: ${FILE}: 0 findings entered\n`);
      expect(textOf(folder)).to.equal(text);
    });
  });

  it('leaves a file that has all of them as it was written, and makes none for nothing', async () => {
    const written = `{"suppressions": [\n${JSON.stringify(ENTRY)} ], "version": 1}`;
    await inFolder({ ...FILES, [FILE]: written }, async (lint, folder) => {
      await lint('jobs/bad.json', '--suppress-all');
      expect(textOf(folder)).to.equal(written);
    });
    await inFolder(FILES, async (lint, folder) => {
      await lint('good.json', '--suppress-all');
      expect(existsSync(join(folder, FILE))).to.equal(false);
    });
  });

  it('keeps what is there: reasons, dates, other files, the schema', async () => {
    const others = [
      { ...ENTRY, file: 'old.json', reason: 'waits for the archive' },
      { ...ENTRY, reason: 'dropped', expires: '2026-12-31' },
    ];
    const before = { $schema: './suppressions.schema.json', ...fileOf(...others) };
    await inFolder({ ...FILES, [FILE]: json(before) }, async (lint, folder) => {
      expect((await lint('jobs', '--suppress-all')).stderr).to.equal(`taskgraph: ${FILE}: 1 finding entered\n`);
      const after = JSON.parse(textOf(folder)) as { $schema: string; suppressions: FileEntry[] };
      expect(after.$schema).to.equal(before.$schema);
      expect(after.suppressions.map(({ file, reason, expires }) => [file, reason, expires])).to.deep.equal([
        ['jobs/bad.json', 'dropped', '2026-12-31'],
        ['jobs/warned.json', undefined, undefined],
        ['old.json', 'waits for the archive', undefined],
      ]);
    });
  });

  it('counts equal findings in one entry, but not in one that was given a reason or a date', async () => {
    const severity = json({
      severity: { 'unused-input-asset': 'off', 'output-index-gap': 'off', 'shared-output': 'off' },
    });
    const thrice = json(job(Array.from({ length: 3 }, () => task('Package', ['out:3'], ['out:1']))));
    for (const [known, counts] of [
      [{}, [3]],
      [{ reason: 'dropped' }, [undefined, 2]],
      [{ expires: '2026-12-31' }, [undefined, 2]],
    ] as const) {
      await inFolder(
        { 'jobs/bad.json': thrice, 'taskgraph.json': severity, [FILE]: json(fileOf({ ...ENTRY, ...known })) },
        async (lint, folder) => {
          const config = ['--config', 'taskgraph.json'] as const;
          expect((await lint('jobs', ...config, '--suppress-all')).stderr).to.include('2 findings entered');
          expect(entriesOf(folder).map(({ count }) => count)).to.deep.equal(counts);
          expect((await lint('jobs', ...config)).stdout).to.equal('No findings in 1 file, 3 findings suppressed.\n');
        },
      );
    }
  });

  it('leaves what always is an error, and what is wrong with suppressions', async () => {
    const cycle = task('Encode', ['in:0', 'out:0', 'out:9'], ['out:0']) as { TaskBody: string };
    const TaskBody = `<!-- taskgraph-disable-next shared-output -->${cycle.TaskBody}`;
    await inFolder({ 'job.json': json(job([{ ...cycle, TaskBody }])) }, async (lint, folder) => {
      const { code, stdout } = await lint('.', '--suppress-all');
      expect(code).to.equal(1);
      expect(stdout)
        .to.match(/error dependency-cycle\n/)
        .and.match(/warning unused-suppression\n/);
      expect(entriesOf(folder).map((entry) => entry.code)).to.deep.equal(['unproduced-asset']);
    });
  });

  it('says what is suppressed in JSON, with reasons', async () => {
    await inFolder({ ...FILES, [FILE]: json(fileOf({ ...ENTRY, reason: 'dropped' })) }, async (lint) => {
      const report = JSON.parse((await lint('jobs', '--suppress-all', '--format', 'json')).stdout);
      expect(faults(report, 'lint-report')).to.deep.equal([]);
      const files = report.files as { suppressed: { suppression: unknown }[] }[];
      expect(files.flatMap(({ suppressed }) => suppressed.map(({ suppression }) => suppression))).to.deep.equal([
        { by: 'file', reason: 'dropped' },
        { by: 'file', reason: null },
      ]);
      expect(report.summary).to.include({ errors: 0, warnings: 0, suppressed: 2 });
    });
  });

  it('takes standard input by the name it is given, and needs one', async () => {
    const stdin = json(BAD_JOB);
    const nameless = await run(['lint', '-', '--suppress-all'], { stdin });
    expect(nameless).to.deep.include({
      code: 2,
      stderr:
        'taskgraph: --suppress-all: entries need the name of a file; give --stdin-filename. See taskgraph lint --help\n',
    });
    await withFolder({}, async (folder) => {
      const named = ['lint', '-', '--stdin-filename', 'jobs/bad.json'];
      expect((await runIn(folder, [...named, '--suppress-all'], { stdin })).code).to.equal(0);
      expect(entriesOf(folder)).to.deep.equal([ENTRY]);
      expect((await runIn(folder, named, { stdin })).code).to.equal(0);
    });
  });
});

describe('taskgraph lint --suppressions', () => {
  it('names another file; files are named from its folder, wherever the command runs', async () => {
    await inFolder(FILES, async (lint, folder) => {
      mkdirSync(join(folder, 'ci'));
      expect((await lint('jobs/bad.json', '--suppressions', 'ci/known.json', '--suppress-all')).code).to.equal(0);
      expect(entriesOf(folder, 'ci/known.json')[0]?.file).to.equal('../jobs/bad.json');
      expect((await lint('jobs/bad.json')).code).to.equal(1);
      const below = await runIn(join(folder, 'jobs'), ['lint', 'bad.json', '--suppressions', '../ci/known.json']);
      expect(below.code).to.equal(0);
    });
  });

  it('that is not there, or cannot be read or written: 2', async () => {
    await inFolder(FILES, async (lint) => {
      expect(await lint('jobs', '--suppressions', 'none.json')).to.deep.include({
        code: 2,
        stdout: '',
        stderr: 'taskgraph: none.json: no such suppressions file. See taskgraph lint --help\n',
      });
      expect((await lint('jobs', '--suppressions', 'jobs')).stderr).to.include('taskgraph: jobs: is a folder');
      const unwritable = await lint('jobs', '--suppress-all', '--suppressions', 'none/known.json');
      expect(unwritable).to.deep.include({ code: 2 });
      expect(unwritable.stderr).to.include('taskgraph: none/known.json: no such file or folder');
    });
  });

  it('the file itself is no definition, also where it is named', async () => {
    await inFolder({ ...FILES, [FILE]: json(fileOf(ENTRY)), 'old/known.json': json(fileOf(ENTRY)) }, async (lint) => {
      expect((await lint('.')).stdout).to.match(
        /1 warning in 3 files, 1 other file skipped, 1 finding suppressed\.\n$/,
      );
      expect((await lint(FILE, 'jobs/bad.json')).stdout).to.equal('No findings in 1 file, 1 finding suppressed.\n');
      expect((await lint(FILE)).code).to.equal(2);
    });
  });

  it('that is a link stays one', async () => {
    await inFolder(FILES, async (lint, folder) => {
      put(folder, 'shared.json', fileOf());
      symlinkSync('shared.json', join(folder, FILE));
      await lint('.', '--suppress-all');
      expect(lstatSync(join(folder, FILE)).isSymbolicLink()).to.equal(true);
      expect(entriesOf(folder, 'shared.json').length).to.equal(2);
    });
  });

  const entry = (change: object): string => json(fileOf({ ...ENTRY, fingerprint: '7d0b1c9a4f2e6835', ...change }));
  const wrong: readonly [string, string][] = [
    ['', '1:1: expected an object, found ""'],
    ['[]', '1:1: expected an object, found []'],
    ['{ "version": 1 "suppressions": [] }', '1:16: Expected a comma before this'],
    ['// known\n{}', '1:1: JSON has no comments. Remove it'],
    ['{"version": 1}', '1:1: there is no suppressions, expected version and suppressions'],
    ['{"version": 2, "suppressions": []}', '1:13: version: expected 1, found 2'],
    ['{"version": 1, "suppressions": {}}', '1:32: suppressions: expected an array of entries, found {}'],
    ['{"version": 1, "suppressions": [\n 7]}', '2:2: suppressions[0]: expected an entry, found 7'],
    [
      '{"version": 1, "suppresions": [], "suppressions": []}',
      '1:16: there is no property suppresions; did you mean suppressions?',
    ],
    [json(fileOf({ file: 'a.json' })), '4:5: suppressions[0]: there is no code, expected an entry'],
    [entry({ fingerprint: '7D0B' }), '8:22: suppressions[0].fingerprint: expected 16 hexadecimal digits, found "7D0B"'],
    [entry({ count: 0 }), '9:16: suppressions[0].count: expected a whole number from 1, found 0'],
    [entry({ count: 1.5 }), '9:16: suppressions[0].count: expected a whole number from 1, found 1.5'],
    [entry({ reason: null }), '9:17: suppressions[0].reason: expected a text of at most 500 characters, found null'],
    [entry({ expires: 'soon' }), '9:18: suppressions[0].expires: expected a date such as 2026-12-31, found "soon"'],
    [entry({ expires: '2026-02-29' }), '9:18: there is no day 2026-02-29'],
    [entry({ raeson: 'dropped' }), '9:7: suppressions[0]: there is no property raeson; did you mean reason?'],
    [entry({ code: 'shared-outputs' }), '6:15: there is no code shared-outputs; did you mean shared-output?'],
    [entry({ code: 'json-syntax' }), '6:15: json-syntax cannot be suppressed'],
    [entry({ code: 'unused-suppression' }), '6:15: unused-suppression cannot be suppressed'],
  ];
  for (const [text, message] of wrong) {
    it(`is refused: ${message}`, async () => {
      const outcome = await run(['lint', 'good.json'], { files: { ...FILES, [FILE]: text } });
      expect(outcome).to.deep.include({ code: 2, stdout: '' });
      expect(outcome.stderr).to.include(`taskgraph: ${FILE}:${message}`);
      expect(outcome.stderr.split('\n')).to.have.length(2);
    });
  }

  it('may have any encoding and line ends', async () => {
    const text = `\ufeff${json(fileOf(ENTRY)).replaceAll('\n', '\r\n')}`;
    const files = { ...FILES, [FILE]: new Uint8Array(Buffer.from(text, 'utf16le')) };
    expect((await run(['lint', 'jobs/bad.json'], { files })).code).to.equal(0);
  });
});

describe('taskgraph lint: entries that fit nothing', () => {
  const unused = { ...ENTRY, file: 'good.json' };

  it('are told at their place in the file, behind all others, with their severity', async () => {
    const files = {
      ...FILES,
      [FILE]: json(fileOf(ENTRY, unused)),
      'strict.json': '{"severity":{"unused-suppression":"error"}}',
    };
    await inFolder(files, async (lint) => {
      const { code, stdout } = await lint('.');
      expect(code).to.equal(0);
      expect(stdout).to.include(
        `${FILE}:10:5: warning unused-suppression\n  There is no such unproduced-asset in good.json`,
      );
      expect((await lint('.', '--max-warnings', '0')).code).to.equal(1);
      expect((await lint('.', '--config', 'strict.json')).code).to.equal(1);
      const report = JSON.parse((await lint('.', '--format', 'json')).stdout);
      expect(faults(report, 'lint-report')).to.deep.equal([]);
      expect((report.files as { path: string; kind: string }[]).at(-1)).to.include({ path: FILE, kind: 'unknown' });
    });
  });

  it('are not told of files that were not linted, are broken, or whose code is off', async () => {
    const broken = json(GOOD_JOB).replace('","', '" "').replace('"Name": "Sintel",', '"Name": "Sintel"');
    const files = {
      ...FILES,
      'broken.json': broken,
      'off.json': '{"severity":{"unproduced-asset":"off"}}',
      [FILE]: json(fileOf(unused, { ...unused, file: 'broken.json' })),
    };
    await inFolder(files, async (lint) => {
      expect((await lint('jobs/warned.json')).stdout).to.not.include('unused-suppression');
      const { stdout } = await lint('broken.json');
      expect(stdout).to.include('json-syntax').and.not.include('unused-suppression');
      expect((await lint('good.json', '--config', 'off.json')).stdout).to.equal('No findings in 1 file.\n');
    });
  });

  it('leave the file with --prune-suppressions, and so does what is left of counts, and files that are gone', async () => {
    const kept = [
      { ...ENTRY, count: 3, reason: 'dropped' },
      { ...ENTRY, file: 'jobs/warned.json' },
    ];
    const before = fileOf(...kept, unused, { ...ENTRY, file: 'gone.json' }, { ...ENTRY, count: 2 });
    await inFolder({ ...FILES, [FILE]: json(before) }, async (lint, folder) => {
      const { stdout, stderr } = await lint('good.json', 'jobs/bad.json', '--prune-suppressions');
      expect(stdout).to.equal('No findings in 2 files, 1 finding suppressed.\n');
      expect(stderr).to.equal(`taskgraph: ${FILE}: 3 entries removed\n`);
      expect(entriesOf(folder)).to.deep.equal([{ ...ENTRY, reason: 'dropped' }, kept[1]]);
      const text = textOf(folder);
      expect((await lint('good.json', 'jobs/bad.json', '--prune-suppressions')).stderr).to.include('0 entries removed');
      expect(textOf(folder)).to.equal(text);
    });
  });

  it('stay where a break may hide what they fit', async () => {
    await inFolder(
      { 'good.json': json(GOOD_JOB).replace(',', ''), [FILE]: json(fileOf(unused)) },
      async (lint, folder) => {
        await lint('.', '--prune-suppressions');
        expect(entriesOf(folder)).to.deep.equal([unused]);
      },
    );
  });

  it('make place for new ones: --prune-suppressions and --suppress-all together', async () => {
    await inFolder({ ...FILES, [FILE]: json(fileOf(unused)) }, async (lint, folder) => {
      const { stdout } = await lint('.', '--prune-suppressions', '--suppress-all');
      expect(stdout).to.equal('No findings in 3 files, 2 findings suppressed.\n');
      expect(entriesOf(folder).map(({ file }) => file)).to.deep.equal(['jobs/bad.json', 'jobs/warned.json']);
    });
  });
});

describe('taskgraph lint --today', () => {
  const expiring = { ...ENTRY, reason: 'until the archive is moved', expires: '2026-12-31' };
  const files = { ...FILES, [FILE]: json(fileOf(expiring)) };

  it('ends entries behind their date, and tells them where the date stands', async () => {
    await inFolder(files, async (lint) => {
      for (const args of [[], ['--today', '2026-12-31']]) {
        expect((await lint('jobs/bad.json', ...args)).stdout).to.equal(
          'No findings in 1 file, 1 finding suppressed.\n',
        );
      }
      const { code, stdout } = await lint('jobs/bad.json', '--today', '2027-01-01');
      expect(code).to.equal(1);
      expect(stdout).to.include('error unproduced-asset').and.include(`${FILE}:10:18: warning expired-suppression`);
      expect(stdout).to.not.include('unused-suppression');
      expect((await lint('good.json', '--today', '2027-01-01')).stdout).to.equal('No findings in 1 file.\n');
    });
  });

  it('must be a day of the calendar', async () => {
    for (const day of ['2026-02-29', '2026-13-01', '26-01-01', 'today', '2026-1-1']) {
      const { code, stderr } = await run(['lint', 'good.json', '--today', day], { files });
      expect(code).to.equal(2);
      expect(stderr).to.include(`taskgraph: --today ${day}: expected a day as in 2026-12-31`);
    }
    expect((await run(['lint', 'good.json', '--today', '2028-02-29'], { files })).code).to.equal(0);
  });

  it('--suppress-all does not enter again what has expired: the date was meant', async () => {
    await inFolder(files, async (lint, folder) => {
      const { code, stdout, stderr } = await lint('jobs', '--today', '2027-01-01', '--suppress-all');
      expect(code).to.equal(1);
      expect(stdout).to.match(/1 error and 1 warning in 3 files, 1 finding suppressed\.\n$/);
      // The place is that in the file as it was written now.
      expect(stdout).to.include(`${FILE}:4:`);
      expect(stderr).to.include('1 finding entered');
      expect(entriesOf(folder).map(({ file }) => file)).to.deep.equal(['jobs/bad.json', 'jobs/warned.json']);
      expect(entriesOf(folder)[0]).to.deep.equal(expiring);
    });
  });

  it('--prune-suppressions takes what has expired once nothing is left of it', async () => {
    await inFolder(files, async (lint, folder) => {
      await lint('jobs', '--today', '2027-01-01', '--prune-suppressions');
      expect(entriesOf(folder)).to.deep.equal([expiring]);
      put(folder, 'jobs/bad.json', GOOD_JOB);
      expect((await lint('jobs', '--today', '2027-01-01', '--prune-suppressions')).stdout).to.not.include('expired');
      expect(entriesOf(folder)).to.deep.equal([]);
    });
  });
});

describe('suppressions of lines', () => {
  it('of a file that is read in parts are judged when all of them are read', async () => {
    const text = `${JSON.stringify(BAD_JOB)}\n`;
    const entry = { ...entryFor(lintInput(text, { fileName: 'jobs.ndjson' })), file: 'jobs.ndjson', count: 2 };
    const flags = { file: undefined, all: false, prune: true, today: undefined, severity: {} };
    for (const [parts, counts] of [
      [[text, text], [2]],
      [[text, text.replace(/out.*/, '')], [2]],
      [[text, ''], [1]],
      [['', ''], []],
    ] as const) {
      await withFolder({ [FILE]: json(fileOf(entry)) }, async (cwd) => {
        const run = await openSuppressions(flags, { cwd });
        parts.forEach((part, line) => {
          const suppressions = run.matcherFor('jobs.ndjson');
          const report = lintInput(part, { fileName: 'jobs.ndjson', origin: { line, offset: 0 }, suppressions });
          const result = resolveReport('jobs.ndjson', report, { frames: false }, line > 0);
          // As it would come from another thread.
          run.settle(structuredClone(result), structuredClone(suppressions.uses));
        });
        await (await run.end({ err: () => {} })).save();
        expect(entriesOf(cwd).map(({ count = 1 }) => count)).to.deep.equal(counts);
      });
    }
  });

  it('fit each line by its job, and count through the file', async () => {
    const line = (name: string, out: number): string =>
      JSON.stringify(job([task('Package', ['in:0', `out:${out}`], ['out:0'])], 1, { Name: name }));
    const lines = [line('Harbour', 3), line('Sintel', 3), line('Sintel', 3)];
    await inFolder({ 'jobs.ndjson': lines.join('\n') }, async (lint, folder) => {
      await lint('jobs.ndjson', '--suppress-all');
      expect(
        entriesOf(folder)
          .map(({ path, count }) => [path, count ?? 1])
          .sort(),
      ).to.deep.equal([
        ['[].Tasks[].TaskBody', 1],
        ['[].Tasks[].TaskBody', 2],
      ]);
      put(folder, 'jobs.ndjson', lines.toReversed().join('\n'));
      expect((await lint('jobs.ndjson')).stdout).to.equal('No findings in 1 file, 3 findings suppressed.\n');
    });
  });

  it('and of bare XML have an empty path', async () => {
    await inFolder({ 'body.xml': body(['in:00'], ['out:0']) }, async (lint, folder) => {
      await lint('body.xml', '--suppress-all');
      expect(entriesOf(folder)[0]).to.include({ path: '', code: 'padded-reference' });
      expect((await lint('body.xml', '--fail-on', 'info')).code).to.equal(0);
    });
  });
});
