/** The layout without Graphviz: nothing on top of anything, everything inside, and arrows from side to side. */
import { expect } from 'chai';
import fc from 'fast-check';
import { layOutInColumns } from '#src/render/column-layout.js';

const anyGraph = fc.integer({ min: 0, max: 20 }).chain((count) =>
  fc.record({
    boxes: fc.array(fc.record({ width: fc.integer({ min: 1, max: 200 }), height: fc.integer({ min: 1, max: 60 }) }), {
      minLength: count,
      maxLength: count,
    }),
    arrows:
      count === 0
        ? fc.constant<{ from: number; to: number }[]>([])
        : fc.array(fc.record({ from: fc.nat(count - 1), to: fc.nat(count - 1) }), { maxLength: 60 }),
  }),
);

describe('the layout in columns', () => {
  it('keeps nodes apart and inside, cycles or not', () => {
    fc.assert(
      fc.property(anyGraph, ({ boxes, arrows }) => {
        const { nodes, width, height } = layOutInColumns(boxes, arrows, 36);
        const sides = boxes.map((box, node) => {
          const { x, y } = nodes[node] as { x: number; y: number };
          return {
            left: x - box.width / 2,
            right: x + box.width / 2,
            top: y - box.height / 2,
            end: y + box.height / 2,
          };
        });
        for (const [node, a] of sides.entries()) {
          expect(Math.min(a.left, a.top)).to.be.at.least(-1e-6);
          expect(a.right).to.be.at.most(width + 1e-6);
          expect(a.end).to.be.at.most(height + 1e-6);
          for (const b of sides.slice(node + 1)) {
            expect(a.right < b.left || b.right < a.left || a.end < b.top || b.end < a.top).to.equal(true);
          }
        }
      }),
    );
  });

  it('points arrows from left to right where nothing goes in circles, and ends them at the side of a node', () => {
    fc.assert(
      fc.property(anyGraph, ({ boxes, arrows }) => {
        const forwards = arrows.filter(({ from, to }) => from < to);
        const layout = layOutInColumns(boxes, forwards, 36);
        for (const [index, { from, to }] of forwards.entries()) {
          const { curve, tip } = layout.arrows[index] as (typeof layout.arrows)[number];
          const [start, end] = [layout.nodes[from], layout.nodes[to]];
          expect(curve).to.have.length(4);
          expect(curve[0]).to.deep.equal({ x: (start?.x ?? 0) + (boxes[from]?.width ?? 0) / 2, y: start?.y });
          expect(tip).to.deep.equal({ x: (end?.x ?? 0) - (boxes[to]?.width ?? 0) / 2, y: end?.y });
          expect(tip.x).to.be.greaterThan(curve[0]?.x ?? 0);
        }
      }),
    );
  });

  it('puts nodes beside what leads to them', () => {
    const box = { width: 80, height: 20 };
    const arrows = [
      { from: 0, to: 3 },
      { from: 1, to: 2 },
    ];
    const { nodes } = layOutInColumns([box, box, box, box], arrows, 36);
    expect(nodes.map(({ x, y }) => [x, y])).to.deep.equal([
      [40, 10],
      [40, 46],
      [156, 46],
      [156, 10],
    ]);
  });

  it('is made in steps that grow with the graph', () => {
    const boxes = Array.from({ length: 100_000 }, () => ({ width: 80, height: 20 }));
    const arrows = boxes.slice(1).map((_, node) => ({ from: node, to: node + 1 }));
    expect(layOutInColumns(boxes, arrows, 36).width).to.equal(100_000 * 116 - 36);
  });
});
