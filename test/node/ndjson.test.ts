/** NDJSON is linted in parts. Nobody can tell by what comes out. */
import { expect } from 'chai';
import fc from 'fast-check';
import { lint, MAX_DIAGNOSTICS } from '#src/lint.js';
import { PART_SIZE, type PartSize } from '#src/node/line-cutter.js';
import { outcomesOf } from '#src/node/outcome.js';
import { worksOf } from '#src/node/works.js';
import { LINT_FORMATS, type LintFormatName, renderLint } from '#src/render/formats.js';
import { SummaryCounter } from '#src/render/lint-format.js';
import { PLAIN } from '#src/render/paint.js';
import { BAD_JOB, GOOD_JOB, job, task, WARNED_JOB } from '../helpers/encoding-house.js';
import { run, runIn, withFolder } from '../helpers/run.js';

const [good, bad, warned] = [GOOD_JOB, BAD_JOB, WARNED_JOB].map((one) => JSON.stringify(one)) as [
  string,
  string,
  string,
];
const SETTINGS = { severity: {}, quotas: { assetsPerTask: 50, assetsPerJob: 100 }, suppressions: null };

/** What the command prints for standard input that comes in these chunks, linted in parts of this size. */
async function print(chunks: readonly Uint8Array[], partSize: PartSize, format: LintFormatName): Promise<string> {
  const { begin, file, end, needs } = LINT_FORMATS[format](PLAIN);
  const counter = new SummaryCounter();
  let text = begin();
  const works = worksOf([{ path: '-', isExplicit: true, failure: null }], {
    io: {
      cwd: '/',
      stdin: (async function* () {
        yield* chunks;
      })(),
    },
    stdin: { name: 'jobs.ndjson', isLines: true },
    settingsOf: async () => SETTINGS,
    partSize,
  });
  for await (const work of works) {
    for (const { result } of await outcomesOf(work, needs)) {
      if (result === null) continue;
      counter.add(result);
      text += file(result);
    }
  }
  return text + end(counter.summary);
}

/** Bytes in pieces of these lengths, over and over. */
function cut(bytes: Uint8Array, lengths: readonly number[]): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const length = lengths[turn % lengths.length] as number;
    pieces.push(bytes.subarray(at, at + length));
    at += length;
  }
  return pieces;
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string): Uint8Array => Buffer.from(`\ufeff${text}`, 'utf16le');
const WHOLE: PartSize = { lines: 1e9, bytes: 1e9, longest: 1e9 };

const line = fc.oneof(
  fc.constantFrom(good, bad, warned, '', '   ', '{', '{"Tasks":[', '[]', 'null', '"Tasks"', `${bad}}`, `\ufeff${bad}`),
  fc
    .constantFrom('Überspielung', '予告編', '🎬 Trailer', 'Café')
    .map((name) => JSON.stringify(job([task(name, ['out:9'], ['out:0'])]))),
);
const lineEnd = fc.constantFrom('\n', '\r\n', '\r', '\n\n');
const text = fc
  .array(fc.tuple(line, lineEnd), { maxLength: 12 })
  .chain((lines) => fc.constantFrom('', good, bad).map((last) => lines.map((pair) => pair.join('')).join('') + last));
const lengths = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 4 });
const partSize = fc.record({
  lines: fc.integer({ min: 1, max: 4 }),
  bytes: fc.integer({ min: 1, max: 2000 }),
  longest: fc.constant(1e9),
});

describe('NDJSON in parts', () => {
  it('prints what linting the whole text prints, however it comes and is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        text,
        lengths,
        partSize,
        fc.constantFrom('', '\ufeff', '\ufeff\ufeff'),
        async (lines, sizes, size, mark) => {
          for (const format of ['text', 'json'] as const) {
            const expected = renderLint(lint(mark + lines, { fileName: 'jobs.ndjson' }), format, 'jobs.ndjson');
            expect(await print(cut(utf8(mark + lines), sizes), size, format)).to.equal(expected);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('of bytes that are no UTF-8 print the same, however they are cut, and cost only their own line', async () => {
    const byte = fc.constantFrom([0xff], [0xc3], [0xe2, 0x82], [0xed, 0xa0, 0x80], [0x00]);
    const bytes = fc
      .array(
        fc.oneof(
          text.map(utf8),
          byte.map((some) => Uint8Array.from(some)),
        ),
        { maxLength: 6 },
      )
      .map((parts) => Buffer.concat([utf8(`${good}\n`), ...parts]));
    await fc.assert(
      fc.asyncProperty(bytes, lengths, partSize, async (all, sizes, size) => {
        expect(await print(cut(all, sizes), size, 'json')).to.equal(await print([all], WHOLE, 'json'));
      }),
      { numRuns: 300 },
    );
    const broken = Buffer.concat([
      utf8(`${bad}\n{"Name": "Caf`),
      Uint8Array.of(0xe9),
      utf8(`", "Tasks": [}\n${bad}\n{\n`),
    ]);
    const { files } = JSON.parse(await print([broken], PART_SIZE, 'json')) as {
      files: { diagnostics: { code: string; start: { line: number } }[] }[];
    };
    expect(files[0]?.diagnostics.map(({ code, start }) => `${start.line} ${code}`)).to.deep.equal([
      '1 unproduced-asset',
      '2 invalid-encoding',
      '3 unproduced-asset',
      '4 json-syntax',
    ]);
  });

  it('in UTF-16 prints what it prints in UTF-8', async () => {
    const lines = `${good}\r\n${bad}\r\n${warned}`;
    const expected = await print([utf8(lines)], PART_SIZE, 'text');
    expect(expected).to.include('jobs.ndjson:2:');
    expect(await print(cut(utf16(lines), [1, 7]), PART_SIZE, 'text')).to.equal(expected);
  });

  it('lists more findings of a file than of one document, since each line is one', async () => {
    const lines = '[]\n'.repeat(MAX_DIAGNOSTICS + 1);
    const { files, summary } = JSON.parse(await print([utf8(lines)], WHOLE, 'json')) as {
      files: { diagnostics: unknown[] }[];
      summary: object;
    };
    expect(files[0]?.diagnostics).to.have.length(MAX_DIAGNOSTICS + 1);
    expect(summary).to.include({ errors: MAX_DIAGNOSTICS + 1, truncated: false });
  });

  it('stops at a line that is too long, and says so, however it is cut', async () => {
    const bytes = utf8(`${bad}\n${good}\n${good.replace('Sintel', 'x'.repeat(5000))}\n${bad}\n`);
    const size = { ...PART_SIZE, longest: 4000 };
    const whole = await print([bytes], size, 'text');
    expect(whole).to.match(
      /jobs\.ndjson:1:.*unproduced-asset[\s\S]*jobs\.ndjson: error unreadable-file\n {2}Cannot be read: line 3/,
    );
    expect(whole).to.match(/\n2 errors in 1 file\.\n$/);
    for (const chunk of [1, 100, 4096]) {
      expect(await print(cut(bytes, [chunk]), { ...size, lines: 1 }, 'text')).to.equal(whole);
      expect(await print(cut(bytes, [chunk]), size, 'text')).to.equal(whole);
    }
  });
});

describe('taskgraph lint: NDJSON', () => {
  it('by the name of a file, or by --ndjson', async () => {
    const lines = `${good}\n${bad}\n\n${warned}\n`;
    const files = { 'jobs.ndjson': lines, 'JOBS.NDJSON': lines };
    const { code, stdout } = await run(['lint', 'jobs.ndjson', '--format', 'json'], { files });
    expect(code).to.equal(1);
    const report = JSON.parse(stdout) as {
      files: { path: string; kind: string; diagnostics: { path: unknown[]; start: object }[] }[];
    };
    expect(report.files.map(({ path, kind }) => [path, kind])).to.deep.equal([['jobs.ndjson', 'jobs']]);
    expect(report.files[0]?.diagnostics.map(({ path }) => path)).to.deep.equal([
      [1, 'Tasks', 1, 'TaskBody'],
      [3, 'Tasks', 1, 'Priority'],
    ]);
    const offset = lines.indexOf('JobOutputAsset(3)');
    expect(report.files[0]?.diagnostics[0]?.start).to.deep.equal({ line: 2, column: offset - good.length, offset });
    expect((await run(['lint', 'JOBS.NDJSON'], { files })).stdout).to.equal(
      (await run(['lint', 'jobs.ndjson'], { files })).stdout.replaceAll('jobs.ndjson', 'JOBS.NDJSON'),
    );
    const named = await run(['lint', '-', '--stdin-filename', 'jobs.ndjson'], { stdin: lines });
    expect(named.stdout).to.equal((await run(['lint', 'jobs.ndjson'], { files })).stdout);
    const flagged = await run(['lint', '-', '--ndjson'], { stdin: lines });
    expect(flagged.stdout).to.equal(named.stdout.replaceAll('jobs.ndjson', '<stdin>'));
  });

  it('that holds no definition is none, if it was named; else it is passed over', async () => {
    const files = {
      'empty.ndjson': '',
      'jobs/blank.ndjson': '\n'.repeat(3000),
      'jobs/events.ndjson': `{"event": "started"}\n${bad}\n`,
      'jobs/events-utf16.ndjson': utf16(`{"event": "started"}\n${bad}\n`),
      'jobs/late.ndjson': `${'\n'.repeat(3000)}${bad}\n{"event": "started"}\n`,
      'jobs/broken.ndjson': '{"Tasks": [\n',
    };
    const empty = await run(['lint', 'empty.ndjson'], { files });
    expect(empty).to.deep.include({ code: 2, stderr: 'taskgraph: no definition among empty.ndjson\n' });
    expect(empty.stdout).to.equal('No findings in 1 file.\n');
    const { stdout } = await run(['lint', 'jobs', '--format', 'json'], { files });
    const report = JSON.parse(stdout) as {
      files: { path: string; diagnostics: { code: string; start: { line: number } }[] }[];
      summary: object;
    };
    expect(report.summary).to.include({ files: 2, skipped: 3 });
    expect(
      report.files.map(({ path, diagnostics }) => [
        path,
        ...diagnostics.map(({ code, start }) => `${start.line} ${code}`),
      ]),
    ).to.deep.equal([
      ['jobs/broken.ndjson', '1 json-syntax'],
      ['jobs/late.ndjson', '3001 unproduced-asset', '3002 unknown-document'],
    ]);
  });

  it('reads no further while nobody takes what it prints', async () => {
    let read = 0;
    let release = (): void => {};
    const chunk = utf8(`${bad}\n`.repeat(1000));
    await withFolder({}, async (cwd) => {
      const { main } = await import('#src/node/main.js');
      let printed = '';
      const done = main(['lint', '-', '--ndjson'], {
        cwd,
        env: {},
        stdin: (async function* () {
          for (; read < 12; read += 1) yield chunk;
        })(),
        isTerminal: false,
        errIsTerminal: false,
        now: () => 0,
        out: (some) => {
          printed += some;
          return printed.includes(':1:') && !printed.includes(':1001:')
            ? new Promise((resolve) => (release = resolve))
            : undefined;
        },
        err: () => {},
      });
      while (printed === '') await new Promise((resolve) => setImmediate(resolve));
      for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      expect(read).to.be.lessThan(3);
      release();
      expect(await done).to.equal(1);
      expect(read).to.equal(12);
      expect(printed).to.match(/12000 errors in 1 file/);
    });
    expect((await runIn('/', ['lint', '-', '--ndjson'], { stdin: `${good}\n` })).code).to.equal(0);
  });
});
