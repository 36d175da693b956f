import { expect } from 'chai';
import { CODES } from '#src/diagnostics/code-infos.js';
import { CODE_NAMES, isSuppressible, isSyntax } from '#src/diagnostics/codes.js';

describe('what a code is about', () => {
  it('is the same for who lints as for who reads the list of codes', () => {
    const inGroup = (group: string): string[] => CODE_NAMES.filter((code) => CODES[code].group === group);
    expect(CODE_NAMES.filter(isSyntax)).to.deep.equal(inGroup('text and syntax'));
    const kept = [...inGroup('text and syntax'), 'dependency-cycle', ...inGroup('suppressions')];
    expect(CODE_NAMES.filter((code) => !isSuppressible(code))).to.have.members(kept);
  });
});
