/** What `lint` says of cycles: one finding for each group of tasks, and places that point at the mentions themselves. */
import { expect } from 'chai';
import fc from 'fast-check';
import type { Diagnostic, Place } from '#src/diagnostics/diagnostic.js';
import { lint } from '#src/lint.js';
import { formatReference } from '#src/model/asset-reference.js';
import { anyJob, type JobSpec, output, plainJob, ringedJob, ringOf } from '../helpers/jobs.js';
import { firstShortestCycle, groupsOf, type OutputRead, withoutReads } from './cycle-search.js';

type Finding = Extract<Diagnostic, { code: 'dependency-cycle' }>;

const jobs = fc.oneof(ringedJob({ maxTasks: 8 }), anyJob({ maxTasks: 8 }));
const numRuns = 150;

function cycleFindings(document: object): Finding[] {
  return lint(document).diagnostics.filter((finding): finding is Finding => finding.code === 'dependency-cycle');
}

/** What stands at a place in the TaskBody it points into, and what is around that. */
function shownAt(
  spec: JobSpec,
  { path, within }: Place,
): { task: unknown; text: string; tags: string; isFirst: boolean } {
  const xml = plainJob(spec).Tasks[Number(path[1])]?.TaskBody ?? '';
  const { start = 0, end = 0 } = within ?? {};
  const text = xml.slice(start, end);
  const opening = xml.slice(xml.lastIndexOf('<', start), start);
  const tags = opening.replace(/ [^>]*/, '');
  const closing = xml.slice(end, xml.indexOf('>', end) + 1);
  const isFirst = xml.indexOf(`${opening}${text}${closing}`) === start - opening.length;
  return { task: path[1], text, tags: tags + closing, isFirst };
}

function asMention(task: number, index: number, element: 'inputAsset' | 'outputAsset'): ReturnType<typeof shownAt> {
  return { task, text: formatReference(output(index)), tags: `<${element}></${element}>`, isFirst: true };
}

/** The cut of a finding, read back from its words. */
function cutOf({ args: { cut } }: Finding): OutputRead[] {
  return cut.map(({ task, asset }) => [task, Number(/^JobOutputAsset\((\d+)\)$/.exec(asset)?.[1])]);
}

describe('findings about cycles', () => {
  it('are one for each group of tasks, at the first task of the cycle, where it reads from the last', () => {
    fc.assert(
      fc.property(jobs, (spec) => {
        const findings = cycleFindings(plainJob(spec));
        const expected = groupsOf(spec).map((group) => firstShortestCycle(spec, group));
        const places = findings.map(({ place }) => shownAt(spec, place));
        const starts = expected.map(({ tasks, assets }) =>
          asMention(tasks[0] as number, assets.at(-1) as number, 'inputAsset'),
        );
        expect(places).to.have.deep.members(starts);
        for (const { place } of findings) {
          expect(place).to.deep.include({ path: ['Tasks', place.path[1], 'TaskBody'], on: 'value' });
        }
      }),
      { numRuns },
    );
  });

  it('point at each output and input on the way, each at its first mention', () => {
    fc.assert(
      fc.property(jobs, (spec) => {
        const shown = cycleFindings(plainJob(spec)).map(({ related }) =>
          related.map(({ place }) => shownAt(spec, place)),
        );
        const expected = groupsOf(spec).map((group) => {
          const { tasks, assets } = firstShortestCycle(spec, group);
          return assets.flatMap((index, step) => [
            asMention(tasks[step] as number, index, 'outputAsset'),
            asMention(tasks[(step + 1) % tasks.length] as number, index, 'inputAsset'),
          ]);
        });
        expect(shown).to.have.deep.members(expected);
      }),
      { numRuns },
    );
  });

  it('tell a cut after which there are none', () => {
    fc.assert(
      fc.property(jobs, (spec) => {
        const findings = cycleFindings(plainJob(spec));
        for (const { args } of findings) {
          expect(args).to.include({ cutSize: args.cut.length, cutSmallest: true, shortest: true });
        }
        expect(cycleFindings(plainJob(withoutReads(spec, findings.flatMap(cutOf))))).to.deep.equal([]);
      }),
      { numRuns },
    );
  });

  it('name tasks and assets on the way, how long it is and how many tasks are entangled', () => {
    const { tasks } = ringOf([2, 0, 1]);
    const named = tasks.map((task, position) => (position === 1 ? { ...task, name: 'Package' } : task));
    const [finding, ...others] = cycleFindings(
      plainJob({ inputs: 0, tasks: [...named, { reads: [output(2)], writes: [output(3), output(0)] }] }),
    );
    expect(others).to.deep.equal([]);
    expect(finding?.args).to.deep.equal({
      tasks: ['Task 0', 'Task "Package"', 'Task 2'],
      assets: ['JobOutputAsset(0)', 'JobOutputAsset(1)', 'JobOutputAsset(2)'],
      length: 3,
      entangled: 4,
      ties: ['JobOutputAsset(0)', 'JobOutputAsset(1)', 'JobOutputAsset(2)'],
      shortest: true,
      cut: [{ task: 1, label: 'Task "Package"', asset: 'JobOutputAsset(0)' }],
      cutSize: 1,
      cutSmallest: true,
    });
  });
});

describe('findings about long cycles', () => {
  it('show the first 12 tasks and 100 places, and know the full length', () => {
    const [finding] = cycleFindings(plainJob(ringOf([...Array(60).keys()])));
    expect(finding?.args).to.deep.include({ length: 60, entangled: 60, cutSize: 1 });
    expect(finding?.args.tasks).to.have.length(12);
    expect(finding?.args.assets).to.have.length(12);
    expect(finding?.related).to.have.length(100);
    expect(finding?.related.at(-1)).to.deep.include({ role: 'cycle-reads', name: 'Task 50' });
  });

  it('list the first 100 reads of a larger cut', () => {
    const tasks = Array.from({ length: 101 }, () => ({ reads: [output(0)], writes: [output(0)] }));
    const [finding] = cycleFindings(plainJob({ tasks }));
    expect(finding?.args.cut).to.have.length(100);
    expect(finding?.args).to.include({ length: 1, entangled: 101, cutSize: 101 });
  });
});

describe('cycles in other documents', () => {
  it('are found in a bare TaskBody, and in a list of tasks', () => {
    const [selfish] = plainJob({ tasks: [{ reads: [output(0)], writes: [output(0)] }] }).Tasks;
    const findings = lint(selfish?.TaskBody ?? '').diagnostics;
    expect(findings.map(({ code }) => code)).to.include('dependency-cycle');
    const list = cycleFindings(plainJob(ringOf([0, 1])).Tasks);
    expect(list.map(({ place }) => place.path)).to.deep.equal([[0, 'TaskBody']]);
    expect(list[0]?.related.map(({ place }) => place.path[0])).to.deep.equal([0, 1, 1, 0]);
  });

  it('point at the right characters through padding, comments and entities', () => {
    const xml =
      '<taskBody><!-- JobOutputAsset(0) --><inputAsset> Job&#79;utputAsset(00)\n</inputAsset>' +
      '<outputAsset assetName="&lt;JobOutputAsset(0)&gt;">JobOutputAsset(0)</outputAsset></taskBody>';
    const [finding] = cycleFindings({ Tasks: [{ TaskBody: xml }] });
    const cut = (place: Place | undefined): string => xml.slice(place?.within?.start, place?.within?.end);
    expect(cut(finding?.place)).to.equal('Job&#79;utputAsset(00)');
    expect(finding?.related.map(({ place }) => cut(place))).to.deep.equal([
      'JobOutputAsset(0)',
      'Job&#79;utputAsset(00)',
    ]);
    expect(finding?.related[0]?.place.within?.start).to.equal(xml.lastIndexOf('JobOutputAsset(0)'));
  });
});
