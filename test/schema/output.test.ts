/** What the command really prints, held against the schemas of its output; and what the schemas would not let pass. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { CODE_NAMES } from '#src/diagnostics/codes.js';
import { lint } from '#src/lint.js';
import type { PlanAnswer } from '#src/plan/answer.js';
import { comparePolicies } from '#src/plan/compare.js';
import { diff } from '#src/plan/diff/diff.js';
import { planTarget } from '#src/plan/part.js';
import { plan } from '#src/plan/plan.js';
import { suggest } from '#src/plan/suggest.js';
import { whyThen } from '#src/plan/why.js';
import { renderDiff, renderGraph, renderLint, renderPlan } from '#src/render/formats.js';
import { ROOT } from '../helpers/root.js';
import { run, runIn, type Scenario } from '../helpers/run.js';
import { CIRCLE, FAULTY_FILES, job, NIGHTLY, NIGHTLY_TEMPLATE, TEMPLATE, task, xml } from './samples.js';
import { faults, isObject, type JsonObject } from './schema-files.js';

interface Finding extends JsonObject {
  readonly code: string;
  readonly related: readonly unknown[];
}

interface LintReport extends JsonObject {
  readonly files: readonly { readonly path: string; readonly kind: string; readonly diagnostics: readonly Finding[] }[];
  readonly summary: JsonObject;
}

describe('schema lint-report, held against what lint prints', () => {
  it('takes a report with every code, with fixes and related places', async () => {
    const names = [...Object.keys(FAULTY_FILES), 'jobs/not-there.json'];
    const report = await lintReport(names, { files: FAULTY_FILES });
    expect(faults(report, 'lint-report')).to.deep.equal([]);
    const findings = report.files.flatMap(({ diagnostics }) => diagnostics);
    const codes = new Set([...findings.map(({ code }) => code), ...(await codesOfFixtures())]);
    expect([...codes]).to.have.members([...CODE_NAMES]);
    for (const name of ['fix', 'within', 'start', 'end']) {
      expect(
        findings.some((finding) => name in finding),
        name,
      ).to.equal(true);
    }
    expect(findings.some(({ related }) => related.length > 1)).to.equal(true);
    expect(new Set(report.files.map(({ kind }) => kind))).to.include.all.keys('job', 'jobs', 'task-body', 'unknown');
  });

  it('takes the report of a folder, where other files are skipped', async () => {
    const report = await lintReport(['jobs'], { files: FAULTY_FILES });
    expect(faults(report, 'lint-report')).to.deep.equal([]);
    expect(report.files.length).to.be.within(2, Object.keys(FAULTY_FILES).length - 1);
    expect(report.summary.skipped).to.equal(Object.keys(FAULTY_FILES).length - report.files.length);
  });

  it('takes the report of a folder without files, and of a file that is empty', async () => {
    const empty = await lintReport(['jobs'], { files: { 'jobs/README.md': 'Nightly jobs go here.' } });
    expect(empty).to.deep.include({ files: [] });
    expect(faults(empty, 'lint-report')).to.deep.equal([]);
    expect(faults(await lintReport(['job.json'], { files: { 'job.json': '' } }), 'lint-report')).to.deep.equal([]);
  });

  it('takes the report of standard input, of errors alone, and of bare tasks', async () => {
    const scenario = { stdin: JSON.stringify([task('Encode', 'in0 > out0'), task('Package', 'out9 > out1')]) };
    const report = await lintReport(['-', '--quiet'], scenario);
    expect(report.files.map(({ path, kind }) => [path, kind])).to.deep.equal([['<stdin>', 'tasks']]);
    expect(faults(report, 'lint-report')).to.deep.equal([]);
  });

  it('takes the report of an object, which has no positions', () => {
    const faulty = job([task('Encode', '<taskBody><inputAsset> JobInputAsset(0) </inputAsset></taskBody>')]);
    const text = renderLint(lint(faulty), 'json', 'the form');
    expect(text).to.include('"fix"').and.not.include('"line"');
    expect(faults(JSON.parse(text), 'lint-report')).to.deep.equal([]);
  });
});

describe('schemas plan and graph, held against what plan and graph print', () => {
  const incomplete = job([task('Encode', 'in0 in7 out9 > out0'), task('', xml('').replace('/', ''))]);
  const documents: readonly (readonly [what: string, document: unknown, plans: number, graphs: number])[] = [
    ['a job', NIGHTLY, 1, 1],
    ['a job that was read back', { d: NIGHTLY }, 1, 1],
    ['a list of jobs', { value: [NIGHTLY, NIGHTLY] }, 2, 2],
    ['a job with a circle', CIRCLE, 0, 1],
    ['a circle and a job', [CIRCLE, NIGHTLY], 1, 2],
    ['a job without tasks', job([]), 1, 1],
    ['a job from a template', { InputMediaAssets: [{}], TemplateId: TEMPLATE }, 0, 0],
    ['references that lead nowhere', incomplete, 1, 1],
    ['a bare task', task('Encode', 'in0 > out0', { Priority: -7 }), 1, 1],
    ['a list of tasks', [task('Encode', 'in0 > out0'), 'Package'], 1, 1],
    ['no definition', { thumbnails: [320, 640] }, 0, 0],
  ];
  for (const [what, document, plans, graphs] of documents) {
    it(`take ${what}`, async () => {
      const files = { 'job.json': JSON.stringify(document) };
      const flags = ['--format', 'json', 'job.json'];
      const planned = JSON.parse((await run(['plan', ...flags, '--units', '2'], { files })).stdout);
      expect(planned.plans).to.have.lengthOf(plans);
      expect(faults(planned, 'plan')).to.deep.equal([]);
      const drawn = JSON.parse((await run(['graph', ...flags], { files })).stdout);
      expect(drawn.graphs).to.have.lengthOf(graphs);
      expect(faults(drawn, 'graph')).to.deep.equal([]);
    });
  }

  it('take durations in milliseconds, which no number of units shares evenly', async () => {
    const files = { 'job.json': JSON.stringify(NIGHTLY) };
    const args = ['plan', 'job.json', '--format', 'json', '--units', '3', '--duration', 'Encode=0.001'];
    const planned = JSON.parse((await run(args, { files })).stdout);
    expect(planned.plans[0].tasks[0].duration).to.equal(0.001);
    expect(faults(planned, 'plan')).to.deep.equal([]);
  });

  it('take a plan whose dependencies are cut', function () {
    this.timeout(60_000);
    const writers = Array.from({ length: 2300 }, () => task('Encode', 'in0 > out0'));
    const readers = Array.from({ length: 2300 }, (_, index) => task('Thumbnails', `out0 > out${index + 1}`));
    const made = plan(lint(job([...writers, ...readers])).jobs[0]);
    expect(made?.dependenciesCut).to.equal(true);
    expect(faults(JSON.parse(renderPlan(made === null ? [] : [made], 'json', 'job.json')), 'plan')).to.deep.equal([]);
  });
});

describe('schema diff, held against what diff prints', () => {
  const documents: readonly (readonly [what: string, old: unknown, now: unknown, code: number, diffs: number])[] = [
    ['the same job', NIGHTLY, { d: NIGHTLY }, 0, 1],
    ['a job with a circle', NIGHTLY, CIRCLE, 1, 1],
    ['a job from a template', NIGHTLY, { InputMediaAssets: [{}], TemplateId: TEMPLATE }, 1, 1],
    ['lists of jobs', [NIGHTLY, CIRCLE], [CIRCLE, NIGHTLY, CIRCLE], 1, 3],
    ['a list with a job less', [NIGHTLY, CIRCLE], [NIGHTLY], 1, 2],
    ['a task and a list of tasks', task('Encode', 'in0 > out0'), [task('Encode', 'in0 > out0'), 'Package'], 1, 1],
    ['a TaskBody and a job template', xml('in0 > out0'), NIGHTLY_TEMPLATE, 1, 1],
  ];
  for (const [what, old, now, code, diffs] of documents) {
    it(`takes ${what}`, async () => {
      const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
      const files = { old: text(old), new: text(now) };
      const outcome = await run(['diff', 'old', 'new', '--format', 'json'], { files });
      const found = JSON.parse(outcome.stdout);
      expect(outcome.code).to.equal(code);
      expect(found.diffs).to.have.lengthOf(diffs);
      expect(faults(found, 'diff')).to.deep.equal([]);
    });
  }

  it('is held against every list of a diff', () => {
    const [found] = diff(lint(NIGHTLY), lint(CHANGED));
    const { properties, added, removed, renamed, moved, changed, waves, edges } = found ?? {};
    for (const list of [properties, added, removed, renamed, moved, changed, waves, edges?.added, edges?.removed])
      expect(list).to.be.an('array').with.length.above(0);
  });
});

const FAULTY = FAULTY_FILES['jobs/faulty.json'] as string;
const SUPPRESSED = xml('in0 > out0')
  .replace('<in', '<!-- taskgraph-disable-next padded-reference: as it came --><in')
  .replace('Job', ' Job');
const INVERTED = job([
  task('Encode', 'in0 > out0'),
  task('Index', 'in0 > out1', { Priority: 1 }),
  task('Package', 'out0 > out2', { Priority: 5 }),
]);
const CHANGE = { task: 0, name: null, priority: -1, suggested: 0 };
const CHANGED = job(
  [
    task('Package', 'in1 out3 out0 > out1', { Priority: 3 }),
    task('Burn subtitles', 'in0 out0 > out3', { Configuration: 'H264 Multiple Bitrate 720p' }),
    task('Transcode', 'in0 > out0', { Priority: 10 }),
  ],
  { Name: 'Sintel, weekly' },
);
/** Right output, made when a test asks for it. */
const OUTPUTS = {
  'lint-report': () => [
    renderLint(lint(FAULTY), 'json', 'faulty.json'),
    renderLint(lint(CIRCLE), 'json', 'the form'),
    renderLint(lint('[[['), 'json', 'broken.json'),
    renderLint(lint(SUPPRESSED), 'json', 'suppressed.xml'),
  ],
  plan: () => {
    const [nightly] = lint(NIGHTLY).jobs;
    const options = { units: 2, durations: { 0: 3 } };
    const made = plan(nightly, options);
    const answers = [
      made,
      planTarget(nightly, ['1'], options),
      { ...made, comparison: comparePolicies(nightly, options) },
      { ...made, suggestion: { ...suggest(nightly, options), changes: [CHANGE] } },
      ...[0, 1, 2].map((task) => ({ ...made, why: whyThen(nightly, task, { units: 1 }) })),
      plan(lint(INVERTED).jobs[0]),
    ];
    return answers.map((answer) => renderPlan(answer === null ? [] : [answer as PlanAnswer], 'json', 'nightly.json'));
  },
  graph: () => [
    renderGraph(lint(NIGHTLY).jobs, 'json', 'nightly.json'),
    renderGraph(lint(NIGHTLY).jobs, 'json', 'nightly.json', { focus: '0', depth: 0 }),
  ],
  diff: () => {
    const files = { old: 'nightly.json', new: 'weekly.json' };
    const changed = diff(lint(NIGHTLY), lint(CHANGED));
    const cut = changed.map((one) => ({ ...one, edges: { ...one.edges, cut: true as const } }));
    return [changed, cut, diff(lint(NIGHTLY), lint(CIRCLE))].map((diffs) => renderDiff(diffs, 'json', files));
  },
};

/** Members that may be left out, by the ends of their pointers. */
const OPTIONAL: Readonly<Record<string, RegExp>> = {
  'lint-report': /\/(?:within|fix|suppressed|edits\/\d+\/on)$|\/args\/\w+$/,
  plan: /\/(?:inversions|part|part\/names|part\/leftOut|comparison|suggestion|why)$/,
  graph: /\/(?:focus|cut)$/,
  diff: /\/cut$/,
};

describe('schemas of output, held against output that is wrong', () => {
  for (const [name, make] of Object.entries(OUTPUTS)) {
    it(`${name}: every property is required, but for those that say otherwise`, () => {
      for (const text of make()) {
        const accepted = mutants(text, (parent, key) => delete parent[key]).filter(({ value }) => isRight(value, name));
        const wrongly = accepted.filter(({ at }) => !(OPTIONAL[name] as RegExp).test(at));
        expect(wrongly.map(({ at }) => at)).to.deep.equal([]);
      }
    });

    it(`${name}: no object has a property that nobody knows`, () => {
      for (const text of make()) {
        const changed = mutants(text, (parent) => {
          parent.remark = 'ready for review';
        });
        expect(changed.filter(({ value }) => isRight(value, name)).map(({ at }) => at)).to.deep.equal([]);
      }
    });

    it(`${name}: every value has a type`, () => {
      for (const text of make()) {
        const changed = mutants(text, (parent, key) => {
          parent[key] = { remark: 'ready for review' };
        });
        expect(changed.filter(({ value }) => isRight(value, name)).map(({ at }) => at)).to.deep.equal([]);
      }
    });
  }
});

describe('schemas of output, held against values that are wrong', () => {
  it('lint-report: a code that nobody knows is wrong', () => {
    const changed = OUTPUTS['lint-report']()[0]?.replace('"code":"wrong-type"', '"code":"wrong-tone"') ?? '';
    expect(faults(JSON.parse(changed), 'lint-report').join()).to.match(
      /code must be equal to one of the allowed values/,
    );
  });

  it('graph: an edge goes from an asset to a task or back, and never into an input of the job', () => {
    const edge = '{"from":"task:0","to":"asset:JobOutputAsset(0)"}';
    for (const to of ['task:1', 'asset:JobInputAsset(0)', 'asset:JobOutputAsset(00)', 'JobOutputAsset(0)']) {
      const changed = OUTPUTS.graph()[0]?.replace(edge, JSON.stringify({ from: 'task:0', to })) ?? '';
      expect(changed).to.include(to);
      expect(isRight(JSON.parse(changed), 'graph'), to).to.equal(false);
    }
  });
});

function isRight(value: unknown, name: string): boolean {
  return faults(value, name).length === 0;
}

async function lintReport(names: readonly string[], scenario: Scenario): Promise<LintReport> {
  const { stdout } = await run(['lint', ...names, '--format', 'json'], scenario);
  return JSON.parse(stdout) as LintReport;
}

/** The fixtures of the rules go through the schema as well, those that are folders as they are run: a new code comes with one. */
async function codesOfFixtures(): Promise<readonly string[]> {
  const folder = `${ROOT}test/fixtures/rules`;
  const runs: [string, string[]][] = [[folder, ['.']]];
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (/[/\\]bad[^/\\]*[/\\]arguments$/.test(path))
      runs.push([join(folder, path, '..'), readFileSync(join(folder, path), 'utf8').trim().split(' ')]);
  }
  const codes: string[] = [];
  for (const [cwd, args] of runs) {
    const report = JSON.parse((await runIn(cwd, ['lint', ...args, '--format', 'json'])).stdout) as LintReport;
    expect(faults(report, 'lint-report')).to.deep.equal([]);
    codes.push(...report.files.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code)));
  }
  return codes;
}

interface Mutant {
  /** The member that was changed, as a JSON pointer. */
  readonly at: string;
  readonly value: unknown;
}

/** The document once for each member of each of its objects, each time with that one changed. */
function mutants(text: string, change: (parent: Record<string, unknown>, key: string) => void): Mutant[] {
  const document = JSON.parse(text) as unknown;
  const found: Mutant[] = [];
  const open: { readonly value: unknown; readonly at: string }[] = [{ value: document, at: '' }];
  for (let next = 0; next < open.length; next += 1) {
    const { value, at } = open[next] as (typeof open)[number];
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, member] of Object.entries(value)) {
      open.push({ value: member, at: `${at}/${key}` });
      if (isObject(value)) found.push({ at: `${at}/${key}`, value: changed(text, at, key, change) });
    }
  }
  return found;
}

function changed(
  text: string,
  at: string,
  key: string,
  change: (parent: Record<string, unknown>, key: string) => void,
): unknown {
  const copy = JSON.parse(text) as Record<string, unknown>;
  let parent = copy;
  for (const step of at.split('/').slice(1)) parent = parent[step] as Record<string, unknown>;
  change(parent, key);
  return copy;
}
