/** NDJSON that comes in pieces: where they are cut shows nowhere, and no more is read than somebody takes. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import fc from 'fast-check';
import { lint } from '#src/lint.js';
import { DEFAULT_QUOTAS } from '#src/model/quotas.js';
import type { FileSettings } from '#src/node/config/file-settings.js';
import type { PartSize } from '#src/node/line-cutter.js';
import { main } from '#src/node/main.js';
import { outcomesOf } from '#src/node/outcome.js';
import { worksOf } from '#src/node/works.js';
import { FILE_START } from '#src/parse/document.js';
import { resolveReport } from '#src/render/file-result.js';
import { LINT_FORMATS, type LintFormatName } from '#src/render/formats.js';
import { SummaryCounter } from '#src/render/lint-format.js';
import { PLAIN } from '#src/render/paint.js';
import { BAD_JOB, body, PROCESSOR } from '../helpers/encoding-house.js';
import { lines, peakMemory } from '../helpers/peak-memory.js';

const NAME = 'nightly.ndjson';
const SETTINGS: FileSettings = { severity: {}, quotas: DEFAULT_QUOTAS, suppressions: null };
const WHOLE: PartSize = { lines: 1e9, bytes: 1e9, longest: 1e9 };

const step = (Name: string, TaskBody: string): string =>
  JSON.stringify({ Name, MediaProcessorId: PROCESSOR, TaskBody });
const good = step('Encode', body(['in:0'], ['out:0']));

/** Lines of every kind with line ends of every kind: a mark, characters of one to four bytes, breaks, blank lines, no end. */
const TEXT = [
  `\ufeff${good}\n`,
  `${step('Vorschau für Łódź 🎬', '<taskBody><inputAsset>JobInputAsset(0)</inputAsset></taskBody>')}\r\n`,
  '\r\n',
  `${step('字幕', '<taskBody><inputAsset>𝕁obInputAsset(0)')}\r`,
  '\n\r\r\n \t\n',
  '{ "TaskBody": "<taskBody>🎬 ü\n',
  `"half of a line"}\r`,
  `\ufeff${good}\n`,
  `[${good}, {"TaskBody": 7}]\u2028\u0085\r\n`,
  'null\n',
  `{ "Name": "Índice \\ud83d", ${step('Package', '<taskBody/>').slice(1)}`,
].join('');

/** What the command prints for bytes that come in pieces. */
async function printed(pieces: Iterable<Uint8Array>, partSize: PartSize, format: LintFormatName): Promise<string> {
  const { begin, file, end, needs } = LINT_FORMATS[format]({ paint: PLAIN, version: null });
  const counter = new SummaryCounter();
  let text = begin();
  const source = {
    io: {
      cwd: '/',
      stdin: (async function* () {
        yield* pieces;
      })(),
    },
    stdin: { name: NAME, isLines: true },
    settingsOf: async () => SETTINGS,
    partSize,
  };
  for await (const work of worksOf([{ path: '-', isExplicit: true, failure: null }], source)) {
    for (const { result } of await outcomesOf(work, needs)) {
      if (result === null) continue;
      counter.add(result);
      text += file(result);
    }
  }
  return text + end(counter.summary);
}

function* inPieces(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}

const bytes = new TextEncoder().encode(TEXT);
const FORMATS = ['json', 'ndjson', 'text'] as const;

describe('NDJSON in pieces', () => {
  const expected = {} as Record<(typeof FORMATS)[number], string>;

  before(async () => {
    for (const format of FORMATS) expected[format] = await printed([bytes], WHOLE, format);
  });

  it('is what the library makes of the whole', () => {
    const { begin, file, end, needs } = LINT_FORMATS.json({ paint: PLAIN, version: null });
    const result = resolveReport(NAME, lint(bytes, { fileName: NAME, origin: FILE_START }), needs);
    const counter = new SummaryCounter();
    counter.add(result);
    expect(expected.json).to.equal(begin() + file(result) + end(counter.summary));
    const { diagnostics } = JSON.parse(expected.json).files[0] as { diagnostics: { code: string; path: unknown[] }[] };
    expect(diagnostics.map(({ code, path }) => `${path[0]} ${code}`)).to.deep.equal([
      '1 missing-output',
      '3 xml-syntax',
      '7 json-syntax',
      '8 json-syntax',
      '9 json-syntax',
      '10 missing-property',
      '10 wrong-type',
      '10 json-syntax',
      '11 unknown-document',
      '12 duplicate-key',
      '12 missing-input',
      '12 missing-output',
    ]);
  });

  it('is the same in pieces of any size', async () => {
    for (let size = 1; size <= bytes.length; size += 1) {
      const actual = await printed(inPieces(bytes, size), { ...WHOLE, lines: 1 }, 'json');
      expect(actual, `${size} bytes`).to.equal(expected.json);
    }
  }).timeout(60_000);

  it('is the same in parts of any size', async () => {
    for (let size = 1; size <= bytes.length; size += 1) {
      expect(await printed([bytes], { ...WHOLE, bytes: size }, 'json'), `${size} bytes`).to.equal(expected.json);
    }
    for (const format of FORMATS) {
      for (let lines = 1; lines <= 20; lines += 1) {
        const actual = await printed(inPieces(bytes, 7), { ...WHOLE, lines }, format);
        expect(actual, `${lines} lines as ${format}`).to.equal(expected[format]);
      }
    }
  }).timeout(60_000);

  it('is the same however it comes, also where bytes are no text and lines too long', async () => {
    const kinds = [
      ...TEXT.split(/\r\n|\r|\n/).map((line) => [...Buffer.from(line)]),
      [0xff],
      [0xf0, 0x9f],
      [0xed, 0xa0, 0x80],
      [0x22, 0xc3],
    ];
    const ends = ['\n', '\r\n', '\r', ''].map((end) => [...Buffer.from(end)]);
    const line = fc.tuple(fc.constantFrom(...kinds), fc.constantFrom(...ends)).map((parts) => parts.flat());
    const text = fc.array(line, { maxLength: 12 }).map((all) => Uint8Array.from(all.flat()));
    const sizes = fc.record({ lines: fc.integer({ min: 1, max: 5 }), bytes: fc.integer({ min: 1, max: 600 }) });
    const longest = fc.constantFrom(1, 200, 400, 1e9);
    await fc.assert(
      fc.asyncProperty(text, sizes, longest, fc.integer({ min: 1, max: 50 }), async (all, part, longest, piece) => {
        const whole = await printed([all], { ...WHOLE, longest }, 'json');
        expect(await printed(inPieces(all, piece), { ...part, longest }, 'json')).to.equal(whole);
      }),
      { numRuns: 400 },
    );
  });
});

describe('a slow reader of the output', () => {
  const line = new TextEncoder().encode(`${step('Index', '<taskBody/>')}\n`);
  const LINES = 10_000;

  for (const workers of ['0', '2']) {
    it(`holds back what is read, with ${workers} threads`, async () => {
      let read = 0;
      let written = 0;
      let isSlow = true;
      let proceed = (): void => {};
      const reader = new Promise<void>((resolve) => {
        proceed = resolve;
      });
      const run = main(['lint', '-', '--ndjson', '--workers', workers, '--format', 'ndjson'], {
        cwd: '/',
        env: {},
        stdin: (async function* () {
          for (; read < LINES; read += 1) yield line;
        })(),
        isTerminal: false,
        errIsTerminal: false,
        out: (text) => {
          written += text.toString().split('\n').length - 1;
          return isSlow ? reader : undefined;
        },
        err: () => {},
        now: () => 0,
      });
      while (written === 0) await sleep(10);
      let ahead = -1;
      while (ahead !== read) {
        ahead = read;
        await sleep(300);
      }
      isSlow = false;
      proceed();
      expect(await run).to.equal(1);
      expect(ahead).to.be.lessThan(LINES);
      expect(read).to.equal(LINES);
      expect(written).to.be.greaterThan(2 * LINES);
    }).timeout(60_000);
  }
});

describe('a stream of any length', () => {
  it('takes as much memory as a short one', async () => {
    const args = ['lint', '-', '--ndjson', '--format', 'ndjson'];
    // When garbage is collected differs from run to run: one run may be lucky, the middle of three is not.
    const middleOf = async (count: number): Promise<number> => {
      const peaks: number[] = [];
      for (let run = 0; run < 3; run += 1) {
        const { code, megabytes } = await peakMemory(args, lines(count, BAD_JOB));
        expect(code).to.equal(1);
        peaks.push(megabytes);
      }
      return peaks.sort((a, b) => a - b)[1] as number;
    };
    const short = await middleOf(10_000);
    expect((await middleOf(100_000)) / short).to.be.within(0.5, 1.2);
  }).timeout(300_000);
});
