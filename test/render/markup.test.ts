import { expect } from 'chai';
import fc from 'fast-check';
import { XmlDocument, type XmlElement } from 'libxml2-wasm';
import { oneLine } from '#src/diagnostics/messages.js';
import { fitText, taskName, textPixels } from '#src/render/label.js';
import { joined, markup } from '#src/render/markup.js';
import { anyText } from '../helpers/results.js';

describe('markup', () => {
  it('gives back any text as text and as an attribute, on one line', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { markup: made } = markup`<name title="${text}">${text}</name>`;
        const document = XmlDocument.fromString(made);
        try {
          const root: XmlElement = document.root;
          const expected = oneLine(text).replace(/[\ufffe\uffff]/g, '\ufffd');
          expect(root.content).to.equal(expected);
          expect(root.attr('title')?.value).to.equal(expected);
        } finally {
          document.dispose();
        }
      }),
    );
  });

  it('puts in numbers, markup, lists of it, and nothing', () => {
    const item = markup`<b>${'<'}</b>`;
    expect(markup`${3}|${item}|${[item, item]}|${null}|${false}`.markup).to.equal(
      '3|<b>&lt;</b>|<b>&lt;</b><b>&lt;</b>||',
    );
    expect(joined([item, item], ', ').markup).to.equal('<b>&lt;</b>, <b>&lt;</b>');
  });
});

describe('labels', () => {
  it('that fit stay, others lose their middle and fit', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 0, max: 400 }), (name, pixels) => {
        const text = oneLine(name);
        const label = fitText(text, pixels, 12);
        if (textPixels(text, 12) <= pixels) expect(label).to.equal(text);
        if (label === null) return;
        expect(textPixels(label, 12)).to.be.at.most(pixels + 0.001);
        if (label === text) return;
        const [head = '', ...tails] = label.split('…');
        expect(text.startsWith(head)).to.equal(true);
        expect(text.endsWith(tails.join('…'))).to.equal(true);
      }),
    );
    expect(fitText('Encode 1080p H.264', 90, 12)).to.equal('Encode….264');
    expect(fitText('Encode', 20, 12)).to.equal(null);
  });

  it('of tasks are names on one line, cut, or positions', () => {
    expect(taskName({ task: 3, name: null })).to.equal('Task 3');
    expect(taskName({ task: 3, name: 'a\nb' })).to.equal('a\\u000ab');
    expect(taskName({ task: 3, name: 'x'.repeat(4000) }).length).to.equal(81);
  });
});
