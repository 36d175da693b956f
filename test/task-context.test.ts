/** One task of a job that is being edited, linted by itself with what the rest of the job gives to it. */
import { expect } from 'chai';
import fc from 'fast-check';
import { formatDiagnostic } from '#src/diagnostics/messages.js';
import { lint } from '#src/lint.js';
import { assetsWritten } from '#src/model/body-assets.js';
import type { TaskContext } from '#src/model/task-context.js';
import { body, GOOD_JOB, task } from './helpers/encoding-house.js';
import { anyJob, plainJob } from './helpers/jobs.js';

const INVOLVED = ['unknown-input-asset', 'unproduced-asset'];

describe('lint of one task in its context', () => {
  const packing = task('Package', ['out:3', 'in:2'], ['out:1']);
  const told = (input: object | string, context?: TaskContext): readonly string[] =>
    lint(input, context === undefined ? {} : { context }).diagnostics.map(formatDiagnostic);

  it('tells of assets that the job does not have, in a Task and in a TaskBody, in text and in an object', () => {
    const context = { inputs: 1, producers: [0, 'JobOutputAsset(2)'] };
    for (const input of [packing, JSON.stringify(packing), body(['out:3', 'in:2'], ['out:1'])]) {
      const messages = told(input, context);
      expect(messages).to.have.length(2);
      expect(messages[0]).to.include('JobOutputAsset(3)').and.to.include('Did you mean JobOutputAsset(2)?');
      expect(messages[1]).to.include('JobInputAsset(2)').and.to.include('Did you mean JobOutputAsset(2)?');
      expect(told(input)).to.deep.equal([]);
      expect(told(input, { inputs: 3, producers: [3] })).to.deep.equal([]);
    }
  });

  it('says the same of each task as lint of the whole job', () => {
    let found = 0;
    fc.assert(
      fc.property(anyJob({ maxTasks: 8 }), (spec) => {
        const whole = plainJob({ ...spec, inputs: spec.inputs ?? 2 });
        const { jobs, diagnostics } = lint(whole);
        for (const [position, one] of whole.Tasks.entries()) {
          const others = (jobs[0]?.tasks ?? []).filter((other) => other.position !== position);
          const producers = others.flatMap((other) => assetsWritten(other.body).map((asset) => ~asset));
          const context = { inputs: spec.inputs ?? 2, producers };
          const inPlace = (code: string, path: readonly unknown[], within: unknown): string =>
            JSON.stringify([code, path, within]);
          const alone = lint(one, { context }).diagnostics.filter(({ code }) => INVOLVED.includes(code));
          const expected = diagnostics.filter(
            ({ code, place }) => INVOLVED.includes(code) && place.path[1] === position,
          );
          expect(alone.map(({ code, place }) => inPlace(code, place.path, place.within))).to.deep.equal(
            expected.map(({ code, place }) => inPlace(code, place.path.slice(2), place.within)),
          );
          found += alone.length;
        }
      }),
    );
    expect(found).to.be.greaterThan(20);
  });

  it('leaves alone what is a job already', () => {
    expect(told(GOOD_JOB, { inputs: 0, producers: [] })).to.deep.equal([]);
  });

  const refused: readonly [unknown, string][] = [
    [{ inputs: -1, producers: [] }, 'context.inputs: expected a whole number from 0, found -1'],
    [{ inputs: '1', producers: [] }, 'context.inputs: expected a whole number from 0, found "1"'],
    [{ inputs: 1 }, 'context.producers: expected an array'],
    [{ inputs: 1, producers: ['JobInputAsset(0)'] }, 'expected numbers or JobOutputAsset(n), found "JobInputAsset(0)"'],
  ];
  for (const [context, message] of refused) {
    it(`refuses ${JSON.stringify(context)}`, () => {
      expect(() => lint(packing, { context: context as TaskContext })).to.throw(TypeError, message);
    });
  }
});
