/** Atom and batches that nobody would write: nothing is thrown, nothing hangs, and every range lies in the text. */
import { expect } from 'chai';
import fc from 'fast-check';
import { formatDiagnostic } from '#src/diagnostics/messages.js';
import { lint } from '#src/lint.js';
import { locateEdits } from '#src/locate.js';
import { renderLint } from '#src/render/formats.js';
import { writeAtom, writeBatch } from './helpers/encode-forms.js';
import { random } from './helpers/encode-json.js';
import { body, link, PROCESSOR, task } from './helpers/encoding-house.js';

const MANY = 20_000;
const NAMESPACES =
  'xmlns="http://www.w3.org/2005/Atom" xmlns:d="http://schemas.microsoft.com/ado/2007/08/dataservices" xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"';
const JOB = {
  Name: 'Sintel',
  InputMediaAssets: [link()],
  Tasks: [task('Encode', ['in:0'], ['out:0']), task('Package', ['out:0'], ['out:1'], { Priority: 4, Options: null })],
};

/** What a text is damaged with. */
interface Change {
  readonly kind: 'cut' | 'double' | 'swap' | 'insert' | 'end';
  readonly at: number;
  readonly length: number;
  readonly text: string;
}

const anyChange: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom('cut', 'double', 'swap', 'insert', 'end'),
  at: fc.nat(),
  length: fc.integer({ min: 1, max: 60 }),
  text: fc.constantFrom(
    '<',
    '>',
    '&',
    '"',
    '--',
    '\n',
    '\r',
    '--changeset_77aa-02\n',
    ']]>',
    '<![CDATA[',
    '<!--',
    ':',
    '$',
    '\0',
    '\ud800',
    '{',
    '}',
    '<d:TaskBody>',
    '</d:TaskBody>',
  ),
});

function damage(text: string, { kind, at, length, text: inserted }: Change): string {
  const start = at % (text.length + 1);
  const [before, run, behind] = [text.slice(0, start), text.slice(start, start + length), text.slice(start + length)];
  if (kind === 'cut') return before + behind;
  if (kind === 'double') return before + run + run + behind;
  if (kind === 'swap') return before + [...run].reverse().join('') + behind;
  return kind === 'insert' ? before + inserted + run + behind : before;
}

/** Everything that a report offers is asked for. */
function expectSound(text: string): void {
  const report = lint(text);
  const places = report.diagnostics.flatMap(({ place, related, fix }) => [
    place,
    ...related.map((other) => other.place),
    ...(fix?.edits ?? []).map((edit) => edit.place),
  ]);
  for (const { start, end } of report.document.locate?.(places) ?? []) {
    expect(start, text).to.be.within(0, end);
    expect(end, text).to.be.within(start, text.length);
  }
  locateEdits(
    report,
    report.diagnostics.flatMap(({ fix }) => fix?.edits ?? []),
  );
  report.diagnostics.map(formatDiagnostic);
  renderLint(report, 'text', 'sintel.txt');
}

describe('hostile Atom and batches', () => {
  const styles = { forms: ['verbose', 'light', 'atom'], lineEnds: ['\r\n', '\n'], head: 'request' } as const;
  const texts: Readonly<Record<string, (seed: number) => string>> = {
    'an entry': (seed) => writeAtom(JOB, random(seed)),
    'a batch': (seed) => writeBatch(JOB, { ...styles, inlineTasks: seed % 2 }, random(seed)),
  };
  for (const [name, write] of Object.entries(texts)) {
    it(`${name}, cut, doubled, swapped and mixed up, is read as far as it goes`, () => {
      fc.assert(
        fc.property(fc.nat(), fc.array(anyChange, { minLength: 1, maxLength: 4 }), (seed, changes) => {
          expectSound(changes.reduce(damage, write(seed)));
        }),
        { numRuns: 400 },
      );
    });
  }

  it('of endless parts that begin and never end take time in proportion', () => {
    const entry = (inside: string): void => expectSound(`<entry ${NAMESPACES}>${inside}`);
    for (const part of [
      '<d:TaskBody>',
      '<d:TaskBody a="',
      "<d:TaskBody a='<",
      '<!--<d:TaskBody>',
      '<![CDATA[',
      '<!--',
      '</d:TaskBody>',
    ]) {
      entry(part.repeat(MANY));
      entry(`<d:TaskBody>${part.repeat(MANY)}</d:TaskBody>`);
    }
    entry(`<content><m:properties>${'<d:Name>x'.repeat(190)}${'<d:Name>x</d:Name>'.repeat(MANY)}`);
    entry(Array.from({ length: MANY }, (_, index) => `<p${index}:a/>`).join(''));
    const opening = '--batch_sintel\nContent-Type: multipart/mixed; boundary=changeset_sintel\n\n';
    for (const line of [
      '--\n',
      '--changeset-sintel\n',
      '--changeset_sintel\n',
      '--changeset_sintel--\n',
      'a: b\n',
      '-\n',
      '\r',
    ]) {
      expectSound(opening + line.repeat(MANY));
    }
    const nested = (number: number, boundary: string): string =>
      `--level${number}\nContent-Type: multipart/mixed; boundary=${boundary}\n\n`;
    const levels = Array.from({ length: MANY / 10 }, (_, number) => number);
    expectSound(levels.map((number) => nested(number, `level${number + 1}`)).join(''));
    expectSound(levels.map((number) => nested(0, `level${number + 1}`)).join(''));
    expectSound(levels.map(() => nested(0, 'level0')).join(''));
  });

  it('of 10,000 parts behind boundaries that nearly match are read in time, each told', () => {
    const part = (url: string, value: object): string =>
      `--changeset-sintel\nContent-Type: application/http\n\nPOST ${url} HTTP/1.1\nContent-ID: 1\n\n${JSON.stringify(value)}\n`;
    const tasks = Array.from({ length: 10_000 }, (_, index) =>
      part('$1/Tasks', { MediaProcessorId: PROCESSOR, TaskBody: body(['in:0'], [`out:${index}`]) }),
    );
    const opening = '--batch_sintel\nContent-Type: multipart/mixed; boundary=changeset_sintel\n\n';
    const text = `${opening}${part('Jobs', { InputMediaAssets: [link()] })}${tasks.join('')}--changeset_sintel--\n--batch_sintel--\n`;
    const { jobs, diagnostics } = lint(text);
    expect(jobs[0]?.tasks).to.have.length(10_000);
    const told = diagnostics.filter(({ args }) => 'problem' in args && args.problem === 'boundary-misspelt');
    expect(told).to.have.length(10_001);
  });

  it('of wrong Content-IDs among many take no time for guessing', () => {
    const jobs = Array.from({ length: 3000 }, (_, index) => ['Jobs', `job${index}`] as const);
    const tasks = Array.from({ length: 3000 }, (_, index) => [`$none${index}/Tasks`, `task${index}`] as const);
    const parts = [...jobs, ...tasks].map(
      ([url, id]) => `--b\nContent-Type: application/http\nContent-ID: ${id}\n\nPOST ${url} HTTP/1.1\n\n{"Name":"x"}\n`,
    );
    const { counts } = lint(`${parts.join('')}--b--\n`);
    expect(counts.error).to.be.greaterThan(3000);
  });

  it('nest as deep as XML may, in the entry and in the TaskBody, and no deeper', () => {
    const deep = (levels: number): string => '<d:a>'.repeat(levels) + '</d:a>'.repeat(levels);
    const entry = (levels: number): string =>
      `<entry ${NAMESPACES}><content><m:properties>${deep(levels)}</m:properties></content></entry>`;
    const codes = (text: string): string[] => lint(text).diagnostics.map(({ code }) => code);
    expect(codes(entry(197))).to.not.include('nesting-too-deep');
    expect(codes(entry(198))).to.deep.equal(['nesting-too-deep']);
    const inline = '<link rel="x/related/Tasks"><m:inline><feed><entry>'.repeat(49);
    const closed = '</entry></feed></m:inline></link>'.repeat(49);
    expect(codes(`<entry ${NAMESPACES}>${inline}${closed}</entry>`)).to.not.include('nesting-too-deep');
  });
});
