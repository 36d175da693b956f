import { expect } from 'chai';
import fc from 'fast-check';
import type { Diagnostic, Path } from '#src/diagnostics/diagnostic.js';
import { diagnosticsByPath } from '#src/diagnostics/diagnostics-by-path.js';
import { formatDiagnostic } from '#src/diagnostics/messages.js';
import { lint } from '#src/lint.js';
import { job, task } from '../helpers/encoding-house.js';

const report = lint(job([task('Encode', ['in:0'], ['out:0'], { Priority: 'high' }), { Name: 'Package' }]));

describe('findings by path', () => {
  it('a field has those at its path, a missing one too; a section those below it', () => {
    const { at, below } = diagnosticsByPath(report);
    expect(at(['Tasks', 0, 'Priority']).map(formatDiagnostic)).to.deep.equal([
      'Priority of task "Encode" must be a whole number, found a string.',
    ]);
    expect(at(['Tasks', 1, 'MediaProcessorId']).map(({ code }) => code)).to.deep.equal(['missing-property']);
    expect(below(['Tasks', 1]).map(({ place }) => place.path.at(-1))).to.deep.equal(['MediaProcessorId', 'TaskBody']);
    expect(at(['Tasks', 1])).to.deep.equal([]);
    expect(below([])).to.deep.equal(report.diagnostics);
  });

  it('an index may be given by its digits, as forms do that keep paths as texts', () => {
    const { at } = diagnosticsByPath(report);
    expect(at('Tasks.0.Priority'.split('.'))).to.deep.equal(at(['Tasks', 0, 'Priority']));
  });

  it('of what nobody has heard there is nothing', () => {
    const { at, below } = diagnosticsByPath(report);
    for (const path of [['__proto__'], ['Tasks', 7], ['constructor', 'name']]) {
      expect(at(path)).to.deep.equal([]);
      expect(below(path)).to.deep.equal([]);
    }
  });

  it('the same as looking through all findings for each path', () => {
    const step = fc.constantFrom<string | number>('Tasks', '__proto__', '0', 'a/b', 1, '');
    const paths = fc.array(fc.array(step, { maxLength: 4 }), { maxLength: 12 });
    fc.assert(
      fc.property(paths, fc.array(step, { maxLength: 3 }), (found, asked) => {
        const diagnostics = found.map((path) => ({ place: { path } }) as unknown as Diagnostic);
        const same = (one: Path, other: Path): boolean =>
          JSON.stringify(one.map(String)) === JSON.stringify(other.map(String));
        const byPath = diagnosticsByPath({ diagnostics });
        expect(byPath.at(asked)).to.deep.equal(diagnostics.filter(({ place }) => same(place.path, asked)));
        expect(byPath.below(asked)).to.deep.equal(
          diagnostics.filter(({ place }) => same(place.path.slice(0, asked.length), asked)),
        );
      }),
    );
  });
});
