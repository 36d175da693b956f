import { expect } from 'chai';
import fc from 'fast-check';
import { lint } from '#src/lint.js';
import { formatReference } from '#src/model/asset-reference.js';
import { type ExecutionPlan, plan } from '#src/plan/plan.js';
import { cyclicGroups, dependencyMatrix } from '../graph/brute-force.js';
import {
  acyclicJob,
  anyJob,
  anyName,
  chainOf,
  input,
  type JobSpec,
  output,
  plainJob,
  readJob,
  ringedJob,
  ringOf,
} from '../helpers/jobs.js';
import { plannedJob } from './planned.js';

const numRuns = 200;

describe('a plan', () => {
  it('names each task with its position and priority, and the job with its place', () => {
    const document = {
      ...plainJob({ inputs: 1, tasks: [{ name: 'Encode', priority: -3, ...writing(0) }, writing(1)] }),
    };
    const [, job] = lint([
      { ...document, Name: 'Ingest' },
      { ...document, Name: 'Index' },
    ]).jobs;
    const result = plan(job);
    expect(result).to.deep.include({ at: [1], job: 'Index', priority: 'own', complete: true });
    expect(result?.tasks[0]).to.include({ task: 0, name: 'Encode', priority: -3 });
    expect(result?.tasks[1]).to.include({ task: 1, name: null, priority: 0 });
  });

  it('is the same for other names, names aside', () => {
    const withoutNames = (result: ExecutionPlan | null) => ({
      ...result,
      tasks: result?.tasks.map((task) => ({ ...task, name: null })),
    });
    const names = fc.array(anyName, { minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(acyclicJob({ maxTasks: 10 }), names, fc.nat(4), (spec, others, units) => {
        const renamed = spec.tasks.map((task, position) => ({ ...task, name: others[position] as string }));
        const [before, after] = [readJob(spec), readJob({ ...spec, tasks: renamed })].map((job) =>
          plan(job, { units }),
        );
        expect(withoutNames(after as ExecutionPlan)).to.deep.equal(withoutNames(before as ExecutionPlan));
        expect(after?.tasks.map(({ name }) => name)).to.deep.equal(renamed.map(({ name }) => name || null));
      }),
      { numRuns },
    );
  });

  it('keeps tasks of the same name apart', () => {
    const { inputs = 1, tasks } = chainOf([1, 0, 2]);
    const result = plan(readJob({ inputs, tasks: tasks.map((task) => ({ ...task, name: 'Encode' })) }));
    expect(result?.order).to.deep.equal([1, 0, 2]);
    expect(result?.tasks.map(({ name, task }) => [name, task])).to.deep.equal(
      [0, 1, 2].map((task) => ['Encode', task]),
    );
  });

  it('knows who makes and uses each asset, from when and until when', () => {
    fc.assert(
      fc.property(plannedJob(10), ({ spec, result }) => {
        const labels = (side: 'reads' | 'writes', asset: string) =>
          spec.tasks.flatMap((task, position) => (task[side].map(formatReference).includes(asset) ? [position] : []));
        const lastFinish = (tasks: readonly number[]): number | null =>
          tasks.length === 0 ? null : Math.max(...tasks.map((task) => result.tasks[task]?.finish as number));
        for (const { asset, producers, consumers, availableAt, lastUsedAt } of result.assets) {
          const [, kind, index] = /^Job(In|Out)putAsset\((\d+)\)$/.exec(asset) ?? [];
          expect(producers).to.deep.equal(labels('writes', asset));
          expect(consumers).to.deep.equal(labels('reads', asset));
          const isThere = kind === 'In' && Number(index) < (spec.inputs ?? Number.POSITIVE_INFINITY);
          expect(availableAt, asset).to.equal(isThere ? 0 : lastFinish(producers));
          expect(lastUsedAt, asset).to.equal(lastFinish(consumers));
        }
      }),
      { numRuns },
    );
  });

  it('lists inputs, then outputs, by index, with unused inputs and without what nobody mentions', () => {
    const tasks = [
      { reads: [input(1), output(10)], writes: [output(9), output(2)] },
      { reads: [input(4)], writes: [output(10)] },
    ];
    const times = plan(readJob({ inputs: 3, tasks }))?.assets.map((one) => [
      one.asset,
      one.availableAt,
      one.lastUsedAt,
    ]);
    expect(times).to.deep.equal([
      ['JobInputAsset(0)', 0, null],
      ['JobInputAsset(1)', 0, 2],
      ['JobInputAsset(2)', 0, null],
      ['JobInputAsset(4)', null, 1],
      ['JobOutputAsset(2)', 2, null],
      ['JobOutputAsset(9)', 2, null],
      ['JobOutputAsset(10)', 1, 2],
    ]);
  });
});

function writing(own: number): JobSpec['tasks'][number] {
  return { reads: [input(0)], writes: [output(own)] };
}

describe('there is no plan', () => {
  it('where tasks wait for each other in a circle, and one everywhere else', () => {
    fc.assert(
      fc.property(fc.oneof(anyJob({ maxTasks: 8 }), ringedJob({ maxTasks: 6 })), (spec) => {
        const isCyclic = cyclicGroups(dependencyMatrix(spec)).length > 0;
        expect(plan(readJob(spec)) === null).to.equal(isCyclic);
      }),
      { numRuns },
    );
    expect(plan(readJob(ringOf([0, 1])))).to.equal(null);
  });

  it('where the tasks are unknown, or there is no job', () => {
    const template = lint({ TemplateId: 'nb:jtid:UUID:2b1ef5c6-1ce9-4ca1-9b4e-27b0d4a34c2c', InputMediaAssets: [] });
    const deferred = lint({ InputMediaAssets: [], Tasks: { __deferred: { uri: 'Tasks' } } });
    expect([plan(template.jobs[0]), plan(deferred.jobs[0]), plan(lint({}).jobs[0])]).to.deep.equal([null, null, null]);
  });

  it('with anything in it for a job without tasks', () => {
    expect(plan(readJob({ inputs: 1, tasks: [] }), { units: 3 })).to.deep.equal({
      at: [],
      job: null,
      complete: true,
      units: 3,
      priority: 'own',
      order: [],
      waves: [],
      tasks: [],
      criticalPath: [],
      makespan: 0,
      lowerBound: 0,
      assets: [{ asset: 'JobInputAsset(0)', producers: [], consumers: [], availableAt: 0, lastUsedAt: null }],
      peak: { assets: 0, at: 0 },
    });
  });
});

describe('a plan is complete', () => {
  const complete = (document: unknown): boolean | undefined =>
    plan(lint(typeof document === 'string' ? document : (document as object)).jobs[0])?.complete;
  const body = (inside: string): object => ({
    InputMediaAssets: [{}],
    Tasks: [{ TaskBody: `<taskBody>${inside}</taskBody>` }],
  });
  const [read, write] = [
    '<inputAsset>JobInputAsset(0)</inputAsset>',
    '<outputAsset assetCreationOptions="0">JobOutputAsset(0)</outputAsset>',
  ];

  it('where every reference leads somewhere, reported for its form or not', () => {
    expect(complete(body(read + write))).to.equal(true);
    expect(complete(body(`${read}<outputAsset> joboutputasset(00) </outputAsset>`))).to.equal(true);
    expect(complete({ Tasks: [{ TaskBody: `<taskBody>${read}${write}</taskBody>` }] }), 'inputs unknown').to.equal(
      true,
    );
    expect(complete(`<taskBody><inputAsset>JobOutputAsset(3)</inputAsset>${write}</taskBody>`)).to.equal(true);
  });

  it('not where a reference is none, or leads nowhere', () => {
    expect(complete(body(`<inputAsset>JobInputAsset</inputAsset>${write}`))).to.equal(false);
    expect(complete(body(`${read}<inputAsset>JobInputAsset(1)</inputAsset>${write}`))).to.equal(false);
    expect(complete(body(`${read}<inputAsset>JobOutputAsset(1)</inputAsset>${write}`))).to.equal(false);
    expect(complete(body(`${read}${write}<outputAsset/>`))).to.equal(false);
    expect(complete(body(`${read}${write}<outputAsset>JobInputAsset(0)</outputAsset>`))).to.equal(false);
  });

  it('not where a TaskBody is missing, no text or broken, nor where a task is none', () => {
    expect(complete(body(`${read}${write}<`))).to.equal(false);
    for (const task of [{}, { TaskBody: null }, { TaskBody: 3 }, { TaskBody: '' }, null, 'Encode']) {
      expect(complete({ InputMediaAssets: [], Tasks: [task] }), JSON.stringify(task)).to.equal(false);
    }
  });

  it('not where broken JSON ends within the tasks', () => {
    const whole = JSON.stringify(body(read + write));
    expect(complete(whole)).to.equal(true);
    expect(complete(whole.slice(0, -2))).to.equal(false);
  });

  it('for random jobs exactly where each output read is written and each input there', () => {
    fc.assert(
      fc.property(acyclicJob({ maxTasks: 6, maxMentions: 2 }), (spec) => {
        const written = new Set(spec.tasks.flatMap(({ writes }) => writes.map(formatReference)));
        const known = (reference: (typeof spec.tasks)[number]['reads'][number]): boolean =>
          reference.kind === 'JobInputAsset'
            ? reference.index < (spec.inputs ?? Number.POSITIVE_INFINITY)
            : written.has(formatReference(reference));
        expect(plan(readJob(spec))?.complete).to.equal(spec.tasks.every(({ reads }) => reads.every(known)));
      }),
      { numRuns },
    );
  });
});
