import { expect } from 'chai';
import fc from 'fast-check';
import type { ExecutionPlan } from '#src/plan/plan.js';
import { planResume, type ResumedPlan } from '#src/plan/resume.js';
import { type JobSpec, modelJob } from '../helpers/jobs.js';
import { failingJob, jobOf, optionsOf, runUntil, withStates, writtenBy } from './failing.js';
import { plannedJob } from './planned.js';

const numRuns = 300;

/** Looks at every instant at which an intermediate begins to be needed. */
function expectPeak({ assets, peak }: ExecutionPlan, spec: JobSpec): void {
  const written = new Set(spec.tasks.flatMap((_, task) => writtenBy(spec, task)).map((n) => `JobOutputAsset(${n})`));
  const middle = assets.filter(({ asset, lastUsedAt }) => written.has(asset) && lastUsedAt !== null);
  const alive = (time: number): number =>
    middle.filter((asset) => (asset.availableAt ?? 0) <= time && time < (asset.lastUsedAt ?? 0)).length;
  expect(peak.assets).to.equal(Math.max(0, ...middle.map((asset) => alive(asset.availableAt ?? 0))));
  if (peak.assets > 0) expect(alive(peak.at)).to.equal(peak.assets);
}

describe('the most intermediates at once', () => {
  it('are as many as a look at every instant finds', () => {
    fc.assert(
      fc.property(plannedJob(10), ({ spec, result }) => expectPeak(result, spec)),
      { numRuns },
    );
  });

  it('count from the start of a resumed plan where they are there already', () => {
    const reads = [{ kind: 'JobOutputAsset', index: 0 } as const];
    const first = { reads: [{ kind: 'JobInputAsset', index: 0 } as const], writes: reads };
    const job = modelJob({ inputs: 1, tasks: [first, { reads, writes: [{ kind: 'JobOutputAsset', index: 1 }] }] });
    const plain = { fails: false, isSpared: false, keeps: false };
    expect(planResume(withStates(job, [plain, plain], [3, 0]))?.peak).to.deep.equal({ assets: 1, at: 0 });
    fc.assert(
      fc.property(failingJob(10), fc.nat(), (made, pick) => {
        const run = runUntil(made, made.durations[pick % made.durations.length] as number);
        const states = run.map(({ phase }) => (phase === 'finished' ? 3 : 0));
        expectPeak(planResume(jobOf(made, states), optionsOf(made)) as ResumedPlan, made.spec);
      }),
      { numRuns },
    );
  });
});
