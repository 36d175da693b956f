/** Entries of a suppressions file, as the library takes them. */
import { expect } from 'chai';
import type { Diagnostic } from '#src/diagnostics/diagnostic.js';
import { fingerprint, pathPattern } from '#src/diagnostics/fingerprint.js';
import { type SuppressionEntry, SuppressionMatcher } from '#src/diagnostics/suppression-matcher.js';
import { type LintReport, lint } from '#src/lint.js';
import { body, job, jobTemplate, task, taskTemplate, templateBody } from '../helpers/encoding-house.js';

const entryOf = ({ document }: LintReport, finding: Diagnostic): SuppressionEntry => ({
  code: finding.code,
  path: pathPattern(finding.place.path),
  fingerprint: fingerprint(finding, document.value),
});
const entriesOf = (report: LintReport): SuppressionEntry[] =>
  report.diagnostics.map((finding) => entryOf(report, finding));

const PACKAGE = task('Package', ['out:7'], ['out:1']);
const FAULTY = job([task('Encode', ['in:0'], ['out:0']), PACKAGE]);
const [ENTRY] = entriesOf(lint(FAULTY)) as [SuppressionEntry];

describe('entries of a suppressions file', () => {
  it('suppress the finding that they fit, with their reason', () => {
    const suppressions = new SuppressionMatcher([{ ...ENTRY, reason: 'dropped' }]);
    const report = lint(FAULTY, { suppressions });
    expect(report).to.deep.include({ ok: true, diagnostics: [], counts: { error: 0, warning: 0, info: 0 } });
    expect(report.suppressed.map(({ finding, by, reason }) => [finding.code, by, reason])).to.deep.equal([
      ['unproduced-asset', 'file', 'dropped'],
    ]);
    expect(suppressions.uses).to.deep.equal([{ entry: { ...ENTRY, reason: 'dropped' }, matched: 1, isExpired: false }]);
  });

  it('fit by code, path and fingerprint together', () => {
    const others = [
      { ...ENTRY, code: 'unknown-input-asset' as const },
      { ...ENTRY, path: '[].Tasks[].TaskBody' },
      { ...ENTRY, fingerprint: '0000000000000000' },
    ];
    const suppressions = new SuppressionMatcher(others);
    expect(lint(FAULTY, { suppressions }).diagnostics.length).to.equal(1);
    expect(suppressions.uses.map(({ matched }) => matched)).to.deep.equal([0, 0, 0]);
  });

  it('cover as many equal findings as they count, the first ones', () => {
    const xml = body(['in:last', 'in:last', 'in:last'], ['out:0']);
    const [entry] = entriesOf(lint(job([{ ...PACKAGE, TaskBody: xml }]))) as [SuppressionEntry];
    const twice = new SuppressionMatcher([{ ...entry, count: 2 }]);
    const report = lint(job([{ ...PACKAGE, TaskBody: xml }]), { suppressions: twice });
    expect(report.suppressed.length).to.equal(2);
    expect(report.diagnostics.map(({ place }) => place.within?.start)).to.deep.equal([
      xml.lastIndexOf('JobInputAsset(last)'),
    ]);
    const more = new SuppressionMatcher([entry, { ...entry, count: 7 }]);
    lint(job([{ ...PACKAGE, TaskBody: xml }]), { suppressions: more });
    expect(more.uses.map(({ matched }) => matched)).to.deep.equal([1, 2]);
  });

  it('last as long as their matcher: parts of a file share them', () => {
    const suppressions = new SuppressionMatcher(
      entriesOf(lint(`${JSON.stringify(FAULTY)}\n`, { fileName: 'jobs.ndjson' })),
    );
    const part = (line: number): LintReport =>
      lint(`${JSON.stringify(FAULTY)}\n`, { fileName: 'jobs.ndjson', origin: { line, offset: 0 }, suppressions });
    expect([part(0), part(1)].map(({ diagnostics }) => diagnostics.length)).to.deep.equal([0, 1]);
  });

  it('expire on the day behind their date, if anybody says what day it is', () => {
    const expiring: SuppressionEntry = { ...ENTRY, expires: '2026-12-31' };
    const found = (today?: string, entries = [expiring]): unknown => {
      const suppressions = new SuppressionMatcher(entries, today);
      const { length } = lint(FAULTY, { suppressions }).diagnostics;
      return [length, ...suppressions.uses.map(({ matched, isExpired }) => `${matched} ${isExpired}`)];
    };
    expect(found()).to.deep.equal([0, '1 false']);
    expect(found('2026-12-31')).to.deep.equal([0, '1 false']);
    expect(found('2027-01-01')).to.deep.equal([1, '1 true']);
    // What still suppresses comes first, wherever it stands.
    expect(found('2027-01-01', [expiring, ENTRY])).to.deep.equal([0, '0 true', '1 false']);
  });

  it('cannot hide what always is an error, nor what is said of suppressions', () => {
    const cycle = lint(job([task('Encode', ['in:0', 'out:0'], ['out:0'])]));
    const unused = lint(`<!-- taskgraph-disable-next shared-output -->${body(['in:0'], ['out:0'])}`);
    for (const report of [cycle, unused]) {
      const input = report.document.text ?? (report.document.value as object);
      const again = lint(input, { suppressions: new SuppressionMatcher(entriesOf(report)) });
      expect(again.diagnostics).to.deep.equal(report.diagnostics);
      expect(again.diagnostics.length).to.equal(1);
    }
  });

  it('are told apart from comments, which come first', () => {
    const TaskBody = body(['out:7'], ['out:1']).replace('<in', '<!-- taskgraph-disable-next unproduced-asset --><in');
    const suppressions = new SuppressionMatcher([ENTRY]);
    const report = lint(job([{ ...PACKAGE, TaskBody }]), { suppressions });
    expect(report.suppressed.map(({ by }) => by)).to.deep.equal(['comment']);
    expect(suppressions.uses[0]?.matched).to.equal(0);
  });
});

describe('a fingerprint', () => {
  const printsOf = (input: object | string): string[] => {
    const report = lint(input);
    return report.diagnostics.map((finding) => fingerprint(finding, report.document.value)).sort();
  };

  it('stays the same when tasks change places, also where the later one is blamed', () => {
    const tasks = [
      task('Encode', ['in:0'], ['out:0']),
      task('Package', ['out:7'], ['out:0', 'out:1'], { Priority: 'high' }),
      task('Thumbnails', [], ['out:2'], {
        TaskBody:
          '<taskBody><inputAsset>joboutputasset(1)</inputAsset><outputAsset assetCreationOptions="0">joboutputasset(0)</outputAsset></taskBody>',
      }),
    ];
    const prints = printsOf(job(tasks));
    expect(prints.length).to.equal(6);
    for (const order of [
      [2, 1, 0],
      [1, 0, 2],
      [1, 2, 0],
    ]) {
      expect(printsOf(job(order.map((index) => tasks[index] as object)))).to.deep.equal(prints);
    }
  });

  const one = task('Package', ['in:0', 'out:7'], ['out:0']);
  const changes: readonly [string, object][] = [
    ['the text that is pointed at', job([task('Package', ['in:0', 'out:8'], ['out:0'])])],
    ['the name of the task', job([task('Package again', ['in:0', 'out:7'], ['out:0'])])],
    ['the name of the job', job([one], 1, { Name: 'Harbour' })],
    [
      'the property',
      job([task('Package', [], [], { TaskBody: 7, Configuration: body(['in:0', 'out:7'], ['out:0']) })]),
    ],
  ];
  for (const [title, changed] of changes) {
    it(`changes with ${title}`, () => {
      expect(printsOf(changed)).to.not.include(printsOf(job([one]))[0]);
    });
  }

  it('changes with the kind of a value, and with what a scalar is, not with what an object holds', () => {
    const configured = (Configuration: unknown): string[] =>
      printsOf({ ...task('Encode', ['in:0'], ['out:0']), Configuration });
    const kinds = [[1], { a: 1 }, 1, 2, true].map(configured);
    expect(new Set(kinds.flat()).size).to.equal(5);
    expect(configured([2, 3])).to.deep.equal(configured([1]));
    expect(configured(1n).length).to.equal(1);
  });

  it('tells job templates of one file apart, also where it is about an asset of the job', () => {
    const shared = templateBody(1, ['in:0'], ['out:0']) + templateBody(2, ['in:0'], ['out:0']);
    const templates = [taskTemplate(1, 1, 1), taskTemplate(2, 1, 1)];
    const named = (Name: string): object => jobTemplate(`<jobTemplate>${shared}</jobTemplate>`, templates, { Name });
    expect(new Set(printsOf([named('Nightly'), named('Weekly')])).size).to.equal(2);
  });

  it('tells jobs of one file apart that have tasks of the same name', () => {
    const [one, two] = printsOf([job([PACKAGE], 1, { Name: 'Harbour' }), job([PACKAGE], 1, { Name: 'Sintel' })]);
    expect(one).to.match(/^[0-9a-f]{16}$/);
    expect(one).to.not.equal(two);
  });
});
