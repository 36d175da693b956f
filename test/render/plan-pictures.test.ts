/** Plans as DOT, held against Graphviz, and as Mermaid, read back. */
import { Graphviz } from '@hpcc-js/wasm-graphviz';
import { expect } from 'chai';
import fc from 'fast-check';
import type { ExecutionPlan } from '#src/plan/plan.js';
import { plan } from '#src/plan/plan.js';
import { renderPlan } from '#src/render/formats.js';
import { taskText } from '#src/render/label.js';
import { timeText } from '#src/render/time-text.js';
import { chainOf, input, modelJob, output } from '../helpers/jobs.js';
import { anyText } from '../helpers/results.js';
import { run } from '../helpers/run.js';
import { plannedJob } from '../plan/planned.js';

interface ReadGraph {
  readonly objects?: readonly { readonly name: string; readonly label?: string; readonly pos?: string }[];
  readonly edges?: readonly { readonly tail: number; readonly head: number; readonly penwidth?: string }[];
}

describe('plans as DOT', () => {
  let graphviz: Graphviz;
  before(async () => {
    graphviz = await Graphviz.load();
  });
  const read = (made: ExecutionPlan): ReadGraph =>
    JSON.parse(graphviz.layout(renderPlan([made], 'dot', 'job.json'), 'json', 'dot')) as ReadGraph;

  it('have each task in the column of its wave, with its time, and the dependencies of the plan', () => {
    fc.assert(
      fc.property(plannedJob(8), ({ result }) => {
        const { objects = [], edges = [] } = read(result);
        const nameOf = (node: number): string => objects[node]?.name ?? '';
        const after = (name: string): string[] =>
          edges.filter(({ tail }) => nameOf(tail) === name).map(({ head }) => nameOf(head));
        const columns = result.waves.map((wave) => {
          const x = wave.map((task) => objects.find(({ name }) => name === `task:${task}`)?.pos?.split(',')[0]);
          expect(new Set(x).size).to.equal(1);
          return Number(x[0]);
        });
        expect(columns).to.deep.equal([...new Set(columns)].sort((a, b) => a - b));
        for (const { task, requiredBy, start, finish } of result.tasks) {
          const next = new Set(after(`task:${task}`).flatMap(after));
          expect([...next].sort()).to.deep.equal(requiredBy.map((other) => `task:${other}`).sort());
          const { label = '' } = objects.find(({ name }) => name === `task:${task}`) ?? {};
          expect(label.endsWith(`\\n${timeText(start)} – ${timeText(finish)}`)).to.equal(true);
        }
        const bold = edges.filter(({ penwidth }) => penwidth === '3').length;
        expect(bold).to.equal(result.criticalPath.length < 2 ? 0 : bold);
        expect(bold).to.be.at.least(2 * (result.criticalPath.length - 1));
      }),
      { numRuns: 60 },
    );
  });
});

describe('plans as Mermaid', () => {
  it('say when each task runs and on which unit, whatever the names are', () => {
    fc.assert(
      fc.property(plannedJob(8), anyText, ({ result }, name) => {
        const named = { ...result, job: name, tasks: result.tasks.map((task) => ({ ...task, name })) };
        const [head = '', ...lines] = renderPlan([named], 'mermaid', 'job.json').split('\n');
        expect(head).to.equal('gantt');
        let unit = -1;
        const tasks = lines.flatMap((line) => {
          unit = Number(/^ {2}section Unit (\d+)$/.exec(line)?.[1] ?? unit);
          const found = /^ {4}(\d+) · (◆ )?([^:]*) :(crit, )?j0t(\d+), (\d+), (\d+)ms$/.exec(line);
          if (found === null) return [];
          const [, number, mark, text = '', crit, id, start, duration] = found;
          const shown = text.replace(/#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
          expect([number, mark !== undefined, shown]).to.deep.equal([
            id,
            crit !== undefined,
            taskText({ task: 0, name }),
          ]);
          return [[Number(number), unit, Number(start), Number(duration), crit !== undefined]];
        });
        expect(lines).to.have.length(4 + new Set(result.tasks.map((task) => task.unit)).size + tasks.length + 1);
        expect(tasks.sort(([a], [b]) => Number(a) - Number(b))).to.deep.equal(
          result.tasks.map(({ task, unit: on, start, duration, critical }) => [
            ...[task, on, Math.round(start * 1000), Math.round(duration * 1000), critical],
          ]),
        );
      }),
    );
  });

  it('hold all jobs of a file, each with its units', () => {
    const made = ['Sintel', null].map((job) => ({ ...(plan(modelJob(chainOf([0]))) as ExecutionPlan), job }));
    expect(renderPlan(made, 'mermaid', 'jobs.json')).to.equal(`gantt
  title jobs.json
  dateFormat x
  axisFormat %s.%L s
  todayMarker off
  section Sintel, unit 0
    0 · ◆ Task 0 :crit, j0t0, 0, 1000ms
  section Job 1, unit 0
    0 · ◆ Task 0 :crit, j1t0, 0, 1000ms
`);
  });

  it('say on standard error when they are larger than Mermaid shows', async () => {
    const tasks = Array.from({ length: 1200 }, () => ({
      Name: 'Encode for every device',
      TaskBody:
        '<taskBody><inputAsset>JobInputAsset(0)</inputAsset><outputAsset>JobOutputAsset(0)</outputAsset></taskBody>',
    }));
    const files = { 'job.json': JSON.stringify({ InputMediaAssets: [{}], Tasks: tasks }) };
    const { stdout, stderr } = await run(['plan', 'job.json', '--format', 'mermaid'], { files });
    expect(stderr).to.include(
      `the Mermaid text is larger than Mermaid shows by default: initialize it with { maxTextSize: ${stdout.length} }\n`,
    );
  });

  it('are of one line each for 100,000 tasks', () => {
    const tasks = Array.from({ length: 100_000 }, (_, task) => ({ reads: [input(0)], writes: [output(task)] }));
    const made = plan(modelJob({ inputs: 1, tasks }), { units: 8 }) as ExecutionPlan;
    expect(renderPlan([made], 'mermaid', 'job.json').split('\n')).to.have.length(5 + 8 + 100_000 + 1);
    expect(renderPlan([made], 'dot', 'job.json').split('\n').length).to.be.lessThan(100_010);
  });
});
