/** Diffs as people read them, with names that are made to break them. */
import { expect } from 'chai';
import fc from 'fast-check';
import { excerpt } from '#src/diagnostics/diagnostic.js';
import { oneLine } from '#src/diagnostics/messages.js';
import { diff, type JobDiff } from '#src/plan/diff/diff.js';
import { excerptDifference } from '#src/render/diff-values.js';
import { renderDiff } from '#src/render/formats.js';
import { isWellFormed } from '#src/render/well-formed.js';
import { input, type JobSpec, modelJob, output } from '../helpers/jobs.js';
import { anyText } from '../helpers/results.js';

const FILES = { old: 'nightly.json', new: 'changed.json' };

/** The difference that one task has another name. */
function renaming(old: string, now: string): readonly JobDiff[] {
  const named = (name: string): JobSpec => ({ inputs: 1, tasks: [{ name, reads: [input(0)], writes: [output(0)] }] });
  return diff({ jobs: [modelJob(named(old))] }, { jobs: [modelJob(named(now))] });
}

/** A row of a table as GitHub splits it (cmark-gfm): a backslash takes the character behind it along. */
function cellsOf(row: string): string[] {
  const cells = [...row.matchAll(/(?:\\.|[^\\|])+/gs)].map(([cell]) => cell.trim());
  expect(row).to.match(/^\|.*\|$/s);
  return cells;
}

/** What a piece of code shows, where it is one: backticks around what has none, or an element without any markup in it. */
function shown(code: string): string {
  const plain = /^`([^`\\|]+)`$/.exec(code)?.[1];
  if (plain !== undefined) return plain;
  const element = /^<code>((?:[\p{L}\p{N} ]|&#\d+;)*)<\/code>$/u.exec(code)?.[1];
  expect(element, code).to.be.a('string');
  return (element ?? '').replace(/&#(\d+);/g, (_, number) => String.fromCodePoint(Number(number)));
}

describe('a diff in Markdown', () => {
  it('keeps every name within its cell, and shows it as it is', () => {
    fc.assert(
      fc.property(anyText, anyText, (old, now) => {
        fc.pre(old !== now && old !== '' && now !== '');
        const rows = renderDiff(renaming(old, now), 'markdown', FILES).split('\n');
        const cells = cellsOf(rows.find((row) => row.startsWith('| ~ |')) ?? '');
        const name = (text: string): string => oneLine(excerpt(text, 40));
        expect(cells).to.have.length(4);
        expect(shown(cells[1] ?? '')).to.equal(name(now));
        expect(shown((cells[3] ?? '').replace('was ', ''))).to.equal(name(old));
      }),
      { numRuns: 500 },
    );
  });

  it('has the same lines whatever the names are', () => {
    fc.assert(
      fc.property(anyText, anyText, (old, now) => {
        fc.pre(old !== now && old !== '' && now !== '');
        for (const format of ['markdown', 'text'] as const) {
          const text = renderDiff(renaming(old, now), format, { old, new: now });
          expect(text.split('\n').length).to.equal(renderDiff(renaming('a', 'b'), format, FILES).split('\n').length);
          expect(text).to.not.match(/[\p{Cc}\p{Cf}\p{Cs}](?<!\n)/u);
        }
      }),
    );
  });
});

describe('a diff of many tasks', () => {
  it('shows the first of them in each list, and says how many more there are', () => {
    const all = (prefix: string): JobSpec => ({
      inputs: 1,
      tasks: Array.from({ length: 250 }, (_, index) => ({
        name: `${prefix} ${index}`,
        reads: [index === 0 ? input(0) : output(index - 1)],
        writes: [output(index)],
      })),
    });
    const found = diff({ jobs: [modelJob(all('Encode'))] }, { jobs: [modelJob(all('Transcode'))] });
    for (const format of ['markdown', 'text'] as const) {
      const lines = renderDiff(found, format, FILES).split('\n');
      expect(lines.filter((line) => /renamed .*was/.test(line))).to.have.length(100);
      expect(lines.some((line) => line.trim() === '… 150 more')).to.equal(true);
    }
  });
});

describe('two values side by side', () => {
  it('are cut from a little before the place where they begin to differ', () => {
    const preset = (height: number): string =>
      `${'<Codec/>'.repeat(40)}<Height>${height}</Height>${'<Codec/>'.repeat(40)}`;
    expect(excerptDifference(preset(720), preset(1080), 40)).to.deep.equal([
      '…<Codec/><Height>720</Height><Codec/><Cod…',
      '…<Codec/><Height>1080</Height><Codec/><Co…',
    ]);
    expect(excerptDifference('', 'Adaptive Streaming', 40)).to.deep.equal(['', 'Adaptive Streaming']);
  });

  it('differ in what is shown, and never end within a character', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, fc.integer({ min: 24, max: 60 }), (start, a, b, length) => {
        fc.pre(a !== b && [start, a, b].every(isWellFormed));
        const [old, now] = excerptDifference(start + a, start + b, length);
        expect(old).to.not.equal(now);
        expect(Math.max(old.length, now.length)).to.be.at.most(length + 3);
        expect(isWellFormed(old) && isWellFormed(now)).to.equal(true);
      }),
    );
  });
});
