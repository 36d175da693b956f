/** Assets that are read and not there: told once for each task, at its first mention. */
import { expect } from 'chai';
import fc from 'fast-check';
import { lint } from '#src/lint.js';
import { formatReference } from '#src/model/asset-reference.js';
import { body, job, task } from '../helpers/encoding-house.js';
import { anyJob, type JobSpec, plainJob } from '../helpers/jobs.js';

const CODES: readonly string[] = ['unknown-input-asset', 'unproduced-asset'];

/** The assets that each task reads and nobody has, by their first mention in the TaskBody. */
function missing({ inputs = Number.POSITIVE_INFINITY, tasks }: JobSpec): readonly string[] {
  const written = new Set(tasks.flatMap(({ writes }) => writes.map(formatReference)));
  return tasks.flatMap(({ reads }, position) =>
    [...new Set(reads.map(formatReference))].flatMap((asset) => {
      const isInput = asset.startsWith('JobInput');
      const index = Number(/\d+/.exec(asset)?.[0]);
      if (isInput ? index < inputs : written.has(asset)) return [];
      return [`${isInput ? CODES[0] : CODES[1]} ${position} ${asset}`];
    }),
  );
}

describe('assets that are read and not there', () => {
  it('are told once for each task, where it first mentions them', () => {
    fc.assert(
      fc.property(anyJob({ maxTasks: 5, maxMentions: 6, maxOutputs: 4 }), (spec) => {
        const given = plainJob(spec);
        const found = lint(given).diagnostics.filter(({ code }) => CODES.includes(code));
        const told = found.map(({ code, place: { path, within } }) => {
          const xml = given.Tasks[Number(path[1])]?.TaskBody ?? '';
          const reference = xml.slice(within?.start, within?.end);
          expect(within?.start).to.equal(xml.indexOf(`<inputAsset>${reference}`) + '<inputAsset>'.length);
          return `${code} ${path[1]} ${reference}`;
        });
        expect(told).to.deep.equal(missing(spec));
      }),
      { numRuns: 500 },
    );
  });

  it('are the same asset however they are written', () => {
    const xml = body(['out:7', 'in:9', 'out:007', 'in:09'], ['out:1'])
      .replace('</inputAsset><outputAsset', '</inputAsset><inputAsset>joboutputasset(7)</inputAsset><outputAsset')
      .replace('>JobInputAsset(09)', '> JobInputAsset(9) ');
    const tasks = [task('Encode', ['in:0'], ['out:0']), { ...task('Package', [], []), TaskBody: xml }];
    expect(
      lint(job(tasks))
        .diagnostics.map(({ code }) => code)
        .filter((code) => CODES.includes(code)),
    ).to.deep.equal(['unproduced-asset', 'unknown-input-asset']);
  });

  it('are told of each task that reads them', () => {
    const tasks = [
      task('Encode', ['in:0', 'out:7', 'out:7'], ['out:0']),
      task('Package', ['out:7', 'out:7'], ['out:1']),
    ];
    const found = lint(job(tasks)).diagnostics.map(({ code, place }) => `${code} ${place.path[1]}`);
    expect(found).to.deep.equal(['unproduced-asset 0', 'repeated-input 0', 'unproduced-asset 1', 'repeated-input 1']);
  });
});
