/** SARIF, held against its published schema and against what consumers do with it. */
import { expect } from 'chai';
import fc from 'fast-check';
import { lint } from '#src/lint.js';
import { type FileResult, resolveReport } from '#src/render/file-result.js';
import { renderLint } from '#src/render/formats.js';
import { MAX_RESULTS } from '#src/render/lint-sarif.js';
import { artifactUri } from '#src/render/sarif-location.js';
import { body, job, task } from '../helpers/encoding-house.js';
import { anyResults, anyText, fileResult, finding, HOSTILE, placeless, position, write } from '../helpers/results.js';
import { run } from '../helpers/run.js';
import { sarifFaults } from '../helpers/sarif-schema.js';
import { FAULTY_FILES } from '../schema/samples.js';

interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly charOffset: number;
  readonly charLength: number;
}
interface Location {
  readonly id?: number;
  readonly message?: { readonly text: string };
  readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region?: Region };
  readonly logicalLocations?: readonly { readonly fullyQualifiedName: string }[];
}
interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly Location[];
  readonly relatedLocations?: readonly Location[];
  readonly codeFlows?: readonly { threadFlows: readonly { locations: readonly { location: Location }[] }[] }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions?: readonly object[];
  readonly fixes?: readonly {
    readonly description: { readonly text: string };
    readonly artifactChanges: readonly {
      readonly replacements: readonly { deletedRegion: Region; insertedContent: { text: string } }[];
    }[];
  }[];
}
interface Run {
  readonly tool: { readonly driver: { readonly version?: string; readonly rules: readonly { readonly id: string }[] } };
  readonly results: readonly Result[];
  readonly invocations: readonly object[];
  readonly properties?: object;
}

function parse(text: string): Run {
  const log = JSON.parse(text) as { runs: Run[] };
  expect(sarifFaults(log)).to.deep.equal([]);
  expect(log.runs).to.have.length(1);
  return log.runs[0] as Run;
}

/** All keys and strings of a document. */
function strings(document: unknown): string[] {
  const found: string[] = [];
  JSON.parse(JSON.stringify(document), (key, value) => {
    found.push(key, String(value));
    return value;
  });
  return found;
}

const sarif = (results: readonly FileResult[]): Run => parse(write('sarif', results));
const fingerprints = ({ results }: Run): string[] =>
  results.map(({ partialFingerprints }) => partialFingerprints['taskgraph/v1'] as string);

describe('sarif', () => {
  it('is valid by the published schema: for every code, for none, for no files', async () => {
    for (const names of [Object.keys(FAULTY_FILES), ['jobs']]) {
      const { stdout } = await run(['lint', ...names, '--format', 'sarif'], { files: FAULTY_FILES });
      const { results, tool } = parse(stdout);
      expect(results.length).to.be.greaterThan(20);
      expect(tool.driver.version).to.match(/^\d+\.\d+\.\d+/);
      expect(new Set(tool.driver.rules.map(({ id }) => id))).to.deep.equal(
        new Set(results.map(({ ruleId }) => ruleId)),
      );
      for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).to.equal(ruleId);
    }
    expect(sarif([fileResult([])])).to.deep.include({ results: [], invocations: [{ executionSuccessful: true }] });
    expect(sarif([]).results).to.deep.equal([]);
  });

  it('is valid by the published schema whatever names and messages are', () => {
    fc.assert(
      fc.property(anyResults, (results) => {
        const listed = results.flatMap(({ findings, suppressed }) => [...findings, ...suppressed]);
        const text = write('sarif', results);
        expect(text.split('\n')).to.have.length(listed.length + 3);
        expect(strings(JSON.parse(text)).filter((one) => /\p{Cs}/u.test(one))).to.deep.equal([]);
        expect(parse(text).results).to.have.length(listed.length);
      }),
    );
  });

  it('a schema that takes anything would not show that', () => {
    const log = JSON.parse(write('sarif', [fileResult([finding()])]));
    log.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri = 'a b';
    delete log.runs[0].results[0].message;
    expect(sarifFaults(log).join())
      .to.include("required property 'message'")
      .and.include('match format "uri-reference"');
  });

  it('has levels, places and logical names', () => {
    const { results } = sarif([
      fileResult([finding(), finding({ severity: 'warning' }), placeless({ severity: 'info', path: [] })]),
    ]);
    expect(results.map(({ level }) => level)).to.deep.equal(['error', 'warning', 'note']);
    expect(results[0]?.locations).to.deep.equal([
      {
        physicalLocation: {
          artifactLocation: { uri: 'job.json' },
          region: { startLine: 7, startColumn: 92, endLine: 7, endColumn: 109, charOffset: 6091, charLength: 17 },
        },
        logicalLocations: [{ fullyQualifiedName: 'Tasks[3].TaskBody' }],
      },
    ]);
    expect(results[2]?.locations).to.deep.equal([{ physicalLocation: { artifactLocation: { uri: 'job.json' } } }]);
  });

  it('names the tool, with its version only if it is told', () => {
    expect(parse(write('sarif', [], '1.2.3')).tool.driver).to.deep.equal({
      name: 'taskgraph',
      version: '1.2.3',
      rules: [],
    });
    expect(parse(renderLint(lint('{"Tasks":[]}'), 'sarif', 'job.json')).tool.driver).to.not.have.property('version');
  });
});

describe('sarif: files as URIs', () => {
  const cases: readonly (readonly [path: string, uri: string])[] = [
    ['jobs/nightly.json', 'jobs/nightly.json'],
    ['../jobs/./nightly.json', '../jobs/./nightly.json'],
    ['jobs\\nightly.json', 'jobs/nightly.json'],
    ['C:\\jobs\\nightly job.json', 'file:///C:/jobs/nightly%20job.json'],
    ['\\\\server\\share\\job.json', 'file://server/share/job.json'],
    ['/srv/jobs/a#b?.json', 'file:///srv/jobs/a%23b%3F.json'],
    ['///srv/job.json', 'file://///srv/job.json'],
    ['<stdin>', '%3Cstdin%3E'],
    ['job:1.json', 'job%3A1.json'],
    ['100%.json', '100%25.json'],
    ['Кино 🎬.json', '%D0%9A%D0%B8%D0%BD%D0%BE%20%F0%9F%8E%AC.json'],
    ['half \ud83c.json', 'half%20%EF%BF%BD.json'],
  ];
  for (const [path, uri] of cases) {
    it(`${JSON.stringify(path)} is ${uri}`, () => expect(artifactUri(path)).to.equal(uri));
  }

  it('any name comes back from its URI', () => {
    fc.assert(
      fc.property(anyText, (path) => {
        const slashed = path.replaceAll('\\', '/').replace(/\p{Cs}/gu, '\ufffd');
        const uri = artifactUri(path).replace(/^file:(?:\/\/(?=\/))?/, '');
        const decoded = uri.split('/').map(decodeURIComponent).join('/');
        expect(/^[A-Za-z]:\//.test(slashed) ? decoded.slice(1) : decoded).to.equal(slashed);
      }),
    );
  });
});

describe('sarif: messages', () => {
  it('have no placeholders and no links, whatever names are in them', () => {
    fc.assert(
      fc.property(anyText, (name) => {
        const [result] = sarif([fileResult([finding({ message: `Task ${name}` })])]).results;
        const text = result?.message.text ?? '';
        // What is left when doubled braces are taken out has no brace that could begin a placeholder.
        expect(text.replaceAll('{{', '').replaceAll('}}', '')).to.not.match(/[{}]/);
        expect(text).to.not.include('](');
        const shown = text.replaceAll('{{', '{').replaceAll('}}', '}');
        expect(shown).to.equal(`Task ${name}`.replace(/\p{Cs}/gu, '\ufffd').replaceAll('](', '] ('));
      }),
    );
  });
});

describe('sarif: fingerprints', () => {
  const faulty = job([task('Encode', ['in:0'], ['out:0']), task('Package', ['in:last', 'in:last'], ['out:1'])]);

  it('are unique in a file, and stay the same when lines move', () => {
    const text = JSON.stringify(faulty);
    const [first, moved] = [text, `\n\n${JSON.stringify(faulty, null, 2)}`].map((input) =>
      fingerprints(parse(renderLint(lint(input), 'sarif', 'job.json'))),
    );
    expect(first).to.have.length(2);
    expect(first?.map((one) => one.slice(-2))).to.deep.equal([':1', ':2']);
    expect(moved).to.deep.equal(first);
  });

  it('count on in the parts of a file, and anew in the next file', () => {
    const part = (path: string, continues: boolean): FileResult => fileResult([finding()], { path, continues });
    const run = sarif([part('a.ndjson', false), part('a.ndjson', true), part('b.ndjson', false)]);
    expect(fingerprints(run).map((one) => one.slice(-2))).to.deep.equal([':1', ':2', ':1']);
  });
});

describe('sarif: what comes with a finding', () => {
  it('a cycle is a flow, in its order, and has its steps as related places', () => {
    const circle = job([task('Encode', ['in:0', 'out:1'], ['out:0']), task('Package', ['out:0'], ['out:1'])]);
    const { results } = parse(renderLint(lint(JSON.stringify(circle)), 'sarif', 'job.json'));
    const [result] = results;
    const steps = result?.codeFlows?.[0]?.threadFlows[0]?.locations.map(({ location }) => location) ?? [];
    expect(steps.map(({ message }) => message?.text)).to.deep.equal([
      'Task "Encode" writes JobOutputAsset(0)',
      'Task "Package" reads JobOutputAsset(0)',
      'Task "Package" writes JobOutputAsset(1)',
      'Task "Encode" reads JobOutputAsset(1)',
    ]);
    expect(result?.relatedLocations?.map(({ id, ...location }) => location)).to.deep.equal(steps);
    expect(result?.relatedLocations?.map(({ id }) => id)).to.deep.equal([1, 2, 3, 4]);
  });

  it('fixes are changes of the file that take the finding away', () => {
    const TaskBody = body(['in:0'], ['out:0'])
      .replace('JobInputAsset', ' jobInputAsset')
      .replace('<outputAsset', '\n$&');
    const text = JSON.stringify(job([task('Encode', [], [], { TaskBody })]), null, 2);
    const report = lint(text);
    expect(report.diagnostics.map(({ code }) => code)).to.deep.equal(['invalid-reference']);
    const [result] = parse(renderLint(report, 'sarif', 'job.json')).results;
    expect(result?.fixes?.map(({ description }) => description.text)).to.deep.equal(['Write JobInputAsset(0)']);
    let fixed = text;
    for (const { deletedRegion, insertedContent } of result?.fixes?.[0]?.artifactChanges[0]?.replacements ?? []) {
      const { charOffset, charLength } = deletedRegion;
      fixed = fixed.slice(0, charOffset) + insertedContent.text + fixed.slice(charOffset + charLength);
    }
    expect(lint(fixed).diagnostics).to.deep.equal([]);
  });

  it('a fix that cannot be said is left out: without positions, or with half a surrogate pair', () => {
    const edit = { path: [], start: position(1, 1), end: position(1, 2) };
    const withEdits = (edits: readonly object[]): object | undefined =>
      sarif([fileResult([finding({ fix: { title: 'Write x', safe: true, edits: edits as never } })])]).results[0]
        ?.fixes;
    expect(withEdits([{ ...edit, text: 'x' }])).to.have.length(1);
    expect(withEdits([{ path: [], text: 'x' }])).to.equal(undefined);
    expect(withEdits([{ ...edit, text: '\ud83c' }])).to.equal(undefined);
    expect(withEdits([])).to.equal(undefined);
  });

  it('suppressed findings say who suppressed them and why', () => {
    const { results } = sarif([
      fileResult([finding()], {
        suppressed: [
          { finding: finding(), by: 'comment', reason: 'Archived as it was submitted.' },
          { finding: finding(), by: 'file', reason: null },
        ],
      }),
    ]);
    expect(results.map(({ suppressions }) => suppressions)).to.deep.equal([
      undefined,
      [{ kind: 'inSource', justification: 'Archived as it was submitted.' }],
      [{ kind: 'external' }],
    ]);
    expect(new Set(fingerprints({ results } as Run)).size).to.equal(3);
  });

  it('related places that are not listed are counted', () => {
    const { results } = sarif([fileResult([finding({ relatedOmitted: 40 })])]);
    expect(results[0]).to.have.deep.property('properties', { relatedOmitted: 40 });
  });
});

describe('sarif: more results than GitHub takes', () => {
  const many = (count: number, severity: 'error' | 'warning') =>
    Array.from({ length: count }, () => finding({ severity }));

  it('exactly as many are all listed', () => {
    const run = sarif([fileResult(many(MAX_RESULTS, 'error'))]);
    expect(run.results).to.have.length(MAX_RESULTS);
    expect(run).to.not.have.property('properties');
    expect(run.invocations).to.deep.equal([{ executionSuccessful: true }]);
  });

  it('the rest is left out and counted; errors that come last are still among them', () => {
    const results = [
      fileResult(many(24_000, 'warning')),
      fileResult(many(6_000, 'error'), { path: 'late.json', omitted: 10 }),
    ];
    const run = sarif(results);
    const count = (level: string): number => run.results.filter((result) => result.level === level).length;
    expect([count('warning'), count('error')]).to.deep.equal([20_000, 5_000]);
    expect(run.properties).to.deep.equal({ omittedResults: 4_000 + 1_000 + 10 });
    expect(run.invocations).to.deep.equal([
      {
        executionSuccessful: true,
        toolExecutionNotifications: [
          {
            level: 'warning',
            message: {
              text: '5010 more results are left out: at most 25000 are listed, and of each file at most 100000.',
            },
          },
        ],
      },
    ]);
  });
});

describe('sarif: hostile names of files', () => {
  it('are no problem', () => {
    for (const path of HOSTILE) {
      const report = lint('<taskBody/>');
      expect(sarif([resolveReport(path, report, { frames: false })]).results).to.have.length(2);
    }
  });
});
