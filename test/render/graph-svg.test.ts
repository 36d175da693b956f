/** Pictures of graphs: everything is in them once, whatever the names are, and the same job gets the same bytes. */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import type { XmlElement } from 'libxml2-wasm';
import { oneLine } from '#src/diagnostics/messages.js';
import type { Job } from '#src/model/job.js';
import { type GraphModel, graphModel } from '#src/render/graph-model.js';
import { graphPictures, graphSvg } from '#src/render/graph-svg.js';
import { anyJob, chainOf, input, modelJob, output, ringOf } from '../helpers/jobs.js';
import { parsed } from '../helpers/parsed-xml.js';
import { anyText } from '../helpers/results.js';
import { IS_UPDATE, ROOT } from '../helpers/root.js';
import { runIn } from '../helpers/run.js';

const SVG = { s: 'http://www.w3.org/2000/svg' };

function texts(root: XmlElement, path: string): string[] {
  return root.find(path, SVG).map(({ content }) => content);
}

function draw(...jobs: readonly Job[]): Promise<string> {
  return graphSvg('job.json', graphPictures(jobs.map((job) => graphModel(job) as GraphModel)).pictures, 0);
}

function golden(name: string, svg: string): void {
  const file = `${ROOT}docs/examples/${name}.svg`;
  if (IS_UPDATE) writeFileSync(file, svg);
  else expect(svg).to.equal(readFileSync(file, 'utf8'));
}

describe('the graph as SVG', () => {
  it('has each task, asset and edge once, with ids that are unique, and the same bytes each time', async () => {
    await fc.assert(
      fc.asyncProperty(anyJob({ maxTasks: 8 }), anyJob({ maxTasks: 4 }), async (first, second) => {
        const jobs = [modelJob(first), modelJob(second)];
        const svg = await draw(...jobs);
        expect(await draw(...jobs)).to.equal(svg);
        parsed(svg, (root) => {
          const ids = texts(root, './/@id');
          expect(new Set(ids).size).to.equal(ids.length);
          for (const [number, job] of jobs.entries()) {
            const { tasks, assets, edges } = graphModel(job) as GraphModel;
            const own = ids.filter((id) => id.startsWith(`job${number}-`));
            expect(own.length).to.equal(tasks.length + assets.length + edges.length);
            expect(own).to.include.members(tasks.map(({ task }) => `job${number}-task-${task}`));
          }
        });
      }),
      { numRuns: 40 },
    );
  });

  it('is well-formed with any name, which it tells as a title', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, anyText, async (job, name) => {
        const tasks = [{ name, reads: [input(0)], writes: [output(0)] }];
        const model = modelJob({ inputs: 1, tasks });
        const svg = await graphSvg(job, graphPictures([graphModel({ ...model, name: job }) as GraphModel]).pictures, 0);
        parsed(svg, (root) => {
          const [title = ''] = texts(root, './/s:g[@id="job0-task-0"]/s:title');
          const own = model.tasks?.[0]?.name ?? null;
          const written =
            own === null ? 'Task 0' : oneLine(`${own}:`.slice(0, 3000)).replace(/[\ufffe\uffff]/g, '\ufffd');
          expect(title.startsWith(written)).to.equal(true);
          expect(title.endsWith('on the critical path')).to.equal(true);
          expect(root.find('.//s:script', SVG)).to.deep.equal([]);
        });
      }),
      { numRuns: 100 },
    );
  });

  it('marks the critical path, and the tasks, assets and edges of a cycle', async () => {
    const marked = async (job: Job, mark: string): Promise<string[]> =>
      parsed(await draw(job), (root) => texts(root, `.//s:g[contains(@class, "tg-${mark}")]/@id`).sort());
    expect(await marked(modelJob(chainOf([0, 1])), 'critical')).to.deep.equal([
      'job0-output-0',
      'job0-task-0',
      'job0-task-0-writes-output-0',
      'job0-task-1',
      'job0-task-1-reads-output-0',
    ]);
    const ring = ringOf([0, 1]);
    const behind = { reads: [output(1)], writes: [output(2)] };
    const job = modelJob({ inputs: 0, tasks: [...ring.tasks, behind] });
    expect(await marked(job, 'critical')).to.deep.equal([]);
    expect(await marked(job, 'cycle')).to.deep.equal([
      'job0-output-0',
      'job0-output-1',
      'job0-task-0',
      'job0-task-0-reads-output-1',
      'job0-task-0-writes-output-0',
      'job0-task-1',
      'job0-task-1-reads-output-0',
      'job0-task-1-writes-output-1',
    ]);
  });

  it('cuts a long name in the picture, not in its title', async () => {
    const name = `Encode ${'for every device '.repeat(20)}again`;
    const tasks = [{ name, reads: [input(0)], writes: [output(0)] }];
    parsed(await draw(modelJob({ inputs: 1, tasks })), (root) => {
      expect(texts(root, './/s:g[@id="job0-task-0"]/s:text')[0]).to.match(/^Encode for.*….*again$/);
      expect(texts(root, './/s:g[@id="job0-task-0"]/s:title')[0]).to.include(name);
    });
  });

  for (const [name, ...args] of [
    ['nightly-graph', 'docs/examples/nightly.json'],
    ['season-focus', 'docs/examples/season.json', '--focus', 'Package 2', '--depth', '2'],
  ] as const) {
    it(`${name} is the picture in the documentation @examples`, async () => {
      const { code, stdout } = await runIn(ROOT, ['graph', ...args, '--format', 'svg']);
      expect(code).to.equal(0);
      golden(name, stdout);
    });
  }

  it('folded is the picture in the documentation @examples', async () => {
    const tasks = Array.from({ length: 1200 }, (_, task) => ({
      reads: task < 200 ? [input(0)] : [output(task - 200), output(task % 300 < 20 ? task % 100 : task - 199)],
      writes: [output(task)],
    }));
    golden('folded', await draw({ ...modelJob({ inputs: 1, tasks }), name: 'Archive, all of it' }));
  });
});
