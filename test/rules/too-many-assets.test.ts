import { expect } from 'chai';
import { type LintOptions, lint } from '#src/lint.js';
import { body, job, task } from '../helpers/encoding-house.js';
import { run } from '../helpers/run.js';

const range = (count: number, from = 0): number[] => Array.from({ length: count }, (_, index) => from + index);
const inputs = (count: number, from = 0): string[] => range(count, from).map((index) => `in:${index}`);
const outputs = (count: number, from = 0): string[] => range(count, from).map((index) => `out:${index}`);
const limitsOf = (value: object | string, options?: LintOptions): unknown[] =>
  lint(value, options).diagnostics.flatMap(({ code, args, place }) =>
    code.startsWith('too-many-assets') ? [[code, args, place.path.join('.')]] : [],
  );

describe('assets of a task', () => {
  it('are at most 50, inputs and outputs together, each once', () => {
    expect(limitsOf(body(inputs(49), ['out:0']))).to.deep.equal([]);
    expect(limitsOf(body([...inputs(49), ...inputs(20)], ['out:0', 'out:0']))).to.deep.equal([]);
    expect(limitsOf(body([...inputs(49), 'out:0'], ['out:0']))).to.deep.equal([]);
    expect(limitsOf(body(inputs(50), ['out:0']))).to.deep.equal([
      ['too-many-assets-in-task', { task: 'The task', count: 51, limit: 50 }, ''],
    ]);
    expect(limitsOf(body(inputs(49), ['out:0', 'in:77', 'out:x']))).to.deep.equal([]);
  });

  it('are told at the name of the root, whatever that is', () => {
    const xml = body(inputs(50), ['out:0']).replaceAll('taskBody', 'tasks');
    const { within } = lint(xml).diagnostics.find(({ code }) => code === 'too-many-assets-in-task')?.place ?? {};
    expect(xml.slice(within?.start, within?.end)).to.equal('tasks');
  });
});

describe('assets of a job', () => {
  const crowd = (ins: number, outs: number, links = ins): object =>
    job(
      range(4).map((n) => task(`Step ${n}`, inputs(ins / 4, (n * ins) / 4), outputs(outs / 4, (n * outs) / 4))),
      links,
    );

  it('are at most 100: its inputs, read or not, and its outputs', () => {
    expect(limitsOf(crowd(60, 40))).to.deep.equal([]);
    expect(limitsOf(crowd(60, 44))).to.deep.equal([['too-many-assets-in-job', { count: 104, limit: 100 }, 'Tasks']]);
    expect(limitsOf(crowd(60, 40, 61))).to.deep.equal([
      ['too-many-assets-in-job', { count: 101, limit: 100 }, 'Tasks'],
    ]);
  });

  it('are those that are mentioned where the inputs are unknown; of a bare task none are counted', () => {
    const { Tasks } = crowd(60, 44) as { Tasks: object[] };
    expect(limitsOf(Tasks)).to.deep.equal([['too-many-assets-in-job', { count: 104, limit: 100 }, '']]);
    expect(limitsOf(Tasks[0] as object, { quotas: { assetsPerJob: 1 } })).to.deep.equal([]);
  });
});

describe('quotas', () => {
  const crowded = body(inputs(3), ['out:0']);

  it('are options, each by itself', () => {
    expect(limitsOf(crowded, { quotas: { assetsPerTask: 4 } })).to.deep.equal([]);
    expect(limitsOf(crowded, { quotas: { assetsPerTask: 3 } })).to.have.length(1);
    expect(limitsOf(body(inputs(60), ['out:0']), { quotas: { assetsPerJob: 1000 } })).to.have.length(1);
    expect(limitsOf(crowded, { quotas: {} })).to.deep.equal([]);
  });

  it('that make no sense are misuse', () => {
    const lintWith = (quotas: object) => () => lint('{}', { quotas: quotas as NonNullable<LintOptions['quotas']> });
    for (const value of [Number.NaN, -1, 1.5, Number.POSITIVE_INFINITY]) {
      expect(lintWith({ assetsPerTask: value })).to.throw(
        RangeError,
        `quotas.assetsPerTask: expected a whole number from 0, found ${value}`,
      );
    }
    expect(lintWith({ assetsPerJob: '100' })).to.throw(
      TypeError,
      'quotas.assetsPerJob: expected a whole number from 0, found a string',
    );
    expect(lintWith({ tasksPerJob: 40 })).to.throw(TypeError, 'quotas: there is no quota "tasksPerJob"');
    expect(lintWith({ assetsPerTask: undefined })).to.not.throw();
  });

  it('stand in a configuration, too', async () => {
    const lintWith = (config: string) =>
      run(['lint', 'body.xml', '--config', 'c.json'], { files: { 'body.xml': crowded, 'c.json': config } });
    expect((await lintWith('{"quotas":{"assetsPerTask":4}}')).code).to.equal(0);
    const outcome = await lintWith('{"quotas":{"assetsPerTask":3}}');
    expect(outcome.code).to.equal(1);
    expect(outcome.stdout).to.include('4 assets, but a task takes at most 3.');
    const wrong: readonly [string, string][] = [
      ['{"quotas":7}', '1:11: quotas: expected an object, found a whole number'],
      ['{"quotas":{"assetsPerTsk":7}}', '1:12: there is no key assetsPerTsk; did you mean assetsPerTask?'],
      ['{"quotas":{"assetsPerTask":null}}', '1:28: quotas.assetsPerTask: expected a whole number, found null'],
      ['{"quotas":{"assetsPerJob":-1}}', '1:27: quotas.assetsPerJob: expected a whole number from 0, found -1'],
    ];
    for (const [config, message] of wrong) {
      const { code, stderr } = await lintWith(config);
      expect(code).to.equal(2);
      expect(stderr.startsWith(`taskgraph: c.json:${message}`), stderr).to.equal(true);
    }
  });
});
