import { expect } from 'chai';
import fc from 'fast-check';
import { lint } from '#src/lint.js';
import type { Job } from '#src/model/job.js';
import { durationsFrom, measureRuns, parseTime } from '#src/plan/measured.js';
import { plan } from '#src/plan/plan.js';
import { task } from '../helpers/encoding-house.js';

interface Run {
  readonly name?: string;
  readonly RunningDuration?: unknown;
  readonly StartTime?: unknown;
  readonly EndTime?: unknown;
  readonly State?: number;
}

/** A job of tasks that ran like this, or not at all. */
function ran(runs: readonly Run[], name = 'Sintel, nightly'): Job {
  const tasks = runs.map(({ name: own = '', ...run }, at) => task(own, ['in:0'], [`out:${at}`], run));
  return lint({ Name: name, State: 3, InputMediaAssets: [{}], Tasks: tasks }).jobs[0] as Job;
}

/** Seconds that one job says of itself. */
function own(runs: readonly Run[], unit?: 's' | 'ms'): readonly (number | null)[] {
  const job = ran(runs);
  return durationsFrom(measureRuns([job], unit), job);
}

const at = (seconds: number): string => new Date(Date.UTC(2014, 0, 2) + seconds * 1000).toISOString();

describe('measured durations', () => {
  it('are read in the unit that fits StartTime and EndTime', () => {
    const times = { StartTime: at(0), EndTime: at(90) };
    expect(own([{ RunningDuration: 88.5, ...times }, { RunningDuration: 3 }])).to.deep.equal([88.5, 3]);
    expect(own([{ RunningDuration: 88_500, ...times }, { RunningDuration: 3000 }])).to.deep.equal([88.5, 3]);
    expect(measureRuns([ran([{ RunningDuration: 88_500, ...times }])])).to.include({
      unit: 'ms',
      decidedBy: 'times',
      agreeing: 1,
    });
  });

  it('are seconds, as documented, where no times tell or they disagree', () => {
    const undecided: readonly Run[][] = [
      [{ RunningDuration: 90 }],
      [{ RunningDuration: 90, StartTime: at(0) }],
      [{ RunningDuration: 90, StartTime: at(90), EndTime: at(0) }],
      [{ RunningDuration: 90, StartTime: 'yesterday', EndTime: 'today' }],
      [{ RunningDuration: 90, StartTime: at(0), EndTime: at(9000) }],
      // Fits both: next to nothing.
      [{ RunningDuration: 1, StartTime: at(0), EndTime: at(1) }],
      [
        { RunningDuration: 90, StartTime: at(0), EndTime: at(90) },
        { RunningDuration: 90_000, StartTime: at(0), EndTime: at(90) },
      ],
    ];
    for (const runs of undecided) {
      expect(measureRuns([ran(runs)]), JSON.stringify(runs)).to.include({ unit: 's', decidedBy: 'reference' });
    }
  });

  it('are read in the unit that is asked for, whatever the times say', () => {
    const times = { StartTime: at(0), EndTime: at(90) };
    expect(own([{ RunningDuration: 90_000, ...times }], 's')).to.deep.equal([90_000]);
    expect(own([{ RunningDuration: 90, ...times }], 'ms')).to.deep.equal([0.09]);
  });

  it('are unknown where they are zero, missing, no number, out of range, or of a part', () => {
    for (const RunningDuration of [0, null, undefined, -5, '90', 1e9, 1e308, 0.0001]) {
      expect(own([{ RunningDuration }]), String(RunningDuration)).to.deep.equal([null]);
    }
    const states = [undefined, 0, 1, 2, 3, 4, 5, 6, 99];
    const known = states.filter(
      (State) => own([{ RunningDuration: 9, ...(State === undefined ? {} : { State }) }])[0] !== null,
    );
    expect(known).to.deep.equal([undefined, 0, 3, 99]);
  });

  it('go by position where names stand at the same positions, else by name', () => {
    const run = ran([
      { name: 'Encode', RunningDuration: 90 },
      { RunningDuration: 7 },
      { name: 'Thumbnails', RunningDuration: 3 },
      { name: 'Thumbnails', RunningDuration: 4 },
    ]);
    const measured = measureRuns([run]);
    expect(durationsFrom(measured, run)).to.deep.equal([90, 7, 3, 4]);
    const other = ran([{ name: 'Thumbnails' }, {}, { name: 'Package' }, { name: 'Thumbnails' }, { name: 'Encode' }]);
    expect(durationsFrom(measured, other)).to.deep.equal([3, null, null, 4, 90]);
    const hostile = ['__proto__', 'constructor', '0'].map((name, rank) => ({ name, RunningDuration: rank + 2 }));
    expect(durationsFrom(measureRuns([ran(hostile)]), ran(hostile.toReversed()))).to.deep.equal([4, 3, 2]);
  });

  it('of several jobs are those of the last that bears the name', () => {
    const runs = [
      ran([{ RunningDuration: 1 }]),
      ran([{ RunningDuration: 2 }]),
      ran([{ RunningDuration: 3 }], 'Caminandes'),
    ];
    const measured = measureRuns(runs);
    expect(durationsFrom(measured, ran([{}]))).to.deep.equal([2]);
    expect(durationsFrom(measured, ran([{}], 'Tears of Steel'))).to.deep.equal([null]);
    expect(durationsFrom(measureRuns(runs.slice(0, 1)), ran([{}], 'Tears of Steel'))).to.deep.equal([1]);
  });

  it('plan the job that they were measured in', () => {
    const job = ran([{ RunningDuration: 90 }, { RunningDuration: 0 }]);
    const options = { measuredDurations: durationsFrom(measureRuns([job]), job), durations: { 1: 4 } };
    expect(plan(job, options)?.tasks.map(({ duration }) => duration)).to.deep.equal([90, 4]);
    expect(plan(job, { ...options, durations: { 0: 5 } })?.tasks.map(({ duration }) => duration)).to.deep.equal([5, 1]);
  });

  it('are found again in either unit, whatever the times', () => {
    const duration = fc.integer({ min: 10, max: 100_000 });
    fc.assert(
      fc.property(fc.array(duration, { minLength: 1, maxLength: 6 }), fc.boolean(), (seconds, isMilliseconds) => {
        const runs = seconds.map((time) => ({
          RunningDuration: isMilliseconds ? time * 1000 : time,
          StartTime: at(0),
          EndTime: at(time + 1),
        }));
        expect(own(runs)).to.deep.equal(seconds);
      }),
    );
  });
});

describe('times of the service', () => {
  it('are read as UTC where they name no zone', () => {
    const noon = Date.UTC(2014, 0, 2, 12);
    for (const text of [
      '2014-01-02T12:00:00Z',
      '2014-01-02T12:00:00',
      '2014-01-02T12:00',
      '2014-01-02T12:00:00.0000000',
    ]) {
      expect(parseTime(text), text).to.equal(noon);
    }
    expect(parseTime('2014-01-02T14:30:00+02:30')).to.equal(noon);
    expect(parseTime('2014-01-02T04:00:00.25-08:00')).to.equal(noon + 250);
    for (const text of [null, '', 'noon', '2014-01-02', '12:00:00', ` ${'9'.repeat(1000)}`]) {
      expect(parseTime(text), String(text)).to.equal(null);
    }
  });

  it('mean what the engine says they mean', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true }), (date) => {
        expect(parseTime(date.toISOString())).to.be.closeTo(date.getTime(), 0.001);
        expect(parseTime(date.toISOString().replace('Z', ''))).to.be.closeTo(date.getTime(), 0.001);
      }),
    );
  });
});
