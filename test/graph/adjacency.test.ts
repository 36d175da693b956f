import { expect } from 'chai';
import fc from 'fast-check';
import { adjacency, degree, neighbours, reversed } from '#src/graph/adjacency.js';

const pairs = fc.nat(8).chain((last) => fc.tuple(fc.constant(last + 1), fc.array(fc.tuple(fc.nat(last), fc.nat(99)))));

describe('adjacency', () => {
  it('lists the neighbours of each node in the order of the pairs', () => {
    fc.assert(
      fc.property(pairs, ([nodes, list]) => {
        const flat = adjacency(
          nodes,
          list.map(([from]) => from),
          list.map(([, to]) => to),
        );
        for (let node = 0; node < nodes; node += 1) {
          const expected = list.filter(([from]) => from === node).map(([, to]) => to);
          expect([...neighbours(flat, node)]).to.deep.equal(expected);
          expect(degree(flat, node)).to.equal(expected.length);
        }
      }),
    );
  });

  it('reversed, lists on the other side ascending', () => {
    fc.assert(
      fc.property(pairs, ([nodes, list]) => {
        const back = reversed(
          adjacency(
            nodes,
            list.map(([from]) => from),
            list.map(([, to]) => to),
          ),
          100,
        );
        for (let node = 0; node < 100; node += 1) {
          const expected = list.filter(([, to]) => to === node).map(([from]) => from);
          expect([...neighbours(back, node)]).to.deep.equal(expected.sort((a, b) => a - b));
        }
      }),
    );
  });

  it('of no nodes is empty', () => {
    expect(adjacency(0, [], [])).to.deep.equal({ offsets: new Uint32Array(1), targets: new Uint32Array(0) });
  });
});
