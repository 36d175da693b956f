import { expect } from 'chai';
import fc from 'fast-check';
import { axisTimes, timeText } from '#src/render/time-text.js';

const SIZES: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, min: 60_000, s: 1000 };

/** Milliseconds that a text says. */
function read(text: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?) (d|h|min|s)(?: |$)/g)];
  expect(parts.map(([part]) => part).join(''), text).to.equal(text);
  return Math.round(parts.reduce((sum, [, count, unit]) => sum + Number(count) * (SIZES[unit as string] as number), 0));
}

describe('times for people', () => {
  it('read as people write them', () => {
    const cases: readonly [number, string][] = [
      [0, '0 s'],
      [0.25, '0.25 s'],
      [40, '40 s'],
      [60, '1 min'],
      [91, '1 min 31 s'],
      [5400, '1 h 30 min'],
      [86_400, '1 d'],
      [90_061.5, '1 d 1 h 1 min 1.5 s'],
    ];
    for (const [seconds, text] of cases) expect(timeText(seconds)).to.equal(text);
  });

  it('say the time to the millisecond, each unit below the next', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000_000), (milliseconds) => {
        expect(read(timeText(milliseconds / 1000))).to.equal(milliseconds);
      }),
    );
  });

  it('an axis has even, round steps, neither too many nor hardly any', () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer({ min: 10, max: 100_000 }), fc.integer({ min: 10, max: 1e15 })), (end) => {
        const times = axisTimes(end / 1000, 9);
        expect(times.length).to.be.within(3, 10);
        expect(times[0]).to.equal(0);
        const step = Math.round((times[1] as number) * 1000);
        times.forEach((time, index) => {
          expect(Math.round(time * 1000)).to.equal(step * index);
        });
        expect(step * times.length).to.be.greaterThan(end);
        expect(timeText(step / 1000).split(' ').length, timeText(step / 1000)).to.equal(2);
      }),
    );
    expect(axisTimes(0, 9)).to.deep.equal([0]);
    expect(axisTimes(0.001, 9)).to.deep.equal([0, 0.001]);
  });
});
