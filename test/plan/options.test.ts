import { expect } from 'chai';
import fc from 'fast-check';
import { lint } from '#src/lint.js';
import { readDurations } from '#src/plan/durations.js';
import { type PlanOptions, PlanOptionsError, readUnits } from '#src/plan/options.js';
import { plan } from '#src/plan/plan.js';
import { task } from '../helpers/encoding-house.js';
import { anyName, chainOf, input, modelJob, output, readJob } from '../helpers/jobs.js';

/** A job of tasks with these names. */
function named(names: readonly (string | undefined)[]) {
  return readJob({
    inputs: 1,
    tasks: names.map((name, own) => ({
      ...(name === undefined ? {} : { name }),
      reads: [input(0)],
      writes: [output(own)],
    })),
  });
}

function secondsOf(names: readonly (string | undefined)[], durations: Readonly<Record<string, number>>) {
  return plan(named(names), { durations })?.tasks.map(({ duration }) => duration);
}

describe('durations', () => {
  it('are 1 s where none is given', () => {
    expect(secondsOf(['Encode', undefined], {})).to.deep.equal([1, 1]);
    expect(secondsOf(['Encode', undefined], { 1: 2.5 })).to.deep.equal([1, 2.5]);
  });

  it('by name stand for every task that bears it', () => {
    expect(secondsOf(['Encode', 'Index', 'Encode', undefined], { Encode: 7 })).to.deep.equal([7, 1, 7, 1]);
  });

  it('by position stand for that task, unless some task is called so', () => {
    expect(secondsOf(['Encode', undefined, 'Encode'], { 2: 5 })).to.deep.equal([1, 1, 5]);
    expect(secondsOf(['1', 'Encode', '1'], { 1: 5 })).to.deep.equal([5, 1, 5]);
    expect(secondsOf(['2', '0', '1'], { 0: 5, 1: 6, 2: 7 })).to.deep.equal([7, 5, 6]);
  });

  it('may be given by any name, those of the prototype of objects included', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyName, { minLength: 1, maxLength: 5 }), (all) => {
        const names = all.filter((name) => name !== '');
        const durations = JSON.parse(`{${names.map((name, at) => `${JSON.stringify(name)}:${at + 2}`).join(',')}}`);
        expect(secondsOf(names, durations)).to.deep.equal(names.map((_, at) => at + 2));
      }),
    );
  });

  it('add up exactly where floating point would not', () => {
    const three = chainOf([0, 1, 2]);
    const result = plan(readJob(three), { durations: { 0: 0.1, 1: 0.2, 2: 0.7 } });
    expect(result?.tasks.map(({ finish }) => finish)).to.deep.equal([0.1, 0.3, 1]);
    const tenths = plan(readJob(chainOf([...Array(10).keys()])), {
      durations: Object.fromEntries(Array.from({ length: 10 }, (_, task) => [task, 0.1])),
    });
    expect(tenths).to.include({ makespan: 1, lowerBound: 1 });
    expect(tenths?.tasks.every(({ critical }) => critical)).to.equal(true);
  });

  it('are whole milliseconds from 0.001 s to 10,000,000 s', () => {
    expect(secondsOf([undefined, undefined], { 0: 0.001, 1: 10_000_000 })).to.deep.equal([0.001, 10_000_000]);
    expect(secondsOf([undefined], { 0: 1.23456 })).to.deep.equal([1.235]);
    for (const bad of [0, -1, 0.0004, Number.NaN, Number.POSITIVE_INFINITY, 10_000_001, '3', null, undefined, 3n, {}]) {
      const durations = { 0: bad } as unknown as Readonly<Record<string, number>>;
      expect(() => plan(named([undefined]), { durations }), String(bad)).to.throw(PlanOptionsError, 'duration of "0"');
    }
  });

  it('for what is neither name nor position are refused, with the tasks that there are', () => {
    for (const key of ['Encod', '3', '-1', '00', '1.0', ' 1', '', '1e0', 'toString', 'constructor']) {
      const use = (): unknown => secondsOf(['Encode', undefined, 'Index'], { [key]: 1 });
      expect(use, key).to.throw(
        PlanOptionsError,
        `${JSON.stringify(key)}; there are Task "Encode", Task 1, Task "Index"`,
      );
    }
    expect(() => secondsOf([], { 0: 1 })).to.throw(PlanOptionsError, 'no task has the name or position "0"');
    const many = Array.from({ length: 9 }, () => undefined);
    expect(() => secondsOf(many, { 9: 1 })).to.throw(PlanOptionsError, 'Task 4, …');
  });

  it('are read into whole milliseconds', () => {
    const { tasks } = modelJob(chainOf([0, 1]));
    expect([...readDurations(tasks ?? [], { durations: { 1: 0.3 } })]).to.deep.equal([1000, 300]);
  });
});

describe('durations by media processor', () => {
  const ids = [
    'ff4df607-d419-42f0-bc17-a481b1331e56',
    '233e57fc-36bb-4f6f-8f18-3b662747a9f8',
    '00000000-0000-0000-0000-00000000000A',
  ];
  const job = lint({
    InputMediaAssets: [{}],
    Tasks: ids.map((id, at) => ({
      ...task(['Encode', 'Index', ''][at] ?? '', ['in:0'], [`out:${at}`]),
      MediaProcessorId: `nb:mpid:UUID:${id}`,
    })),
  }).jobs[0];
  const seconds = (options: PlanOptions) => plan(job, options)?.tasks.map(({ duration }) => duration);

  it('are given by its name or its id, in any case', () => {
    for (const key of [
      'Media Encoder Standard',
      'media encoder  standard',
      ids[0],
      `nb:mpid:UUID:${ids[0]?.toUpperCase()}`,
    ]) {
      expect(seconds({ processorDurations: { [key as string]: 40 } }), key).to.deep.equal([40, 1, 1]);
    }
    expect(seconds({ processorDurations: { [ids[2]?.toLowerCase() as string]: 5 } })).to.deep.equal([1, 1, 5]);
  });

  it('count less than what is said by position, and that less than by name', () => {
    const processorDurations = { 'Media Encoder Standard': 40, 'Azure Media Indexer': 50 };
    const measuredDurations = [3, 3, 3];
    expect(seconds({ processorDurations, measuredDurations })).to.deep.equal([40, 50, 3]);
    expect(seconds({ processorDurations, durations: { 0: 7, Index: 8 } })).to.deep.equal([7, 8, 1]);
    expect(seconds({ durations: { Index: 8, 1: 9 } })).to.deep.equal([1, 8, 1]);
  });

  it('of a processor that no task uses do no harm; what is no processor is refused', () => {
    expect(seconds({ processorDurations: { Hyperlapse: 40 } })).to.deep.equal([1, 1, 1]);
    for (const key of ['Encode', '0', '', '__proto__', 'x'.repeat(10_000)]) {
      const options = { processorDurations: Object.fromEntries([[key, 1]]) };
      expect(() => seconds(options), key).to.throw(PlanOptionsError, 'is no id of a media processor');
    }
    expect(() => seconds({ processorDurations: { Hyperlapse: 0 } })).to.throw(
      PlanOptionsError,
      'duration of "Hyperlapse"',
    );
    expect(() => seconds({ measuredDurations: [0] })).to.throw(PlanOptionsError, 'duration of task 0');
  });
});

describe('units', () => {
  it('are 1 where none are given, and 0 means 1', () => {
    expect([readUnits(undefined), readUnits(0), readUnits(1), readUnits(7)]).to.deep.equal([1, 1, 1, 7]);
    expect(plan(named([undefined]), { units: 0 })?.units).to.equal(1);
  });

  it('are refused unless a whole number from 0, for a job without a plan too', () => {
    for (const units of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, '2', null] as number[]) {
      const options: PlanOptions = { units };
      expect(() => plan(named([undefined]), options), String(units)).to.throw(PlanOptionsError, 'units');
      expect(() => plan(undefined, options), String(units)).to.throw(PlanOptionsError, 'units');
    }
  });

  it('and durations are refused by an error with a name of its own', () => {
    expect(() => readUnits(-1))
      .to.throw(Error)
      .with.property('name', 'PlanOptionsError');
  });
});
