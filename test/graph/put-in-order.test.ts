import { expect } from 'chai';
import fc from 'fast-check';
import { putInOrder } from '#src/graph/put-in-order.js';

const lists = fc.array(fc.nat(60), { maxLength: 60, size: 'max' });

describe('a part of a list that is put in order', () => {
  it('ascends, has each number once, and leaves the rest alone', () => {
    fc.assert(
      fc.property(lists, lists, lists, (before, part, behind) => {
        for (const list of [[...before, ...part, ...behind], Uint32Array.from([...before, ...part, ...behind])]) {
          const end = putInOrder(list, before.length, before.length + part.length);
          expect([...list.slice(before.length, end)]).to.deep.equal([...new Set(part)].sort((a, b) => a - b));
          expect([...list.slice(0, before.length)]).to.deep.equal(before);
          expect([...list.slice(before.length + part.length)]).to.deep.equal(behind);
        }
      }),
    );
  });
});
