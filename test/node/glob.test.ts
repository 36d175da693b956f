import { expect } from 'chai';
import fc from 'fast-check';
import {
  advance,
  expandBraces,
  isMatch,
  leadsOn,
  matchesPath,
  namesOf,
  parsePattern,
  startOf,
} from '#src/node/glob.js';
import { GOOD_JOB } from '../helpers/encoding-house.js';
import { run } from '../helpers/run.js';

const good = JSON.stringify(GOOD_JOB);
const found = async (names: readonly string[], ...patterns: string[]): Promise<string[]> => {
  const files = Object.fromEntries(names.map((name) => [name, good]));
  const { stdout } = await run(['lint', ...patterns, '--format', 'json'], { files });
  return JSON.parse(stdout).files.map(({ path }: { path: string }) => path);
};

describe('patterns on the command line', () => {
  const names = [
    'a.json',
    'b1.json',
    'b2.XML',
    'night/c.json',
    'night/.d.json',
    'night/old/c.json',
    '.e.json',
    '.f/g.json',
  ];

  const cases: readonly [string, readonly string[]][] = [
    ['*', ['a.json', 'b1.json', 'b2.XML']],
    ['?.json', ['a.json']],
    ['b[0-9].*', ['b1.json', 'b2.XML']],
    ['[!a]*.{json,xml}', ['b1.json', 'b2.XML']],
    ['B*.xml', ['b2.XML']],
    ['*/*.json', ['night/c.json']],
    ['**/c.json', ['night/c.json', 'night/old/c.json']],
    ['night/**', ['night/c.json', 'night/old/c.json']],
    ['./night/../night/*', ['night/c.json']],
    ['{night,night/old}/c.*', ['night/c.json', 'night/old/c.json']],
    ['n{o,ight/{old,new}}/*', ['night/old/c.json']],
    ['.*', ['.e.json']],
    ['**/.*/*', ['.f/g.json']],
    ['night/.*', ['night/.d.json']],
    ['\\a.js*', ['a.json']],
    ['**/**/**/c.json', ['night/c.json', 'night/old/c.json']],
  ];
  for (const [pattern, expected] of cases) {
    it(`${pattern} finds what it says`, async () => {
      expect(await found(names, pattern)).to.deep.equal(expected);
    });
  }

  it('may have names in them that look like patterns', async () => {
    const odd = ['[1]/a.json', '(2)/b.json', '{3}/c.json', '+4/d*.json'];
    expect(await found(odd, '\\[1]/*', '(2)/*.json', '{3}/?.json', '+4/d\\**')).to.deep.equal(odd);
    // What is no pattern is the name of a file.
    const { stderr } = await run(['lint', 'job[1.json', 'job(*', 'job{1}.json'], { files: { 'a.json': good } });
    expect(stderr).to.equal(
      'taskgraph: job[1.json: no such file or folder\ntaskgraph: job{1}.json: no such file or folder\n',
    );
  });

  it('take no more time for more wildcards, whatever the names are', async () => {
    const long = `${'a'.repeat(240)}.json`;
    const deep = `${'a/'.repeat(100)}a.json`;
    const costly = [
      `${'*a'.repeat(60)}*b.json`,
      `${'a*/**/'.repeat(30)}b.json`,
      `${'*[+-~]'.repeat(60)}é.json`,
      '+(*a)b*',
    ];
    expect((await run(['lint', ...costly], { files: { [long]: good, [deep]: good } })).code).to.equal(2);
    expect(await found([long, deep], `${'*a'.repeat(60)}*`, `${'**/a*/'.repeat(30)}*`)).to.deep.equal([long, deep]);
    const { code, stderr } = await run(['lint', `${'{a,b}'.repeat(30)}.json`]);
    expect(code).to.equal(2);
    expect(stderr).to.include('}.json: the braces stand for more than 100 patterns. See taskgraph lint --help');
  });
});

describe('a pattern on a walk', () => {
  const pattern = fc
    .array(fc.constantFrom('a', 'b', '*', 'a*', '?', '**', '[ab]b'), { minLength: 1, maxLength: 6 })
    .map((parts) => parsePattern(parts.join('/')) ?? []);
  const path = fc.array(fc.constantFrom('a', 'b', 'ab', 'bb', 'c'), { minLength: 1, maxLength: 5 });

  it('comes to what it says of the whole path, and leads on to each file that it matches', () => {
    fc.assert(
      fc.property(pattern, path, (segments, names) => {
        let progress = startOf(segments);
        let leads = true;
        for (const name of names) {
          leads &&= leadsOn(progress);
          progress = advance(progress, Array.from(name));
        }
        const isWhole = matchesPath(segments, namesOf(names.join('/')));
        expect(isMatch(progress)).to.equal(isWhole);
        if (isWhole) expect(leads).to.equal(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('stands for all that its braces say', () => {
    expect(expandBraces('a{b,c}{d,{e,f}g,}')?.toSorted()).to.deep.equal(
      ['ab', 'abd', 'abeg', 'abfg', 'ac', 'acd', 'aceg', 'acfg'].sort(),
    );
    for (const one of ['{a}', '\\{a,b}', '{', 'a,b}', '{}']) expect(expandBraces(one)).to.deep.equal([one]);
    expect(expandBraces('{a,b}'.repeat(6))).to.have.length(64);
    expect(expandBraces('{a,b}'.repeat(100))).to.equal(null);
  });
});
