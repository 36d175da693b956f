import { expect } from 'chai';
import fc from 'fast-check';
import { NestedSpans, type Spanned } from '#src/text/nested-spans.js';

/** Runs of which any two are apart or one within the other: brackets that match, at random places. */
const nested = fc.array(fc.constantFrom('(', ')', '.'), { maxLength: 60 }).map((signs) => {
  const open: number[] = [];
  const items: Spanned<number>[] = [];
  signs.forEach((sign, at) => {
    if (sign === '(') open.push(at);
    const start = sign === ')' ? open.pop() : undefined;
    if (start !== undefined) items.push({ span: { start, end: at + 1 }, value: items.length });
  });
  return items;
});

describe('nested runs', () => {
  it('give the innermost one around another, as looking at all of them does', () => {
    fc.assert(
      fc.property(nested, fc.nat(60), fc.nat(6), fc.infiniteStream(fc.nat()), (items, start, length, order) => {
        const end = start + length;
        const around = items.filter(({ span }) => span.start <= start && span.end >= end);
        // Between two that touch, an empty run is in the one that begins there.
        const innermost = around.sort((a, b) => b.span.start - a.span.start || a.span.end - b.span.end)[0];
        const keyed = items.map((item) => ({ item, key: order.next().value as number }));
        const shuffled = keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
        expect(new NestedSpans(shuffled).innermost({ start, end })).to.equal(innermost?.value ?? null);
      }),
      { numRuns: 1000 },
    );
  });

  it('of equal ones the first given counts', () => {
    const span = { start: 3, end: 9 };
    const spans = new NestedSpans([
      { span: { start: 0, end: 20 }, value: 'job' },
      { span, value: 'first' },
      { span, value: 'second' },
    ]);
    expect([spans.innermost({ start: 4, end: 5 }), spans.innermost({ start: 8, end: 10 })]).to.deep.equal([
      'first',
      'job',
    ]);
    expect(new NestedSpans([]).innermost(span)).to.equal(null);
  });
});
