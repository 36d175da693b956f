import { expect } from 'chai';
import fc from 'fast-check';
import ignore from 'ignore';
import { Patterns, patternFault } from '#src/node/patterns.js';

/** As long as a name can be on most file systems, and nothing but the start of what the patterns look for. */
const LONG_NAME = 'a'.repeat(255);

describe('patterns of a .gitignore', () => {
  const part = fc.constantFrom(
    ...['a', 'b', 'c', '.', ' ', '-', '!', '#', '*', '**', '***', '?', '/', '**/', '/**/', '\\*', '\\a', '\\', '\\ '],
    ...['[ab]', '[!a]', '[^b-]', '[a-c]', '[c-a]', '[]a]', '[\\]a]', '[[:alpha:]]', '[[:digit:]b]', '[[:none:]]', '['],
  );
  const start = fc.constantFrom('', '', '', '!', '/', '#');
  const pattern = fc
    .tuple(start, fc.array(part, { maxLength: 5 }))
    .map(([sign, parts]) => sign + parts.join(''))
    // git reads `\/` as a slash before `**` too, the package does not.
    .filter((text) => !text.includes('\\/'));
  const name = fc.constantFrom('a', 'b', 'ab', 'abc', '.a', 'a*', 'a b', 'a ', '-', ']', '#', '1');
  const path = fc
    .tuple(fc.array(name, { minLength: 1, maxLength: 4 }), fc.constantFrom('', '/'))
    .map(([names, end]) => names.join('/') + end);

  it('are read as the package ignore reads them', () => {
    fc.assert(
      fc.property(fc.array(pattern, { maxLength: 4 }), fc.array(path, { maxLength: 20 }), (patterns, paths) => {
        const [ours, theirs] = [new Patterns(patterns), ignore({ ignorecase: false }).add(patterns)];
        for (const one of paths) {
          expect(ours.matches(one), JSON.stringify({ patterns, one })).to.equal(theirs.ignores(one));
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('take an escaped slash for a slash, as git does', () => {
    const patterns = new Patterns(['a\\/**/a']);
    expect(['a/a', 'a/b/a', 'a/a/ab', 'a/ab', 'b/a/a'].filter((one) => patterns.matches(one))).to.deep.equal([
      'a/a',
      'a/b/a',
      'a/a/ab',
    ]);
  });

  it('of a folder hold below it, behind those above', () => {
    const patterns = new Patterns(['*.json', '!/a/keep.json', '/top'], 'jobs', new Patterns(['!keep.json', 'out/']));
    const matched = ['jobs/b.json', 'jobs/x/keep.json', 'jobs/top', 'out/a.xml', 'jobs/x/out/a.xml'];
    const others = ['b.json', 'jobs/a/keep.json', 'jobs/x/top', 'top', 'jobs2/b.json', '../b.json', '/jobs/b.json', ''];
    expect([...matched, ...others].filter((one) => patterns.matches(one))).to.deep.equal(matched);
    expect(new Patterns(['a.json'], '[1]*').matches('[1]*/a.json')).to.equal(true);
    expect(new Patterns(['a.json'], '[1]*').matches('1/a.json')).to.equal(false);
  });

  it('count characters, not their halves', () => {
    expect(new Patterns(['?.json']).matches('🎬.json')).to.equal(true);
    expect(new Patterns(['[🎬-🎭].json']).matches('🎭.json')).to.equal(true);
  });

  it('take no more time for more wildcards, whatever the names are', () => {
    const deep = Array.from({ length: 200 }, () => 'a'.repeat(19)).join('/');
    for (let stars = 1; stars <= 200; stars += 1) {
      const costly = ['a', '[+-~]', '[!b]', '?'].map((one) => `${`*${one}`.repeat(stars)}*é`);
      expect(new Patterns(costly).matches(LONG_NAME)).to.equal(false);
      expect(new Patterns([`${'*a'.repeat(stars)}*`]).matches(LONG_NAME)).to.equal(true);
    }
    for (const costly of ['**/*a*a/', '**/a*/', '*[+-~]*a/**/', '**/?**?/']) {
      expect(new Patterns([`${costly.repeat(60)}b`]).matches(deep), costly).to.equal(false);
    }
  });

  it('are none with a [ without ], or a \\ and nothing behind it', () => {
    for (const one of ['jobs[1.json', 'a/[[:none:]]', 'jobs\\', 'jobs\\/', '[]', '[!]', '[a-']) {
      expect(patternFault(one), one).to.be.a('string');
      expect(new Patterns([one, `!${one}`]).matches('jobs')).to.equal(false);
    }
    for (const one of ['', '#[', 'jobs\\ ', 'a]', '[]]', '[a-]']) expect(patternFault(one), one).to.equal(null);
  });
});
