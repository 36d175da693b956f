/** The two sides of a job template: what is told, that it is true, and that nothing is told twice. */
import { expect } from 'chai';
import fc from 'fast-check';
import type { Diagnostic } from '#src/diagnostics/diagnostic.js';
import { lint } from '#src/lint.js';
import { body, jobTemplate, taskTemplate, templateBody, templateId } from '../helpers/encoding-house.js';

type Id = number | null;

const bodyOf = (id: Id, index: number): string =>
  id === null ? body(['in:0'], [`out:${index}`]) : templateBody(id, ['in:0'], [`out:${index}`]);
const templateOf = (id: Id): object =>
  id === null ? { NumberofInputAssets: 1, NumberofOutputAssets: 1 } : taskTemplate(id, 1, 1);
const make = (bodies: readonly Id[], templates: readonly Id[]): object =>
  jobTemplate(`<jobTemplate>${bodies.map(bodyOf).join('')}</jobTemplate>`, templates.map(templateOf));

/** What is told, as `count` or as the problem with the number of the id, and the number that is suggested. */
function told(input: object): string[] {
  const numbers = new Map(Array.from({ length: 20 }, (_, n) => [templateId(n).toLowerCase(), n]));
  const numberOf = (id: string): number | string => numbers.get(id.toLowerCase()) ?? id;
  return lint(input).diagnostics.flatMap(({ code, args }) => {
    if (code === 'template-count') return ['count'];
    if (code !== 'template-id') return [];
    const { problem, found, suggestion } = args;
    return [
      `${problem} ${numberOf(found)}${suggestion === null ? '' : ` -> ${numberOf(suggestion)}`}`.replace('  ', ' '),
    ];
  });
}

describe('ids of a job template', () => {
  const cases: readonly [string, readonly Id[], readonly Id[], readonly string[]][] = [
    ['that match in any order', [1, 2, 3], [3, 1, 2], []],
    ['of which one is missing, and one is left', [1, null], [1, 2], ['missing -> 2']],
    ['of which two are missing', [null, null], [1, 2], ['missing ', 'missing ']],
    ['of which one is there twice, and one is left', [1, 1, 2], [1, 2, 3], ['repeated 1 -> 3']],
    ['of which one is there three times', [1, 1, 1], [1, 2, 3], ['repeated 1', 'repeated 1']],
    ['of TaskTemplates, there twice', [1, 2], [1, 1], ['repeated-template 1 -> 2']],
    ['there twice on both sides', [1, 1], [1, 1], ['repeated 1', 'repeated-template 1']],
    ['of which one does not match', [1, 2], [1, 3], ['unmatched 2 -> 3']],
    ['of which two do not match', [1, 2], [4, 3], ['unmatched 1', 'unmatched 2']],
    ['of which one is missing on either side', [1, null], [1, null], ['missing ']],
    ['of which a TaskTemplate has none that can match', [1, 2], [1, null], []],
    ['of more taskBody elements', [1, 2, 3], [1], ['count']],
    ['of more TaskTemplates', [1], [1, 2, 3], ['count']],
    [
      'of more taskBody elements, and a TaskTemplate that none of them names',
      [1, 2, 3],
      [1, 4],
      ['count', 'unmatched-template 4'],
    ],
    ['of more TaskTemplates, and a taskBody that names none of them', [1, 4], [1, 2, 3], ['count', 'unmatched 4']],
    ['of more taskBody elements, and one missing', [1, null, 3], [1, 3], ['count', 'missing ']],
    ['without any taskBody', [], [1, 2], []],
  ];
  for (const [title, bodies, templates, expected] of cases) {
    it(`${title}: ${expected.length === 0 ? 'nothing' : expected.join(', ')}`, () => {
      expect(told(make(bodies, templates))).to.deep.equal(expected);
    });
  }

  it('that are almost alike are suggested to each other, whatever else is wrong', () => {
    const slip = templateId(1).replace('nb:ttid:UUID:0', 'nb:ttid:UUID:9');
    const xml = `<jobTemplate>${bodyOf(2, 0)}${bodyOf(1, 1).replace(templateId(1), slip)}${bodyOf(3, 2)}</jobTemplate>`;
    const report = lint(jobTemplate(xml, [1, 4].map(templateOf)));
    const near = report.diagnostics.find(({ args }) => 'suggestion' in args && args.suggestion === templateId(1));
    expect(near?.code).to.equal('template-id');
    expect(near?.fix?.safe).to.equal(false);
    const { within } = near?.fix?.edits[0]?.place ?? {};
    expect(xml.slice(within?.start, within?.end)).to.equal(slip);
    expect(told(jobTemplate(xml, [1, 4].map(templateOf))).map((line) => line.split(' ')[0])).to.deep.equal([
      'count',
      'unmatched',
      'unmatched-template',
    ]);
  });

  it('are compared where they can be read, and else nothing is said of them', () => {
    const one = (xml: string, templates: unknown = [templateOf(1), templateOf(2)]): string[] =>
      told(jobTemplate(`<jobTemplate>${xml}</jobTemplate>`, templates));
    const [first, second] = [bodyOf(1, 0), bodyOf(2, 1)];
    expect(one(`${first}<!-- ${second}`)).to.deep.equal([]);
    expect(one(first + second.replace(`="${templateId(2)}"`, ''))).to.deep.equal([]);
    expect(one(first + second.replace('a099', 'a0"99'))).to.deep.equal([]);
    expect(one(first + second.replace(templateId(2), 'Package'))).to.deep.equal([]);
    expect(one(first + second.replace('taskTemplateId', 'taskTemplatID'))).to.deep.equal([]);
    expect(one(first.replace(templateId(1), 'Encode') + second.replace(templateId(2), 'Encode'))).to.deep.equal([]);
    expect(one(first + first, { __deferred: {} })).to.deep.equal(['repeated 1']);
    expect(one(first, 'Encode')).to.deep.equal([]);
  });

  it('in JSON that breaks off or is damaged are left alone', () => {
    const text = JSON.stringify(make([1, 2], [1, 2]));
    const cut = text.slice(0, text.lastIndexOf(templateId(2)) - 7);
    expect(lint(cut).diagnostics.map(({ code }) => code)).to.deep.equal(['json-syntax']);
    const damaged = text.replace(`"Id":"${templateId(2)}"`, `"Id":${templateId(2)}`);
    expect(lint(damaged).diagnostics.map(({ code }) => code)).to.deep.equal(['json-syntax']);
    const nameless = jobTemplate(`<jobTemplate>${bodyOf(1, 0).replace(`="${templateId(1)}"`, '')}</jobTemplate>`, [
      templateOf(1),
    ]);
    expect(lint(nameless).diagnostics.map(({ code }) => code)).to.deep.equal(['xml-syntax']);
    const unescaped = text.replace('taskTemplateId=\\"', 'taskTemplateId="');
    expect(lint(unescaped).diagnostics.map(({ code }) => code)).to.deep.equal(['json-syntax']);
  });

  it('of thousands take time in proportion', () => {
    const many = (from: number): number[] => Array.from({ length: 20_000 }, (_, n) => n + from);
    expect(told(make(many(0), many(20_000)))).to.have.length(20_000);
    expect(told(make(many(0), [...many(20_000), 7]))).to.have.length(20_000);
  });
});

describe('ids of any job template', () => {
  const id = fc.option(fc.nat(5), { freq: 6 });
  const side = fc.array(id, { minLength: 1, maxLength: 6 });
  const isDistinct = (ids: readonly Id[]): boolean => !ids.includes(null) && new Set(ids).size === ids.length;
  const findings = (input: object): readonly Diagnostic[] =>
    lint(input).diagnostics.filter(({ code }) => code.startsWith('template-') || code === 'missing-property');

  it('are in order if and only if nothing is told', () => {
    fc.assert(
      fc.property(side, side, (bodies, templates) => {
        const isRight =
          isDistinct(bodies) &&
          isDistinct(templates) &&
          bodies.length === templates.length &&
          bodies.every((one) => templates.includes(one));
        expect(findings(make(bodies, templates)).length === 0).to.equal(isRight);
      }),
      { numRuns: 2000 },
    );
  });

  it('are told of truly, and no more often than they have to be changed', () => {
    fc.assert(
      fc.property(side, side, (bodies, templates) => {
        const lines = told(make(bodies, templates));
        const idsOf = (problem: string): (number | undefined)[] =>
          lines.filter((line) => line.startsWith(`${problem} `)).map((line) => Number(line.split(' ')[1]));
        for (const one of idsOf('unmatched')) expect(templates).to.not.include(one);
        for (const one of idsOf('unmatched-template')) expect(bodies).to.not.include(one);
        const repeats = (ids: readonly Id[]): number[] =>
          ids.filter((one, at): one is number => one !== null && ids.indexOf(one) < at);
        expect(idsOf('repeated')).to.deep.equal(repeats(bodies));
        expect(idsOf('repeated-template')).to.deep.equal(repeats(templates));
        expect(lines.includes('count')).to.equal(bodies.length !== templates.length);
        const shared = new Set(bodies.filter((one) => one !== null && templates.includes(one))).size;
        const faulty = (ids: readonly Id[]): number => ids.filter((one) => one === null).length + repeats(ids).length;
        const changes = Math.min(bodies.length, templates.length) - shared;
        const missing = templates.filter((one) => one === null).length;
        const ofIds = lines.filter((line) => line !== 'count').length + missing;
        expect(ofIds).to.be.at.most(Math.max(changes, faulty(bodies) + faulty(templates)));
      }),
      { numRuns: 2000 },
    );
  });
});
