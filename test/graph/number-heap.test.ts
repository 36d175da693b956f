import { expect } from 'chai';
import fc from 'fast-check';
import { NumberHeap } from '#src/graph/number-heap.js';

describe('a heap of numbers', () => {
  it('gives the least key first, of equals the least number, whatever is put in and taken out between', () => {
    const moves = fc.array(fc.boolean(), { maxLength: 60, size: 'max' });
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 30 }), moves, (keys, puts) => {
        const heap = new NumberHeap(Float64Array.from(keys));
        const outside = [...keys.keys()].sort((a, b) => ((a * 7919) % 31) - ((b * 7919) % 31));
        const inside: number[] = [];
        for (const isPut of puts) {
          const next = isPut ? outside.shift() : undefined;
          if (next !== undefined) {
            heap.push(next);
            inside.push(next);
          } else if (inside.length > 0) {
            inside.sort((a, b) => (keys[a] as number) - (keys[b] as number) || a - b);
            expect(heap.peek()).to.equal(inside[0]);
            expect(heap.pop()).to.equal(inside[0]);
            outside.push(inside.shift() as number);
          }
          expect(heap.length).to.equal(inside.length);
        }
      }),
      { numRuns: 300 },
    );
  });
});
