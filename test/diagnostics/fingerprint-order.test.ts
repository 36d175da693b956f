/** The order in which a job lists its tasks says nothing, so the fingerprints of its findings do not go by it. */
import { expect } from 'chai';
import fc from 'fast-check';
import { CODES } from '#src/diagnostics/code-infos.js';
import { CODE_NAMES, type Code } from '#src/diagnostics/codes.js';
import { fingerprint } from '#src/diagnostics/fingerprint.js';
import { lint } from '#src/lint.js';
import { body, job, task } from '../helpers/encoding-house.js';
import { anyJob, type JobSpec, type output, plainJob, ringedJob, ringOf } from '../helpers/jobs.js';

/** Quotas that small jobs exceed. */
const quotas = { assetsPerTask: 3, assetsPerJob: 8 };
const printsOf = (input: object): string[] => {
  const { diagnostics, document } = lint(input, { quotas });
  return diagnostics.map((finding) => `${finding.code} ${fingerprint(finding, document.value)}`).sort();
};
const codeOf = (print: string): string => print.split(' ')[0] ?? '';

/** What a job as a whole can be found to have. `empty-job` has no tasks to put in order. */
const GRAPH_CODES = CODE_NAMES.filter(
  (code: Code) => ['graph', 'priority'].includes(CODES[code].group) && code !== 'output-to-input-asset',
);

const specs: fc.Arbitrary<JobSpec> = fc.oneof(
  { weight: 4, arbitrary: ringedJob({ maxTasks: 8 }) },
  { weight: 4, arbitrary: anyJob({ maxTasks: 8, maxMentions: 4 }) },
  { weight: 1, arbitrary: anyJob({ maxTasks: 40, maxMentions: 1 }) },
);
/** Outputs as a job numbers them, so that gaps and inputs of their numbers come up. */
const numbered = ({ inputs, tasks }: JobSpec): JobSpec => {
  const small = (index: number): number => index % 7;
  const make = ({ kind, index }: ReturnType<typeof output>) => ({ kind, index: small(index) });
  return {
    ...(inputs === undefined ? {} : { inputs: inputs * 3 }),
    tasks: tasks.map((spec) => ({ ...spec, reads: spec.reads.map(make), writes: spec.writes.map(make) })),
  };
};
const jobs = fc.tuple(specs, fc.boolean()).map(([spec, isSmall]) => (isSmall ? numbered(spec) : spec));
const ranks = fc.array(fc.nat(), { minLength: 40, maxLength: 40 });

function reordered({ tasks, ...rest }: JobSpec, rank: readonly number[]): JobSpec {
  const order = [...tasks.keys()].sort((a, b) => (rank[a] as number) - (rank[b] as number));
  return { ...rest, tasks: order.map((position) => tasks[position] as JobSpec['tasks'][number]) };
}

describe('fingerprints and the order of tasks', () => {
  it('have nothing to do with each other, whatever is wrong with a job', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(jobs, ranks, (spec, rank) => {
        const before = printsOf(plainJob(spec));
        for (const print of before) seen.add(codeOf(print));
        expect(printsOf(plainJob(reordered(spec, rank)))).to.deep.equal(before);
        expect(printsOf(plainJob(reordered(spec, rank)).Tasks)).to.deep.equal(printsOf(plainJob(spec).Tasks));
      }),
      { numRuns: 600 },
    );
    expect([...seen]).to.include.members(GRAPH_CODES);
  });

  it('but those of different cycles, and of a cycle that others join, are different', () => {
    const ring = (positions: readonly number[]): string[] =>
      printsOf(plainJob({ ...ringOf(positions), inputs: 0 })).filter((print) => codeOf(print) === 'dependency-cycle');
    const [two, three] = [ring([0, 1]), ring([0, 1, 2])];
    expect(two).to.have.length(1);
    expect(three).to.have.length(1);
    expect(two).to.not.deep.equal(three);
    const selfish = (index: number): object => task('Encode', [`out:${index}`], [`out:${index}`]);
    expect(new Set([...printsOf([selfish(0)]), ...printsOf([selfish(1)])]).size).to.equal(3);
    const both = [task('Encode', ['out:0'], ['out:0']), task('Package', ['out:1'], ['out:1'])];
    expect(new Set(printsOf(both)).size).to.equal(2);
  });

  it('and those of different inputs that no task reads are, in verbose JSON as in light JSON', () => {
    const made = job([task('Encode', ['in:0'], ['out:0'])], 3);
    const { InputMediaAssets, ...rest } = made as Record<string, unknown>;
    const uris = ['https://media.example/1', 'https://media.example/2', 'https://media.example/3'];
    for (const one of [made, { ...rest, 'InputMediaAssets@odata.bind': uris }]) {
      const prints = printsOf(one);
      expect(prints.map(codeOf)).to.deep.equal(['unused-input-asset', 'unused-input-asset']);
      expect(new Set(prints).size).to.equal(2);
    }
    expect(InputMediaAssets).to.have.length(3);
  });

  it('go by it only where it means something: what the later of two mentions says is lost', () => {
    const silent = body(['in:0'], ['out:0']).replace(' assetCreationOptions="0"', '');
    const explicit = task('Encode', ['in:0'], ['out:0']);
    const implicit = { ...task('Package', [], []), TaskBody: silent };
    const codes = (...tasks: readonly object[]): string[] => printsOf(job(tasks)).map(codeOf);
    expect(codes(explicit, implicit)).to.deep.equal(['shared-output']);
    expect(codes(implicit, explicit)).to.deep.equal(['implicit-encryption', 'shared-output']);
  });
});
