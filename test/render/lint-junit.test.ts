/** JUnit reports, held against the schema that Jenkins published, by a reader that knows nothing of ours. */
import { expect } from 'chai';
import fc from 'fast-check';
import { oneLine } from '#src/diagnostics/messages.js';
import type { FileResult } from '#src/render/file-result.js';
import { xmlText } from '#src/render/xml-text.js';
import { type Element, readJunit } from '../helpers/junit-schema.js';
import { anyResults, anyText, fileResult, finding, HOSTILE, placeless, write } from '../helpers/results.js';
import { run } from '../helpers/run.js';
import { FAULTY_FILES } from '../schema/samples.js';

const junit = (results: readonly FileResult[]): Element => readJunit(write('junit', results));

/** Counts that a suite states, and those of its cases. */
function counts({ attributes, children }: Element): readonly (readonly [stated: number, counted: number])[] {
  const cases = children.filter(({ name }) => name === 'testcase');
  const having = (outcome: string): number =>
    cases.filter((one) => one.children.some(({ name }) => name === outcome)).length;
  return [
    [Number(attributes.tests), cases.length],
    [Number(attributes.failures), having('failure')],
    [Number(attributes.errors), having('error')],
    [Number(attributes.skipped), having('skipped')],
  ];
}

function expectSound(report: Element): void {
  expect(report.name).to.equal('testsuites');
  for (const suite of report.children) {
    for (const [stated, counted] of counts(suite)) expect(stated).to.equal(counted);
    const names = suite.children.flatMap(({ name, attributes }) => (name === 'testcase' ? [attributes.name] : []));
    expect(new Set(names).size).to.equal(names.length);
  }
}

describe('junit', () => {
  it('is valid by the schema: for every code, for none, for no files', async () => {
    for (const names of [Object.keys(FAULTY_FILES), ['jobs']]) {
      const { stdout } = await run(['lint', ...names, '--format', 'junit'], { files: FAULTY_FILES });
      expectSound(readJunit(stdout));
    }
    expect(junit([]).children).to.deep.equal([]);
    expect(() => readJunit('<testsuites><testsuite tests="0"/></testsuites>')).to.throw("attribute 'name' is required");
  });

  it('is valid by the schema whatever names and messages are, and nothing is lost', () => {
    fc.assert(
      fc.property(anyResults, (results) => {
        const report = junit(results);
        expectSound(report);
        const shown = report.children.flatMap(({ children }) =>
          children.filter(({ name, children }) => name === 'testcase' && children.length > 0),
        );
        const findings = results.flatMap((result) => result.findings);
        expect(shown).to.have.length(findings.length);
        shown.forEach(({ children }, index) => {
          const [outcome] = children;
          const { severity, message, code } = findings[index] as (typeof findings)[number];
          expect(outcome?.name).to.equal(severity === 'error' ? 'failure' : 'skipped');
          if (severity === 'error')
            expect(outcome?.attributes).to.deep.equal({ type: code, message: carried(message) });
          expect(outcome?.text).to.include(carried(message));
        });
      }),
    );
  });

  it('errors fail, warnings and infos are skipped', () => {
    const [suite] = junit([
      fileResult([finding(), finding({ severity: 'warning' }), placeless({ severity: 'info', path: [] })]),
    ]).children;
    expect(suite?.attributes).to.deep.equal({
      name: 'job.json',
      tests: '3',
      failures: '1',
      errors: '0',
      skipped: '2',
    });
    expect(suite?.children.map(({ attributes, children }) => [attributes.name, children[0]?.name])).to.deep.equal([
      ['invalid-reference Tasks[3].TaskBody', 'failure'],
      ['invalid-reference Tasks[3].TaskBody (2)', 'skipped'],
      ['invalid-reference', 'skipped'],
    ]);
    expect(suite?.children[0]?.children[0]?.text).to.equal(
      'job.json:7:92: error invalid-reference\n  "jobOutputAsset(0)" is written in the wrong case, expected JobOutputAsset(0).',
    );
  });

  it('a file without findings passes, and so does one whose findings are suppressed', () => {
    const suppressed = [{ finding: finding(), by: 'comment', reason: null } as const];
    const { children } = junit([fileResult([]), fileResult([], { path: 'b.json', suppressed })]);
    expect(children.map(({ attributes }) => attributes.name)).to.deep.equal(['job.json', 'b.json']);
    for (const suite of children) {
      expect(suite.attributes).to.include({ tests: '1', failures: '0', skipped: '0' });
      expect(suite.children).to.deep.equal([
        {
          name: 'testcase',
          attributes: { name: 'no findings', classname: suite.attributes.name },
          children: [],
          text: '',
        },
      ]);
    }
  });

  it('a file in parts is a suite for each part with findings, or passes once as a whole', () => {
    const part = (path: string, count: number, continues: boolean): FileResult =>
      fileResult(Array(count).fill(finding()), { path, continues });
    const parts = [
      ...[part('a.ndjson', 0, false), part('a.ndjson', 1, true), part('a.ndjson', 0, true), part('a.ndjson', 2, true)],
      ...[part('b.ndjson', 0, false), part('b.ndjson', 0, true)],
      part('c.ndjson', 1, false),
    ];
    const report = junit(parts);
    expectSound(report);
    expect(report.children.map(({ attributes: { name, tests, failures } }) => [name, tests, failures])).to.deep.equal([
      ['a.ndjson', '1', '1'],
      ['a.ndjson', '2', '2'],
      ['b.ndjson', '1', '0'],
      ['c.ndjson', '1', '1'],
    ]);
    const cases = report.children.flatMap(({ children }) => children.map(({ attributes }) => attributes));
    expect(new Set(cases.map(({ classname, name }) => `${classname} ${name}`)).size).to.equal(cases.length);
  });

  it('says how many findings have no case', () => {
    const [suite] = junit([fileResult([finding()], { omitted: 12 })]).children;
    expect(suite?.children.at(-1)).to.include({ name: 'system-out', text: '12 more findings are not listed' });
  });

  it('takes every name of a file', () => {
    for (const path of HOSTILE) {
      const [suite] = junit([fileResult([finding()], { path })]).children;
      expect(suite?.attributes.name).to.equal(carried(oneLine(path)));
      expect(suite?.children[0]?.attributes.classname).to.equal(carried(oneLine(path)));
    }
  });
});

describe('xmlText', () => {
  it('comes back from an element and from an attribute, but for what XML cannot carry', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const report = readJunit(
          `<testsuite name="${xmlText(text)}" tests="0"><system-out>${xmlText(text)}</system-out></testsuite>`,
        );
        expect([report.attributes.name, report.children[0]?.text]).to.deep.equal([carried(text), carried(text)]);
      }),
    );
  });

  it('never ends a CDATA section, which some readers mind and some do not', () => {
    expect(xmlText('a]]>b')).to.equal('a]]&gt;b');
  });
});

/** What of a text XML can carry: each character that it cannot is U+FFFD. */
function carried(text: string): string {
  return [...text].map((character) => (isChar(character.codePointAt(0) ?? 0) ? character : '\ufffd')).join('');
}

/** XML 1.0, production 2. */
function isChar(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || code >= 0x10000;
}
