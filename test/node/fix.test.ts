/** `taskgraph lint --fix`: what is written, what is left, and where it is said. */
import { spawnSync } from 'node:child_process';
import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { applyPatch } from 'diff';
import { replaceFile } from '#src/node/replace-file.js';
import { body, GOOD_JOB, task } from '../helpers/encoding-house.js';
import { ROOT } from '../helpers/root.js';
import { run, runIn, withFolder } from '../helpers/run.js';

const GOOD = JSON.stringify(GOOD_JOB);
const PADDED = GOOD.replace('>JobOutputAsset(0)', '> JobOutputAsset(0)');
const UNSAFE = GOOD.replace('"Tasks"', '/* tonight */"Tasks"');
/** One finding with a safe fix, one with an unsafe one, one with none. */
const MIXED = `{"InputMediaAssets":[{}],/* tonight */"Tasks":[${JSON.stringify(task('Encode', ['in:00'], ['out:0']))},${JSON.stringify(task('Package', ['out:7'], ['out:1']))}]}`;
const SAFE_FIXED = MIXED.replace('(00)', '(0)');
const ALL_FIXED = SAFE_FIXED.replace('/* tonight */', '');

const utf16 = (text: string, isLittle: boolean): Uint8Array => {
  const bytes = Buffer.from(text, 'utf16le');
  return isLittle ? bytes : bytes.swap16();
};

describe('taskgraph lint --fix', () => {
  it('writes the safe fixes, reports what is left, and says what was done', async () => {
    await withFolder({ 'a/mixed.json': MIXED, 'a/padded.json': PADDED, 'a/good.json': GOOD }, async (folder) => {
      const { code, stdout, stderr } = await runIn(folder, ['lint', 'a', '--fix']);
      expect(code).to.equal(1);
      expect(stdout.match(/(?:error|warning) [\w-]+$/gm)).to.deep.equal([
        'error json-syntax',
        'error unproduced-asset',
      ]);
      expect(stdout).to.include('\n  unsafe fix: Remove the comment\n');
      expect(stderr).to.equal('taskgraph: fixed 2 findings in 2 files; 1 more has an unsafe fix: see --unsafe\n');
      const read = (name: string): string => readFileSync(join(folder, 'a', name), 'utf8');
      expect([read('mixed.json'), read('padded.json'), read('good.json')]).to.deep.equal([SAFE_FIXED, GOOD, GOOD]);
      expect(readdirSync(join(folder, 'a')).sort()).to.deep.equal(['good.json', 'mixed.json', 'padded.json']);
    });
  });

  it('writes all of them with --unsafe', async () => {
    await withFolder({ 'mixed.json': MIXED, 'unsafe.json': UNSAFE }, async (folder) => {
      const { code, stdout, stderr } = await runIn(folder, ['lint', '.', '--fix', '--unsafe']);
      expect(code).to.equal(1);
      expect(stdout).to.include('unproduced-asset').and.to.include('1 error in 2 files.');
      expect(stderr).to.equal('taskgraph: fixed 3 findings in 2 files\n');
      expect(readFileSync(join(folder, 'mixed.json'), 'utf8')).to.equal(ALL_FIXED);
      expect(readFileSync(join(folder, 'unsafe.json'), 'utf8')).to.equal(GOOD);
    });
  });

  it('exits by what is left', async () => {
    const fixed = await run(['lint', 'a.json', '--fix', '--fail-on', 'info'], { files: { 'a.json': PADDED } });
    expect(fixed).to.deep.include({ code: 0, stdout: 'No findings in 1 file.\n' });
    const nothing = await run(['lint', 'a.json', '--fix'], { files: { 'a.json': UNSAFE } });
    expect(nothing.code).to.equal(1);
    expect(nothing.stderr).to.equal('taskgraph: fixed nothing; 1 has an unsafe fix: see --unsafe\n');
    const two = await run(['lint', '.', '--fix'], { files: { 'a.json': UNSAFE, 'b.json': UNSAFE } });
    expect(two.stderr).to.equal('taskgraph: fixed nothing; 2 have unsafe fixes: see --unsafe\n');
  });

  it('keeps the encoding, the byte order mark and the line ends', async () => {
    const text = `${PADDED.replaceAll(',"', ',\r\n  "').replace('Sintel', 'Sintel 😀 é')}\r\n`;
    const fixed = text.replace('> Job', '>Job');
    const encoders: readonly ((text: string) => Uint8Array)[] = [
      (own) => Buffer.from(own),
      (own) => Buffer.from(`\ufeff${own}`),
      (own) => Buffer.from(`\ufeff\ufeff${own}`),
      (own) => utf16(`\ufeff${own}`, true),
      (own) => utf16(`\ufeff${own}`, false),
    ];
    for (const encode of encoders) {
      await withFolder({ 'a.json': encode(text) }, async (folder) => {
        expect((await runIn(folder, ['lint', 'a.json', '--fix'])).code).to.equal(0);
        expect(Buffer.compare(readFileSync(join(folder, 'a.json')), encode(fixed))).to.equal(0);
      });
    }
  });

  it('keeps the mode of a file, and a link a link', async () => {
    await withFolder({ 'store/a.json': PADDED, 'b.json': PADDED }, async (folder) => {
      const [target, link, own] = [join(folder, 'store/a.json'), join(folder, 'a.json'), join(folder, 'b.json')];
      symlinkSync(target, link);
      chmodSync(target, 0o640);
      chmodSync(own, 0o604);
      await runIn(folder, ['lint', 'a.json', 'b.json', '--fix']);
      expect(lstatSync(link).isSymbolicLink()).to.equal(true);
      expect([readFileSync(target, 'utf8'), readFileSync(own, 'utf8')]).to.deep.equal([GOOD, GOOD]);
      expect([statSync(target).mode & 0o777, statSync(own).mode & 0o777]).to.deep.equal([0o640, 0o604]);
    });
  });

  it('does not write a file in which nothing changes, nor one that is no definition', async () => {
    const config = '{ /* options of the compiler */ "compilerOptions": {}, }';
    await withFolder({ 'good.json': GOOD, 'tsconfig.json': config }, async (folder) => {
      const before = statSync(join(folder, 'good.json'));
      const { stdout } = await runIn(folder, ['lint', '.', '--fix', '--unsafe']);
      expect(stdout).to.equal('No findings in 1 file, 1 other file skipped.\n');
      expect(statSync(join(folder, 'good.json')).ino).to.equal(before.ino);
      expect(readFileSync(join(folder, 'tsconfig.json'), 'utf8')).to.equal(config);
    });
  });

  it('does not touch a file whose encoding is invalid, and says so', async () => {
    const broken = Buffer.concat([Buffer.from(PADDED.replace('Sintel', 'Caf')), Buffer.from([0xe9])]);
    const unmarked = utf16(PADDED, true);
    await withFolder({ 'broken.json': broken, 'unmarked.json': unmarked }, async (folder) => {
      const { code, stdout, stderr } = await runIn(folder, ['lint', '.', '--fix']);
      expect(code).to.equal(1);
      expect(stdout.match(/error invalid-encoding/g)).to.have.length(2);
      expect(stdout).to.include('warning padded-reference');
      expect(stderr).to.equal(
        'taskgraph: broken.json: not fixed, because its encoding is invalid\n' +
          'taskgraph: unmarked.json: not fixed, because its encoding is invalid\n' +
          'taskgraph: fixed nothing\n',
      );
      expect(Buffer.compare(readFileSync(join(folder, 'broken.json')), broken)).to.equal(0);
      expect(Buffer.compare(readFileSync(join(folder, 'unmarked.json')), unmarked)).to.equal(0);
    });
  });

  it('fixes the lines of NDJSON, JSON with comments and bare XML', async () => {
    const xml = `\ufeff${body(['in:0'], ['out:0'])}\r\n`;
    const files = {
      'jobs.ndjson': `${PADDED}\r\n\r\n${GOOD}\r\n${PADDED}`,
      'job.jsonc': `// tonight\n${PADDED}`,
      'body.xml': xml.replace('</taskBody>', "<taskBody>';"),
    };
    await withFolder(files, async (folder) => {
      const { code, stderr } = await runIn(folder, ['lint', ...Object.keys(files), '--fix']);
      expect({ code, stderr }).to.deep.equal({ code: 0, stderr: 'taskgraph: fixed 5 findings in 3 files\n' });
      const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
      expect(read('jobs.ndjson')).to.equal(`${GOOD}\r\n\r\n${GOOD}\r\n${GOOD}`);
      expect(read('job.jsonc')).to.equal(`// tonight\n${GOOD}`);
      expect(read('body.xml')).to.equal(xml);
    });
  });

  it('writes standard input, fixed, to standard output, and findings to standard error', async () => {
    const { code, stdout, stderr } = await run(['lint', '-', '--fix', '--stdin-filename', 'night.json'], {
      stdin: MIXED,
    });
    expect({ code, stdout }).to.deep.equal({ code: 1, stdout: SAFE_FIXED });
    expect(stderr).to.match(/^night\.json:1:26: error json-syntax\n/);
    expect(stderr).to.match(
      /\n2 errors in 1 file\.\ntaskgraph: fixed 1 finding in 1 file; 1 more has an unsafe fix: see --unsafe\n$/,
    );
    const good = await run(['lint', '-', '--fix'], { stdin: `\ufeff${GOOD}` });
    expect(good).to.deep.include({ code: 0, stdout: `\ufeff${GOOD}` });
    const bytes = utf16(PADDED, false);
    const asProcess = spawnSync(process.execPath, [`${ROOT}dist/bin/taskgraph.cjs`, 'lint', '-', '--fix'], {
      input: bytes,
    });
    expect(Buffer.compare(asProcess.stdout, bytes), 'of an invalid encoding, as it came').to.equal(0);
    const marked = utf16(`\ufeff${PADDED}`, false);
    const fixed = spawnSync(process.execPath, [`${ROOT}dist/bin/taskgraph.cjs`, 'lint', '-', '--fix'], {
      input: marked,
    });
    expect(Buffer.compare(fixed.stdout, utf16(`\ufeff${GOOD}`, false))).to.equal(0);
  });

  it('leaves a file that cannot be replaced as it is: 2, one line', async () => {
    await withFolder({ 'a.json': PADDED }, async (folder) => {
      const failed = await replaceFile(folder, 'x').catch((error: Error) => error.message);
      expect(failed).to.equal('is no regular file');
      await replaceFile(join(folder, 'new.json'), 'x');
      expect(readFileSync(join(folder, 'new.json'), 'utf8')).to.equal('x');
      expect(
        await replaceFile(join(folder, 'none/new.json'), 'x').catch((error: { code?: string }) => error.code),
      ).to.equal('ENOENT');
    });
    const piped = spawnSync(
      'sh',
      ['-c', `cat | "${process.execPath}" "${ROOT}dist/bin/taskgraph.cjs" lint /dev/stdin --fix`],
      {
        input: PADDED,
        encoding: 'utf8',
      },
    );
    expect(piped.status).to.equal(2);
    expect(piped.stderr).to.include('taskgraph: /dev/stdin: not fixed: is no regular file\n');
    const none = await run(['lint', 'none.json', '--fix']);
    expect(none.code).to.equal(2);
    expect(none.stderr).to.include('taskgraph: none.json: no such file or folder\n');
  });

  it('says where the passes were not enough', async () => {
    const files = { 'a.json': GOOD.replace(/\]\}$/, `${','.repeat(12)}]}`) };
    await withFolder(files, async (folder) => {
      const first = await runIn(folder, ['lint', 'a.json', '--fix']);
      expect(first.code).to.equal(1);
      expect(first.stderr).to.equal(
        'taskgraph: a.json: stopped after 10 passes; another run goes on\ntaskgraph: fixed 10 findings in 1 file\n',
      );
      expect((await runIn(folder, ['lint', 'a.json', '--fix'])).code).to.equal(0);
      expect(readFileSync(join(folder, 'a.json'), 'utf8')).to.equal(GOOD);
    });
  });

  it('with flags that make no sense is an error of use', async () => {
    const cases: readonly [string[], string][] = [
      [['--unsafe'], '--unsafe says which fixes to apply: give --fix or --fix-dry-run too'],
      [['--fix', '--fix-dry-run'], '--fix writes the files, --fix-dry-run does not: give one of them'],
      [['--fix-dry'], 'unknown option --fix-dry'],
    ];
    for (const [flags, message] of cases) {
      const outcome = await run(['lint', 'a.json', ...flags], { files: { 'a.json': PADDED } });
      expect(outcome).to.deep.include({ code: 2, stdout: '' });
      expect(outcome.stderr).to.include(`taskgraph: ${message}`);
    }
  });
});

describe('taskgraph lint --fix-dry-run', () => {
  it('shows a diff on standard output, findings on standard error, and writes nothing', async () => {
    const text = MIXED.replaceAll(',"', ',\n"');
    await withFolder({ 'a.json': text, 'good.json': GOOD }, async (folder) => {
      const { code, stdout, stderr } = await runIn(folder, ['lint', '.', '--fix-dry-run']);
      expect(code).to.equal(1);
      expect(stdout).to.match(/^--- a\.json\n\+\+\+ a\.json\n@@ /);
      expect(applyPatch(text, stdout)).to.equal(text.replace('(00)', '(0)'));
      expect(stderr)
        .to.match(/^a\.json:1:26: error json-syntax\n/)
        .and.to.include('unproduced-asset');
      expect(stderr).to.match(/\ntaskgraph: would fix 1 finding in 1 file; 1 more has an unsafe fix: see --unsafe\n$/);
      expect(readFileSync(join(folder, 'a.json'), 'utf8')).to.equal(text);
      const all = await runIn(folder, ['lint', '.', '--fix-dry-run', '--unsafe']);
      expect(applyPatch(text, all.stdout)).to.equal(text.replace('(00)', '(0)').replace('/* tonight */', ''));
    });
  });

  it('takes standard input too, and other formats', async () => {
    const args = ['lint', '-', '--fix-dry-run', '--format', 'json'];
    const { stdout, stderr, code } = await run(args, { stdin: PADDED });
    expect(code).to.equal(0);
    expect(stdout).to.match(/^--- <stdin>\n\+\+\+ <stdin>\n/);
    const [report = ''] = stderr.split('taskgraph: ');
    expect((JSON.parse(report) as { summary: object }).summary).to.deep.include({ errors: 0, warnings: 0 });
    expect(stderr).to.match(/taskgraph: would fix 1 finding in 1 file\n$/);
    const invalid = await run(['lint', '-', '--fix-dry-run'], { stdin: utf16(PADDED, true) });
    expect(invalid).to.deep.include({ code: 1, stdout: '' });
  });

  it('has the byte order mark in the line that it stands in, and tells that UTF-16 cannot be patched', async () => {
    for (const marks of ['\ufeff', '\ufeff\ufeff']) {
      const { stdout, stderr } = await run(['lint', 'a.json', '--fix-dry-run'], {
        files: { 'a.json': marks + PADDED },
      });
      expect(applyPatch(marks + PADDED, stdout)).to.equal(marks + GOOD);
      expect(stderr).to.not.include('UTF-8');
    }
    const files = { 'a.json': utf16(`\ufeff${PADDED}`, false), 'b.json': utf16(`\ufeff${GOOD}`, false) };
    const { stdout, stderr } = await run(['lint', '.', '--fix-dry-run'], { files });
    expect(applyPatch(PADDED, stdout)).to.equal(GOOD);
    expect(stderr).to.match(
      /^taskgraph: a\.json: shown in UTF-8; it is UTF-16BE, which only --fix can write\n(?!taskgraph: b)/,
    );
  });

  it('sends a terminal nothing that moves its cursor, and a pipe all there is', async () => {
    const text = PADDED.replaceAll(',"', ',\r\n"').replace('Sintel', 'Sin\u0090tel');
    const files = { 'a.json': text };
    const piped = await run(['lint', 'a.json', '--fix-dry-run'], { files });
    expect(applyPatch(text, piped.stdout, { autoConvertLineEndings: false })).to.equal(text.replace('> Job', '>Job'));
    const shown = await run(['lint', 'a.json', '--fix-dry-run'], {
      files: { 'a.json': PADDED.replaceAll('","', '",\r\n\t"').replace('Encode"', 'En\u0090code"') },
      isTerminal: true,
    });
    expect(shown.stdout)
      .to.include('En�code')
      .and.to.not.match(/[\r\u0090]/);
  });
});
