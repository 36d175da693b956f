import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import { nearest } from '#src/diagnostics/nearest.js';

const NAMES = ['Name', 'Priority', 'TaskBody'];

describe('the nearest name', () => {
  it('is the same whatever was asked before', () => {
    for (const name of ['Naem', 'Naem', 'Priorty', 'taskbody', 'Naem', 'x', 'Configuration', 'Priorty'])
      expect(nearest(name, NAMES), name).to.equal(nearest(name, [...NAMES]));
  });

  it('does not keep a long text that somebody took for a name', () => {
    setFlagsFromString('--expose-gc');
    const gc: () => void = runInNewContext('gc');
    const used = (): number => {
      gc();
      return process.memoryUsage().heapUsed;
    };
    const before = used();
    // In a function of its own, whose variables are gone behind it.
    const ask = (): string | null => nearest(JSON.parse(`"${'x'.repeat(30_000_000)}"`), NAMES);
    expect(ask()).to.equal(null);
    expect(used() - before).to.be.lessThan(15_000_000);
  });
});
