import { expect } from 'chai';
import fc from 'fast-check';
import { pathName } from '#src/render/path-name.js';
import { anyText } from '../helpers/results.js';

describe('pathName', () => {
  it('reads like a path in a program', () => {
    expect(pathName([])).to.equal('');
    expect(pathName(['Tasks', 3, 'TaskBody'])).to.equal('Tasks[3].TaskBody');
    expect(pathName([11, 'Tasks', 0])).to.equal('[11].Tasks[0]');
    expect(pathName(['d', 'InputMediaAssets@odata.bind', 0])).to.equal('d["InputMediaAssets@odata.bind"][0]');
    expect(pathName(['a "b"\n', '', 'c'])).to.equal('["a \\"b\\"\\n"][""].c');
  });

  it('is one line of at most 201 characters, whatever the keys are', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(anyText, fc.nat()), { maxLength: 300 }), (path) => {
        const name = pathName(path);
        expect(name.length).to.be.at.most(201);
        expect(name).to.not.match(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
    );
  });
});
